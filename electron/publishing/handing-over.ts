import { v7 } from 'uuid';
import { backoff } from '../../shared/domain/retry.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Media } from '../media/media.ts';
import type {
  HandedOver,
  NativeSchedule,
  Platform,
  PlatformContext,
  PlatformFailure,
  RemotePost,
  SentPost,
} from '../platforms/platform.ts';
import type { Posts } from '../posts/posts.ts';
import { createAnswer } from './answer.ts';
import {
  type Change,
  type DeliveryRow,
  type HandOverProgress,
  type Ledger,
  progressOf,
} from './ledger.ts';
import { noticeOf } from './notices.ts';
import { PARKED_FOR } from './outcome.ts';
import { fingerprintOf, outgoingOf, type Payload, payloadOf } from './payload.ts';

export interface HandingOverOptions {
  ledger: Ledger;
  posts: Pick<Posts, 'get'>;
  accounts: Pick<Accounts, 'context' | 'get' | 'markReconnectNeeded'>;
  media: Pick<Media, 'outgoing'>;
  clock: Clock;
  log: Log;
  /** From 0 (included) to 1 (excluded). */
  random(): number;
}

/** Ms after its time at which what the network holds is looked for. */
export const LOOK_AFTER = 30_000;
/** A server puts a post out some moments after it has taken it off its plan. */
const PUBLISHING_GAP = 3 * 60_000;
/** A call that was cut may still be at work on the server; after this it is not. */
const AT_WORK = 60_000;
/** What a network has not put out by then, it does not: it is taken back. */
const GIVE_UP_AFTER = 24 * 60 * 60_000;
/** Besides what the network asks for. */
export const MARGIN = 60_000;

/** The part of the ledger that is about one call to the network. */
export interface Call {
  row: DeliveryRow;
  handOver: HandOverProgress;
  native: NativeSchedule;
  platform: Platform;
  context: PlatformContext;
}

export type HandingOver = ReturnType<typeof createHandingOver>;

