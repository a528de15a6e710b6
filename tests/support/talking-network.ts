import type {
  OutgoingReply,
  Platform,
  PlatformFailure,
  RemoteComment,
  RemoteMention,
} from '../../electron/platforms/platform.ts';
import type { NetworkCapabilities } from '../../shared/domain/network.ts';
import type { TestServices } from './services.ts';

export interface TalkingNetwork {
  /** What is under the post, as the network has it. */
  comments: RemoteComment[];
  /** Who names the account elsewhere, as the network tells it; null where it tells of nobody. */
  mentions: RemoteMention[] | null;
  /** What mentions were asked for: mark and page. */
  asked: [since: string | null, from: string | null][];
  /** Mentions can't be read meanwhile. */
  deaf: PlatformFailure | null;
  /** Likes as the network has them. */
  liked: Set<string>;
  numbers: Record<string, number> | null;
  replies: OutgoingReply[];
  reads: number;
  /** The next reply: `lost` is taken and not answered, `lost_before` neither. */
  next: 'lost' | 'lost_before' | PlatformFailure | null;
  /** Comments can't be read meanwhile. */
  unreadable: PlatformFailure | null;
  /** Most comments on a page. */
  pageSize: number;
  gone: Set<string>;
}

export const PROBLEM: PlatformFailure = {
  ok: false,
  class: 'unreachable',
  message: 'The network can’t be reached.',
  httpStatus: null,
  retryAfter: null,
};

export const written = (remoteId: string, more: Partial<RemoteComment> = {}): RemoteComment => ({
  remoteId,
  parentId: 'post-1',
  author: { remoteId: 'them', handle: 'them.test', displayName: 'Them' },
  text: 'Lovely',
  createdAt: 0,
  remoteUrl: null,
  likes: null,
  hidden: false,
  ours: false,
  ...more,
});

export const mention = (remoteId: string, more: Partial<RemoteMention> = {}): RemoteMention => ({
  ...written(remoteId),
  ...{ parentId: '', rootId: null, text: 'Have you seen this?', ...more },
});

/**
 * Makes the network of a test's services one that people talk on.
 * @param keys whether it knows a reply again by our key
 */
export function talkingNetwork(
  { network, clock }: TestServices,
  keys: boolean,
  capabilities: Partial<NetworkCapabilities> = {},
): TalkingNetwork {
  const talk: TalkingNetwork = {
    ...{ comments: [], numbers: { likes: 3 }, replies: [], reads: 0, next: null },
    ...{ mentions: null, asked: [], deaf: null, liked: new Set<string>() },
    ...{ unreadable: null, pageSize: 100, gone: new Set<string>() },
  };
  const known = new Map<string, RemoteComment>();
  const platform = network.platforms.bluesky;
  let made = 0;
  const calls: Partial<Platform> = {
    newRecordKey: () => `key-${++made}`,
    capabilities: {
      ...platform.capabilities,
      retry: { ...platform.capabilities.retry, reply: keys ? 'idempotent' : 'reconcile_only' },
      ...capabilities,
    },
    metrics: async (_context, ids) => ({
      ok: true,
      value: talk.numbers
        ? ids
            .filter((id) => !talk.gone.has(id))
            .map((remoteId) => ({ remoteId, values: talk.numbers ?? {} }))
        : [],
    }),
    async comments(_context, postId, from) {
      talk.reads += 1;
      if (talk.unreadable) return talk.unreadable;
      const isMention = (id: string) => talk.mentions?.some((one) => one.remoteId === id) ?? false;
      // What stands below a mention stands under no post of ours.
      const here = talk.comments.filter(({ parentId }) =>
        isMention(postId) ? parentId === postId : !isMention(parentId),
      );
      const start = Number(from ?? 0);
      const end = start + talk.pageSize;
      const next = end < here.length ? String(end) : null;
      return { ok: true, value: { comments: here.slice(start, end), next } };
    },
    async reply(_context, reply) {
      talk.replies.push(reply);
      const how = talk.next;
      talk.next = null;
      if (how === 'lost_before') return { ...PROBLEM, class: 'interrupted' };
      if (how !== null && how !== 'lost') return how;
      const { parentId, text, recordKey } = reply;
      const again = keys ? known.get(recordKey) : undefined;
      const comment =
        again ??
        written(`reply-${talk.comments.length}`, {
          ...{ parentId, text, createdAt: clock.now(), ours: true },
        });
      if (!again) talk.comments.push(comment);
      known.set(recordKey, comment);
      return how === 'lost' ? { ...PROBLEM, class: 'interrupted' } : { ok: true, value: comment };
    },
    async mentions(_context, since, from) {
      talk.asked.push([since, from]);
      if (talk.deaf) return talk.deaf;
      // The newest first; a mark is the number of those that were there.
      const all = (talk.mentions ?? []).slice(Number(since ?? 0)).toReversed();
      const start = Number(from ?? 0);
      const end = start + talk.pageSize;
      return {
        ok: true,
        value: {
          mentions: all.slice(start, end),
          next: end < all.length ? String(end) : null,
          newest: talk.mentions?.length ? String(talk.mentions.length) : null,
        },
      };
    },
    async like(_context, id, liked) {
      if (talk.gone.has(id)) return { ok: true, value: 'gone' };
      if (liked) talk.liked.add(id);
      else talk.liked.delete(id);
      return talk.deaf ?? { ok: true, value: 'done' };
    },
    setHidden: async (_context, id) => ({ ok: true, value: talk.gone.has(id) ? 'gone' : 'done' }),
    removePost: async (_context, id) => ({
      ok: true,
      value: talk.gone.has(id) ? 'gone' : 'removed',
    }),
  };
  Object.assign(platform, calls);
  return talk;
}
