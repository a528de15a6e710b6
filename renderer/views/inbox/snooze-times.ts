import { Temporal } from 'temporal-polyfill';

export interface SnoozeTime {
  label: string;
  /** UTC epoch ms. */
  until: number;
}

const MORNING = { hour: 9, minute: 0, second: 0, millisecond: 0 };

/** When something that is put off may come back. @param zone IANA, of the person */
export function snoozeTimes(now: number, zone: string): SnoozeTime[] {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const morning = (days: number) => here.add({ days }).with(MORNING);
  const toMonday = 8 - here.dayOfWeek;
  const evening = here.with({ ...MORNING, hour: 18 });
  const times: [string, Temporal.ZonedDateTime][] = [
    ['In 3 hours', here.add({ hours: 3 })],
    ['This evening', evening],
    ['Tomorrow morning', morning(1)],
    ['Monday morning', morning(toMonday)],
    ['In a week', morning(7)],
  ];
  const seen = new Set<number>();
  return times.flatMap(([label, at]) => {
    const until = at.epochMilliseconds;
    const isLater = until > now + 30 * 60_000 && !seen.has(until);
    seen.add(until);
    return isLater ? [{ label, until }] : [];
  });
}
