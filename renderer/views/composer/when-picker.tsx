import { CalendarClock } from 'lucide-react';
import { useEffect, useState } from 'react';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import { useNow } from '../../app/clock.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Field, Input } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Popover } from '../../ui/popover.tsx';
import { dayAt, wallClockText, whenLabel, zoneText } from '../calendar/time.ts';
import { MiniMonth } from './mini-month.tsx';
import { readTime, shiftSentence, whenSuggestions } from './when.ts';

interface WhenPickerProps {
  /** Wall-clock time in the profile's zone. */
  wall: string;
  disabled: boolean;
  onChange: (wall: string) => void;
}

/** The day and the time, in the profile's zone and with its name. */
export function WhenPicker({ wall, disabled, onChange }: WhenPickerProps) {
  const [open, setOpen] = useState(false);
  const style = useTimeStyle();
  const { weekStart } = useSettings();
  const now = useNow(30_000);
  const { at } = resolveWallTime(wall, style.zone);
  const today = dayAt(now, style.zone);
  const shift = shiftSentence(wall, style);
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
      <MiniMonth
        value={wall.slice(0, 10)}
        today={today}
        first={today}
        weekStart={weekStart}
        locale={style.locale}
        onChange={(day) => onChange(`${day}${wall.slice(10)}`)}
      />
      <div className="mt-2 flex items-end gap-2 border-t border-hairline pt-3">
        <TimeField wall={wall} onChange={onChange} onDone={() => setOpen(false)} />
        <span className="min-w-0 flex-1 pb-1.5 text-small text-muted">
          {zoneText(style.zone, at, style.locale)}
        </span>
      </div>
      <div className="mt-3 flex flex-wrap gap-1.5">
        {whenSuggestions(now, style).map((suggestion) => (
          <Button
            key={suggestion.wall}
            size="compact"
            onClick={() => onChange(suggestion.wall)}
            aria-pressed={suggestion.wall === wall}
            className="px-2 text-small font-normal aria-pressed:border-accent"
          >
            {suggestion.label}
          </Button>
        ))}
      </div>
      {isPast && (
        <Notice tone="attention" className="mt-3 text-small">
          That time has passed. Choose a later one.
        </Notice>
      )}
      {shift && (
        <Notice tone="info" className="mt-3 text-small">
          {shift}
        </Notice>
      )}
    </Popover>
  );
}

interface TimeFieldProps {
  wall: string;
  onChange: (wall: string) => void;
  onDone: () => void;
}

/** Takes what people type for a time; the arrows go by a quarter of an hour. */
function TimeField({ wall, onChange, onDone }: TimeFieldProps) {
  const { hourCycle } = useTimeStyle();
  const shown = wallClockText(wall, hourCycle);
  const [typed, setTyped] = useState(shown);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => setTyped(shown), [shown]);

  const take = (): boolean => {
    const time = readTime(typed);
    setWrong(time === null);
    if (time === null) return false;
    onChange(`${wall.slice(0, 11)}${time}`);
    setTyped(wallClockText(`${wall.slice(0, 11)}${time}`, hourCycle));
    return true;
  };
  const nudge = (minutes: number) => {
    const total = Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16)) + minutes;
    const day = 24 * 60;
    const next = (((Math.round(total / 15) * 15) % day) + day) % day;
    const time = `${String(Math.floor(next / 60)).padStart(2, '0')}:${String(next % 60).padStart(2, '0')}`;
    onChange(`${wall.slice(0, 11)}${time}`);
  };

  return (
    <Field label="Time" className="w-28" {...(isWrong && { error: 'Write it as 9:30' })}>
      <Input
        value={typed}
        inputMode="numeric"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault();
            nudge(event.key === 'ArrowUp' ? 15 : -15);
          }
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            if (take()) onDone();
          }
        }}
      />
    </Field>
  );
}
