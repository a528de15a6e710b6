import type { NativeScheduleLimit, NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { HAND_OVER_REFUSED, MARGIN } from './hand-over-record.ts';

/** Ms without a change after which a post is handed over: not at every pause in writing. */
const QUIET = 10_000;
/** How soon what the network refused is offered again, should nothing change, ms. */
const REFUSED_FOR = 6 * 60 * 60_000;
/** How soon it is looked again without any change: what was refused or did not fit may fit now. */
const EVERY = 10 * 60_000;
const DAY = 86_400_000;
const HELD = "state IN ('prepared', 'sending', 'ambiguous', 'handed_over')";
const IS_HAND_OVER = "json_extract(progress, '$.handOver') IS NOT NULL";

interface Candidate {
  postId: string;
  accountId: string;
  network: NetworkId;
  at: number;
}

/**
 * Which scheduled posts a network is to get next, the nearest first, within what it takes. Looked up
 * after a change and not at each tick: with nothing new a sweep costs nothing.
 */
export function createCandidates({
  database: { raw },
  clock,
  bus,
}: {
  database: Database;
  clock: Clock;
  bus: Bus;
}) {
  const find = raw.prepare<[Record<string, number | string>], Candidate>(
    `SELECT posts.id AS postId, accounts.id AS accountId, network, scheduled_at AS at
     FROM accounts
     CROSS JOIN post_variants ON post_variants.account_id = accounts.id
     CROSS JOIN posts ON posts.id = post_variants.post_id
     LEFT JOIN deliveries ON deliveries.post_id = posts.id AND deliveries.account_id = accounts.id
     WHERE accounts.hand_over = 1 AND accounts.status = 'connected' AND accounts.removed_at IS NULL
       AND posts.status = 'scheduled' AND posts.removed_at IS NULL AND held_at IS NULL
       AND scheduled_at > @now
       AND posts.updated_at <= @now - ${QUIET}
       AND (deliveries.id IS NULL
         OR deliveries.state IN ('cancelled', 'failed') AND deliveries.updated_at <= @now - ${QUIET}
           AND (error_code IS NOT '${HAND_OVER_REFUSED}' OR deliveries.updated_at < posts.updated_at
             OR deliveries.updated_at < @now - ${REFUSED_FOR}))
     ORDER BY scheduled_at, posts.id LIMIT 400`,
  );
  const heldBy = raw
    .prepare<[string], string>(
      `SELECT id FROM deliveries WHERE account_id = ? AND ${HELD} AND ${IS_HAND_OVER}`,
    )
    .pluck();
  const heldTimes = raw
    .prepare<[string], number>(
      `SELECT json_extract(progress, '$.handOver.at') FROM deliveries
       WHERE account_id = ? AND ${HELD} AND ${IS_HAND_OVER}`,
    )
    .pluck();
  const heldOfSeries = raw
    .prepare<[string], string>(
      `SELECT deliveries.id FROM posts JOIN deliveries ON deliveries.post_id = posts.id
       WHERE recurrence_id = ? AND posts.status = 'scheduled' AND ${HELD} AND ${IS_HAND_OVER}`,
    )
    .pluck();
  const lookNow = raw.prepare<[now: number, id: string]>(
    'UPDATE deliveries SET next_attempt_at = ? WHERE id = ?',
  );
  const lookAtChanged = raw.prepare<[number]>(
    `UPDATE deliveries SET next_attempt_at = ? WHERE state = 'handed_over'
       AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.id = post_id AND status = 'scheduled'
         AND removed_at IS NULL AND held_at IS NULL
         AND scheduled_at = json_extract(progress, '$.handOver.at'))`,
  );

  let nextLook = clock.now();
  let quietFrom = 0;
  /** The last change counts too: a look that an earlier one asked for may come too soon for it. */
  const soon = () => {
    quietFrom = clock.now() + QUIET;
    nextLook = Math.min(nextLook, quietFrom);
  };
  const stops = [
    bus.on('post.changed', soon),
    bus.on('delivery.changed', soon),
    bus.on('account.changed', soon),
    bus.on('workspace.changed', soon),
  ];

  /** What of it fits into what the network takes. */
  function fitting(found: readonly Candidate[]): Candidate[] {
    const rooms = new Map<string, ReturnType<typeof roomOf>>();
    return found.filter(({ accountId, network, at }) => {
      const limit = NETWORKS[network].nativeSchedule;
      if (!limit || !fitsAhead(limit, at - clock.now())) return false;
      const room = rooms.get(accountId) ?? roomOf(limit, heldTimes.all(accountId));
      rooms.set(accountId, room);
      return room.take(at);
    });
  }

  return {
    /** What is to be handed over now. */
    take(): Candidate[] {
      const now = clock.now();
      // A clock that went back must not put it off.
      if (nextLook > now && nextLook <= now + EVERY) return [];
      const hasNews = quietFrom > now && quietFrom <= now + QUIET;
      nextLook = hasNews ? quietFrom : now + EVERY;
      return fitting(find.all({ now }));
    },
    heldBy: (accountId: string): string[] => heldBy.all(accountId),
    heldOfSeries: (recurrenceId: string): string[] => heldOfSeries.all(recurrenceId),
    /** Its post was changed: whether the network's plan is still right is looked at with the next sweep. */
    lookNow: (id: string): void => void lookNow.run(clock.now(), id),
    lookAtChanged: (): void => void lookAtChanged.run(clock.now()),
    close: (): void => {
      for (const stop of stops) stop();
    },
  };
}

/** Whether a network plans so far ahead, ms. */
export const fitsAhead = (
  { ahead, within = Number.POSITIVE_INFINITY }: NativeScheduleLimit,
  time: number,
) => time >= ahead + MARGIN && time <= within - MARGIN;

function roomOf({ perDay, total }: NativeScheduleLimit, held: readonly number[]) {
  const days = new Map<number, number>();
  let count = 0;
  const add = (at: number) => {
    const day = Math.floor(at / DAY);
    days.set(day, (days.get(day) ?? 0) + 1);
    count++;
  };
  for (const at of held) add(at);
  return {
    take(at: number): boolean {
      if (count >= total || (days.get(Math.floor(at / DAY)) ?? 0) >= perDay) return false;
      add(at);
      return true;
    },
  };
}
