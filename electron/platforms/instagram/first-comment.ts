import { z } from 'zod';
import { CallFailed, callFailedIn, rethrowAsNotSent } from '../call-failed.ts';
import { idShape, madeShape } from '../graph/client.ts';
import { readList } from '../graph/list.ts';
import { wordsOf } from '../graph/words.ts';
import type { Account } from './account.ts';
import { isOurs } from './comments.ts';
import type { Progress } from './progress.ts';

const commentShape = z.object({
  id: idShape,
  text: z.string().default(''),
  username: z.string().optional(),
  from: z.object({ id: z.string() }).optional().catch(undefined),
});

/** The account's own comment under its post, with these words; null where there is none. */
export async function findOwnComment(
  account: Account,
  mediaId: string,
  text: string,
): Promise<string | null> {
  const { items } = await readList(
    account.graph,
    `${mediaId}/comments`,
    commentShape,
    { fields: 'id,text,username,from', limit: 50 },
    { pages: 5 },
  );
  const ours = items.find(
    (comment) => isOurs(account, comment) && wordsOf(comment.text) === wordsOf(text),
  );
  return ours?.id ?? null;
}

/** Writes our own comment under a post that is out, once. */
export async function writeFirstComment(
  account: Account,
  mediaId: string,
  text: string,
  { saved, keep }: Progress,
): Promise<void> {
  if (saved.commentId !== null) return;
  try {
    if (saved.commentAt !== null) {
      const earlier = await findOwnComment(account, mediaId, text);
      if (earlier !== null) return await keep({ commentId: earlier });
    }
    await keep({ commentAt: await account.serverNow() });
    const { id } = await account.graph.post(`${mediaId}/comments`, madeShape, { message: text });
    await keep({ commentId: id });
  } catch (error) {
    const call = callFailedIn(error);
    // Whether it is there is looked up before it is written again, so nothing is in doubt.
    if (call?.failure.class !== 'refused') rethrowAsNotSent(error);
    const message = `The post is published, its first comment is not. ${call.failure.message}`;
    throw new CallFailed({ ...call.failure, message }, null, call);
  }
}
