import type { Database } from '../database/database.ts';

/** The words of the partial index, so that the planner takes it: a tick costs one look at what is open. */
const OPEN = "state in ('prepared', 'sending', 'accepted', 'rejected', 'ambiguous', 'handed_over')";
const NOW_DUE = '(next_attempt_at is null or next_attempt_at <= ?)';

/** States that something is to be done about when their time has come. */
type Waiting = 'prepared' | 'ambiguous' | 'handed_over';

/** How many of an account's deliveries are looked up at once, so that a long line is not sorted for each step. */
const AHEAD = 100;

/** What is to be done when, by the ledger's rows. */
export function createDueDeliveries({ raw }: Pick<Database, 'raw'>) {
  // Account by account, each with a look into its index: what else waits is not walked through.
  const accounts = raw
    .prepare<[number], string>(
      `select id from accounts where exists (select 1 from deliveries where ${OPEN})
         and exists (select 1 from deliveries indexed by deliveries_account
           where account_id = accounts.id and state in ('prepared', 'ambiguous', 'handed_over') and ${NOW_DUE})`,
    )
    .pluck();
  const nextOf = (state: Waiting, limit: number) =>
    raw
      .prepare<[string, number], string>(
        `select id from deliveries indexed by deliveries_account
         where account_id = ? and state = '${state}' and ${NOW_DUE}
         order by next_attempt_at, id limit ${limit}`,
      )
      .pluck();
  const nextAmbiguous = nextOf('ambiguous', 1);
  const nextHandedOver = nextOf('handed_over', 1);
  const nextPrepared = nextOf('prepared', AHEAD);
  const stillDue = raw
    .prepare<[string, number], number>(
      `select 1 from deliveries where id = ? and state = 'prepared' and ${NOW_DUE}`,
    )
    .pluck();
  const firstOf = (state: Waiting) =>
    raw
      .prepare<[], number>(
        `select next_attempt_at from deliveries where ${OPEN} and state = '${state}'
           and next_attempt_at is not null order by next_attempt_at limit 1`,
      )
      .pluck();
  const firsts = (['prepared', 'ambiguous', 'handed_over'] as const).map(firstOf);
  const underWay = raw
    .prepare<[], string>(
      `select id from deliveries where ${OPEN} and state in ('sending', 'accepted', 'rejected')`,
    )
    .pluck();

  const lines = new Map<string, string[]>();

  return {
    /** Accounts with something to do at `now`. */
    accounts: (now: number): string[] => accounts.all(now),

    /** What to do next for an account: what is not decided comes before anything new is sent. */
    next(accountId: string, now: number): string | null {
      const doubtful = nextAmbiguous.get(accountId, now) ?? nextHandedOver.get(accountId, now);
      if (doubtful !== undefined) return doubtful;
      const line = lines.get(accountId) ?? [];
      for (;;) {
        if (line.length === 0) line.push(...nextPrepared.all(accountId, now));
        const id = line.shift();
        if (id === undefined) {
          lines.delete(accountId);
          return null;
        }
        lines.set(accountId, line);
        // Somebody may have decided on it since it was looked up.
        if (stillDue.get(id, now) === 1) return id;
      }
    },

    /** UTC epoch ms of the next try that waits, null where none does. */
    nextAttemptAt(): number | null {
      const times = firsts.flatMap((first) => first.get() ?? []);
      return times.length === 0 ? null : Math.min(...times);
    },

    /** Deliveries whose call was under way when this was written. */
    underWay: (): string[] => underWay.all(),
  };
}
