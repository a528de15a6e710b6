import { Temporal } from 'temporal-polyfill';

export interface PowerEvent {
  kind: 'started' | 'stopped' | 'suspend' | 'resume';
  /** UTC epoch ms. */
  at: number;
}

/** How often this computer could not have sent anything at a time of the week. */
export interface UsuallyAsleep {
  /** Weeks that were observed. */
  weeks: number;
  /** Weeks of them in which it slept, or ClientNest did not run. */
  asleep: number;
  /** `asleep / weeks`. */
  share: number;
}

const WEEK = 7 * 86_400_000;
const HALF_HOUR = 30 * 60_000;
/** Habits change: older weeks say less than nothing. */
const WEEKS = 4;
const LEAST_WEEKS_KNOWN = 2;
const LEAST_OBSERVATIONS = 3;
/** Every second week is no habit. */
const USUALLY = 0.5;

/**
 * Whether this computer is usually asleep at that weekday and half hour, by the last four weeks. Null where it
 * is usually awake, and where less than two weeks or three observations are known.
 * @param events oldest first; what was before the first one is not known
 */
export function usuallyAsleep(
  events: readonly PowerEvent[],
  at: number,
  now: number,
  zone: string,
): UsuallyAsleep | null {
  const since = events[0]?.at;
  if (since === undefined || now - since < LEAST_WEEKS_KNOWN * WEEK) return null;
  const absent = absences(events, now);
  const observed = halfHoursBefore(at, now, zone).filter((from) => from >= since);
  if (observed.length < LEAST_OBSERVATIONS) return null;
  const asleep = observed.filter((from) => coveredMs(absent, from) > HALF_HOUR / 2).length;
  const share = asleep / observed.length;
  return share > USUALLY ? { weeks: observed.length, asleep, share } : null;
}

/**
 * The same weekday and half hour of the wall clock in each of the last four weeks, where it is over by `now`.
 */
function halfHoursBefore(at: number, now: number, zone: string): number[] {
  const wall = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime();
  const half = wall.with({ minute: wall.minute < 30 ? 0 : 30, second: 0, millisecond: 0 });
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const back = (((today.dayOfWeek - half.dayOfWeek) % 7) + 7) % 7;
  return Array.from({ length: WEEKS + 1 }, (_, week) =>
    today
      .subtract({ days: back + 7 * week })
      .toZonedDateTime({ timeZone: zone, plainTime: half.toPlainTime() }),
  )
    .map((start) => start.epochMilliseconds)
    .filter((start) => start + HALF_HOUR <= now)
    .slice(0, WEEKS);
}

/** From a suspend or a stop to the next resume or start. A crash leaves no trace, so it counts as awake. */
function absences(events: readonly PowerEvent[], now: number): [from: number, to: number][] {
  const spans: [number, number][] = [];
  let from: number | null = null;
  for (const { kind, at } of events) {
    if (kind === 'suspend' || kind === 'stopped') {
      from ??= at;
      continue;
    }
    if (from !== null) spans.push([from, at]);
    from = null;
  }
  if (from !== null) spans.push([from, now]);
  return spans;
}

const coveredMs = (spans: readonly (readonly [number, number])[], start: number): number =>
  spans.reduce(
    (sum, [from, to]) => sum + Math.max(0, Math.min(to, start + HALF_HOUR) - Math.max(from, start)),
    0,
  );

/** The warning as a sentence. */
export const asleepSentence = ({ weeks, asleep }: UsuallyAsleep): string =>
  `In ${asleep} of the last ${weeks} weeks this computer was asleep, or ClientNest closed, at that time. Leave it running, or choose another time.`;
