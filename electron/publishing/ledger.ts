import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { NetworkOperation, RetryClass } from '../../shared/domain/network.ts';
import {
  type DeliveryState,
  deliveryCanBecome,
  nextStepOf,
  postStatusOf,
} from '../../shared/domain/post-status.ts';
import type { EventPayload } from '../../shared/ipc/events.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { createRowStatements } from '../database/row-statements.ts';
import { deliveries, deliveryAttempts } from '../database/schema/index.ts';
import type { Platforms } from '../platforms/registry.ts';
import type { Posts } from '../posts/posts.ts';
import { createCosts } from './costs.ts';
import { createDueDeliveries } from './due-deliveries.ts';
import { type DeliveryProgress, progressOf } from './progress.ts';
import { createSharedCommit } from './shared-commit.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

export interface Change {
  id: string;
  from: DeliveryState;
  /** States to go through, the last one stays; empty to change only the fields. */
  path: readonly DeliveryState[];
  set?: Partial<
    Omit<DeliveryRow, 'id' | 'postId' | 'accountId' | 'state' | 'recordKey' | 'createdAt'>
  >;
  /** Sentence for the person, and whether it is good news. */
  notice?: string | null;
  kind?: EventPayload<'delivery.changed'>['kind'];
  reason?: EventPayload<'delivery.changed'>['reason'];
  attempt?:
    | AttemptBegun
    | { finish: string; response: AttemptResponse }
    /** One that is over, and changed nothing about the state. */
    | { made: AttemptBegun & { startedAt: number }; response: AttemptResponse }
    /** What the person decided stands in the log between the attempts. */
    | { decided: string };
  /** Written in the same transaction, also where the delivery was decided otherwise meanwhile. */
  also?: () => void;
}

interface AttemptBegun {
  begin: string;
  operation: NetworkOperation;
  retryClass: RetryClass;
}

export interface AttemptResponse {
  class: string;
  httpStatus: number | null;
  message: string | null;
}

const NOT_BEGUN: ReadonlySet<Post['status']> = new Set([
  'draft',
  'in_review',
  'approved',
  'scheduled',
]);

const isBeginning = ({ attempt }: Change): boolean => attempt !== undefined && 'begin' in attempt;

const CUT_OFF = 'ClientNest was stopped before there was an answer.';

export type Ledger = ReturnType<typeof createLedger>;

