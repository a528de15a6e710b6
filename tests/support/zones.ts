import { Temporal } from 'temporal-polyfill';

/** Two years round the day that tests stand on. */
export const FROM = Date.UTC(2025, 10, 22);
export const TO = Date.UTC(2027, 10, 22);

export interface Change {
  zone: string;
  /** UTC epoch ms at which the clock is changed. */
  at: number;
  /** Minutes that the clock moves on; negative where it moves back. */
  minutes: number;
}

/** Every change of a clock in the two years, in every zone that this runtime knows. */
export const CLOCK_CHANGES: readonly Change[] =
  Intl.supportedValuesOf('timeZone').flatMap(changesOf);

/** Every zone that changes its clock in the two years. */
export const CHANGING_ZONES: readonly string[] = [
  ...new Set(CLOCK_CHANGES.map(({ zone }) => zone)),
];

function changesOf(zone: string): Change[] {
  const found: Change[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(FROM).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds > TO) return found;
    const before = next.subtract({ milliseconds: 1 });
    const minutes = (next.offsetNanoseconds - before.offsetNanoseconds) / 60e9;
    if (minutes !== 0) found.push({ zone, at: next.epochMilliseconds, minutes });
    at = next;
  }
}
