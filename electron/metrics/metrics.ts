import { setTimeout as wait } from 'node:timers/promises';
import { ACCOUNT_EVERY } from '../../shared/domain/collection.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Bus } from '../bus.ts';
import type { Database } from '../database/database.ts';
import { askNetwork, type CallOptions, lineTo } from '../engagement/calls.ts';
import type { Log } from '../log.ts';
import { createAccountLimits } from '../publishing/limits.ts';
import { createDueReadings, type DueReading } from './due.ts';
import { isQuiet, jittered, type QuietOptions, shuffled } from './manners.ts';
import { createRests } from './rests.ts';
import { createSnapshots } from './snapshots.ts';

export type Metrics = ReturnType<typeof createMetrics>;

/** Posts that are asked about in one call of ours. */
const BATCH = 25;
/** Of an account in one round: networks that tell of one post a call are not called more often than that. */
const MOST = 75;
/** From where this process begins to publish to the first round, and from each to the next, ms. */
const FIRST = 75_000;
const EVERY = 5 * 60_000;
/** Between two calls, ms. */
const BETWEEN = 500;
const DAY = 86_400_000;

export interface MetricsOptions extends QuietOptions {
  database: Database;
  bus: Bus;
  log: Log;
  accounts: Accounts;
  /** Between two calls, ms; for a demo, which has no time. */
  between?: number;
}

/**
 * Reads the numbers of what came out, and the size of the accounts, while this process publishes: one account after the
 * other, never beside a post that goes out. What is due is read from the snapshots each time, so a sleep changes nothing.
 */
export function createMetrics(options: MetricsOptions) {
  const { database, bus, clock, log, accounts, between = BETWEEN } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> | null = null;
  const rests = createRests({ clock, log, trouble: 'The numbers of an account could not be read' });
  /** Posts that their network does not know any more: asked about again after a day. */
  const goneUntil = new Map<string, number>();

  // Prepared when they are first needed, not at each start.
  let made: ReturnType<typeof prepare> | null = null;
  const prepare = () => ({
    snapshots: createSnapshots(options),
    due: createDueReadings(database),
    limits: createAccountLimits(options),
    sizedAt: database.raw
      .prepare<[string], number | null>(
        'SELECT max(taken_at) FROM account_snapshots WHERE account_id = ?',
      )
      .pluck(),
  });
  const tools = () => {
    made ??= prepare();
    return made;
  };
  const calls: CallOptions = {
    ...{ accounts, log },
    limits: { keep: (...heard) => void (stopped || tools().limits.keep(...heard)) },
  };

  const quiet = () => isQuiet(options, () => stopped);

  const isSizeDue = (accountId: string): boolean => {
    const last = tools().sizedAt.get(accountId) ?? null;
    const now = clock.now();
    return last === null || last > now || now - last >= ACCOUNT_EVERY;
  };

  /** False where the round ends here. */
  async function readAccount(account: Account, due: readonly DueReading[]): Promise<boolean> {
    const { id } = account;
    if (isSizeDue(id)) {
      if (!(await quiet())) return false;
      // The answer is kept by who listens for changed accounts.
      const checked = await accounts.check(id);
      if (stopped) return false;
      if (!checked.ok) {
        rests.failed(account, checked.error.code);
        return true;
      }
      await wait(jittered(between));
    }
    for (let from = 0; from < Math.min(due.length, MOST); from += BATCH) {
      if (!(await quiet())) return false;
      if (tools().limits.blockedUntil(id) !== null) return true;
      const went = await readPosts(account, due.slice(from, Math.min(from + BATCH, MOST)));
      if (!went) return !stopped;
      await wait(jittered(between));
    }
    rests.worked(id);
    return true;
  }

  async function readPosts(account: Account, batch: readonly DueReading[]): Promise<boolean> {
    const { id } = account;
    const line = await lineTo(accounts, id);
    if (stopped) return false;
    if (!line.ok) {
      rests.failed(account, line.error.code);
      return false;
    }
    const { platform, context } = line.value;
    const ask = platform.metrics;
    if (!ask) return false;
    const answer = await askNetwork(calls, line.value, () =>
      ask(
        context,
        batch.map(({ remoteId }) => remoteId),
      ),
    );
    if (stopped) return false;
    if (!answer.ok) {
      rests.failed(account, answer.class);
      return false;
    }
    const told = new Map(answer.value.map(({ remoteId, values }) => [remoteId, values]));
    const now = clock.now();
    const readings = batch.flatMap(({ deliveryId, remoteId }) => {
      const values = told.get(remoteId);
      if (!values) goneUntil.set(deliveryId, now + DAY);
      return values ? [{ deliveryId, values }] : [];
    });
    tools().snapshots.keep(id, readings, now);
    return true;
  }

  async function readAll(): Promise<void> {
    const { due, limits } = tools();
    const now = clock.now();
    const usable = accounts.list().filter((account) => {
      const isBilled = NETWORKS[account.network].price !== undefined && !account.practice;
      return account.status === 'connected' && !isBilled && !rests.isResting(account.id);
    });
    if (usable.length === 0) return;
    const waiting = await due(new Set(usable.map(({ id }) => id)), now, () => stopped);
    for (const account of shuffled(usable)) {
      if (stopped) return;
      if (limits.blockedUntil(account.id) !== null) continue;
      const mine = (waiting.get(account.id) ?? []).filter(
        ({ deliveryId }) => (goneUntil.get(deliveryId) ?? 0) <= now,
      );
      if (!(await readAccount(account, mine))) return;
    }
  }

  /** One round; another one that is under way is joined. Never rejects. */
  function collect(): Promise<void> {
    round ??= readAll()
      .catch((error: unknown) => {
        if (!stopped) log.error('The numbers could not be read', { error });
      })
      .finally(() => {
        round = null;
      });
    return round;
  }

  function arm(after: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void collect().then(() => !stopped && timer !== undefined && arm(jittered(EVERY)));
    }, after);
    timer.unref();
  }

  const unsubscribe = [
    bus.on('runner.changed', ({ runner }) => {
      clearTimeout(timer);
      timer = undefined;
      if (runner === 'here' && !stopped) arm(jittered(FIRST));
    }),
    // Whoever asked: signing in, the person, or a round.
    bus.on('account.changed', ({ accountId, clientId }) => {
      if (!stopped) tools().snapshots.keepAccount(accountId, clientId);
    }),
  ];

  return {
    collect,
    /** Ends at once: a call under way is not waited for, and its answer not kept. */
    close(): void {
      stopped = true;
      clearTimeout(timer);
      for (const off of unsubscribe) off();
    },
  };
}
