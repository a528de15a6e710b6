import { v7 } from 'uuid';
import { isSpent } from '../../shared/domain/retry.ts';
import type { PostTarget } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Media } from '../media/media.ts';
import type {
  Platform,
  PlatformContext,
  PlatformResult,
  RemoteLimit,
  SentPost,
} from '../platforms/platform.ts';
import type { Posts } from '../posts/posts.ts';
import { answer, attemptOf } from './answer.ts';
import type { createFirstComment } from './first-comment.ts';
import type { Taken } from './lanes.ts';
import type { DeliveryRow, Ledger } from './ledger.ts';
import {
  type AccountLimits,
  type Heard,
  heardIn,
  isTurnedAway,
  listening,
  restingFor,
} from './limits.ts';
import { noticeOf } from './notices.ts';
import {
  afterReconciling,
  afterSending,
  gaveUp,
  type Outcome,
  PARKED_FOR,
  type Standing,
  waitOf,
} from './outcome.ts';
import { isPartlyOut } from './partly-out.ts';
import { contentOf, fingerprintOf, outgoingOf, payloadOf } from './payload.ts';
import { type DeliveryProgress, progressOf, publishProgress } from './progress.ts';
import { type Uploads, unlessStopped } from './uploads.ts';

export interface DeliveringOptions {
  ledger: Ledger;
  limits: AccountLimits;
  uploads: Pick<Uploads, 'watch'>;
  posts: Pick<Posts, 'get'>;
  accounts: Pick<Accounts, 'context' | 'markReconnectNeeded'>;
  firstComment: Pick<ReturnType<typeof createFirstComment>, 'isLeft' | 'withoutIt'>;
  media: Pick<Media, 'outgoing' | 'outgoingVideo'>;
  clock: Clock;
  log: Log;
  /** From 0 (included) to 1 (excluded). */
  random(): number;
  /** Ends the calls under way; each is written down as far as it came. */
  signal: AbortSignal;
}

interface Line {
  platform: Platform;
  context: PlatformContext;
  /** What the network's answers say of limits, in their order. */
  told: RemoteLimit[];
}

