import { Temporal } from 'temporal-polyfill';

const today = (now: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();

const startOf = (date: Temporal.PlainDate, zone: string): number =>
  date.toZonedDateTime(zone).epochMilliseconds;

const known = new Map<string, number[]>();

/**
 * The beginnings of `count` days, the last of them today, and the end of today; UTC epoch ms. Kept for the day: asking a
 * calendar for a hundred days takes longer than the numbers of all of them.
 */
export function edgesUntilToday(now: number, zone: string, count: number): readonly number[] {
  const last = today(now, zone);
  const key = `${last} ${zone} ${count}`;
  const kept = known.get(key);
  if (kept) return kept;
  if (known.size > MOST) known.clear();
  const edges = Array.from({ length: count + 1 }, (_, day) =>
    startOf(last.add({ days: day - count + 1 }), zone),
  );
  known.set(key, edges);
  return edges;
}
const MOST = 24;

/** ISO 8601 weekdays. */
const FIRST_DAY = { monday: 1, saturday: 6, sunday: 7 } as const;

/** Beginning and end of the week of `now`, UTC epoch ms. */
export function weekOf(
  now: number,
  zone: string,
  weekStart: keyof typeof FIRST_DAY,
): { from: number; to: number } {
  const date = today(now, zone);
  const back = (date.dayOfWeek - FIRST_DAY[weekStart] + 7) % 7;
  const first = date.subtract({ days: back });
  return { from: startOf(first, zone), to: startOf(first.add({ days: 7 }), zone) };
}
