import { CalendarClock } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import { now as clockNow, useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { nextFullHour, whenText } from '../calendar/time.ts';
import { WhenFields } from '../composer/when-fields.tsx';

interface TimeChoiceProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** How many posts get the time. */
  count: number;
  disabled: boolean;
  keyshortcut?: string;
  tone?: ComponentProps<typeof Button>['tone'];
  /** The chosen time on the wall clock of the profile. */
  onChoose: (wallTime: string) => void;
}

/** Another time, chosen in place. */
export function TimeChoice({
  open,
  onOpenChange,
  count,
  disabled,
  keyshortcut,
  tone = 'secondary',
  onChoose,
}: TimeChoiceProps) {
  return (
    <Popover
      open={open}
      onOpenChange={onOpenChange}
      align="center"
      label="Another time"
      className="w-72 p-3"
      trigger={
        <Button
          size="compact"
          tone={tone}
          disabled={disabled}
          aria-keyshortcuts={keyshortcut}
          icon={<CalendarClock size={14} className="text-muted" />}
        >
          Pick a time…
        </Button>
      }
    >
      <Choice count={count} onChoose={onChoose} />
    </Popover>
  );
}

function Choice({ count, onChoose }: Pick<TimeChoiceProps, 'count' | 'onChoose'>) {
  const style = useTimeStyle();
  const now = useNow(30_000);
  const [wall, setWall] = useState(() => nextFullHour(clockNow(), style.zone));
  const { at } = resolveWallTime(wall, style.zone);
  const choose = (chosen: string) => {
    if (resolveWallTime(chosen, style.zone).at > clockNow()) onChoose(chosen);
  };
  return (
    <>
      <WhenFields wall={wall} onChange={setWall} onDone={choose} />
      <Button
        tone="primary"
        className="mt-3 w-full"
        disabled={at <= now}
        onClick={() => choose(wall)}
      >
        {count === 1 ? 'Schedule' : `Schedule all ${count}`} for {whenText(at, now, style)}
      </Button>
    </>
  );
}
