import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import { useNow } from '../../app/clock.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { dayAt, zoneText } from '../calendar/time.ts';
import { MiniMonth } from './mini-month.tsx';
import { TimeField } from './time-field.tsx';
import { shiftSentence, whenSuggestions } from './when.ts';

interface WhenFieldsProps {
  /** Wall-clock time in the profile's zone. */
  wall: string;
  onChange: (wall: string) => void;
  /** Enter was pressed in the time. */
  onDone: (wall: string) => void;
}

/** A month, a time and the times that are chosen most, with what there is to say about the choice. */
export function WhenFields({ wall, onChange, onDone }: WhenFieldsProps) {
  const style = useTimeStyle();
  const { weekStart } = useSettings();
  const now = useNow(30_000);
  const { at } = resolveWallTime(wall, style.zone);
  const today = dayAt(now, style.zone);
  const shift = shiftSentence(wall, style);
  const isPast = at <= now;

  return (
    <>
      <MiniMonth
        value={wall.slice(0, 10)}
        today={today}
        first={today}
        weekStart={weekStart}
        locale={style.locale}
        onChange={(day) => onChange(`${day}${wall.slice(10)}`)}
      />
      <div className="mt-2 flex items-end gap-2 border-t border-hairline pt-3">
        <TimeField wall={wall} onChange={onChange} onDone={onDone} />
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
    </>
  );
}
