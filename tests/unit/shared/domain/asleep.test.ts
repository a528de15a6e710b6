import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asleepSentence,
  type PowerEvent,
  usuallyAsleep,
} from '../../../../shared/domain/asleep.ts';
import { CHANGING_ZONES } from '../../../support/zones.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 22, 12);
/** A computer that sleeps every night from 22:00 to 7:00, known for so many days. */
const nights = (days: number, skip: readonly number[] = []): PowerEvent[] => [
  { kind: 'started', at: NOW - days * DAY },
  ...Array.from({ length: days }, (_, index) => days - index)
    .filter((ago) => !skip.includes(ago))
    .flatMap((ago): PowerEvent[] => [
      { kind: 'suspend', at: NOW - ago * DAY + 10 * HOUR },
      { kind: 'resume', at: NOW - ago * DAY + 19 * HOUR },
    ]),
];
const tomorrowAt = (hour: number, minutes = 0) => Date.UTC(2026, 10, 23, hour) + minutes * 60_000;

describe('what is learned of a computer’s sleep', () => {
  it('is how often it slept at that half hour of that weekday', () => {
    expect(usuallyAsleep(nights(40), tomorrowAt(23), NOW, 'UTC')).toEqual({
      weeks: 4,
      asleep: 4,
      share: 1,
    });
    expect(usuallyAsleep(nights(40), tomorrowAt(12), NOW, 'UTC')).toBeNull();
    expect(usuallyAsleep(nights(40), tomorrowAt(21, 59), NOW, 'UTC')).toBeNull();
    expect(usuallyAsleep(nights(40), tomorrowAt(22), NOW, 'UTC')?.share).toBe(1);
    expect(usuallyAsleep(nights(40), tomorrowAt(7), NOW, 'UTC')).toBeNull();
  });

  it('says nothing before two weeks and three observations', () => {
    expect(usuallyAsleep([], tomorrowAt(23), NOW, 'UTC')).toBeNull();
    expect(usuallyAsleep(nights(13), tomorrowAt(23), NOW, 'UTC')).toBeNull();
    // Two Monday nights only.
    expect(usuallyAsleep(nights(15), tomorrowAt(23), NOW, 'UTC')).toBeNull();
    expect(usuallyAsleep(nights(21), tomorrowAt(23), NOW, 'UTC')).toEqual({
      weeks: 3,
      asleep: 3,
      share: 1,
    });
  });

  it('says nothing where it was awake as often as not', () => {
    // Monday nights were 6, 13, 20 and 27 days ago.
    expect(usuallyAsleep(nights(40, [6]), tomorrowAt(23), NOW, 'UTC')).toEqual({
      weeks: 4,
      asleep: 3,
      share: 0.75,
    });
    expect(usuallyAsleep(nights(40, [6, 13]), tomorrowAt(23), NOW, 'UTC')).toBeNull();
  });

  it('counts a stop until the next start, a sleep that ended in a start, and not a crash', () => {
    const times = (open: PowerEvent['kind'], close: PowerEvent['kind']): PowerEvent[] =>
      nights(40).map((event) =>
        event.kind === 'started'
          ? event
          : { ...event, kind: event.kind === 'suspend' ? open : close },
      );
    for (const [open, close] of [
      ['stopped', 'started'],
      ['suspend', 'started'],
    ] as const)
      expect(usuallyAsleep(times(open, close), tomorrowAt(23), NOW, 'UTC')?.asleep).toBe(4);
    expect(usuallyAsleep(times('started', 'started'), tomorrowAt(23), NOW, 'UTC')).toBeNull();
  });

  it('goes by the wall clock: a night stays a night when the clock changes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CHANGING_ZONES),
        fc.nat(365),
        fc.integer({ min: 0, max: 47 }),
        (zone, days, half) => {
          const now = NOW + days * DAY;
          const asleepAlways: PowerEvent[] = [
            { kind: 'started', at: now - 60 * DAY },
            { kind: 'suspend', at: now - 59 * DAY },
          ];
          const at = now + half * HOUR * 0.5;
          expect(usuallyAsleep(asleepAlways, at, now, zone)).toEqual({
            weeks: 4,
            asleep: 4,
            share: 1,
          });
          expect(
            usuallyAsleep([{ kind: 'started', at: now - 60 * DAY }], at, now, zone),
          ).toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is explained', () => {
    expect(asleepSentence({ weeks: 4, asleep: 3, share: 0.75 })).toMatch(
      /^In 3 of the last 4 weeks this computer was asleep/,
    );
  });
});
