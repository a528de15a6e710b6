import { z } from 'zod';
import { idShape } from '../graph/client.ts';
import { readList, timeShape } from '../graph/list.ts';
import type { Profile } from './profile.ts';

/** Source: developers.facebook.com/docs/threads/retrieve-and-discover-posts/retrieve-posts. */
const listed = z.object({
  id: idShape,
  text: z.string().nullish().catch(null),
  timestamp: timeShape,
  replied_to: z.object({ id: idShape }).nullish().catch(null),
});
type Listed = z.output<typeof listed>;

export interface Wanted {
  /** Null where nobody knows any more what it said. */
  text: string | null;
  /** The post that it answers; null for one of its own. */
  replyTo: string | null;
  /** Threads' time just before it was told to publish, UTC epoch ms. */
  sentAt: number;
  isTaken(id: string): boolean;
}

/** Ms before it was sent from which on a post may be ours. */
const SLACK = 2 * 60_000;
const PAGES = 5;

/**
 * Looks for a post that was surely published among the newest ones of the profile. Null where it is not
 * listed yet, or where two may be it.
 */
export async function findPost(
  { graph, id }: Profile,
  { text, replyTo, sentAt, isTaken }: Wanted,
): Promise<string | null> {
  const isNew = (post: Listed) => post.timestamp >= sentAt - SLACK;
  const { items } = await readList(
    graph,
    `${encodeURIComponent(id)}/${replyTo === null ? 'threads' : 'replies'}`,
    listed,
    {
      fields: replyTo === null ? 'id,text,timestamp' : 'id,text,timestamp,replied_to',
      limit: 50,
    },
    { pages: PAGES, enough: (page) => page.some((post) => !isNew(post)) },
  );
  const candidates = items.filter(
    (post) =>
      isNew(post) &&
      !isTaken(post.id) &&
      (replyTo === null || post.replied_to?.id === replyTo) &&
      (text === null || wordsOf(post.text ?? '') === wordsOf(text)),
  );
  // The oldest of those that say the same: what came later was written by somebody who missed it.
  if (text !== null) return candidates.at(-1)?.id ?? null;
  return candidates.length === 1 ? (candidates[0]?.id ?? null) : null;
}

/** A text in the form in which two are compared: Threads trims, and breaks lines its own way. */
const wordsOf = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, (letter) => (/\s/.test(letter) ? ' ' : ''))
    .replace(/\s+/gu, ' ')
    .trim();
