import { z } from 'zod';
import { idShape } from '../graph/client.ts';
import { createFirstComment } from '../graph/first-comment.ts';
import { readList } from '../graph/list.ts';
import { wordsOf } from '../graph/words.ts';
import type { Account } from './account.ts';
import { isOurs } from './comments.ts';

const commentShape = z.object({
  id: idShape,
  text: z.string().default(''),
  username: z.string().optional(),
  from: z.object({ id: z.string() }).optional().catch(undefined),
});

/** The account's own comment under its post, with these words; null where there is none. */
async function findOwn(account: Account, mediaId: string, text: string): Promise<string | null> {
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

export const firstComment = createFirstComment(findOwn);
