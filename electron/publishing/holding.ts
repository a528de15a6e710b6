import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Ledger } from './ledger.ts';
import { type AccountLimits, restingFor } from './limits.ts';

/** Deliveries that are told of one by one; no screen shows more of them. */
const MOST_TOLD = 100;

const WAITS = { kind: 'problem', reason: 'network' } as const;

/** Keeps an account's lane from the network while the network wants to be left alone. */
export function createHolding({
  database: { raw },
  clock,
  ledger,
  limits,
}: {
  database: Database;
  clock: Clock;
  ledger: Pick<Ledger, 'get' | 'tell'>;
  limits: Pick<AccountLimits, 'blockedUntil'>;
}) {
  const account = raw.prepare('select network, handle from accounts where id = ?');
  const DUE = `account_id = ? and state in ('prepared', 'ambiguous', 'handed_over')
    and (next_attempt_at is null or next_attempt_at <= ?)`;
  const untold = raw
    .prepare(`select count(*) from deliveries where ${DUE} and progress ->> '$.told' is null`)
    .pluck();
  const wait = raw
    .prepare(
      `update deliveries set next_attempt_at = ?, error_code = 'rate_limited', error_message = ?,
         progress = json_set(coalesce(progress, '{}'), '$.told', 'network'), updated_at = ?
       where ${DUE} returning id`,
    )
    .pluck();

  /**
   * Everything that is due for the account waits until then, and says why: one write for all of them.
   * The person hears of it once.
   */
  function hold(accountId: string, until: number): void {
    const now = clock.now();
    const { network, handle } = account.get(accountId) as { network: NetworkId; handle: string };
    const message = restingFor(NETWORKS[network].name, handle, until - now);
    const { ids, isNews } = raw
      .transaction(() => ({
        isNews: (untold.get(accountId, now) as number) > 0,
        ids: wait.all(until, message, now, accountId, now) as string[],
      }))
      .immediate();
    for (const [index, id] of ids.slice(0, MOST_TOLD).entries()) {
      const row = ledger.get(id);
      if (row) ledger.tell(row, index === 0 && isNews ? { ...WAITS, notice: message } : {});
    }
  }

  /** False where the network must not be called for the account now; what is due then waits. */
  return function mayCall(accountId: string): boolean {
    const until = limits.blockedUntil(accountId);
    if (until !== null) hold(accountId, until);
    return until === null;
  };
}
