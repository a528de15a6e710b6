import { Temporal } from 'temporal-polyfill';
import { resolveWallTime } from '../../../shared/domain/wall-time.ts';
import { formatDay, nextFullHour, type TimeStyle, wallClockText } from '../calendar/time.ts';

/**
 * Reads a time of day as people type it: `9`, `930`, `9:30`, `21.30`, `9pm`, `9:30 PM`.
 * @returns `HH:mm`, or null where it is none.
 */
export function readTime(typed: string): string | null {
  const match = /^(\d{1,2})(?:[:.h ]?([0-5]\d))?\s*([ap])?\.?m?\.?$/i.exec(typed.trim());
  if (!match) return null;
  const half = match[3]?.toLowerCase();
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (half && (hour < 1 || hour > 12)) return null;
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  if (hour > 23) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

export interface WhenSuggestion {
  label: string;
  wall: string;
}

/** Times that are chosen most: the next full hour, tomorrow and Monday at nine. */
export function whenSuggestions(now: number, style: TimeStyle): WhenSuggestion[] {
  const soon = nextFullHour(now, style.zone);
  const today = Temporal.PlainDate.from(
    Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(style.zone).toPlainDate(),
  );
  const tomorrow = today.add({ days: 1 });
  const monday = today.add({ days: 8 - today.dayOfWeek });
  const at = (day: Temporal.PlainDate, time: string) => `${day.toString()}T${time}`;
  const nine = wallClockText('0000-00-00T09:00', style.hourCycle);
  const suggestions = [
    { label: `Next hour, ${wallClockText(soon, style.hourCycle)}`, wall: soon },
    { label: `Tomorrow ${nine}`, wall: at(tomorrow, '09:00') },
    { label: `Monday ${nine}`, wall: at(monday, '09:00') },
  ];
  return suggestions.filter(
    ({ wall }, index) => suggestions.findIndex((other) => other.wall === wall) === index,
  );
}

/** What daylight saving does to a chosen time, in a sentence; null where it does nothing. */
export function shiftSentence(wall: string, style: TimeStyle): string | null {
  const { at, shift } = resolveWallTime(wall, style.zone);
  if (shift === 'none') return null;
  const day = formatDay(wall.slice(0, 10), style.locale, { day: 'numeric', month: 'long' });
  const asked = wallClockText(wall, style.hourCycle);
  if (shift === 'overlap')
    return `The clocks go back on ${day}, so ${asked} comes twice. The first one is taken.`;
  const real = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(style.zone);
  const goesOut = wallClockText(
    real.toPlainDateTime().toString({ smallestUnit: 'minute' }),
    style.hourCycle,
  );
  return `The clocks go forward on ${day} and skip ${asked}. It goes out at ${goesOut}.`;
}
