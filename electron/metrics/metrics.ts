import { ACCOUNT_EVERY } from '../../shared/domain/collection.ts';
import type { Account } from '../../shared/ipc/views.ts';
import { createRounds, type RoundsOptions } from '../rounds/rounds.ts';
import { createDueReadings, type DueReading } from './due.ts';
import { createSnapshots } from './snapshots.ts';

export type Metrics = ReturnType<typeof createMetrics>;

/** Posts that are asked about in one call of ours. */
const BATCH = 25;
/** Of an account in one round: networks that tell of one post a call are not called more often than that. */
const MOST = 75;
/** From where this process begins to publish to the first round, and from each to the next, ms. */
const FIRST = 75_000;
const EVERY = 5 * 60_000;
const DAY = 86_400_000;

/**
 * Reads the numbers of what came out, and the size of the accounts, while this process publishes: one account after the
 * other, never beside a post that goes out. What is due is read from the snapshots each time, so a sleep changes nothing.
 */
export function createMetrics(options: RoundsOptions) {
  const { database, bus, clock, accounts } = options;
  const rounds = createRounds<never, void>(options, {
    ...{ first: FIRST, every: EVERY, read: readAll },
    trouble: 'The numbers of an account could not be read',
    failed: 'The numbers could not be read',
  });
  /** Posts that their network does not know any more: asked about again after a day. */
  const goneUntil = new Map<string, number>();

  // Prepared when they are first needed, not at each start.
  let made: ReturnType<typeof prepare> | null = null;
  const prepare = () => ({
    snapshots: createSnapshots(options),
    due: createDueReadings(database),
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
  const isSizeDue = (accountId: string): boolean => {
    const last = tools().sizedAt.get(accountId) ?? null;
    const now = clock.now();
    return last === null || last > now || now - last >= ACCOUNT_EVERY;
  };

  /** False where the round ends here. */
  async function readAccount(account: Account, due: readonly DueReading[]): Promise<boolean> {
    const { id } = account;
    if (isSizeDue(id)) {
      if (!(await rounds.quiet())) return false;
      // The answer is kept by who listens for changed accounts.
      const checked = await accounts.check(id);
      if (rounds.isStopped()) return false;
      if (!checked.ok) {
        rounds.troubled(account, checked.error.code);
        return true;
      }
      await rounds.pause();
    }
    for (let from = 0; from < Math.min(due.length, MOST); from += BATCH) {
      if (!(await rounds.quiet())) return false;
      if (rounds.isBlocked(id)) return true;
      const went = await readPosts(account, due.slice(from, Math.min(from + BATCH, MOST)));
      if (!went) return !rounds.isStopped();
      await rounds.pause();
    }
    rounds.worked(id);
    return true;
  }

  async function readPosts(account: Account, batch: readonly DueReading[]): Promise<boolean> {
    const { id } = account;
    const line = await rounds.line(account);
    if (rounds.isStopped() || !line.ok) return false;
    const { platform, context } = line.value;
    const ask = platform.metrics;
    if (!ask) return false;
    const answer = await rounds.ask(line.value, () =>
      ask(
        context,
        batch.map(({ remoteId }) => remoteId),
      ),
    );
    if (rounds.isStopped()) return false;
    if (!answer.ok) {
      rounds.troubled(account, answer.class);
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
    const now = clock.now();
    const usable = rounds.usable({ resting: false });
    if (usable.length === 0) return;
    const waiting = await tools().due(new Set(usable.map(({ id }) => id)), now, rounds.isStopped);
    for (const account of usable) {
      if (rounds.isStopped()) return;
      if (rounds.isBlocked(account.id)) continue;
      const mine = (waiting.get(account.id) ?? []).filter(
        ({ deliveryId }) => (goneUntil.get(deliveryId) ?? 0) <= now,
      );
      if (!(await readAccount(account, mine))) return;
    }
  }

  // Whoever asked: signing in, the person, or a round.
  const unsubscribe = bus.on('account.changed', ({ accountId, clientId }) => {
    if (!rounds.isStopped()) tools().snapshots.keepAccount(accountId, clientId);
  });

  return {
    /** One round; another one that is under way is joined. Never rejects. */
    collect: (): Promise<void> => rounds.run().catch(() => {}),
    /** Ends at once: a call under way is not waited for, and its answer not kept. */
    close(): void {
      rounds.close();
      unsubscribe();
    },
  };
}
