import { z } from 'zod';
import { escapeLinkedIn } from '../../../shared/domain/text/linkedin.ts';
import { CallFailed, failure } from '../call-failed.ts';
import type { OutgoingPost, RemotePost, SentPost } from '../platform.ts';
import type { Search } from '../search.ts';
import type { LinkedInApi } from './api.ts';
import { plainText, wellFormed, wordsOf } from './plain-text.ts';
import { readProgress } from './progress.ts';
import { encoded, permalinkOf } from './urn.ts';

export const remotePost = (urn: string): RemotePost => ({
  remoteId: urn,
  remoteUrl: permalinkOf(urn),
});

/** What of a post is uploaded: images in their order, or one video. */
export interface Uploaded {
  images: readonly string[];
  video: string | null;
}

/** The body of `POST /rest/posts`. Source: …/marketing/community-management/shares/posts-api. */
export const postBody = (author: string, post: OutgoingPost, uploaded: Uploaded) => ({
  author,
  commentary: escapeLinkedIn(wellFormed(post.text)),
  visibility: 'PUBLIC',
  distribution: {
    feedDistribution: 'MAIN_FEED',
    targetEntities: [],
    thirdPartyDistributionChannels: [],
  },
  ...contentOf(post, uploaded),
  lifecycleState: 'PUBLISHED',
  isReshareDisabledByAuthor: false,
});

function contentOf(post: OutgoingPost, { images, video }: Uploaded) {
  if (video !== null) return { content: { media: { id: video } } };
  const media = images.map((id, index) => {
    const altText = post.images[index]?.altText.trim() ?? '';
    return { id, ...(altText === '' ? {} : { altText }) };
  });
  if (media.length === 0) return {};
  return { content: media.length === 1 ? { media: media[0] } : { multiImage: { images: media } } };
}

/** Makes the post. Its URN. */
export async function create(api: LinkedInApi, body: object): Promise<string> {
  const { headers } = await api.post('/posts', z.unknown(), body);
  const urn = headers.get('x-restli-id') ?? '';
  // Perhaps still encoded, as it stands in a path.
  const decoded = /^urn%3A/i.test(urn) ? decodeURIComponent(urn) : urn;
  if (!decoded.startsWith('urn:li:')) throw new CallFailed(failure('service_error', NO_ID));
  return decoded;
}

const listedPost = z.object({
  id: z.string(),
  commentary: z.string().catch(''),
  createdAt: z.number(),
  content: z
    .object({
      media: z.object({ id: z.string() }).optional().catch(undefined),
      multiImage: z
        .object({ images: z.array(z.object({ id: z.string() })) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type ListedPost = z.output<typeof listedPost>;

const mediaOf = ({ content }: ListedPost): string[] => [
  ...(content?.media ? [content.media.id] : []),
  ...(content?.multiImage?.images.map(({ id }) => id) ?? []),
];

/** Ms before it was sent from which on a post may be ours. */
const SLACK = 5 * 60_000;
const PAGE = 50;
const MOST_PAGES = 10;

/** Looks for a post among the newest ones of its author, back to shortly before it was sent. */
export async function findPost(
  api: LinkedInApi,
  author: string,
  post: SentPost,
  now: () => number,
): Promise<Search> {
  const candidates: ListedPost[] = [];
  const { sentAt } = readProgress(post.saved);
  for (let page = 0; page < MOST_PAGES; page++) {
    const { headers, value } = await api.find(
      `/posts?author=${encoded(author)}&q=author&count=${PAGE}&start=${page * PAGE}&sortBy=CREATED`,
      z.object({ elements: z.array(listedPost) }),
    );
    const date = Date.parse(headers.get('date') ?? '');
    const ahead = Number.isFinite(date) ? date - now() : 0;
    const earliest = (sentAt ?? post.createdAt + ahead) - SLACK;
    const recent = value.elements.filter(({ createdAt }) => createdAt >= earliest);
    candidates.push(...recent.filter(({ id }) => !post.isTaken(id)));
    if (value.elements.length < PAGE || recent.length < value.elements.length)
      return decide(candidates, post);
  }
  const search = decide(candidates, post);
  return search === 'absent' ? 'unknown' : search;
}

function decide(candidates: readonly ListedPost[], post: SentPost): Search {
  const { uploaded } = readProgress(post.saved);
  const ours = candidates.find((one) => mediaOf(one).some((urn) => uploaded.includes(urn)));
  if (ours) return { found: ours.id };
  if (post.content === null) return candidates.length === 0 ? 'absent' : 'unknown';
  const { text, imageCount, hasVideo } = post.content;
  const words = wordsOf(text);
  // Media without words look like any other media: only their URNs tell.
  if (words.length === 0) return 'absent';
  const count = imageCount + (hasVideo ? 1 : 0);
  const alike = candidates
    .filter((one) => mediaOf(one).length === count)
    .map((one) => ({ one, theirs: wordsOf(plainText(one.commentary)) }));
  // The oldest one: what came later was written by somebody who missed it.
  const same = alike
    .filter(({ theirs }) => theirs.join(' ') === words.join(' '))
    .sort((a, b) => a.one.createdAt - b.one.createdAt)[0];
  if (same) return { found: same.one.id };
  return alike.some(({ theirs }) => resembles(theirs, words)) ? 'unknown' : 'absent';
}

/** Most of the words in common: LinkedIn, or somebody there, may have changed the rest. */
function resembles(theirs: readonly string[], ours: readonly string[]): boolean {
  const known = new Set(ours);
  const common = theirs.filter((word) => known.has(word)).length;
  return common * 5 >= Math.max(theirs.length, ours.length) * 4;
}

const NO_ID = 'LinkedIn did not say which post it made. ClientNest looks for it.';
