import { z } from 'zod';
import { idShape } from '../graph/client.ts';
import { createFirstComment } from '../graph/first-comment.ts';
import { readList } from '../graph/list.ts';
import { wordsOf } from '../graph/words.ts';
import type { Page } from './page.ts';

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

export const firstComment = createFirstComment(findOwnComment);