/** Takes one delivery one step further: sends it, or finds out what became of it. Answers are values; a throw is a bug. */
export function createDelivering(options: DeliveringOptions) {
  const { ledger, limits, uploads, posts, accounts, media, clock, log, random, signal } = options;
  const { firstComment } = options;

  async function send(row: DeliveryRow): Promise<Taken> {
    const line = await lineOf(row);
    if (!line) return WRITTEN;
    const ready = await outgoing(row, line.platform);
    if (!ready) return WRITTEN;
    const post = { ...ready, ...identityOf(row) };
    const begun = line.platform.beginning?.(line.context, post, progressOf(row).network) ?? null;
    const attempt = v7();
    const sending = await ledger.changeTogether({
      id: row.id,
      from: 'prepared',
      path: ['sending'],
      set: {
        attemptCount: row.attemptCount + 1,
        nextAttemptAt: null,
        errorCode: null,
        errorMessage: null,
        ...(begun && { progress: { ...progressOf(row), network: begun } }),
      },
      attempt: attemptOf(line.platform, 'publish', row, { id: attempt, now: clock.now() }),
    });
    if (!sending) return WRITTEN;
    const result = await answer(log, () =>
      uploads.watch(row.id, ready, signal, (files, ended) =>
        line.platform.publish(
          { ...line.context, signal: ended },
          { ...post, ...files },
          publishProgress(row, begun, ledger),
        ),
      ),
    );
    // Told before it is recorded, so that the delivery finds the account as it is.
    if (!result.ok && result.class === 'auth')
      accounts.markReconnectNeeded(row.accountId, result.message);
    const answered = afterSending(result, standing(sending, result));
    const outcome = await firstComment.withoutIt(sending, answered, line);
    const learned = heardIn(line.told, result, outcome.nextAttemptAt);
    const written = record(sending, outcome, { attempt, learned, platform: line.platform });
    // Out, and the network wants no rest: the next one begins in the commit that says so.
    if (result.ok && learned.limits.every(({ blockedUntil }) => blockedUntil === null))
      return { written };
    await written;
    return WRITTEN;
  }

  async function reconcile(row: DeliveryRow): Promise<Taken> {
    const line = await lineOf(row);
    if (!line) return WRITTEN;
    const attempt = v7();
    const looking = await ledger.changeTogether({
      id: row.id,
      from: 'ambiguous',
      path: [],
      set: { attemptCount: row.attemptCount + 1 },
      attempt: attemptOf(line.platform, 'reconcile', row, { id: attempt, now: clock.now() }),
    });
    if (!looking) return WRITTEN;
    const result = await answer(log, () =>
      line.platform.reconcile(
        { ...line.context, signal },
        {
          ...identityOf(looking),
          content: sentContent(looking),
          saved: progressOf(looking).network,
        },
      ),
    );
    if (!result.ok && result.class === 'auth')
      accounts.markReconnectNeeded(row.accountId, result.message);
    const looked = afterReconciling(result, standing(looking, result));
    const outcome = await firstComment.withoutIt(looking, looked, line);
    const learned = heardIn(line.told, result, outcome.nextAttemptAt);
    await record(looking, outcome, { attempt, learned, platform: line.platform });
    return WRITTEN;
  }

  const identityOf = (row: DeliveryRow) => ({
    recordKey: row.recordKey,
    createdAt: row.preparedAt,
    isTaken: (remoteId: string) => ledger.isTaken(row, remoteId),
  });

  /** What was sent, as far as the post still says it. */
  function sentContent(row: DeliveryRow): SentPost['content'] {
    const post = posts.get(row.postId);
    const payload = post.ok ? payloadOf(post.value, row.accountId, row) : null;
    if (!payload || fingerprintOf(payload) !== row.fingerprint) return null;
    return contentOf(payload);
  }

  /** The account's session; where there is none the delivery waits, or ends when it has waited long enough. */
  async function lineOf(row: DeliveryRow): Promise<Line | null> {
    const line = await accounts.context(row.accountId);
    if (line.ok && row.state === 'ambiguous') return listening(line.value);
    const spent = isSpent(row.attemptCount, row.preparedAt, clock.now());
    // With the post out, a last try tells where it is.
    if (line.ok && (!spent || firstComment.isLeft(row, line.value.platform)))
      return listening(line.value);
    if (line.ok)
      end(row, 'gave_up', row.attemptCount === 0 ? NEVER_TRIED : gaveUp(row.errorMessage));
    else if (line.error.code === 'not_found') end(row, 'account_removed', line.error.message);
    // What is in doubt waits as long as it takes: once the account is back, the network can tell.
    else if (spent && row.state !== 'ambiguous') end(row, 'gave_up', gaveUp(line.error.message));
    else {
      const errorCode = line.error.code === 'disabled' ? 'account_disabled' : line.error.code;
      const wait = errorCode === 'keychain_unavailable' ? KEYCHAIN_WAIT : PARKED_FOR;
      park(row, clock.now() + wait, errorCode, line.error.message, 'account');
    }
    return null;
  }

  /** It waits without a call, and says why. */
  function park(
    row: DeliveryRow,
    until: number,
    errorCode: string,
    errorMessage: string,
    told: NonNullable<DeliveryProgress['told']>,
  ): void {
    ledger.change({
      id: row.id,
      from: row.state,
      path: [],
      set: {
        nextAttemptAt: until,
        errorCode,
        errorMessage,
        progress: { ...progressOf(row), told },
      },
      ...heard(row, row.state, errorMessage, told),
    });
  }

  /** What is sent, checked once more; null where it can't be sent, and the delivery has failed with the reason. */
  async function outgoing(row: DeliveryRow, platform: Platform) {
    const post = posts.get(row.postId);
    const payload = post.ok ? payloadOf(post.value, row.accountId, row) : null;
    if (!payload) return end(row, 'not_a_target', 'The post no longer goes to this account.');
    if (fingerprintOf(payload) !== row.fingerprint)
      return end(row, 'changed', 'The post was changed meanwhile. Look at it and send it again.');
    const { name } = platform.capabilities;
    const blocked = payload.media.length > 0 ? limits.blockedUntil(row.accountId, 'media') : null;
    if (blocked !== null) {
      park(
        row,
        blocked,
        'rate_limited',
        restingFor(name, payload.handle, blocked - clock.now()),
        'network',
      );
      return null;
    }
    const ready = await outgoingOf(payload, row.accountId, media);
    return typeof ready === 'string' ? end(row, 'not_ready', ready) : ready;
  }

  /** Ends a delivery before a call: nothing was sent by this step. What may have been sent by an earlier one is asked of the person. */
  function end(row: DeliveryRow, errorCode: string, errorMessage: string): null {
    const to = row.state === 'ambiguous' ? 'needs_check' : 'failed';
    ledger.change({
      id: row.id,
      from: row.state,
      path: [to],
      set: { nextAttemptAt: null, errorCode, errorMessage },
      ...heard(row, to, errorMessage, null),
    });
    return null;
  }

  async function record(
    row: DeliveryRow,
    answered: Outcome,
    { attempt, learned, platform }: { attempt: string; learned: Heard; platform: Platform },
  ): Promise<void> {
    // Read again: the adapter has saved its own part meanwhile.
    const { upload: _, ...progress } = progressOf(ledger.get(row.id) ?? row);
    const outcome = unlessStopped(answered, progress.stopped);
    const { path, remote, response, nextAttemptAt, errorCode, errorMessage } = outcome;
    const to = path.at(-1) ?? row.state;
    const waitsFor = waitOf(outcome);
    const published = remote
      ? { remoteId: remote.remoteId, remoteUrl: remote.remoteUrl, publishedAt: clock.now() }
      : {};
    const changed = await ledger.changeTogether({
      id: row.id,
      from: row.state,
      path,
      set: {
        nextAttemptAt,
        errorCode,
        errorMessage,
        progress: {
          ...progress,
          told: waitsFor ?? progress.told,
          duplicate: progress.duplicate === true || response.class === 'duplicate',
          ...(remote?.parts && { parts: remote.parts }),
          ...(remote === null && {
            partlyOut: isPartlyOut(posts, row, progress.network, platform),
          }),
        },
        ...published,
      },
      attempt: { finish: attempt, response },
      also: () => limits.keep(row.accountId, learned),
      ...heard(row, to, errorMessage, waitsFor),
    });
    if (!changed) ledger.finishAttempt(row.id, attempt, response);
    log.info('Delivery', {
      deliveryId: row.id,
      state: to,
      response: response.class,
      httpStatus: response.httpStatus,
      attempt: row.attemptCount,
    });
  }

  const standing = (row: DeliveryRow, result: PlatformResult<unknown>): Standing => ({
    attempts: row.attemptCount,
    preparedAt: row.preparedAt,
    now: clock.now(),
    random: random(),
    refusals: isTurnedAway(result) ? limits.refusals(row.accountId) + 1 : 0,
    duplicate: progressOf(row).duplicate === true,
  });

  /** What the person hears of it: an end always, a wait once for each kind. */
  function heard(
    row: DeliveryRow,
    to: DeliveryRow['state'],
    message: string | null,
    waitsFor: DeliveryProgress['told'],
  ) {
    const post = posts.get(row.postId);
    const target = post.ok ? post.value.targets.find((at) => at.accountId === row.accountId) : null;
    const planned = post.ok ? (post.value.scheduledAt ?? clock.now()) : clock.now();
    return noticeOf(target ?? UNKNOWN_TARGET, to, message, {
      waitsFor: progressOf(row).told === waitsFor ? null : waitsFor,
      lateBy: clock.now() - planned,
    });
  }

  return {
    step: (row: DeliveryRow): Promise<Taken> =>
      row.state === 'ambiguous' ? reconcile(row) : send(row),
  };
}

const WRITTEN: Taken = { written: Promise.resolve() };

const NEVER_TRIED =
  'ClientNest did not run for a day after it was due, so it was not sent. Send it again when it suits.';

/** A keychain that is locked is usually opened within minutes. */
const KEYCHAIN_WAIT = 60_000;

const UNKNOWN_TARGET: Pick<PostTarget, 'network' | 'handle'> = { network: 'bluesky', handle: '?' };
