import { isWithoutComment, WITHOUT_COMMENT } from '../../shared/domain/post-status.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Platform, PlatformContext } from '../platforms/platform.ts';
import type { Posts } from '../posts/posts.ts';
import { answer, attemptOf } from './answer.ts';
import type { DeliveryRow, Ledger } from './ledger.ts';
import { type AccountLimits, heardIn, listening } from './limits.ts';
import type { Outcome } from './outcome.ts';
import { contentOf, type Payload, payloadOf } from './payload.ts';
import { progressOf } from './progress.ts';

type Line = { platform: Platform; context: PlatformContext };

export interface FirstCommentOptions {
  ledger: Ledger;
  limits: AccountLimits;
  posts: Pick<Posts, 'get'>;
  accounts: Pick<Accounts, 'context' | 'hold' | 'markReconnectNeeded'>;
  clock: Clock;
  log: Log;
  /** Ends the calls under way. */
  signal: AbortSignal;
}

/** The first comment, where it alone is left of a post that is out. */
export function createFirstComment(options: FirstCommentOptions) {
  const { ledger, limits, posts, accounts, clock, log, signal } = options;
  const underWay = new Map<string, Promise<Result<Post, 'not_found' | 'not_ready'>>>();

  const payloadFor = (row: DeliveryRow) => {
    const post = posts.get(row.postId);
    return post.ok ? payloadOf(post.value, row.accountId, row) : null;
  };
  const identityOf = (row: DeliveryRow) => ({
    recordKey: row.recordKey,
    createdAt: row.preparedAt,
    isTaken: (remoteId: string) => ledger.isTaken(row, remoteId),
  });

  /** Whether everything else is out, by what the adapter has saved. */
  function isLeft(row: DeliveryRow, platform: Platform): boolean {
    const payload = payloadFor(row);
    if (!payload || payload.firstComment === null) return false;
    const { network: saved } = progressOf(ledger.get(row.id) ?? row);
    const out = saved === null ? 0 : (platform.partsOut?.(saved).length ?? 0);
    return out === 1 + payload.thread.length;
  }

  /** Where the post is, without its comment; null where it is not there any more. */
  function postOf(row: DeliveryRow, payload: Payload, { platform, context }: Line) {
    const { network: saved } = progressOf(ledger.get(row.id) ?? row);
    const content = { ...contentOf(payload), firstComment: null };
    return answer(log, () =>
      platform.reconcile({ ...context, signal }, { ...identityOf(row), content, saved }),
    );
  }

  /** The comment has not gone through for good: the post has, and that is what the delivery says. */
  async function withoutIt(row: DeliveryRow, outcome: Outcome, line: Line): Promise<Outcome> {
    if (outcome.path.at(-1) !== 'failed' || !isLeft(row, line.platform)) return outcome;
    const payload = payloadFor(row);
    const found = payload && (await postOf(row, payload, line));
    if (!found?.ok || found.value === null) return outcome;
    return {
      ...outcome,
      path: row.state === 'sending' ? ['accepted', 'published'] : ['published'],
      errorCode: WITHOUT_COMMENT,
      // Where it was given up, the last answer alone would say that it goes on.
      errorMessage: saidOfIt(outcome.errorMessage ?? outcome.response.message),
      remote: found.value,
    };
  }

  /** One more try, asked for by the person; what an earlier one may have written is looked for first. */
  async function send(row: DeliveryRow): Promise<Result<Post, 'not_found' | 'not_ready'>> {
    const payload = payloadFor(row);
    const reached = await accounts.context(row.accountId);
    if (!payload) return fail('not_found', 'The post no longer goes to this account.');
    if (!reached.ok) return fail('not_ready', reached.error.message);
    const { platform, context, told } = listening(reached.value);
    const there = await postOf(row, payload, { platform, context });
    if (there.ok && there.value === null) return fail('not_ready', POST_GONE);
    const { text, thread, firstComment } = payload;
    const begun = attemptOf(platform, 'publish', row, { id: '', now: clock.now() });
    const startedAt = clock.now();
    const result = await answer(log, () =>
      platform.publish(
        { ...context, signal },
        { text, thread, firstComment, images: [], video: null, ...identityOf(row) },
        {
          saved: progressOf(row).network,
          save: (progress) => ledger.saveProgress(row.id, progress),
        },
      ),
    );
    if (!result.ok && result.class === 'auth')
      accounts.markReconnectNeeded(row.accountId, result.message);
    const message = result.ok ? null : saidOfIt(result.message);
    const parts = result.ok ? result.value.parts : undefined;
    const { network, ...progress } = progressOf(ledger.get(row.id) ?? row);
    ledger.change({
      id: row.id,
      from: 'published',
      path: [],
      set: {
        errorCode: result.ok ? null : WITHOUT_COMMENT,
        errorMessage: message,
        progress: { ...progress, network, ...(parts && { parts }) },
      },
      attempt: {
        made: { ...begun, startedAt },
        response: result.ok
          ? { class: 'commented', httpStatus: null, message: null }
          : { class: result.class, httpStatus: result.httpStatus, message },
      },
      also: () => limits.keep(row.accountId, heardIn(told, result, null)),
    });
    if (message !== null) return fail('not_ready', message);
    const post = posts.get(row.postId);
    return post.ok ? ok(post.value) : fail('not_found', 'This post is no longer here.');
  }

  return {
    isLeft,
    withoutIt,

    /** Null where no comment is missing. Asked for twice at once it is tried once. */
    again(id: string): Promise<Result<Post, 'not_found' | 'not_ready'>> | null {
      const row = ledger.get(id);
      if (!row || !isWithoutComment(row)) return null;
      const before = underWay.get(id);
      if (before) return before;
      const leave = accounts.hold(row.accountId);
      const sending = send(row).finally(() => {
        leave();
        underWay.delete(id);
      });
      underWay.set(id, sending);
      return sending;
    },

    /** Resolves when no call is under way. */
    idle: async (): Promise<void> => void (await Promise.allSettled(underWay.values())),
  };
}

const POST_GONE =
  'The post is not there any more, so there is nothing to comment on. Leave the comment out.';

/** The network's answer with what it is about, where it does not say so itself. */
const saidOfIt = (message: string): string =>
  message.includes('first comment')
    ? message
    : `The post is published, its first comment is not. ${message}`;
