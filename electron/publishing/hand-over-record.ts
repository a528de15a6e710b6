import { v7 } from 'uuid';
import { backoff } from '../../shared/domain/retry.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type {
  NativeSchedule,
  Platform,
  PlatformContext,
  PlatformFailure,
  PlatformResult,
  RemoteLimit,
  RemotePost,
  SentPost,
} from '../platforms/platform.ts';
import type { Posts } from '../posts/posts.ts';
import { answer, attemptOf } from './answer.ts';
import type { Change, DeliveryRow, Ledger } from './ledger.ts';
import { type AccountLimits, heardIn, listening } from './limits.ts';
import { noticeOf } from './notices.ts';
import { PARKED_FOR } from './outcome.ts';
import { contentOf, fingerprintOf, hasSeveralParts, type Payload, payloadOf } from './payload.ts';
import { type HandOverProgress, progressOf } from './progress.ts';

export interface HandOverRecordOptions {
  ledger: Ledger;
  limits: AccountLimits;
  posts: Pick<Posts, 'get'>;
  accounts: Pick<Accounts, 'context' | 'get' | 'markReconnectNeeded'>;
  clock: Clock;
  log: Log;
  /** From 0 (included) to 1 (excluded). */
  random(): number;
  /** Ends the calls under way; each is written down as far as it came. */
  signal: AbortSignal;
}

/** Ms after its time at which what the network holds is looked for. */
export const LOOK_AFTER = 30_000;
/** Besides what the network asks for. */
export const MARGIN = 60_000;

/** The part of the ledger that is about one call to the network. */
export interface Call {
  row: DeliveryRow;
  handOver: HandOverProgress;
  native: NativeSchedule;
  platform: Platform;
  context: PlatformContext;
  /** What the network's answers say of limits, in their order. */
  told: RemoteLimit[];
}

export type HandOverRecord = ReturnType<typeof createHandOverRecord>;

