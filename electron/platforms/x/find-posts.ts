import { z } from 'zod';
import { CallFailed, failure } from '../call-failed.ts';
import type { Search } from '../search.ts';
import { isNotFound, type XApi } from './api.ts';
import { postText, wordsOf, writtenText } from './post-text.ts';

const timelinePost = postText.extend({
  id: z.string().min(1),
  attachments: z
    .object({ media_keys: z.array(z.string()).nullable().catch(null) })
    .optional()
    .catch(undefined),
  referenced_posts: z.array(z.object({ type: z.string(), id: z.string() })).catch([]),
});
type TimelinePost = z.output<typeof timelinePost>;

/** A piece that was perhaps sent. */
export interface Wanted {
  /** Null where it is not known any more what was sent. */
  text: string | null;
  /** Ids of uploads that only it can carry, and how many it carries. */
  uploaded: readonly string[];
  mediaCount: number;
  /** Id of the post that it answers; null for one that answers none. */
  answers: string | null;
  /** By X's clock, UTC epoch ms: it was sent at this time or later. */
  since: number;
  /** Whether a post came of something else. */
  isOthers(id: string): boolean;
}

/** Ms before it was sent from which on a post may be ours: X's servers have clocks of their own. */
const SLACK = 5 * 60_000;
/** 500 posts since it was sent are more than anybody writes; who has them is asked. */
const MOST_PAGES = 5;

/** Looks for a piece among what the account has posted since it was sent. */
export async function findPiece(api: XApi, userId: string, wanted: Wanted): Promise<Search> {
  const from = new Date(wanted.since - SLACK).toISOString();
  const query = new URLSearchParams({
    max_results: '100',
    exclude: 'retweets',
    start_time: from.replace(/\.\d+Z$/, 'Z'),
    'post.fields': 'attachments,created_at,entities',
    expansions: 'referenced_posts',
  });
  const candidates: TimelinePost[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, errors, nextToken } = await api.list(
      `/2/users/${encodeURIComponent(userId)}/tweets?${query}`,
      timelinePost,
    );
    // A post that X could not show may be the one. One that is gone, e.g. which another answers, is none.
    if (!errors.every(isNotFound))
      throw new CallFailed(failure('service_error', 'X did not show all posts of the account.'));
    candidates.push(...data.filter((post) => mayBe(post, wanted)));
    if (nextToken === null) return decide(candidates, wanted);
    query.set('pagination_token', nextToken);
  }
  const search = decide(candidates, wanted);
  return search === 'absent' ? 'unknown' : search;
}

const mayBe = (post: TimelinePost, { answers, isOthers }: Wanted): boolean =>
  !isOthers(post.id) &&
  (post.referenced_posts.find(({ type }) => type === 'replied_to')?.id ?? null) === answers;

/** A key is a number for the kind, and the id of the upload: `3_1880028106020515840`. */
const mediaIdsOf = ({ attachments }: TimelinePost): string[] =>
  (attachments?.media_keys ?? []).map((key) => key.slice(key.indexOf('_') + 1));

function decide(candidates: readonly TimelinePost[], wanted: Wanted): Search {
  const { uploaded, text, mediaCount } = wanted;
  const carriesOurs = candidates.find((post) =>
    mediaIdsOf(post).some((id) => uploaded.includes(id)),
  );
  if (carriesOurs) return { found: carriesOurs.id };
  if (text === null) return candidates.length === 0 ? 'absent' : 'unknown';
  const words = wordsOf(text);
  // Images without words look like any other images: only their ids tell.
  if (words.length === 0) return 'absent';
  const alike = candidates
    .filter((post) => mediaIdsOf(post).length === mediaCount)
    .map((post) => ({ id: post.id, theirs: wordsOf(writtenText(post)) }));
  // The oldest one: what came later was written by somebody who missed it.
  const same = alike.findLast(({ theirs }) => theirs.join(' ') === words.join(' '));
  if (same) return { found: same.id };
  return alike.some(({ theirs }) => resembles(theirs, words)) ? 'unknown' : 'absent';
}

/** Half of the words in common: X may have changed the rest. */
function resembles(theirs: readonly string[], ours: readonly string[]): boolean {
  const known = new Set(ours);
  const common = theirs.filter((word) => known.has(word)).length;
  return common * 2 >= Math.max(theirs.length, ours.length);
}
