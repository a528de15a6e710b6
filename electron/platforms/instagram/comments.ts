import { z } from 'zod';
import { idShape, madeShape } from '../graph/client.ts';
import { nothingThere } from '../graph/failure.ts';
import { readPage, timeShape } from '../graph/list.ts';
import type { CommentPage, OutgoingReply, RemoteComment } from '../platform.ts';
import type { Account } from './account.ts';

const INNER = 'id,text,timestamp,username,from,like_count,hidden,parent_id';
const FIELDS = `${INNER},replies{${INNER}}`;
const oneShape = z.object({
  id: idShape,
  text: z.string().default(''),
  timestamp: timeShape,
  username: z.string().optional(),
  from: z.object({ id: z.string(), username: z.string().optional() }).optional().catch(undefined),
  like_count: z.int().min(0).nullish().catch(null),
  hidden: z.boolean().catch(false),
  parent_id: idShape.nullish().catch(null),
});
const commentShape = oneShape.extend({
  replies: z
    .object({ data: z.array(oneShape) })
    .optional()
    .catch(undefined),
});
type Comment = z.output<typeof oneShape>;

export const isOurs = (
  { id, handle }: Account,
  comment: Pick<Comment, 'username'> & { from?: { id: string } | undefined },
): boolean => comment.from?.id === id || comment.username === handle;

function commentOf(account: Account, parentId: string, comment: Comment): RemoteComment {
  const handle = comment.username ?? comment.from?.username ?? 'Somebody on Instagram';
  return {
    remoteId: comment.id,
    parentId: comment.parent_id ?? parentId,
    author: { remoteId: comment.from?.id ?? '', handle, displayName: handle },
    text: comment.text,
    createdAt: comment.timestamp,
    remoteUrl: null,
    likes: comment.like_count ?? null,
    hidden: comment.hidden,
    ours: isOurs(account, comment),
  };
}

/** Comments and the answers to them. Pages come newest first; each is put in order here. */
export async function readComments(
  account: Account,
  postId: string,
  from: string | null,
): Promise<CommentPage> {
  const { items, next } = await readPage(
    account.graph,
    `${encodeURIComponent(postId)}/comments`,
    commentShape,
    { fields: FIELDS, limit: 50 },
    from,
  );
  const comments = items.flatMap((comment) => [
    commentOf(account, postId, comment),
    ...(comment.replies?.data ?? []).map((reply) => commentOf(account, comment.id, reply)),
  ]);
  return { comments: comments.sort((a, b) => a.createdAt - b.createdAt), next };
}

/** Answers stand in one row under a comment: an answer to an answer goes under the same comment. */
export async function reply(
  account: Account,
  { postId, parentId, text }: OutgoingReply,
): Promise<RemoteComment> {
  const at = await account.serverNow();
  const { graph, id: accountId, handle } = account;
  const above =
    parentId === postId
      ? null
      : await graph.get(
          encodeURIComponent(parentId),
          z.object({ parent_id: idShape.nullish().catch(null) }),
          { fields: 'id,parent_id' },
        );
  const under = above?.parent_id ?? parentId;
  const edge = above === null ? 'comments' : 'replies';
  const { id } = await graph.post(`${encodeURIComponent(under)}/${edge}`, madeShape, {
    message: text,
  });
  return {
    remoteId: id,
    parentId: under,
    author: { remoteId: accountId, handle, displayName: handle },
    text,
    createdAt: at,
    remoteUrl: null,
    likes: 0,
    hidden: false,
    ours: true,
  };
}

export const setHidden = (
  account: Account,
  id: string,
  hidden: boolean,
): Promise<'done' | 'gone'> =>
  account.graph
    .post(encodeURIComponent(id), z.unknown(), { hide: hidden })
    .then(() => 'done' as const)
    .catch((error: unknown) => nothingThere(error) ?? 'gone');

export const removeComment = (account: Account, id: string): Promise<'removed' | 'gone'> =>
  account.graph
    .delete(encodeURIComponent(id))
    .then(() => 'removed' as const)
    .catch((error: unknown) => nothingThere(error) ?? 'gone');
