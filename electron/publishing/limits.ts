import { v7 } from 'uuid';
import { howLate } from '../../shared/domain/lateness.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { PlatformContext, PlatformResult, RemoteLimit } from '../platforms/platform.ts';

export type AccountLimits = ReturnType<typeof createAccountLimits>;

export interface AccountLimit extends RemoteLimit {
  /** UTC epoch ms of the answer that said so. */
  updatedAt: number;
}

/** What is learned of an account's limits from one call. */
export interface Heard {
  /** In the order in which the answers came. */
  limits: readonly RemoteLimit[];
  /** UTC epoch ms until when we stay away by ourselves, because we were turned away without a time. */
  turnedAwayUntil: number | null;
  /** The network took the call, so being turned away is over. */
  answered: boolean;
}

/** Our own wait where the network asks to slow down and does not say for how long. */
const OWN_WAIT = 'own_wait';

/**
 * What networks allow the accounts next, in the database: a restart does not reset a network's
 * counters. Holds nothing itself, so that each process may have its own.
 */
export function createAccountLimits({ database, clock }: { database: Database; clock: Clock }) {
  const { raw } = database;
  const blocks = raw.prepare<[string, number, number]>(
    `select blocked_until, updated_at from account_limits
     where account_id = ? and blocked_until > ? and (? or bucket not like 'media%')`,
  );
  const insert = raw.prepare(
    `insert into account_limits
       (id, account_id, bucket, limit_count, remaining, resets_at, blocked_until, refusals, updated_at)
     values (@id, @accountId, @bucket, @limit, @remaining, @resetsAt, @blockedUntil, @refusals, @now)`,
  );
  const update = raw.prepare(
    `update account_limits set limit_count = @limit, remaining = @remaining, resets_at = @resetsAt,
       blocked_until = @blockedUntil, refusals = @refusals, updated_at = @now
     where account_id = @accountId and bucket = @bucket`,
  );
  const readRefusals = raw
    .prepare('select refusals from account_limits where account_id = ? and bucket = ?')
    .pluck();
  const list = raw.prepare(
    `select bucket, limit_count as "limit", remaining, resets_at as resetsAt,
       blocked_until as blockedUntil, updated_at as updatedAt
     from account_limits where account_id = ? order by bucket`,
  );
  const reanchor = raw.prepare(
    `update account_limits set blocked_until = @now + (blocked_until - updated_at),
       resets_at = @now + (resets_at - updated_at), updated_at = @now
     where account_id = @accountId and updated_at > @now`,
  );

  /** Calls turned away in a row without a word on how long. */
  const refusals = (accountId: string): number =>
    (readRefusals.get(accountId, OWN_WAIT) as number | undefined) ?? 0;

  const write = (accountId: string, limit: RemoteLimit, count = 0): void => {
    const row = { ...limit, accountId, refusals: count, now: clock.now() };
    if (update.run(row).changes === 0) insert.run({ ...row, id: v7() });
  };

  /**
   * UTC epoch ms before which the network must not be called for the account; null where it may be.
   * @param needs `media` where something is going to be uploaded: counters of uploads hold back nothing else
   */
  function blockedUntil(accountId: string, needs: 'calls' | 'media' = 'calls'): number | null {
    const now = clock.now();
    const read = () =>
      blocks.all(accountId, now, needs === 'media' ? 1 : 0) as {
        blocked_until: number;
        updated_at: number;
      }[];
    let blocked = read();
    // The clock was set back since: what counts is how long it was to be, not a time of the old clock.
    if (blocked.some((row) => row.updated_at > now)) {
      reanchor.run({ accountId, now });
      blocked = read();
    }
    return blocked.length === 0 ? null : Math.max(...blocked.map((row) => row.blocked_until));
  }

  return {
    blockedUntil,
    refusals,

    /** Keeps what was heard; within the caller's transaction where there is one. */
    keep: (accountId: string, { limits, turnedAwayUntil, answered }: Heard): void =>
      raw
        .transaction(() => {
          // One row a counter: the answers of a call come in their order, and the last one is true.
          for (const limit of new Map(limits.map((one) => [one.bucket, one])).values())
            write(accountId, limit);
          const before = refusals(accountId);
          const own = { bucket: OWN_WAIT, limit: null, remaining: null, resetsAt: null };
          if (turnedAwayUntil !== null)
            write(accountId, { ...own, blockedUntil: turnedAwayUntil }, before + 1);
          else if (answered && before > 0) write(accountId, { ...own, blockedUntil: null });
        })
        .immediate(),

    /** Every counter that the network has told of for the account, by name. */
    forAccount: (accountId: string): AccountLimit[] => list.all(accountId) as AccountLimit[],
  };
}

/** The same line to a network, with an ear for what its answers say of limits. */
export function listening<Line extends { context: PlatformContext }>(line: Line) {
  const told: RemoteLimit[] = [];
  const onLimits = (limits: readonly RemoteLimit[]) => void told.push(...limits);
  return { ...line, context: { ...line.context, onLimits }, told };
}

/** Asked to slow down, and not told for how long. */
export const isTurnedAway = (result: PlatformResult<unknown>): boolean =>
  !result.ok && result.class === 'rate_limited' && result.retryAfter === null;

/** @param nextAttemptAt of the delivery: until then the whole account stays away where no time was given */
export const heardIn = (
  limits: readonly RemoteLimit[],
  result: PlatformResult<unknown>,
  nextAttemptAt: number | null,
): Heard => ({
  limits,
  turnedAwayUntil: isTurnedAway(result) ? nextAttemptAt : null,
  answered: result.ok || (result.httpStatus !== null && result.class !== 'rate_limited'),
});

/** @param wait ms */
export const restingFor = (network: string, handle: string, wait: number): string =>
  `${network} takes no more from @${handle} for ${howLate(wait + MINUTE - 1)}. ClientNest goes on by itself then.`;

const MINUTE = 60_000;
