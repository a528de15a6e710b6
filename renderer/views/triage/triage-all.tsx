import { CalendarCheck2, Send, X } from 'lucide-react';
import { useState } from 'react';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { canBe, choiceOf, type Decision, type Entry } from './outcomes.ts';
import { TimeChoice } from './time-choice.tsx';

interface TriageAllProps {
  /** That wait for the person. */
  entries: readonly Entry[];
  onDecide: (decision: Decision) => void;
}

/** One choice for all that wait; those for which it is not there stay as they are. */
export function TriageAll({ entries, onDecide }: TriageAllProps) {
  const { zone } = useTimeStyle();
  const [asks, setAsks] = useState(false);
  const [picks, setPicks] = useState(false);
  const count = (decision: Decision) =>
    entries.filter(({ missed }) => canBe(missed, choiceOf(decision))).length;
  const ready = count('publish_now');
  const slots = count('next_slot');
  const sent = ready === 1 ? 'post' : 'posts';

  return (
    <fieldset
      aria-label="For all of them"
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-hairline px-5 py-2.5"
    >
      <span className="mr-1.5 text-small text-muted">For all {entries.length}</span>
      <Button
        size="compact"
        tone="ghost"
        icon={<Send size={14} className="text-muted" />}
        disabled={ready === 0}
        onClick={() => setAsks(true)}
      >
        Publish {some(ready, entries.length)}now…
      </Button>
      <Button
        size="compact"
        tone="ghost"
        icon={<CalendarCheck2 size={14} className="text-muted" />}
        disabled={slots === 0}
        onClick={() => onDecide('next_slot')}
      >
        Next slots{slots > 0 && slots < entries.length && ` for ${slots}`}
      </Button>
      <TimeChoice
        open={picks}
        onOpenChange={setPicks}
        count={ready}
        disabled={ready === 0}
        tone="ghost"
        onChoose={(wallTime) => {
          setPicks(false);
          onDecide({ wallTime, zone });
        }}
      />
      <Button
        size="compact"
        tone="ghost"
        icon={<X size={14} className="text-muted" />}
        onClick={() => onDecide('drop')}
      >
        Drop all
      </Button>
      <Dialog
        open={asks}
        onOpenChange={setAsks}
        width={400}
        title={`Publish ${ready} ${sent} now?`}
        footer={
          <>
            <Button onClick={() => setAsks(false)}>Not yet</Button>
            <Button
              tone="primary"
              autoFocus
              onClick={() => {
                setAsks(false);
                onDecide('publish_now');
              }}
            >
              Publish {ready} {sent}
            </Button>
          </>
        }
      >
        They go out at once, one after another on each account. What is published can’t be taken
        back from here.
      </Dialog>
    </fieldset>
  );
}

/** Nothing where all are meant. */
const some = (count: number, all: number): string =>
  count > 0 && count < all ? `${count} ` : 'all ';
