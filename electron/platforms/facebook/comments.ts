import { z } from 'zod';
import { idShape, madeShape } from '../graph/client.ts';
import { nothingThere } from '../graph/failure.ts';
import { readPage, timeShape } from '../graph/list.ts';
import type { CommentPage, OutgoingReply, RemoteComment } from '../platform.ts';
import type { Page } from './page.ts';

const FIELDS =
  'id,message,created_time,from{id,name},like_count,is_hidden,permalink_url,parent{id}';
const commentShape = z.object({
  id: idShape,
  message: z.string().default(''),
  created_time: timeShape,
  // Left out for people who have not allowed this app to see who they are.
  from: z.object({ id: z.string(), name: z.string() }).optional().catch(undefined),
  like_count: z.int().min(0).nullish().catch(null),
  is_hidden: z.boolean().catch(false),
  permalink_url: z.string().nullish().catch(null),
  parent: z.object({ id: idShape }).optional().catch(undefined),
});

const commentOf = (
  page: Page,
  postId: string,
  comment: z.output<typeof commentShape>,
): RemoteComment => ({
  remoteId: comment.id,
  parentId: comment.parent?.id ?? postId,
  author: {
    remoteId: comment.from?.id ?? '',
    handle: comment.from?.name ?? 'Somebody on Facebook',
    displayName: comment.from?.name ?? 'Somebody on Facebook',
  },
  text: comment.message,
  createdAt: comment.created_time,
  remoteUrl: comment.permalink_url ?? null,
  likes: comment.like_count ?? null,
  hidden: comment.is_hidden,
  ours: comment.from?.id === page.id,
});

/** Comments and the answers to them, oldest first. Source: developers.facebook.com/docs/graph-api/reference/object/comments. */
export async function readComments(
  page: Page,
  postId: string,
  from: string | null,
): Promise<CommentPage> {
  const { items, next } = await readPage(
    page.graph,
    `${encodeURIComponent(postId)}/comments`,
    commentShape,
    { fields: FIELDS, filter: 'stream', order: 'chronological', limit: 50 },
    from,
  );
  return { comments: items.map((comment) => commentOf(page, postId, comment)), next };
}

export async function reply(
  page: Page,
  { postId, parentId, text }: OutgoingReply,
): Promise<RemoteComment> {
  const at = await page.serverNow();
  const path = `${encodeURIComponent(parentId)}/comments`;
  const { id } = await page.graph.post(path, madeShape, { message: text });
  // It is there: that it can’t be read back right now changes nothing.
  const written = await page.graph.get(id, commentShape, { fields: FIELDS }).catch(() => null);
  return {
    remoteId: id,
    author: { remoteId: page.id, handle: page.id, displayName: page.id },
    text,
    createdAt: at,
    remoteUrl: null,
    likes: 0,
    hidden: false,
    ...(written && commentOf(page, postId, written)),
    parentId,
    ours: true,
  };
}

export const setHidden = (page: Page, id: string, hidden: boolean): Promise<'done' | 'gone'> =>
  page.graph
    .post(encodeURIComponent(id), z.unknown(), { is_hidden: hidden })
    .then(() => 'done' as const)
    .catch((error: unknown) => nothingThere(error) ?? 'gone');

/** Removes a comment, or a post of the page. */
export const remove = (page: Page, id: string): Promise<'removed' | 'gone'> =>
  page.graph
    .delete(encodeURIComponent(id))
    .then(() => 'removed' as const)
    .catch((error: unknown) => nothingThere(error) ?? 'gone');
