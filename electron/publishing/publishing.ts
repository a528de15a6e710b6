import type { RouteErrorCode } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Delivery, Post } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Media } from '../media/media.ts';
import type { Platforms } from '../platforms/registry.ts';
import type { Posts } from '../posts/posts.ts';
import { createDecisions } from './decisions.ts';
import { createDelivering } from './delivering.ts';
import { readDeliveryLog } from './delivery-log.ts';
import { createFirstComment } from './first-comment.ts';
import { createHandOver } from './hand-over.ts';
import { createHolding } from './holding.ts';
import { createLanes, type Taken } from './lanes.ts';
import { createLedger, type DeliveryRow } from './ledger.ts';
import { createAccountLimits } from './limits.ts';
import { createPreparation } from './preparation.ts';
import { isHandOver } from './progress.ts';
import { createUploads } from './uploads.ts';

export type Publishing = ReturnType<typeof createPublishing>;

export interface PublishingOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  log: Log;
  posts: Pick<Posts, 'get' | 'row' | 'become'>;
  accounts: Pick<Accounts, 'context' | 'get' | 'markReconnectNeeded' | 'setHandOver' | 'hold'>;
  media: Pick<Media, 'outgoing' | 'outgoingVideo'>;
  platforms: Platforms;
  /** From 0 (included) to 1 (excluded); spreads retries. */
  random?: () => number;
}

/** What a call may still take when ClientNest is closed, in ms: most are done, a long upload goes on next time. */
const GRACE = 3000;

/**
 * Publishes each post once: what is going to be sent is written down before the network is touched,
 * and doubt is settled by reading back, never by sending again blindly.
 */
export function createPublishing(options: PublishingOptions) {
  const { bus, clock, log, posts, accounts, random = Math.random } = options;
  const underWay = new Set<string>();
  const ledger = createLedger({ ...options, writers: () => underWay.size });
  const preparation = createPreparation({ ...options, ledger });
  const limits = createAccountLimits(options);
  const stopping = new AbortController();
  const { signal } = stopping;
  const uploads = createUploads({ ledger, log });
  const firstComment = createFirstComment({ ...options, ledger, limits, signal });
  const delivering = createDelivering({
    ...options,
    ...{ ledger, limits, uploads, firstComment, random, signal },
  });
  const handOver = createHandOver({ ...options, ledger, limits, preparation, random, signal });
  const decisions = createDecisions({ ...options, ledger, preparation, uploads });
  const mayCall = createHolding({ ...options, ledger, limits });

  async function stepOf(row: DeliveryRow): Promise<Taken> {
    if (!isHandOver(row)) return delivering.step(row);
    await handOver.step(row);
    return { written: Promise.resolve() };
  }

  const lanes = createLanes({
    waiting: () => ledger.dueAccounts(clock.now()).filter(mayCall),
    enter: accounts.hold,
    step: async (accountId) => {
      if (!mayCall(accountId)) return null;
      const row = ledger.nextDue(accountId, clock.now());
      if (!row) return null;
      underWay.add(row.id);
      const taken = stepOf(row);
      const written = taken.then((one) => one.written).finally(() => underWay.delete(row.id));
      // Whoever waits for the step hears of it.
      written.catch(() => undefined);
      await taken;
      return { written };
    },
    report: (error) => {
      log.error('Publishing stopped for an account until the next sweep', { error });
      try {
        recoverStale();
      } catch (again) {
        // A full disk, say. The next run does it.
        log.error('What was under way could not be written down', { error: again });
      }
    },
  });

  const unsubscribe = bus.on('account.changed', ({ accountId }) => void ledger.unpark(accountId));

  /** What was under way when the process ended may have been received: it becomes `ambiguous` and is looked up first. */
  function recoverStale(): number {
    const stale = ledger.underWay().filter((row) => !underWay.has(row.id));
    for (const row of stale) recoverOne(row);
    return stale.length;
  }

  /** At the start, where all that was under way ended with another process. */
  function recover(): number {
    const stale = recoverStale();
    handOver.recover();
    return stale;
  }

  function recoverOne(row: DeliveryRow): void {
    const message = 'ClientNest was stopped while it was sent. It checks what happened.';
    const response = { class: 'interrupted', httpStatus: null, message };
    const [attempt] = ledger.openAttempts(row.id);
    ledger.change({
      id: row.id,
      from: row.state,
      path: row.state === 'rejected' ? ['prepared'] : ['ambiguous'],
      set: { nextAttemptAt: null, errorCode: 'interrupted', errorMessage: message },
      ...(attempt ? { attempt: { finish: attempt.id, response } } : {}),
    });
  }

  return {
    prepare: preparation.prepare,
    prepareAll: preparation.prepareAll,
    miss: preparation.miss,
    recover,
    /** Does everything that is due now; resolves when nothing is. Calling it again meanwhile adds what became due. */
    async run(): Promise<void> {
      // What could not be written down when its call ended would be under way for ever.
      recoverStale();
      handOver.prepare();
      await lanes.run();
    },
    /** Posts that networks publish themselves. */
    handOver,
    /** Resolves when no call is under way. */
    idle: () => lanes.idle(),
    /** UTC epoch ms of the next try, null where none waits. */
    nextAttemptAt: () => ledger.nextAttemptAt(),

    /** The delivery log of a post: each account, each attempt, what the network answered. */
    forPost(postId: string): Result<Delivery[], 'not_found'> {
      const post = posts.get(postId);
      if (!post.ok) return fail('not_found', 'This post is no longer here.');
      return ok(readDeliveryLog(options.database, postId));
    },
    retry: (id: string): Result<Post, RouteErrorCode<'deliveries.retry'>> => decisions.retry(id),
    /** Tries the first comment of a published post again; null where none is missing. */
    commentAgain: firstComment.again,
    resolve: (
      id: string,
      decision: 'was_published' | 'send_again' | 'give_up',
      link?: string,
    ): Result<Post, RouteErrorCode<'deliveries.resolve'>> => decisions.resolve(id, decision, link),

    /** Takes no new step and resolves when the calls under way are done, or ended, and written down. */
    async close(): Promise<void> {
      unsubscribe();
      handOver.close();
      const grace = setTimeout(() => stopping.abort(), GRACE);
      await Promise.all([lanes.close(), firstComment.idle()]);
      clearTimeout(grace);
    },
  };
}
