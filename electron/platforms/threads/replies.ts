import { z } from 'zod';
import { callFailedIn, rethrowAsNotSent } from '../call-failed.ts';
import { idShape, madeShape } from '../graph/client.ts';
import { nothingThere } from '../graph/failure.ts';
import { readPage, timeShape } from '../graph/list.ts';
import type { CommentPage, OutgoingReply, RemoteComment } from '../platform.ts';
import { removeParts } from '../removal.ts';
import { makeContainer, statusOf, untilReady } from './container.ts';
import { findPost } from './find-post.ts';
import type { Profile } from './profile.ts';

const FIELDS = 'id,text,username,timestamp,permalink,replied_to,hide_status,is_reply_owned_by_me';

/** Source: developers.facebook.com/docs/threads/retrieve-and-manage-replies/replies-and-conversations. */
const replyShape = z.object({
  id: idShape,
  text: z.string().nullish().catch(null),
  // Left out for private profiles of others.
  username: z.string().nullish().catch(null),
  timestamp: timeShape,
  permalink: z.string().nullish().catch(null),
  replied_to: z.object({ id: idShape }).nullish().catch(null),
  hide_status: z.string().nullish().catch(null),
  is_reply_owned_by_me: z.boolean().nullish().catch(null),
});

const commentOf = (postId: string, reply: z.output<typeof replyShape>): RemoteComment => {
  const name = reply.username ?? 'somebody';
  return {
    remoteId: reply.id,
    parentId: reply.replied_to?.id ?? postId,
    author: { remoteId: name, handle: name, displayName: name },
    text: reply.text ?? '',
    createdAt: reply.timestamp,
    remoteUrl: reply.permalink ?? null,
    likes: null,
    hidden: reply.hide_status === 'HIDDEN',
    ours: reply.is_reply_owned_by_me === true,
  };
};

/** All replies under a post, of every depth, oldest first. */
export async function readComments(
  { graph }: Profile,
  postId: string,
  from: string | null,
): Promise<CommentPage> {
  const path = `${encodeURIComponent(postId)}/conversation`;
  const params = { fields: FIELDS, reverse: false, limit: 50 };
  const { items, next } = await readPage(graph, path, replyShape, params, from);
  return { comments: items.map((reply) => commentOf(postId, reply)), next };
}

/** Answers a post or a reply. Where the answer to that is lost, the container tells what came of it. */
export async function reply(
  profile: Profile,
  { postId, parentId, text }: OutgoingReply,
  waits: readonly number[],
): Promise<RemoteComment> {
  const { graph, id: userId, handle, now } = profile;
  const container = await makeContainer(profile, {
    ...{ media_type: 'TEXT', text, reply_to_id: parentId },
  }).catch(rethrowAsNotSent);
  await untilReady(profile, container, waits).catch(rethrowAsNotSent);
  const sentAt = now();
  const id = await graph
    .post(`${encodeURIComponent(userId)}/threads_publish`, madeShape, { creation_id: container })
    .then((made) => made.id)
    .catch(async (error: unknown) => {
      const failed = callFailedIn(error)?.failure.class;
      if (failed !== 'interrupted' && failed !== 'service_error') throw error;
      const status = await statusOf(profile, container).catch(() => null);
      if (status?.kind === 'ready') return rethrowAsNotSent(error);
      const wanted = { text, replyTo: parentId, sentAt, isTaken: () => false };
      const found = await findPost(profile, wanted).catch(() => null);
      if (found === null) throw error;
      return found;
    });
  // It is there: that it can’t be read back right now changes nothing.
  const written = await graph
    .get(encodeURIComponent(id), replyShape, { fields: FIELDS })
    .catch(() => null);
  return {
    ...{ remoteId: id, text, createdAt: now(), remoteUrl: null, likes: null, hidden: false },
    author: { remoteId: handle, handle, displayName: handle },
    ...(written && commentOf(postId, written)),
    ...{ parentId, ours: true },
  };
}

const doneShape = z.object({ success: z.boolean() });

/** Hides a top-level reply with all that is under it, or shows it again. */
export const setHidden = (
  { graph }: Profile,
  id: string,
  hidden: boolean,
): Promise<'done' | 'gone'> =>
  graph
    .post(`${encodeURIComponent(id)}/manage_reply`, doneShape, { hide: hidden })
    .then(() => 'done' as const)
    .catch((error: unknown) => nothingThere(error) ?? 'gone');

/** Every part of a post. Source: developers.facebook.com/docs/threads/posts/delete-posts. A hundred in a day. */
export const removePost = (
  { graph }: Profile,
  parts: readonly string[],
): Promise<'removed' | 'gone'> =>
  removeParts(parts, (id) =>
    graph
      .delete(encodeURIComponent(id))
      .then(() => 'removed' as const)
      .catch((error: unknown) => nothingThere(error) ?? 'gone'),
  );
