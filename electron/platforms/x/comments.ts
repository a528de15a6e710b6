import { z } from 'zod';
import { callFailedIn } from '../call-failed.ts';
import type { CommentPage, OutgoingReply, PlatformContext, RemoteComment } from '../platform.ts';
import { removeParts } from '../removal.ts';
import type { XApi } from './api.ts';
import { isNamed } from './failure.ts';
import { findPiece } from './find-posts.ts';
import { postUrl } from './hosts.ts';
import { postText, withoutAddressees, writtenText } from './post-text.ts';
import { created } from './publish.ts';

/** What somebody said. */
export const saidPost = postText.extend({
  id: z.string().min(1),
  author_id: z.string().catch(''),
  conversation_id: z.string().nullable().catch(null),
  created_at: z.iso.datetime({ offset: true }).transform((date) => Date.parse(date)),
  public_metrics: z
    .object({ like_count: z.int().min(0) })
    .nullable()
    .catch(null),
  referenced_posts: z.array(z.object({ type: z.string(), id: z.string() })).catch([]),
});
export const included = z
  .object({ users: z.array(z.object({ id: z.string(), username: z.string(), name: z.string() })) })
  .catch({ users: [] });

export function authorIn(
  { author_id }: Pick<z.output<typeof saidPost>, 'author_id'>,
  users: z.output<typeof included>['users'],
): RemoteComment['author'] {
  const { username: handle = '', name = '' } = users.find(({ id }) => id === author_id) ?? {};
  return { remoteId: author_id, handle, displayName: name || handle };
}

/**
 * What was said under a post in the last seven days, which is as far back as X searches. Pages go back in time;
 * within one the oldest comes first. X does not tell which of them are hidden.
 */
export async function commentsUnder(
  api: XApi,
  context: PlatformContext,
  postId: string,
  from: string | null,
): Promise<CommentPage> {
  const query = new URLSearchParams({
    query: `conversation_id:${postId}`,
    max_results: '100',
    'post.fields': 'created_at,entities,public_metrics',
    expansions: 'author_id,referenced_posts',
    'user.fields': 'name,username',
    ...(from === null ? {} : { next_token: from }),
  });
  const { data, includes, nextToken } = await api.list(
    `/2/tweets/search/recent?${query}`,
    saidPost,
  );
  const { users } = included.parse(includes);
  const comments = data.flatMap((one): RemoteComment[] => {
    const parentId = one.referenced_posts.find(({ type }) => type === 'replied_to')?.id;
    if (parentId === undefined) return [];
    const author = authorIn(one, users);
    return [
      {
        remoteId: one.id,
        parentId,
        author,
        text: withoutAddressees(writtenText(one)),
        createdAt: one.created_at,
        remoteUrl: postUrl(context.serviceUrl, author.handle || 'i', one.id),
        likes: one.public_metrics?.like_count ?? null,
        hidden: false,
        ours: one.author_id === context.remoteId,
      },
    ];
  });
  return { comments: comments.toReversed(), next: nextToken };
}

/** Answers a comment. Where X has the same answer already, that one is it: an earlier try was received. */
export async function answer(
  api: XApi,
  context: PlatformContext,
  { parentId, text, createdAt }: OutgoingReply,
  now: number,
): Promise<RemoteComment> {
  const body = { text, reply: { in_reply_to_tweet_id: parentId } };
  const id = await api
    .post('/2/tweets', created, body)
    .then(({ data }) => data.id)
    .catch(async (error: unknown) => {
      if (callFailedIn(error)?.failure.class !== 'duplicate') throw error;
      const search = await findPiece(api, context.remoteId, {
        ...{ text, uploaded: [], mediaCount: 0, answers: parentId, since: createdAt },
        isOthers: () => false,
      });
      if (typeof search !== 'object') throw error;
      return search.found;
    });
  const { remoteId, handle, serviceUrl } = context;
  return {
    remoteId: id,
    parentId,
    author: { remoteId, handle, displayName: handle },
    text,
    createdAt: now,
    remoteUrl: postUrl(serviceUrl, handle, id),
    likes: 0,
    hidden: false,
    ours: true,
  };
}

/** Hides an answer to a post of the account, or shows it again. */
export async function setHidden(api: XApi, id: string, hidden: boolean): Promise<'done' | 'gone'> {
  const path = `/2/tweets/${encodeURIComponent(id)}/hidden`;
  const shape = z.object({ hidden: z.boolean() });
  return unlessGone(api.put(path, shape, { hidden }).then(() => 'done' as const));
}

/** Removes every part of a post: on X each is a post of its own, and so is the first comment. */
export function removePost(api: XApi, parts: readonly string[]): Promise<'removed' | 'gone'> {
  const shape = z.object({ deleted: z.boolean() });
  return removeParts(parts, (id) =>
    unlessGone(
      api
        .delete(`/2/tweets/${encodeURIComponent(id)}`, shape)
        .then(({ data }) => (data.deleted ? ('removed' as const) : 'gone')),
    ),
  );
}

const unlessGone = <Value>(call: Promise<Value>): Promise<Value | 'gone'> =>
  call.catch((error: unknown) => {
    if (isNamed(error, 'not_found')) return 'gone' as const;
    throw error;
  });
