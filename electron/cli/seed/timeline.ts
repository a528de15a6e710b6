import { Temporal } from 'temporal-polyfill';
import type { Random } from '../../demo/random.ts';

const PAST_DAYS = 3 * 365;
const AHEAD_DAYS = 61;

/** Monday first: agencies post on weekdays. */
const WEEKDAYS = [1.1, 1.15, 1.15, 1.15, 1, 0.5, 0.35];
/** From 07:00 on: a peak before work, one at noon, one in the early evening. */
const HOURS = [2, 5, 7, 5, 4, 7, 5, 3, 3, 4, 6, 6, 3, 2, 1];
const MINUTES = [
  [0, 30],
  [30, 22],
  [15, 10],
  [45, 10],
  [5, 4],
  [10, 4],
  [20, 4],
  [25, 4],
  [35, 3],
  [40, 3],
  [50, 3],
  [55, 3],
] as const;

/** When a sample post is due. */
export interface Slot {
  /** UTC epoch milliseconds. */
  at: number;
  /** `YYYY-MM-DDTHH:mm` in the zone. */
  wallTime: string;
}

/**
 * `count` times over three years before the day of `now` and two months after it: more every year,
 * more on weekdays, in working hours, thinning out into the future. Oldest first.
 */
export function planTimes(count: number, now: number, zone: string, random: Random): Slot[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const days = Array.from({ length: PAST_DAYS + AHEAD_DAYS }, (_, index) => {
    const ahead = index - PAST_DAYS;
    const date = today.add({ days: ahead });
    const growth = 0.55 + (0.9 * Math.min(index, PAST_DAYS)) / PAST_DAYS;
    const thinning = ahead > 0 ? Math.exp(-ahead / 28) : 1;
    return { date, weight: growth * thinning * (WEEKDAYS[date.dayOfWeek - 1] ?? 1) };
  });
  const total = days.reduce((sum, day) => sum + day.weight, 0);

  const slots: Slot[] = [];
  let weight = 0;
  for (const day of days) {
    weight += day.weight;
    const until = Math.round((count * weight) / total);
    if (until > slots.length) slots.push(...timesOn(day.date, zone, until - slots.length, random));
  }
  return slots;
}

/** Working hours never fall into a change of the clocks, so one offset holds for all of them. */
function timesOn(date: Temporal.PlainDate, zone: string, count: number, random: Random): Slot[] {
  const noon = date.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds;
  return Array.from({ length: count }, () => {
    const hour = 7 + random.weighted(HOURS);
    const minute = MINUTES[random.weighted(MINUTES.map(([, weight]) => weight))]?.[0] ?? 0;
    return {
      at: noon + ((hour - 12) * 60 + minute) * 60_000,
      wallTime: `${date}T${pad(hour)}:${pad(minute)}`,
    };
  }).sort((left, right) => left.at - right.at);
}

const pad = (value: number) => String(value).padStart(2, '0');
