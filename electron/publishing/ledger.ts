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
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { deliveries, deliveryAttempts } from '../database/schema/index.ts';
import type { Posts } from '../posts/posts.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

/** What survives a crash besides the state: what the network has already, and what the person knows. */
export interface DeliveryProgress extends Record<string, unknown> {
  /** The adapter's own, e.g. uploaded images. */
  network: Record<string, unknown> | null;
  /** The kind of wait that the person has heard of, so that each is told once. */
  told: 'network' | 'account' | null;
  /** The network refused it because it has the same thing: it is looked for, and never sent again by itself. */
  duplicate?: boolean;
}

export const progressOf = (row: DeliveryRow): DeliveryProgress => ({
  network: null,
  told: null,
  ...row.progress,
});

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
  message: string;
}

/** The words of the partial index, so that the planner takes it: a tick costs one look at what is open. */
const OPEN = "state in ('prepared', 'sending', 'accepted', 'rejected', 'ambiguous')";

export type Ledger = ReturnType<typeof createLedger>;

/** The rows of deliveries and attempts, and the only place where a delivery changes its state. */
export function createLedger({
  database,
  bus,
  clock,
  posts,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
  posts: Pick<Posts, 'get' | 'setStatus'>;
}) {
  const { orm, raw } = database;

  const get = (id: string): DeliveryRow | null =>
    orm.select().from(deliveries).where(eq(deliveries.id, id)).get() ?? null;

  const ofPost = (postId: string): DeliveryRow[] =>
    orm
      .select()
      .from(deliveries)
      .where(eq(deliveries.postId, postId))
      .orderBy(asc(deliveries.id))
      .all();

  /** The post follows its deliveries, in the same transaction. */
  const settlePost = (postId: string) => {
    const post = posts.get(postId);
    if (!post.ok) throw new Error('A delivery without its post');
    const status = postStatusOf(ofPost(postId).map((row) => row.state));
    if (status === post.value.status) return;
    const changed = posts.setStatus(postId, status);
    if (!changed.ok) throw new Error(`Post: ${post.value.status} can't become ${status}`);
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
    const changed = orm
      .update(deliveries)
      .set({ ...set, state, updatedAt: now })
      .where(eq(deliveries.id, id))
      .returning()
      .get();
    if (attempt) writeAttempt(changed, attempt, now);
    return changed;
  };

  const writeAttempt = (
    { id: deliveryId, state, errorCode }: DeliveryRow,
    attempt: NonNullable<Change['attempt']>,
    now: number,
  ) => {
    if ('begin' in attempt) {
      const { begin: id, operation, retryClass } = attempt;
      orm
        .insert(deliveryAttempts)
        .values({ id, deliveryId, startedAt: now, state, operation, retryClass })
        .run();
      return;
    }
    if ('decided' in attempt) {
      const told = { responseClass: 'decided', message: attempt.decided };
      orm
        .insert(deliveryAttempts)
        .values({ id: v7(), deliveryId, startedAt: now, finishedAt: now, state, ...told })
        .run();
      return;
    }
    const { class: responseClass, httpStatus, message } = attempt.response;
    const nextStep = nextStepOf(state, errorCode === 'reconnect_needed');
    orm
      .update(deliveryAttempts)
      .set({ finishedAt: now, state, responseClass, httpStatus, message, nextStep })
      .where(eq(deliveryAttempts.id, attempt.finish))
      .run();
  };

  const tell = (
    row: DeliveryRow,
    { notice = null, kind = 'progress', reason = null }: Partial<Change> = {},
  ) => {
    const post = posts.get(row.postId);
    if (!post.ok) return;
    const { clientId } = post.value;
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

  const DUE = `${OPEN} and state in ('prepared', 'ambiguous')
    and (next_attempt_at is null or next_attempt_at <= ?)`;
  const dueAccounts = raw
    .prepare(`select distinct account_id from deliveries where ${DUE}`)
    .pluck();
  const nextDue = raw
    .prepare(
      `select id from deliveries where ${DUE} and account_id = ?
       order by state = 'prepared', next_attempt_at, id limit 1`,
    )
    .pluck();
  const soonest = raw
    .prepare(
      `select min(next_attempt_at) from deliveries
       where ${OPEN} and state in ('prepared', 'ambiguous')`,
    )
    .pluck();
  const underWay = raw
    .prepare(
      `select id from deliveries where ${OPEN} and state in ('sending', 'accepted', 'rejected')`,
    )
    .pluck();

  const taken = raw.prepare(
    'select 1 from deliveries where account_id = ? and remote_id = ? and id <> ?',
  );

  return {
    get,
    ofPost,
    write,
    settlePost,
    tell,

    /** All or nothing, durable when it returns (the database runs with `synchronous=FULL`). */
    transaction: <Value>(work: () => Value): Value => raw.transaction(work).immediate(),

    /** Changes a delivery and its post, then tells. Null where the state is not `from` any more. */
    change(change: Change): DeliveryRow | null {
      const row = raw
        .transaction(() => {
          const changed = write(change);
          if (changed) settlePost(changed.postId);
          change.also?.();
          return changed;
        })
        .immediate();
      if (row) tell(row, change);
      return row;
    },

    insert(row: Omit<DeliveryRow, 'id' | 'createdAt' | 'updatedAt'>): DeliveryRow {
      const now = clock.now();
      return orm
        .insert(deliveries)
        .values({ ...row, id: v7(), createdAt: now, updatedAt: now })
        .returning()
        .get();
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
    saveProgress(id: string, network: Record<string, unknown>): void {
      const row = get(id);
      if (!row) return;
      const progress: DeliveryProgress = { ...progressOf(row), network };
      orm.update(deliveries).set({ progress }).where(eq(deliveries.id, id)).run();
    },

    /** Accounts with something to do at `now`. */
    dueAccounts: (now: number) => dueAccounts.all(now) as string[],

    /** What to do next for an account: what is not decided comes before anything new is sent. */
    nextDue: (accountId: string, now: number): DeliveryRow | null => {
      const id = nextDue.get(now, accountId) as string | undefined;
      return id === undefined ? null : get(id);
    },

    /** UTC epoch ms of the next try that waits, null where none does. */
    nextAttemptAt: () => soonest.get() as number | null,

    /** Deliveries whose call was under way when this was written. */
    underWay: () =>
      (underWay.all() as string[]).map(get).filter((row): row is DeliveryRow => row !== null),

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
            inArray(deliveries.state, ['prepared', 'ambiguous']),
            inArray(deliveries.errorCode, ['reconnect_needed', 'account_disabled']),
          ),
        )
        .run().changes;
    },
  };
}
