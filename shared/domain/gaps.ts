import { Temporal } from 'temporal-polyfill';
import { type QueueSlot, slotTimes } from './slots.ts';
import { resolveWallTime } from './wall-time.ts';

/** How far a gap is looked for, in days: today and the six after it. */
const DAYS_AHEAD = 7;
/** So many of the last weeks, of `WEEKS_BACK`, make a weekday one on which something goes out. */
const USUAL = 3;
export const WEEKS_BACK = 4;

/** A time in the coming week that stands empty. */
export interface Gap {
  /** UTC epoch ms. */
  at: number;
  /** `YYYY-MM-DDTHH:mm` in the zone: where a new post would go. */
  wallTime: string;
}

/** Something that goes out, or is meant to. */
export interface PlannedPost {
  /** UTC epoch ms. */
  at: number;
  accounts: readonly string[];
}

/** A day on which something came out: `YYYY-MM-DD`, and when first, `HH:mm`. */
export interface PastDay {
  day: string;
  time: string;
}

interface GapsInput {
  /** Of the client; where there are none, its own rhythm counts. */
  slots: readonly QueueSlot[];
  zone: string;
  /** UTC epoch ms. */
  now: number;
  /** What goes out, or is meant to, from the beginning of today on. */
  planned: readonly PlannedPost[];
  /** The last four weeks. */
  past: readonly PastDay[];
}

/**
 * Where the coming week of a client has room, soonest first. With slots: those that no post fills. A post fills the slot
 * at its time, or the nearest one of its day: what was scheduled by hand at 9:10 leaves no gap at 9:00. Without slots:
 * the weekdays on which something came out in three of the last four weeks, and that have nothing.
 */
export function gapsAhead({ slots, zone, now, planned, past }: GapsInput): Gap[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const days = Array.from({ length: DAYS_AHEAD + 1 }, (_, ahead) => today.add({ days: ahead }));
  const starts = days.map((date) => date.toZonedDateTime(zone).epochMilliseconds);
  /** 0 is today; -1 where it is none of the days. */
  const dayOf = (at: number) => {
    const next = starts.findIndex((start) => at < start);
    return next - 1;
  };
  const week = planned
    .map(({ at, accounts }) => ({ at, accounts, day: dayOf(at) }))
    .filter(({ day }) => day >= 0);
  const gaps =
    slots.length > 0
      ? freeSlots(slotsOf(slots, zone, starts, dayOf), week)
      : missingDays(past, days, week, zone);
  return gaps.filter(({ at }) => at > now).map(({ at, wallTime }) => ({ at, wallTime }));
}

interface OpenSlot extends Gap {
  day: number;
  accounts: ReadonlySet<string> | 'all';
}
type OnDay = PlannedPost & { day: number };

/** From the beginning of today: what went out this morning filled a slot of this morning. */
function slotsOf(
  slots: readonly QueueSlot[],
  zone: string,
  starts: readonly number[],
  dayOf: (at: number) => number,
): OpenSlot[] {
  const open: OpenSlot[] = [];
  for (const { at, wallTime, accounts } of slotTimes(slots, zone, (starts[0] ?? 0) - 1)) {
    if (at >= (starts.at(-1) ?? 0)) break;
    open.push({ at, wallTime, accounts, day: dayOf(at) });
  }
  return open;
}

function freeSlots(all: readonly OpenSlot[], planned: readonly OnDay[]): OpenSlot[] {
  const open = [...all];
  const take = (post: OnDay, isFor: (slot: OpenSlot) => boolean): boolean => {
    const fitting = open.filter((slot) => isFor(slot) && fits(slot.accounts, post.accounts));
    const [first] = fitting;
    if (!first) return false;
    const away = ({ at }: OpenSlot) => Math.abs(at - post.at);
    const nearest = fitting.reduce((best, slot) => (away(slot) < away(best) ? slot : best), first);
    open.splice(open.indexOf(nearest), 1);
    return true;
  };
  // Those that stand at a slot have it before a neighbour takes it.
  const others = planned.filter((post) => !take(post, ({ at }) => at === post.at));
  for (const post of others) take(post, ({ day }) => day === post.day);
  return open;
}

/** A slot of one account is filled by what goes to it; a draft that has no account yet may fill any. */
const fits = (slot: OpenSlot['accounts'], accounts: readonly string[]): boolean =>
  slot === 'all' || accounts.length === 0 || accounts.some((account) => slot.has(account));

function missingDays(
  past: readonly PastDay[],
  days: readonly Temporal.PlainDate[],
  planned: readonly OnDay[],
  zone: string,
): Gap[] {
  const [today] = days;
  if (!today) return [];
  const before = today.toString();
  const since = today.subtract({ days: 7 * WEEKS_BACK }).toString();
  const recent = new Map(past.filter(({ day }) => since <= day && day < before).map(byDay));
  const filled = new Set(planned.map(({ day }) => day));
  return days.slice(0, DAYS_AHEAD).flatMap((date, ahead): Gap[] => {
    if (filled.has(ahead)) return [];
    const usual = [...recent.values()]
      .filter(({ day }) => weekdayOf(day) === date.dayOfWeek)
      .map(({ time }) => time)
      .sort();
    const time = usual[Math.floor(usual.length / 2)];
    if (usual.length < USUAL || time === undefined) return [];
    const wallTime = `${date}T${time}`;
    return [{ at: resolveWallTime(wallTime, zone).at, wallTime }];
  });
}

const byDay = (one: PastDay): [string, PastDay] => [one.day, one];

/** ISO 8601 of `YYYY-MM-DD`; the calendar of the zone is in the date already. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
