import { z } from 'zod';
import type { RemotePost, SentPost } from '../platform.ts';
import type { Search } from '../search.ts';
import type { MastodonApi } from './api.ts';
import { textOfHtml, wordsOf } from './html-text.ts';
import { readProgress } from './progress.ts';
import { type Step, stepsOf } from './steps.ts';

/** Entity `Status`, as far as it is used. */
export const statusShape = z.object({
  id: z.string().min(1),
  url: z.string().nullable().catch(null),
});
const listedStatus = statusShape.extend({
  created_at: z.iso.datetime({ offset: true }).transform((date) => Date.parse(date)),
  content: z.string(),
  in_reply_to_id: z.string().nullable().catch(null),
  media_attachments: z.array(z.object({ id: z.string() })),
});
type ListedStatus = z.output<typeof listedStatus>;

export const remotePost = ({ id, url }: z.output<typeof statusShape>): RemotePost => ({
  remoteId: id,
  remoteUrl: url,
});

/** Ms before it was sent from which on a post may be ours: servers behind one address have clocks of their own. */
const SLACK = 5 * 60_000;
const PAGE = 40;
/** 400 posts since it was sent are more than anybody writes; who has them is asked. */
const MOST_PAGES = 10;

/**
 * Looks for a post among the newest ones of the account, back to shortly before it was sent; of a thread for the
 * part that is not known to be there.
 */
export async function findStatus(
  api: MastodonApi,
  accountId: string,
  post: SentPost,
  now: () => number,
): Promise<Search<RemotePost>> {
  const candidates: ListedStatus[] = [];
  const { sentAt, parts } = readProgress(post.saved);
  const step = post.content ? stepsOf(post.content, post.recordKey)[parts.length] : null;
  const parent = typeof step?.answers === 'number' ? (parts[step.answers]?.id ?? null) : null;
  const known = new Set(parts.map(({ id }) => id));
  const isOpen = ({ id, in_reply_to_id }: ListedStatus) =>
    !post.isTaken(id) && !known.has(id) && in_reply_to_id === parent;
  let before = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const { value: statuses, headers } = await api.get(
      `/api/v1/accounts/${encodeURIComponent(accountId)}/statuses?limit=${PAGE}&exclude_reblogs=true${before}`,
      z.array(listedStatus),
    );
    const earliest = (sentAt ?? post.createdAt + clockDifference(headers, now())) - SLACK;
    const recent = statuses.filter((status) => status.created_at >= earliest);
    candidates.push(...recent.filter(isOpen));
    const last = statuses.at(-1);
    if (!last || recent.length < statuses.length) return decide(candidates, post, step ?? null);
    before = `&max_id=${encodeURIComponent(last.id)}`;
  }
  const search = decide(candidates, post, step ?? null);
  return search === 'absent' ? 'unknown' : search;
}

/** Ms that the server's clock is ahead of ours, by its `Date` header (RFC 9110 §6.6.1). */
export function clockDifference(headers: Headers, now: number): number {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isFinite(date) ? date - now : 0;
}

function decide(
  candidates: readonly ListedStatus[],
  post: SentPost,
  step: Step | null,
): Search<RemotePost> {
  const { uploaded } = readProgress(post.saved);
  const carriesOurs = candidates.find(({ media_attachments }) =>
    media_attachments.some(({ id }) => uploaded.includes(id)),
  );
  if (carriesOurs) return { found: remotePost(carriesOurs) };
  if (post.content === null || !step) return candidates.length === 0 ? 'absent' : 'unknown';
  const { imageCount, hasVideo } = post.content;
  const mediaCount = step.answers === null ? imageCount + Number(hasVideo) : 0;
  const words = wordsOf(step.text);
  // Images without words look like any other images: only their ids tell.
  if (words.length === 0) return 'absent';
  const alike = candidates
    .filter(({ media_attachments }) => media_attachments.length === mediaCount)
    .map((status) => ({ status, theirs: wordsOf(textOfHtml(status.content)) }));
  // The oldest one: what came later was written by somebody who missed it.
  const same = alike.findLast(({ theirs }) => theirs.join(' ') === words.join(' '));
  if (same) return { found: remotePost(same.status) };
  return alike.some(({ theirs }) => resembles(theirs, words)) ? 'unknown' : 'absent';
}

/** Half of the words in common: the server may have changed the rest, as one that reads Markdown does. */
function resembles(theirs: readonly string[], ours: readonly string[]): boolean {
  const known = new Set(ours);
  const common = theirs.filter((word) => known.has(word)).length;
  return common * 2 >= Math.max(theirs.length, ours.length);
}

export const CANT_TELL =
  'ClientNest can’t tell whether the post is there. Look at the account and decide.';
