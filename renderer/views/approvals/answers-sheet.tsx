import { useId, useState } from 'react';
import type { AnswersReading } from '../../../shared/ipc/views.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { ask } from '../../ipc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Switch } from '../../ui/switch.tsx';
import { toast } from '../../ui/toast.tsx';
import { fullWhenText } from '../calendar/time.ts';
import { AnswerItem } from './answer-item.tsx';
import type { OpenAnswers } from './use-answers.ts';
import { postsText } from './words.ts';

type Answer = AnswersReading['answers'][number];

/** Can be taken at all. */
const isOpen = ({ effect }: Answer): boolean => effect !== 'none';
/** Taken unless the person says no: what was edited since is looked at first. */
const isChosen = (answer: Answer): boolean =>
  isOpen(answer) && (answer.standing !== 'edited_since' || answer.answer === 'comment');

/** What a client answered, what each answer would do, and the person's word on it. */
export function AnswersSheet({ opened, onClose }: { opened: OpenAnswers; onClose: () => void }) {
  const { reading, text } = opened;
  const style = useTimeStyle();
  const scheduleId = useId();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(reading.answers.filter(isChosen).map(({ postId }) => postId)),
  );
  const approving = reading.answers.filter(
    ({ postId, effect, card }) =>
      effect === 'approve' && chosen.has(postId) && card !== null && card.scheduledAt !== null,
  );
  const [schedules, setSchedules] = useState(true);
  const [busy, setBusy] = useState(false);
  const open = reading.answers.filter(isOpen);

  async function takeBack(id: string): Promise<void> {
    const answer = await ask('approvals.takeBack', { id });
    if (!answer.ok) toast.failed(answer.error.message);
    else if (answer.value.refused[0]) toast.failed(answer.value.refused[0].message);
  }

  async function take(): Promise<void> {
    setBusy(true);
    const answer = await ask('approvals.takeAnswers', {
      text,
      postIds: [...chosen],
      schedule: schedules && approving.length > 0,
    });
    setBusy(false);
    if (!answer.ok) return toast.failed(answer.error.message);
    onClose();
    const { id, taken, refused, notScheduled } = answer.value;
    if (taken.length > 0)
      toast.undoable(`Took the answers to ${postsText(taken.length)}`, () => void takeBack(id));
    const [first] = [...refused, ...notScheduled];
    if (first) {
      const others = refused.length + notScheduled.length - 1;
      toast.failed(`${first.message}${others > 0 ? ` And ${others} more.` : ''}`);
    }
  }

  const toggle = (postId: string) => {
    const next = new Set(chosen);
    if (!next.delete(postId)) next.add(postId);
    setChosen(next);
  };

  return (
    <Sheet
      open
      onOpenChange={(isShown) => !isShown && onClose()}
      width="medium"
      title={`Answers of ${reading.author}`}
      footer={
        open.length === 0 ? (
          <>
            <p className="flex-1 text-muted">There is nothing new in this file.</p>
            <Button tone="primary" onClick={onClose}>
              Done
            </Button>
          </>
        ) : (
          <>
            {approving.length > 0 ? (
              <span className="flex flex-1 items-center gap-2.5">
                <Switch checked={schedules} onChange={setSchedules} aria-labelledby={scheduleId} />
                <span id={scheduleId}>
                  Schedule {approving.length === 1 ? 'the approved post' : 'approved posts'} at{' '}
                  {approving.length === 1 ? 'its planned time' : 'their planned times'}
                </span>
              </span>
            ) : (
              <span className="flex-1" />
            )}
            <Button
              tone="primary"
              busy={busy}
              disabled={chosen.size === 0}
              onClick={() => void take()}
            >
              {chosen.size === 1 ? 'Take 1 answer' : `Take ${chosen.size} answers`}
            </Button>
          </>
        )
      }
    >
      <p className="mb-4 text-muted">
        To <span className="font-medium text-ink">{reading.pack.title}</span>, saved on{' '}
        {fullWhenText(reading.savedAt, style)}. The signature is right: these answers were made with
        your pack and were not changed since.
        {reading.unanswered > 0 && ` ${postsText(reading.unanswered)} without an answer.`}
      </p>
      <ul className="rounded-card border border-hairline">
        {reading.answers.map((answer) => (
          <AnswerItem
            key={answer.postId}
            answer={answer}
            checked={chosen.has(answer.postId)}
            disabled={!isOpen(answer)}
            onToggle={() => toggle(answer.postId)}
          />
        ))}
      </ul>
    </Sheet>
  );
}
