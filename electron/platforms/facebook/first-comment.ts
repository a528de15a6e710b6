import { z } from 'zod';
import { CallFailed, callFailedIn, rethrowAsNotSent } from '../call-failed.ts';
import { idShape, madeShape } from '../graph/client.ts';
import { readList } from '../graph/list.ts';
import { wordsOf } from '../graph/words.ts';
import type { Page } from './page.ts';
import type { Progress } from './progress.ts';

const commentShape = z.object({
  id: idShape,
  message: z.string().default(''),
  from: z.object({ id: z.string() }).optional().catch(undefined),
});

/** The page's own comment under its post, with these words; null where there is none. */
export async function findOwnComment(
  page: Page,
  postId: string,
  text: string,
): Promise<string | null> {
  const { items } = await readList(
    page.graph,
    `${postId}/comments`,
    commentShape,
    { fields: 'id,message,from', filter: 'toplevel', order: 'chronological', limit: 100 },
    { pages: 3 },
  );
  const ours = items.find(
    ({ from, message }) => from?.id === page.id && wordsOf(message) === wordsOf(text),
  );
  return ours?.id ?? null;
}

/** Writes our own comment under a post that is out, once. */
export async function writeFirstComment(
  page: Page,
  postId: string,
  text: string,
  { saved, keep }: Progress,
): Promise<void> {
  if (saved.commentId !== null) return;
  try {
    if (saved.commentAt !== null) {
      const earlier = await findOwnComment(page, postId, text);
      if (earlier !== null) return await keep({ commentId: earlier });
    }
    await keep({ commentAt: await page.serverNow() });
    const { id } = await page.graph.post(`${postId}/comments`, madeShape, { message: text });
    await keep({ commentId: id });
  } catch (error) {
    const call = callFailedIn(error);
    // Whether it is there is looked up before it is written again, so nothing is in doubt.
    if (call?.failure.class !== 'refused') rethrowAsNotSent(error);
    const message = `The post is published, its first comment is not. ${call.failure.message}`;
    throw new CallFailed({ ...call.failure, message }, null, call);
  }
}
