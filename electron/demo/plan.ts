import { Temporal } from 'temporal-polyfill';
import { resolveWallTime } from '../../shared/domain/wall-time.ts';
import { DEMO_CLIENTS, type DemoClient } from './cast.ts';

/** Eight weeks: a sign-in of the first day must still be good on the last, and LinkedIn's lives 60 days. */
export const PAST_DAYS = 56;
const AHEAD_DAYS = 26;

/** A post of the demo: whose it is, and when it is due. */
export interface PlannedPost {
  client: DemoClient;
  /** Counts the posts of this client, from 0. */
  index: number;
  /** UTC epoch ms. */
  at: number;
  wallTime: string;
}

/**
 * The posts of the demo around `now`, oldest first. What is due within `margin` ms is left out, so that nothing falls
 * due while the demo is being made.
 */
export function planPosts(now: number, zone: string, margin: number): PlannedPost[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const planned = DEMO_CLIENTS.flatMap((client) => {
    const days = Array.from({ length: PAST_DAYS + AHEAD_DAYS }, (_, day) =>
      today.add({ days: day - PAST_DAYS + 1 }),
    );
    return days
      .flatMap((date) =>
        client.times
          .filter(([weekday]) => weekday === date.dayOfWeek)
          .map(([, time]) => `${date}T${time}`),
      )
      .map((wallTime, index) => {
        return { client, index, wallTime, at: resolveWallTime(wallTime, zone).at };
      });
  });
  return planned
    .filter(({ at }) => at < now - margin || at > now + margin)
    .sort((one, other) => one.at - other.at);
}
