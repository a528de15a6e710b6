import { wallTimeAt } from '../../../shared/domain/wall-time.ts';
import type { RouteOutput } from '../../../shared/ipc/contract.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { clockText, type TimeStyle, wallClockText } from './time.ts';

type Days = RouteOutput<'posts.days'>;

/** A day of the month grid. */
export interface MonthDay {
  /** `YYYY-MM-DD` */
  day: string;
  /** Where it begins and ends, UTC epoch ms. */
  from: number;
  to: number;
  /** All its posts; `cards` holds the first of them. */
  count: number;
  cards: readonly PostCard[];
}

/**
 * The answer of `posts.days`, by day.
 * @param edges where the days begin, and where the last one ends.
 */
export function monthDays(
  days: readonly string[],
  edges: readonly number[],
  { counts, cards }: Days,
): MonthDay[] {
  let next = 0;
  return days.map((day, at) => {
    const [from, to] = [edges[at] ?? 0, edges[at + 1] ?? 0];
    const first = next;
    while (next < cards.length && (cards[next]?.scheduledAt ?? 0) < to) next++;
    return { day, from, to, count: counts[at] ?? 0, cards: cards.slice(first, next) };
  });
}

/** What is known of a grid from the answer for another: the days that both have. */
export function carriedOver(
  known: Days,
  knownEdges: readonly number[],
  edges: readonly number[],
): Days {
  const [from, to] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  return {
    counts: edges.slice(0, -1).map((edge) => known.counts[knownEdges.indexOf(edge)] ?? 0),
    cards: known.cards.filter(({ scheduledAt }) => isWithin(scheduledAt, from, to)),
  };
}

const isWithin = (at: number | null, from: number, to: number): boolean =>
  at !== null && at >= from && at < to;

const DAY = 86_400_000;
const MINUTE = 60_000;

/**
 * What the clock on the wall says at an instant of a day. Counted from where the day begins, which is
 * a hundred times cheaper than to ask the zone; only the days on which clocks change are asked for.
 */
export function timeOfDay(
  at: number,
  { from, to }: Pick<MonthDay, 'from' | 'to'>,
  { zone, hourCycle }: TimeStyle,
): string {
  if (to - from !== DAY) return wallClockText(wallTimeAt(at, zone), hourCycle);
  const minutes = Math.floor((at - from) / MINUTE);
  return clockText(Math.floor(minutes / 60), minutes % 60, hourCycle);
}