/** Hands posts to networks that publish them by themselves, and finds out what became of them. */
export function createHandingOver(options: HandingOverOptions) {
  const { ledger, posts, accounts, media, clock, log, random } = options;
  const answer = createAnswer(log);

  /** What is to be published by the network, and when; null where nothing is to be (any more). */
  function planOf(row: DeliveryRow): { post: Post; payload: Payload; at: number } | null {
    const post = posts.get(row.postId);
    if (!post.ok || post.value.status !== 'scheduled' || post.value.scheduledAt === null)
      return null;
    const payload = payloadOf(post.value, row.accountId);
    const account = accounts.get(row.accountId);
    if (!payload || !account.ok || !account.value.handOver) return null;
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
    if (line.ok && native) return { row, handOver: handOverOf(row), native, ...line.value };
    const code = line.ok ? 'not_supported' : line.error.code;
    write(row, [], {
      nextAttemptAt: clock.now() + PARKED_FOR,
      errorCode: code === 'disabled' ? 'account_disabled' : code,
      errorMessage: line.ok ? null : line.error.message,
    });
    return null;
  }

  const write = (
    row: DeliveryRow,
    path: Change['path'],
    set: NonNullable<Change['set']>,
    more: Pick<Change, 'attempt' | 'notice' | 'kind'> = {},
  ) => ledger.change({ id: row.id, from: row.state, path, set, ...more });

  const withPlan = (row: DeliveryRow, change: Partial<HandOverProgress> | null) => {
    const progress = progressOf(ledger.get(row.id) ?? row);
    const handOver =
      change === null ? null : { ...handOverOf(row), ...progress.handOver, ...change };
    return { progress: { ...progress, handOver } };
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
    return target ? noticeOf(target, state, message, { isNews: false, lateBy: 0 }) : {};
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
  function begin(row: DeliveryRow, path: Change['path'], set: NonNullable<Change['set']> = {}) {
    const attempt = v7();
    const begun = write(
      row,
      path,
      { attemptCount: row.attemptCount + 1, ...set },
      { attempt: { begin: attempt } },
    );
    return begun && { begun, attempt };
  }

  const sentOf = (row: DeliveryRow): SentPost & { at: number } => {
    const { key, at, earliest, askedAt } = handOverOf(row);
    const post = posts.get(row.postId);
    const payload = post.ok ? payloadOf(post.value, row.accountId) : null;
    const isSame = payload !== null && fingerprintOf(payload) === row.fingerprint;
    return {
      recordKey: key,
      at,
      // A server whose clock is ahead may have put it out at once.
      createdAt: row.state === 'ambiguous' ? (askedAt ?? earliest) : earliest,
      isTaken: (remoteId) => ledger.isTaken(row, remoteId),
      content: isSame ? { text: payload.text, imageCount: payload.media.length } : null,
      saved: progressOf(row).network,
    };
  };

  async function send(row: DeliveryRow): Promise<void> {
    const wanted = planOf(row);
    const call = wanted && (await open(row));
    if (wanted && !call) return;
    const ahead = call?.platform.capabilities.nativeSchedule?.ahead ?? 0;
    if (!wanted || !call || wanted.at - clock.now() < ahead + MARGIN) {
      release(row, [], { errorCode: null });
      return;
    }
    const { images: limit } = call.platform.capabilities;
    const ready = await outgoingOf(wanted.payload, row.accountId, media, limit);
    if (typeof ready === 'string') return void release(row, [], refusal(ready));
    const { at } = wanted;
    const sending = begin(row, ['sending'], {
      fingerprint: fingerprintOf(wanted.payload),
      nextAttemptAt: null,
      ...withPlan(row, { at, earliest: at, askedAt: clock.now() }),
    });
    if (!sending) return;
    const { begun, attempt } = sending;
    const { key: recordKey } = handOverOf(begun);
    const result = await answer(() =>
      call.native.handOver(
        call.context,
        { ...ready, ...sentOf(begun), recordKey, at },
        {
          saved: progressOf(begun).network,
          save: (progress) => ledger.saveProgress(row.id, progress),
        },
      ),
    );
    if (result.ok) {
      if (result.value.kind === 'published') published(begun, result.value.post, attempt);
      else if (result.value.kind === 'too_soon')
        release(
          begun,
          ['rejected', 'prepared'],
          { errorCode: null },
          finish(attempt, 'too_soon', null),
        );
      else planned(begun, result.value.id, result.value.at, finish(attempt, 'handed_over', null));
      return;
    }
    const done = finish(attempt, result.class, result.message, result.httpStatus);
    if (result.class === 'refused')
      release(begun, ['rejected', 'prepared'], refusal(result.message), {
        ...done,
        ...refusedNotice(wanted.payload, result.message),
      });
    else if (result.class === 'interrupted' || result.class === 'service_error')
      waitsInDoubt(begun, result, attempt);
    else waits(begun, result, ['rejected', 'prepared'], attempt);
  }

  /** It is looked for at once: where the server has it, that is known without waiting. */
  function waitsInDoubt(row: DeliveryRow, failure: PlatformFailure, attempt: string) {
    write(
      row,
      ['ambiguous'],
      {
        nextAttemptAt: clock.now() + (failure.retryAfter ?? 0),
        errorCode: failure.class,
        errorMessage: failure.message,
      },
      finish(attempt, failure.class, failure.message, failure.httpStatus),
    );
  }

  /** Whether the answer that was lost was a yes. */
  async function settle(row: DeliveryRow): Promise<void> {
    const call = await open(row);
    const looking = call && begin(row, []);
    if (!call || !looking) return;
    const { begun, attempt } = looking;
    const result = await answer(() => call.native.find(call.context, sentOf(begun)));
    if (!result.ok) {
      const over = clock.now() > handOverOf(row).at + GIVE_UP_AFTER;
      const done = finish(attempt, result.class, result.message, result.httpStatus);
      if (isDue(row) && (over || result.class === 'refused'))
        undecided(begun, result.message, done);
      else waits(begun, result, [], attempt);
      return;
    }
    settled(begun, result.value, attempt);
  }

  function settled(row: DeliveryRow, found: HandedOver, attempt: string) {
    const { askedAt } = handOverOf(row);
    if (found.kind === 'published') published(row, found.post, attempt);
    else if (found.kind === 'planned')
      planned(row, found.id, found.at, finish(attempt, 'handed_over', null));
    else if (askedAt !== null && clock.now() >= askedAt && clock.now() - askedAt < AT_WORK)
      write(row, [], { nextAttemptAt: askedAt + AT_WORK }, finish(attempt, 'absent', null));
    else if (planOf(row))
      write(row, ['prepared'], { nextAttemptAt: null }, finish(attempt, 'absent', null));
    else release(row, ['prepared'], { errorCode: null }, finish(attempt, 'absent', null));
  }

  /** Whether the network has published it. `overdue` where it should have, long ago. */
  async function watch(row: DeliveryRow): Promise<'overdue' | undefined> {
    const { handedOverId: id } = row;
    const call = await open(row);
    const looking = call && begin(row, []);
    if (!call || !looking || id === null) return;
    const { begun, attempt } = looking;
    const result = await answer(() => call.native.look(call.context, id, sentOf(begun)));
    const { at } = call.handOver;
    const late = clock.now() - at;
    if (!result.ok) {
      const over = late > (result.class === 'refused' ? PUBLISHING_GAP : GIVE_UP_AFTER);
      const done = finish(attempt, result.class, result.message, result.httpStatus);
      if (over) undecided(begun, result.message, done);
      else waits(begun, result, [], attempt);
      return;
    }
    if (result.value.kind === 'published') published(begun, result.value.post, attempt);
    else if (result.value.kind === 'planned' && result.value.at !== at)
      planned(begun, id, result.value.at, finish(attempt, 'handed_over', null));
    else if (result.value.kind === 'gone' && call.handOver.unsure && late < -MARGIN)
      release(begun, [], { errorCode: 'taken_back' }, finish(attempt, 'taken_back', null));
    else if (result.value.kind === 'planned' && late < 0)
      planned(begun, id, at, finish(attempt, 'handed_over', null));
    else if (result.value.kind === 'planned' || late < PUBLISHING_GAP)
      write(
        begun,
        [],
        {
          nextAttemptAt: clock.now() + Math.max(LOOK_AFTER, backoff(begun.attemptCount, random())),
        },
        finish(attempt, 'waiting', 'The network has not published it yet.'),
      );
    else undecided(begun, NOWHERE, finish(attempt, 'absent', NOWHERE));
    return result.value.kind === 'planned' && late > GIVE_UP_AFTER ? 'overdue' : undefined;
  }

  return {
    planOf,
    isDue,
    open,
    answer,
    begin,
    write,
    waits,
    release,
    planned,
    published,
    withPlan,
    sentOf,
    send,
    settle,
    watch,
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

const refusal = (said: string) => ({
  errorCode: HAND_OVER_REFUSED,
  errorMessage: `${said} ${SENT_FROM_HERE}`,
});

const refusedNotice = ({ handle }: Payload, said: string) => ({
  notice: `A post could not be handed over as @${handle}. ${said} ${SENT_FROM_HERE}`,
  kind: 'problem' as const,
});

const SENT_FROM_HERE =
  'ClientNest sends it itself at its time; this computer has to be awake then.';
const NOWHERE =
  'It was handed over, but it is neither planned nor published there now. Look at the account and decide.';
