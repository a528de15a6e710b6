import { z } from 'zod';
import { CallFailed, failure } from '../call-failed.ts';
import { idShape } from '../graph/client.ts';
import { readList, timeShape } from '../graph/list.ts';
import { wordsOf } from '../graph/words.ts';
import type { SentPost } from '../platform.ts';
import type { Search } from '../search.ts';
import { settlingFor } from '../server-time.ts';
import type { Account } from './account.ts';
import { readContainer } from './containers.ts';
import { readProgress } from './progress.ts';

/** Ms before it was sent from which on a post may be ours. */
const SLACK = 5 * 60_000;
/** Ms that a call whose answer was lost may still be at work. */
export const SETTLES_IN = 10_000;

const listedMedia = z.object({
  id: idShape,
  caption: z.string().default(''),
  timestamp: timeShape,
});

/**
 * What became of a container that was to be published: it tells itself whether it was, and then the account's
 * newest posts are looked through for it.
 * @throws CallFailed of class `service_error` where it is too soon to say
 */
export async function findMedia(
  account: Account,
  post: SentPost,
  settlesIn: number,
): Promise<Search> {
  const { sent, mediaId } = readProgress(post.saved);
  if (mediaId !== null) return { found: mediaId };
  // Nothing was asked for that could have made one.
  if (sent === null) return 'absent';
  const state = (await readContainer(account, sent.id))?.status_code ?? null;
  if (state !== null && state !== 'PUBLISHED') {
    const wait = settlingFor(sent.at, await account.serverNow(), settlesIn);
    if (wait > 0) throw new CallFailed(failure('service_error', TOO_SOON, null, wait));
    return 'absent';
  }
  const search = await searched(account, post, sent.at);
  // It is out, and only not listed yet.
  if (search === 'absent' && state === 'PUBLISHED')
    throw new CallFailed(failure('service_error', NOT_LISTED));
  return search;
}

async function searched(account: Account, post: SentPost, sentAt: number): Promise<Search> {
  const isRecent = ({ timestamp }: { timestamp: number }) => timestamp >= sentAt - SLACK;
  const { items, whole } = await readList(
    account.graph,
    `${account.id}/media`,
    listedMedia,
    { fields: 'id,caption,timestamp', limit: 50 },
    { pages: 10, enough: (page) => !page.every(isRecent) },
  );
  const recent = items.filter((each) => isRecent(each) && !post.isTaken(each.id));
  if (recent.length === 0) return whole ? 'absent' : 'unknown';
  if (post.content === null) return 'unknown';
  const words = wordsOf(post.content.text);
  const same = recent.filter(({ caption }) => wordsOf(caption) === words);
  // Two without words can’t be told apart.
  if (words === '' && same.length > 1) return 'unknown';
  // The oldest one: what came later was posted by somebody who missed it.
  const found = same.at(-1);
  if (found) return { found: found.id };
  return whole ? 'absent' : 'unknown';
}

const TOO_SOON = 'Instagram may still be at work on the post. ClientNest looks again in a moment.';
const NOT_LISTED =
  'Instagram has published the post and does not list it yet. ClientNest looks again.';
