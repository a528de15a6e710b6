import type { createAudience } from '../audience.ts';
import type { Comment, Conversation } from '../graph/conversation.ts';
import { graphError, invalid, unsupported } from '../graph/errors.ts';
import { type Node, select } from '../graph/fields.ts';
import { paged } from '../graph/paging.ts';
import type { Params } from '../graph/params.ts';
import { graphTime } from '../graph/time.ts';
import type { Answer, Call, NetworkRecord } from '../network.ts';
import type { createContainers } from './containers.ts';
import type { Change, Person, Post, PostDetail, State } from './state.ts';

const DAY = 24 * 60 * 60_000;
/** What a profile may publish in 24 hours. Source: developers.facebook.com/docs/threads/overview. */
const QUOTA = { posts: 250, replies: 1000 };
const METRICS = ['views', 'likes', 'replies', 'reposts', 'quotes', 'shares'];

export interface PostParts {
  now(): number;
  limited: boolean;
  newId(): string;
  state: State;
  audience: ReturnType<typeof createAudience>;
  conversation: Conversation;
  containers: ReturnType<typeof createContainers>;
  record: Omit<NetworkRecord, 'state'> & { state(change: Change): void };
}

/** Posts and replies: made, read, hidden and removed. Source: developers.facebook.com/docs/threads/reference. */
export function createPosts(parts: PostParts) {
  const { now, limited, newId, state, audience, conversation, containers, record } = parts;

  const used = (person: Person) => ({
    posts: state.countSince(person.id, now() - DAY, false),
    replies: state.countSince(person.id, now() - DAY, true),
  });
  const nameOf = (personId: string) => state.person(personId)?.username ?? '';
  const linkOf = (call: Call, username: string, id: string) =>
    `${call.origin}/@${username}/post/${BigInt(id).toString(36)}`;

  const nodeOf = (call: Call, post: Post, viewer: Person): Node => ({
    id: () => post.id,
    media_product_type: () => 'THREADS',
    media_type: () => TYPES[post.mediaType],
    permalink: () => linkOf(call, nameOf(post.personId), post.id),
    owner: () => ({ id: post.personId }),
    username: () => nameOf(post.personId),
    text: () => (post.text === '' ? undefined : post.text),
    timestamp: () => graphTime(post.publishedAt),
    shortcode: () => BigInt(post.id).toString(36),
    is_quote_post: () => false,
    is_reply: () => post.replyTo !== null,
    root_post: () => (post.replyTo === null ? undefined : { id: post.rootId }),
    replied_to: () => (post.replyTo === null ? undefined : { id: post.replyTo }),
    has_replies: () => conversation.under(post.id).length > 0,
    hide_status: () => (post.replyTo === null ? undefined : 'NOT_HUSHED'),
    is_reply_owned_by_me: () => (post.replyTo === null ? undefined : post.personId === viewer.id),
  });
  const commentNode = (call: Call, comment: Comment): Node => ({
    id: () => comment.id,
    media_product_type: () => 'THREADS',
    media_type: () => 'TEXT_POST',
    permalink: () => linkOf(call, comment.author.handle, comment.id),
    username: () => comment.author.handle,
    text: () => comment.text,
    timestamp: () => graphTime(comment.at),
    is_reply: () => true,
    root_post: () => ({ id: comment.postId }),
    replied_to: () => ({ id: comment.parentId }),
    has_replies: () => false,
    hide_status: () => (comment.hidden ? 'HIDDEN' : 'NOT_HUSHED'),
    is_reply_owned_by_me: () => false,
  });

  const listed = (call: Call, posts: readonly Post[], viewer: Person): Answer =>
    paged(call, posts, (post) =>
      select(nodeOf(call, post, viewer), 'ThreadsMedia', call.query.get('fields'), 'id'),
    );

  /** Everything under a post, of people and of the account itself. */
  function under(
    call: Call,
    rootId: string,
    viewer: Person,
  ): { id: string; at: number; node: Node }[] {
    const own = [...state.posts()].filter((post) => post.rootId === rootId && post.id !== rootId);
    return [
      ...conversation
        .under(rootId)
        .map((comment) => ({ id: comment.id, at: comment.at, node: commentNode(call, comment) })),
      ...own.map((post) => ({
        ...{ id: post.id, at: post.publishedAt, node: nodeOf(call, post, viewer) },
      })),
    ].sort((one, other) => one.at - other.at);
  }

  return {
    publish(params: Params, person: Person): Answer {
      const container = state.container(params.text('creation_id') ?? '');
      if (!container || container.personId !== person.id)
        return unsupported('POST', params.text('creation_id') ?? '');
      if (container.isItem || containers.statusOf(container) !== 'FINISHED')
        return graphError(24, 'The requested resource does not exist', {
          ...{ subcode: 4_279_009, title: 'Media Not Found' },
          user: 'The media with id cannot be found.',
        });
      const isReply = container.replyTo !== null;
      const { posts, replies } = used(person);
      if (limited && (isReply ? replies >= QUOTA.replies : posts >= QUOTA.posts))
        return graphError(9, 'The profile has reached its limit of posts.', { subcode: 2_207_042 });
      const id = newId();
      const rootId = isReply ? rootOf(container.replyTo ?? '') : id;
      record.post({
        ...{ at: now(), receivedAt: now(), account: person.username, accountId: person.id },
        ...{ remoteId: id, text: container.text, media: containers.filesOf(container) },
        ...{ key: null, origin: 'created' },
        detail: {
          ...{ containerId: container.id, mediaType: container.mediaType },
          ...{ replyTo: container.replyTo, rootId },
        } satisfies PostDetail,
      });
      return { status: 200, body: { id } };
    },

    quota(call: Call, person: Person): Answer {
      const { posts, replies } = used(person);
      const all: Record<string, unknown> = {
        ...{ quota_usage: posts, reply_quota_usage: replies },
        config: { quota_total: QUOTA.posts, quota_duration: DAY / 1000 },
        reply_config: { quota_total: QUOTA.replies, quota_duration: DAY / 1000 },
      };
      const fields = (call.query.get('fields') ?? 'quota_usage').split(',');
      const wrong = fields.find((field) => !(field in all));
      if (wrong !== undefined) return invalid(`Tried accessing nonexisting field (${wrong})`);
      return {
        status: 200,
        body: { data: [Object.fromEntries(fields.map((field) => [field, all[field]]))] },
      };
    },

    /** A profile's own posts, or its replies; newest first. */
    list: (call: Call, person: Person, replies: boolean): Answer =>
      listed(
        call,
        state.postsOf(person.id).filter((post) => (post.replyTo !== null) === replies),
        person,
      ),

    conversation(call: Call, id: string, viewer: Person): Answer {
      if (!state.post(id)) return unsupported('GET', id);
      const found = under(call, id, viewer);
      if (call.query.get('reverse') !== 'false') found.reverse();
      return paged(call, found, ({ node }) =>
        select(node, 'ThreadsMedia', call.query.get('fields'), 'id'),
      );
    },

    read(call: Call, id: string, viewer: Person): Answer | null {
      const post = state.post(id);
      const comment = post ? null : conversation.find(id);
      const node = post ? nodeOf(call, post, viewer) : comment && commentNode(call, comment);
      if (!node) return null;
      const picked = select(node, 'ThreadsMedia', call.query.get('fields'), 'id');
      return 'body' in picked ? (picked as unknown as Answer) : { status: 200, body: picked };
    },

    insights(call: Call, id: string, person: Person): Answer {
      const post = state.post(id);
      if (!post || post.personId !== person.id) return unsupported('GET', id);
      const metrics = (call.query.get('metric') ?? '').split(',').filter(Boolean);
      const wrong = metrics.find((metric) => !METRICS.includes(metric));
      if (metrics.length === 0 || wrong !== undefined)
        return invalid(`metric must be one of ${METRICS.join(', ')}.`);
      const told = audience.reactionsTo(id, post.publishedAt);
      const values: Record<string, number> = {
        ...{ views: told.views, likes: told.likes, replies: told.comments, quotes: told.quotes },
        ...{ reposts: Math.floor(told.shares / 2), shares: Math.ceil(told.shares / 2) },
      };
      return {
        status: 200,
        body: {
          data: metrics.map((name) => ({
            ...{ name, period: 'lifetime', values: [{ value: values[name] }], title: name },
            ...{ description: '', id: `${id}/insights/${name}/lifetime` },
          })),
        },
      };
    },

    /** Top-level replies only. */
    hide(params: Params, id: string, person: Person): Answer {
      const comment = conversation.find(id);
      const root = comment && state.post(comment.postId);
      if (!comment || root?.personId !== person.id) return unsupported('POST', id);
      const hidden = params.flag('hide');
      if (hidden === null) return invalid('The parameter hide is required.');
      record.state({ kind: 'comment_hidden', id, hidden });
      return { status: 200, body: { success: true } };
    },

    remove(id: string, person: Person): Answer {
      const post = state.post(id);
      if (!post || post.personId !== person.id) return unsupported('DELETE', id);
      record.removed({ at: now(), accountId: person.id, remoteId: id, detail: null });
      return { status: 200, body: { success: true, deleted_id: id } };
    },
  };

  function rootOf(id: string): string {
    return state.post(id)?.rootId ?? conversation.find(id)?.postId ?? id;
  }
}

const TYPES: Readonly<Record<Post['mediaType'], string>> = {
  TEXT: 'TEXT_POST',
  IMAGE: 'IMAGE',
  VIDEO: 'VIDEO',
  CAROUSEL: 'CAROUSEL_ALBUM',
};