/** The rows of deliveries and attempts, and the only place where a delivery changes its state. */
export function createLedger({
  database,
  bus,
  clock,
  posts,
  platforms,
  writers,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
  posts: Pick<Posts, 'get' | 'row' | 'become'>;
  platforms: Platforms;
  /** How many deliveries are under way; absent where each is written down at once. */
  writers?: () => number;
}) {
  const { orm, raw } = database;
  const rows = createRowStatements(database, deliveries);
  const attempts = createRowStatements(database, deliveryAttempts);
  const due = createDueDeliveries(database);
  const commits = createSharedCommit(database, writers);
  const costs = createCosts({ database, clock, posts, platforms });

  const allOf = orm
    .select()
    .from(deliveries)
    .where(eq(deliveries.postId, sql.placeholder('postId')))
    .orderBy(asc(deliveries.id))
    .prepare();
  const statesOf = raw
    .prepare<[string], DeliveryState>('select state from deliveries where post_id = ?')
    .pluck();

  const cutOff = raw.prepare<[number, string, string]>(
    `update delivery_attempts set finished_at = ?, response_class = 'interrupted', message = ?
     where delivery_id = ? and finished_at is null`,
  );
  const targetsOf = raw
    .prepare<[string], number>('select count(*) from post_variants where post_id = ?')
    .pluck();

  const { get } = rows;
  const ofPost = (postId: string): DeliveryRow[] => allOf.all({ postId });

  /**
   * The post follows its deliveries, in the same transaction. One whose time has not come does not:
   * what is handed over is planned, not under way, unless all of it is out.
   */
  const settlePost = (postId: string) => {
    const post = posts.row(postId);
    if (!post) throw new Error('A delivery without its post');
    if (post.removedAt !== null) return;
    const states = statesOf.all(postId);
    const status = postStatusOf(states);
    if (status === post.status) return;
    if (NOT_BEGUN.has(post.status)) {
      const isOut = states.filter((state) => state === 'published').length;
      if (post.status !== 'scheduled' || isOut < (targetsOf.get(postId) ?? 0)) return;
      posts.become(postId, 'publishing');
    }
    const changed = posts.become(postId, status);
    if (!changed.ok) throw new Error(`Post: ${post.status} can't become ${status}`);
  };

  /** Within a transaction of the caller's, who settles the post and tells. */
  const write = ({ id, from, path, set = {}, attempt }: Change): DeliveryRow | null => {
    const row = get(id);
    if (row?.state !== from) return null;
    let state = from;
    for (const next of path) {
      if (!deliveryCanBecome(state, next))
        throw new Error(`Delivery: ${state} can't become ${next}`);
      state = next;
    }
    const now = clock.now();
    const fields = { ...set, ...(path.length > 0 ? { state } : {}), updatedAt: now };
    rows.update(id, fields);
    const changed = { ...row, ...fields };
    if (attempt) writeAttempt(changed, attempt, now);
    if (state === 'published' || (attempt && 'finish' in attempt)) costs.book(changed);
    return changed;
  };

  const settled = (change: Change): DeliveryRow | null => {
    const changed = write(change);
    if (changed) settlePost(changed.postId);
    change.also?.();
    return changed;
  };

  const writeAttempt = (
    { id: deliveryId, state, errorCode }: DeliveryRow,
    attempt: NonNullable<Change['attempt']>,
    now: number,
  ) => {
    if ('begin' in attempt) {
      const { begin: id, operation, retryClass } = attempt;
      // One that is open still was cut off with the process that made it.
      cutOff.run(now, CUT_OFF, deliveryId);
      attempts.insert({ id, deliveryId, startedAt: now, state, operation, retryClass });
      return;
    }
    if ('made' in attempt) {
      const { made, response } = attempt;
      const { startedAt, operation, retryClass } = made;
      const { class: responseClass, httpStatus, message } = response;
      const begun = { id: v7(), deliveryId, startedAt, operation, retryClass };
      attempts.insert({ ...begun, finishedAt: now, state, responseClass, httpStatus, message });
      return;
    }
    if ('decided' in attempt) {
      const told = { responseClass: 'decided', message: attempt.decided };
      attempts.insert({ id: v7(), deliveryId, startedAt: now, finishedAt: now, state, ...told });
      return;
    }
    const { class: responseClass, httpStatus, message } = attempt.response;
    const nextStep = nextStepOf(state, errorCode === 'reconnect_needed');
    attempts.update(attempt.finish, {
      finishedAt: now,
      state,
      responseClass,
      httpStatus,
      message,
      nextStep,
    });
  };

  const tell = (
    row: DeliveryRow,
    { notice = null, kind = 'progress', reason = null }: Partial<Change> = {},
  ) => {
    const post = posts.row(row.postId);
    if (!post || post.removedAt !== null) return;
    const { clientId } = post;
    bus.emit('delivery.changed', {
      deliveryId: row.id,
      postId: row.postId,
      clientId,
      notice,
      kind,
      reason,
      at: clock.now(),
    });
  };

  const taken = raw.prepare(
    `select 1 from deliveries
     where account_id = ? and ? in (remote_id, handed_over_id) and id <> ?`,
  );

  return {
    get,
    ofPost,
    write,
    settlePost,
    tell,

    /** All or nothing, durable when it returns (the database runs with `synchronous=FULL`). */
    transaction: <Value>(work: () => Value): Value => raw.transaction(work).immediate(),

    attempt: commits.attempt,

    /** Changes a delivery and its post, then tells. Null where the state is not `from` any more. */
    change(change: Change): DeliveryRow | null {
      const row = raw.transaction(() => settled(change)).immediate();
      if (row) tell(row, change);
      return row;
    },

    /** The same as a part of a commit that lanes share; durable when it resolves. */
    async changeTogether(change: Change): Promise<DeliveryRow | null> {
      const begins = isBeginning(change);
      const row = await commits.write(() => settled(change), begins);
      // The call goes out first.
      if (row && begins) setImmediate(() => raw.open && tell(row, change));
      else if (row) tell(row, change);
      return row;
    },

    insert(row: Omit<DeliveryRow, 'id' | 'createdAt' | 'updatedAt'>): DeliveryRow {
      const now = clock.now();
      const made = { ...row, id: v7(), createdAt: now, updatedAt: now };
      rows.insert(made);
      return made;
    },

    /** The answer of a call whose delivery was decided otherwise meanwhile. */
    finishAttempt: (deliveryId: string, attempt: string, response: AttemptResponse) => {
      const row = get(deliveryId);
      if (row) writeAttempt(row, { finish: attempt, response }, clock.now());
    },

    /** Whether a post on the network came of another delivery to the same account. */
    isTaken: ({ id, accountId }: DeliveryRow, remoteId: string): boolean =>
      taken.get(accountId, remoteId, id) !== undefined,

    /** Without an event: an upload that is done concerns nobody but the next try. */
    saveProgress: (id: string, network: Record<string, unknown>): Promise<void> =>
      commits.write(() => {
        const row = get(id);
        if (!row) return;
        const progress: DeliveryProgress = { ...progressOf(row), network };
        rows.update(id, { progress });
      }, true),

    /** Accounts with something to do at `now`. */
    dueAccounts: due.accounts,

    /** What to do next for an account: what is not decided comes before anything new is sent. */
    nextDue: (accountId: string, now: number): DeliveryRow | null => {
      const id = due.next(accountId, now);
      return id === null ? null : get(id);
    },

    /** UTC epoch ms of the next try that waits, null where none does. */
    nextAttemptAt: due.nextAttemptAt,

    /** Deliveries whose call was under way when this was written. */
    underWay: () => due.underWay().flatMap((id) => get(id) ?? []),

    /** Attempts that were never finished. */
    openAttempts: (deliveryId: string) =>
      orm
        .select({ id: deliveryAttempts.id })
        .from(deliveryAttempts)
        .where(
          and(
            eq(deliveryAttempts.deliveryId, deliveryId),
            sql`${deliveryAttempts.finishedAt} is null`,
          ),
        )
        .all(),

    /** Lets what waits for its account be looked at now. */
    unpark(accountId: string): number {
      return orm
        .update(deliveries)
        .set({ nextAttemptAt: null })
        .where(
          and(
            eq(deliveries.accountId, accountId),
            inArray(deliveries.state, ['prepared', 'ambiguous', 'handed_over']),
            inArray(deliveries.errorCode, ['reconnect_needed', 'account_disabled']),
          ),
        )
        .run().changes;
    },
  };
}
