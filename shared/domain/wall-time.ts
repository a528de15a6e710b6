import { Temporal } from 'temporal-polyfill';

/**
 * How a wall-clock time became an instant. `gap`: the clock skips that time (spring forward), so the
 * time after the gap is taken. `overlap`: it happens twice (autumn), so the earlier one is taken.
 */
export type WallTimeShift = 'none' | 'gap' | 'overlap';

export interface ResolvedWallTime {
  /** UTC epoch milliseconds. */
  at: number;
  shift: WallTimeShift;
}

/**
 * The instant of a wall-clock time in a zone, by the rule of RFC 5545 §3.3.5: an overlap takes the
 * first occurrence, a gap uses the offset before the gap (so 02:30 becomes 03:30).
 * @param wall `YYYY-MM-DDTHH:mm`
 * @throws RangeError on a date that does not exist or an unknown zone; callers parse input first.
 */
export function resolveWallTime(wall: string, zone: string): ResolvedWallTime {
  const plain = Temporal.PlainDateTime.from(wall, { overflow: 'reject' });
  const zoned = plain.toZonedDateTime(zone, { disambiguation: 'compatible' });
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' });
  const shift = !zoned.toPlainDateTime().equals(plain)
    ? 'gap'
    : later.epochMilliseconds !== zoned.epochMilliseconds
      ? 'overlap'
      : 'none';
  return { at: zoned.epochMilliseconds, shift };
}

/** What the wall clock in `zone` says at an instant, to the minute. */
export const wallTimeAt = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