/** What the ledger says of a post that a network is to publish, and every way that it changes. */
export function createHandOverRecord(options: HandOverRecordOptions) {
  const { ledger, limits, posts, accounts, clock, log, random, signal } = options;

  /** What is to be published by the network, and when; null where nothing is to be (any more). */
  function planOf(row: DeliveryRow): { post: Post; payload: Payload; at: number } | null {
    const post = posts.get(row.postId);
    if (!post.ok || post.value.status !== 'scheduled' || post.value.scheduledAt === null)
      return null;
    if (post.value.heldAt !== null) return null;
    const payload = payloadOf(post.value, row.accountId);
    const account = accounts.get(row.accountId);
    // A network plans single posts: a thread, or a comment under one, goes out from here.
    if (!payload || hasSeveralParts(payload)) return null;
    if (!account.ok || !account.value.handOver) return null;
    return { post: post.value, payload, at: post.value.scheduledAt };
  }

  /** Whether the post is due and goes to this account: what is not planned there is then sent from here. */
  function isDue(row: DeliveryRow): boolean {
    const post = posts.get(row.postId);
    return (
      post.ok &&
      (post.value.status === 'publishing' || post.value.status === 'needs_check') &&
      post.value.targets.some(({ accountId }) => accountId === row.accountId)
    );
  }

  /** Null where the account can't be used now; the delivery waits for it. */
  async function open(row: DeliveryRow): Promise<Call | null> {
    const line = await accounts.context(row.accountId);
    const native = line.ok ? line.value.platform.nativeSchedule : undefined;
    if (line.ok && native) {
      const heard = listening(line.value);
      const context = { ...heard.context, signal };
      return { ...heard, context, row, handOver: handOverOf(row), native };
    }
    const code = line.ok ? 'not_supported' : line.error.code;
    write(row, [], {
      nextAttemptAt: clock.now() + PARKED_FOR,
      errorCode: code === 'disabled' ? 'account_disabled' : code,
      errorMessage: line.ok ? null : line.error.message,
    });
    return null;
  }

  /** Makes a call of it; what the answer says of limits is kept. */
  async function ask<Value>(
    call: Call,
    run: () => Promise<PlatformResult<Value>>,
  ): Promise<PlatformResult<Value>> {
    const result = await answer(log, run);
    limits.keep(call.row.accountId, heardIn(call.told, result, clock.now() + LOOK_AFTER));
    return result;
  }

  const write = (
    row: DeliveryRow,
    path: Change['path'],
    set: NonNullable<Change['set']>,
    more: Pick<Change, 'attempt' | 'notice' | 'kind'> = {},
  ) => ledger.change({ id: row.id, from: row.state, path, set, ...more });

  const withPlan = (
    row: DeliveryRow,
    change: Partial<HandOverProgress> | null,
    payload?: Payload,
  ) => {
    const progress = progressOf(ledger.get(row.id) ?? row);
    const mentions = payload?.written.mentions;
    const handOver =
      change === null ? null : { ...handOverOf(row), ...progress.handOver, ...change };
    return { progress: { ...progress, ...(mentions && { mentions }), handOver } };
  };

  /** It is not with the network: called off, or sent from here where its time has come. */
  function release(
    row: DeliveryRow,
    before: Change['path'],
    why: { errorCode: string | null; errorMessage?: string | null },
    more: Pick<Change, 'attempt' | 'notice' | 'kind'> = {},
  ) {
    const due = isDue(row);
    const last = before.at(-1) ?? row.state;
    const end: Change['path'] = due ? (last === 'prepared' ? [] : ['prepared']) : ['cancelled'];
    return write(
      row,
      [...before, ...end],
      {
        handedOverId: null,
        nextAttemptAt: null,
        attemptCount: 0,
        preparedAt: clock.now(),
        errorMessage: null,
        ...why,
        ...withPlan(row, null),
      },
      more,
    );
  }

  /** The network has it planned. Whether that is still what is wanted, the next look decides. */
  function planned(row: DeliveryRow, id: string, at: number, more: Pick<Change, 'attempt'>) {
    const wanted = planOf(row);
    const inLine = wanted?.at === at && fingerprintOf(wanted.payload) === row.fingerprint;
    const earliest = Math.min(at, handOverOf(row).earliest);
    const path: Change['path'] = row.state === 'handed_over' ? [] : ['handed_over'];
    return write(
      row,
      path,
      {
        handedOverId: id,
        nextAttemptAt: inLine ? at + LOOK_AFTER : clock.now(),
        attemptCount: 0,
        errorCode: null,
        errorMessage: null,
        ...withPlan(row, { at, earliest, unsure: false }),
      },
      more,
    );
  }

  function published(row: DeliveryRow, post: RemotePost, attempt: string) {
    const path: Change['path'] =
      row.state === 'sending' ? ['accepted', 'published'] : ['published'];
    const { at } = handOverOf(row);
    return write(
      row,
      path,
      {
        ...post,
        publishedAt: Math.min(at, clock.now()),
        nextAttemptAt: null,
        errorCode: null,
        errorMessage: null,
        ...withPlan(row, { unsure: false }),
      },
      {
        ...finish(attempt, 'found', 'The network has published it.'),
        ...heard(row, 'published', null),
      },
    );
  }

  function undecided(row: DeliveryRow, message: string, more: Pick<Change, 'attempt'>) {
    const set = { nextAttemptAt: null, errorCode: 'needs_check', errorMessage: message };
    return write(row, ['needs_check'], set, { ...more, ...heard(row, 'needs_check', message) });
  }

  function heard(row: DeliveryRow, state: DeliveryRow['state'], message: string | null) {
    const post = posts.get(row.postId);
    const target = post.ok ? post.value.targets.find((at) => at.accountId === row.accountId) : null;
    return target ? noticeOf(target, state, message, { waitsFor: null, lateBy: 0 }) : {};
  }

  /** The call failed in passing: it is asked again later. */
  function waits(
    row: DeliveryRow,
    failure: PlatformFailure,
    path: Change['path'],
    attempt: string,
  ) {
    const isAuth = failure.class === 'auth';
    if (isAuth) accounts.markReconnectNeeded(row.accountId, failure.message);
    const wait = isAuth ? PARKED_FOR : backoff(row.attemptCount, random(), failure.retryAfter);
    return write(
      row,
      path,
      {
        nextAttemptAt: clock.now() + wait,
        errorCode: isAuth ? 'reconnect_needed' : failure.class,
        errorMessage: failure.message,
      },
      finish(attempt, failure.class, failure.message, failure.httpStatus),
    );
  }

  /** Written down before the call, so that a crash in it leaves a trace. */
  function begin(
    { platform }: Call,
    row: DeliveryRow,
    path: Change['path'],
    set: NonNullable<Change['set']> = {},
  ) {
    const attempt = v7();
    const operation = path.includes('sending') ? 'publish' : 'reconcile';
    const now = clock.now();
    const begun = write(
      row,
      path,
      { attemptCount: row.attemptCount + 1, ...set },
      { attempt: attemptOf(platform, operation, row, { id: attempt, now }) },
    );
    return begun && { begun, attempt };
  }

  const sentOf = (row: DeliveryRow): SentPost & { at: number } => {
    const { key, at, earliest, askedAt } = handOverOf(row);
    const post = posts.get(row.postId);
    const payload = post.ok ? payloadOf(post.value, row.accountId, row) : null;
    const isSame = payload !== null && fingerprintOf(payload) === row.fingerprint;
    return {
      recordKey: key,
      at,
      // A server whose clock is ahead may have put it out at once.
      createdAt: row.state === 'ambiguous' ? (askedAt ?? earliest) : earliest,
      isTaken: (remoteId) => ledger.isTaken(row, remoteId),
      content: isSame ? contentOf(payload) : null,
      saved: progressOf(row).network,
    };
  };

  return {
    planOf,
    isDue,
    open,
    ask,
    begin,
    write,
    waits,
    release,
    planned,
    published,
    undecided,
    withPlan,
    sentOf,
  };
}

export const handOverOf = (row: DeliveryRow): HandOverProgress =>
  progressOf(row).handOver ?? {
    key: v7(),
    at: row.preparedAt,
    earliest: row.preparedAt,
    askedAt: null,
    unsure: false,
  };

export const finish = (
  attempt: string,
  responseClass: string,
  message: string | null,
  httpStatus: number | null = null,
): Pick<Change, 'attempt'> => ({
  attempt: {
    finish: attempt,
    response: { class: responseClass, httpStatus, message },
  },
});

export const HAND_OVER_REFUSED = 'hand_over_refused';
