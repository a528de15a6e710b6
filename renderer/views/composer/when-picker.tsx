import { CalendarClock } from 'lucide-react';
import { useState } from 'react';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import { useNow } from '../../app/clock.ts';
import { useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { whenLabel, zoneText } from '../calendar/time.ts';
import { RepeatMark } from '../recurrence/repeat-mark.tsx';
import { WhenFields } from './when-fields.tsx';

interface WhenPickerProps {
  /** Wall-clock time in the profile's zone. */
  wall: string;
  disabled: boolean;
  onChange: (wall: string) => void;
  /** Makes the post come again; left out where it can’t. */
  onRepeat?: () => void;
}

/** The day and the time, in the profile's zone and with its name. */
export function WhenPicker({ wall, disabled, onChange, onRepeat }: WhenPickerProps) {
  const [open, setOpen] = useState(false);
  const style = useTimeStyle();
  const now = useNow(30_000);
  const { at } = resolveWallTime(wall, style.zone);
  const isPast = at <= now;

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      side="top"
      label="When"
      className="w-72 p-3"
      trigger={
        <Button
          tone="ghost"
          disabled={disabled}
          className="-ml-2 px-2"
          icon={<CalendarClock size={16} className={isPast ? 'text-attention' : 'text-muted'} />}
        >
          <span>{whenLabel(at, now, style)}</span>
          <span className="hidden font-normal text-muted wide:inline">
            {zoneText(style.zone, at, style.locale)}
          </span>
        </Button>
      }
    >
      <WhenFields wall={wall} onChange={onChange} onDone={() => setOpen(false)} />
      {onRepeat && (
        <Button
          size="compact"
          tone="ghost"
          icon={<RepeatMark size={14} />}
          className="mt-3 -mb-1 w-full justify-start px-2"
          onClick={() => {
            setOpen(false);
            onRepeat();
          }}
        >
          Repeat…
        </Button>
      )}
    </Popover>
  );
}
