import { METRICS, type Metric } from '../../shared/domain/network.ts';
import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Engagement as View } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { type Change, createInboxItems, type InboxItems } from '../inbox/items.ts';
import type { Log } from '../log.ts';
import { createSnapshots, type Snapshots } from '../metrics/snapshots.ts';
import type { PlatformResult, RemoteComment } from '../platforms/platform.ts';
import type { Posts } from '../posts/posts.ts';
import { type AccountLimits, createAccountLimits } from '../publishing/limits.ts';
import {
  askNetwork,
  type CallOptions,
  createPublished,
  type Line,
  lineTo,
  type PublishedDelivery,
  told,
} from './calls.ts';
import { createReplies, type Replies } from './replies.ts';

export type Engagement = ReturnType<typeof createEngagement>;

export interface EngagementOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  log: Log;
  accounts: Accounts;
  posts: Posts;
}

type Write = 'engagement.more' | 'engagement.setHidden' | 'engagement.removePost';
type Answer<Value> = Promise<Result<Value, RouteErrorCode<Write>>>;

/**
 * What people do with a post that came out: numbers, comments and answers, asked for live. The numbers are kept, and what
 * was said goes to the inbox.
 */
export function createEngagement(options: EngagementOptions) {
  const { database, clock, accounts, log, posts } = options;
  // Prepared when a post is first looked at, not at each start.
  let made: ReturnType<typeof createPublished> | null = null;
  const published = () => {
    made ??= createPublished(database);
    return made;
  };
  let kept: AccountLimits | null = null;
  let series: Snapshots | null = null;
  const snapshots = () => {
    series ??= createSnapshots(options);
    return series;
  };
  const calls: CallOptions = {
    ...{ accounts, log },
    limits: {
      keep: (...heard) => {
        kept ??= createAccountLimits(options);
        kept.keep(...heard);
      },
    },
  };
  let written: InboxItems | null = null;
  const items = () => {
    written ??= createInboxItems(options);
    return written;
  };
  const replies: Replies = createReplies({ ...calls, clock, database, items });
  /** What was read for the page of a post is in the inbox, too. */
  function keep(delivery: PublishedDelivery, comments: readonly RemoteComment[]): void {
    items().tell(delivery.accountId, items().write(delivery, comments));
  }
  const changedOn = (accountId: string, remoteId: string, what: Change) =>
    items().tell(accountId, { ids: items().change(accountId, remoteId, what), fresh: 0 });
  const changed = (deliveryId: string, commentId: string, what: Change) => {
    const accountId = published().get(deliveryId)?.accountId;
    if (accountId !== undefined) changedOn(accountId, commentId, what);
  };

  async function look(delivery: PublishedDelivery): Promise<View> {
    const { deliveryId, accountId, network, remoteId } = delivery;
    const none: View = {
      ...{ deliveryId, accountId, network, gone: false, next: null, readAt: clock.now() },
      ...{ metrics: null, metricsProblem: null, comments: null, commentsProblem: null },
    };
    const line = await lineTo(accounts, accountId);
    if (!line.ok) {
      const { code, message } = line.error;
      const problem = { code, message };
      return { ...none, metricsProblem: problem, commentsProblem: problem };
    }
    const { platform, context } = line.value;
    const { metrics: readMetrics, comments: readComments } = platform;
    const ask = <Value>(call: () => Promise<PlatformResult<Value>>) =>
      askNetwork(calls, line.value, call).then(told);
    const [metrics, comments] = await Promise.all([
      readMetrics ? ask(() => readMetrics(context, [remoteId])) : null,
      readComments ? ask(() => readComments(context, remoteId, null)) : null,
    ]);
    const readAt = clock.now();
    const own = metrics?.ok ? metrics.value.find((each) => each.remoteId === remoteId) : undefined;
    if (comments?.ok) keep(delivery, comments.value.comments);
    if (own) snapshots().keep(accountId, [{ deliveryId, values: own.values }], readAt);
    return {
      ...none,
      readAt,
      ...(metrics?.ok && { metrics: whole(own?.values ?? {}), gone: own === undefined }),
      ...(metrics?.ok === false && { metricsProblem: metrics.error }),
      ...(comments?.ok && { comments: [...comments.value.comments], next: comments.value.next }),
      ...(comments?.ok === false && { commentsProblem: comments.error }),
    };
  }

  /** One call about a published delivery; `call` answers null where the network has no such call. */
  async function about<Value>(
    deliveryId: string,
    call: (line: Line, delivery: PublishedDelivery) => Promise<PlatformResult<Value>> | null,
  ): Answer<Value> {
    const delivery = published().get(deliveryId);
    return delivery ? onAccount(delivery.accountId, (line) => call(line, delivery)) : notThere();
  }

  async function onAccount<Value>(
    accountId: string,
    call: (line: Line) => Promise<PlatformResult<Value>> | null,
  ): Answer<Value> {
    const line = await lineTo(accounts, accountId);
    if (!line.ok) return line;
    let offered = true;
    const answer = await askNetwork(calls, line.value, async () => {
      const asked = call(line.value);
      offered = asked !== null;
      return asked ?? NOT_OFFERED;
    });
    const { name } = line.value.platform.capabilities;
    return offered ? told(answer) : fail('not_supported', `${name} does not offer that.`);
  }

  return {
    /** The fence of the answers, which the inbox shares. */
    replies: () => replies,
    items,

    /** Every published delivery of a post, or one of them; each network is asked at the same time. */
    async read({
      postId,
      deliveryId,
    }: ParsedInput<'engagement.read'>): Promise<Result<View[], 'not_found'>> {
      if (!posts.get(postId).ok) return fail('not_found', 'This post is no longer here.');
      const wanted = published()
        .ofPost(postId)
        .filter((each) => deliveryId === undefined || each.deliveryId === deliveryId);
      return ok(await Promise.all(wanted.map(look)));
    },

    async more({
      deliveryId,
      from,
    }: ParsedInput<'engagement.more'>): Answer<RouteOutput<'engagement.more'>> {
      const page = await about(
        deliveryId,
        ({ platform, context }, { remoteId }) =>
          platform.comments?.(context, remoteId, from) ?? null,
      );
      if (!page.ok) return page;
      const { comments, next } = page.value;
      const delivery = published().get(deliveryId);
      if (delivery) keep(delivery, comments);
      return ok({ comments: [...comments], next });
    },

    async reply(
      input: ParsedInput<'engagement.reply'> & { byAi?: boolean },
    ): Promise<Result<RouteOutput<'engagement.reply'>, RouteErrorCode<'engagement.reply'>>> {
      const delivery = published().get(input.deliveryId);
      return delivery ? replies.reply(delivery, input) : notThere();
    },

    /** Answers a mention elsewhere, by the same fence. */
    answerMention: (
      { accountId, remoteId }: { accountId: string; remoteId: string },
      answer: { text: string; byAi?: boolean },
    ): ReturnType<Replies['reply']> =>
      replies.reply({ accountId, remoteId, deliveryId: null }, { parentId: remoteId, ...answer }),

    /** Likes what somebody said, under a post of ours or elsewhere, or takes that back. */
    async setLiked({
      accountId,
      remoteId,
      liked,
    }: {
      accountId: string;
      remoteId: string;
      liked: boolean;
    }): Answer<RouteOutput<'inbox.setLiked'>> {
      const answer = await onAccount(
        accountId,
        ({ platform, context }) => platform.like?.(context, remoteId, liked) ?? null,
      );
      if (!answer.ok) return answer;
      changedOn(accountId, remoteId, answer.value === 'gone' ? 'gone' : { liked });
      return ok({ outcome: answer.value });
    },

    async setHidden({
      deliveryId,
      commentId,
      hidden,
    }: ParsedInput<'engagement.setHidden'>): Answer<RouteOutput<'engagement.setHidden'>> {
      const answer = await about(
        deliveryId,
        ({ platform, context }) => platform.setHidden?.(context, commentId, hidden) ?? null,
      );
      if (!answer.ok) return answer;
      changed(deliveryId, commentId, answer.value === 'gone' ? 'gone' : { hidden });
      return ok({ outcome: answer.value });
    },

    async removeComment({
      deliveryId,
      commentId,
    }: ParsedInput<'engagement.removeComment'>): Answer<RouteOutput<'engagement.removeComment'>> {
      const answer = await about(
        deliveryId,
        ({ platform, context }) => platform.removeComment?.(context, commentId) ?? null,
      );
      if (!answer.ok) return answer;
      changed(deliveryId, commentId, 'gone');
      return ok({ outcome: answer.value });
    },

    async removePost(deliveryId: string): Answer<RouteOutput<'engagement.removePost'>> {
      const answer = await about(
        deliveryId,
        ({ platform, context }, delivery) =>
          platform.removePost?.(
            context,
            delivery.remoteId,
            published().partsOf(delivery, platform),
          ) ?? null,
      );
      return answer.ok ? ok({ outcome: answer.value }) : answer;
    },
  };
}

/** Every metric there is; null where the network did not give it. */
const whole = (values: Partial<Record<Metric, number>>): Record<Metric, number | null> =>
  Object.fromEntries(METRICS.map((metric) => [metric, values[metric] ?? null])) as Record<
    Metric,
    number | null
  >;

const NOT_OFFERED: PlatformResult<never> = {
  ok: false,
  class: 'refused',
  message: '',
  httpStatus: null,
  retryAfter: null,
};

const notThere = () =>
  fail('not_found', 'This delivery is not published, or its account was removed.');
