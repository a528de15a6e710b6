import { z } from 'zod';
import { CallFailed, failure } from '../call-failed.ts';
import { idShape } from '../graph/client.ts';
import { nothingThere } from '../graph/failure.ts';
import { readList, timeShape } from '../graph/list.ts';
import { wordsOf } from '../graph/words.ts';
import type { RemotePost, SentPost } from '../platform.ts';
import type { Search } from '../search.ts';
import { settlingFor } from '../server-time.ts';
import { postOfVideo, readVideo, STILL_PROCESSING } from './media.ts';
import type { Page } from './page.ts';
import { readProgress, type SavedProgress } from './progress.ts';

/** Ms before it was sent from which on a post may be ours. */
const SLACK = 5 * 60_000;
/** Ms that a call whose answer was lost may still be at work, and that a new post may take to be listed. */
export const SETTLES_IN = 10_000;
const PAGE_SIZE = 50;
/** 500 posts since it was sent are more than anybody writes; who has them is asked. */
const MOST_PAGES = 10;

const target = z.object({ target: z.object({ id: z.string() }).optional().catch(undefined) });
const attachment = target.extend({
  subattachments: z
    .object({ data: z.array(target) })
    .optional()
    .catch(undefined),
});
const attachments = z
  .object({ data: z.array(attachment) })
  .optional()
  .catch(undefined);
const ATTACHMENTS = 'attachments{target,subattachments}';

const listedPost = z.object({
  id: idShape,
  message: z.string().default(''),
  created_time: timeShape,
  attachments,
});
const listedVideo = z.object({
  id: idShape,
  description: z.string().default(''),
  created_time: timeShape,
  post_id: idShape.nullish().catch(null),
  published: z.boolean().catch(true),
  scheduled_publish_time: z.unknown().optional(),
});
const plannedPost = z.object({
  id: idShape,
  message: z.string().default(''),
  scheduled_publish_time: z.coerce.number(),
  attachments,
});

export const remotePost = (page: Page, id: string): RemotePost => ({
  remoteId: id,
  remoteUrl: `${page.hosts.site}/${id}`,
});

/**
 * Looks for a post among the newest ones of the page, back to shortly before it was sent.
 * @throws CallFailed of class `service_error` where it is too soon to say that it is not there
 */
export async function findPost(page: Page, post: SentPost, settlesIn: number): Promise<Search> {
  const saved = readProgress(post.saved);
  if (saved.postId !== null) return { found: saved.postId };
  if (saved.videoId !== null) return foundVideo(page, saved.videoId);
  // Nothing was asked for that could have made one.
  if (saved.sentAt === null) return 'absent';
  const search = await searched(page, post, saved, saved.sentAt);
  const wait = settlingFor(saved.sentAt, await page.serverNow(), settlesIn);
  if (search === 'absent' && wait > 0)
    throw new CallFailed(failure('service_error', TOO_SOON, null, wait));
  return search;
}

/** A video has its post when it is worked through. */
async function foundVideo(page: Page, id: string): Promise<Search> {
  const video = await readVideo(page, id).catch(nothingThere);
  if (!video) return 'absent';
  if (video.status.video_status === 'processing')
    throw new CallFailed(failure('service_error', STILL_PROCESSING));
  return { found: video.post_id ? postOfVideo(page, video.post_id) : id };
}

async function searched(
  page: Page,
  post: SentPost,
  saved: SavedProgress,
  sentAt: number,
): Promise<Search> {
  const earliest = sentAt - SLACK;
  const isRecent = (each: { created_time: number }) => each.created_time >= earliest;
  const reach = {
    pages: MOST_PAGES,
    enough: (items: readonly { created_time: number }[]) => !items.every(isRecent),
  };
  if (post.content === null || post.content.hasVideo) {
    const { items, whole } = await readList(
      page.graph,
      `${page.id}/videos`,
      listedVideo,
      {
        type: 'UPLOADED',
        fields: 'id,description,created_time,post_id,published,scheduled_publish_time',
        limit: PAGE_SIZE,
      },
      reach,
    );
    const videos = items
      .filter(isRecent)
      .map((video) => ({
        id: video.post_id ? postOfVideo(page, video.post_id) : video.id,
        text: video.description,
        photos: [],
        taken: post.isTaken(video.id),
      }))
      .filter(({ id, taken }) => !taken && !post.isTaken(id));
    const found = decide(videos, post, saved, whole);
    if (typeof found === 'object' && !found.found.includes('_'))
      return foundVideo(page, found.found);
    if (post.content !== null || found !== 'absent') return found;
  }
  const { items, whole } = await readList(
    page.graph,
    `${page.id}/published_posts`,
    listedPost,
    { fields: `id,message,created_time,${ATTACHMENTS}`, limit: PAGE_SIZE },
    reach,
  );
  const posts = items
    .filter((each) => isRecent(each) && !post.isTaken(each.id))
    .map((each) => ({ id: each.id, text: each.message, photos: photosOf(each) }));
  return decide(posts, post, saved, whole);
}

interface Candidate {
  id: string;
  text: string;
  /** Ids of what it carries. */
  photos: readonly string[];
}

function decide(
  candidates: readonly Candidate[],
  post: Pick<SentPost, 'content'>,
  { uploaded }: SavedProgress,
  whole: boolean,
): Search {
  const carriesOurs = candidates.find(({ photos }) => photos.some((id) => uploaded.includes(id)));
  if (carriesOurs) return { found: carriesOurs.id };
  if (post.content === null) return candidates.length === 0 && whole ? 'absent' : 'unknown';
  const { text, imageCount, hasVideo } = post.content;
  const same = candidates.filter((each) => wordsOf(each.text) === wordsOf(text));
  // Photos are told by their ids, and a text that is alike is somebody else’s.
  if (imageCount > 0) return whole ? 'absent' : 'unknown';
  // A video without words looks like any other.
  if (hasVideo && wordsOf(text) === '') return same.length === 0 && whole ? 'absent' : 'unknown';
  // The oldest one: what came later was written by somebody who missed it.
  const found = same.at(-1);
  if (found) return { found: found.id };
  return whole ? 'absent' : 'unknown';
}

/** What is planned on the page, and is this post; null where it is not there. */
export async function findPlanned(
  page: Page,
  post: SentPost & { at: number },
): Promise<{ id: string; at: number } | null> {
  const saved = readProgress(post.saved);
  const isSame = (text: string, at: number) =>
    post.content !== null &&
    wordsOf(text) === wordsOf(post.content.text) &&
    Math.abs(at - post.at) < 60_000;
  if (post.content?.hasVideo) {
    const { items } = await readList(
      page.graph,
      `${page.id}/videos`,
      listedVideo,
      {
        type: 'UPLOADED',
        fields: 'id,description,created_time,post_id,published,scheduled_publish_time',
        limit: PAGE_SIZE,
      },
      { pages: MOST_PAGES },
    );
    const planned = items.find(
      (video) =>
        !video.published &&
        !post.isTaken(video.id) &&
        isSame(video.description, plannedTime(video.scheduled_publish_time)),
    );
    return planned ? { id: planned.id, at: plannedTime(planned.scheduled_publish_time) } : null;
  }
  const { items } = await readList(
    page.graph,
    `${page.id}/scheduled_posts`,
    plannedPost,
    { fields: `id,message,scheduled_publish_time,${ATTACHMENTS}`, limit: PAGE_SIZE },
    { pages: MOST_PAGES },
  );
  const free = items.filter(({ id }) => !post.isTaken(id));
  const ours =
    free.find((each) => photosOf(each).some((id) => saved.uploaded.includes(id))) ??
    free.find(
      (each) =>
        post.content?.imageCount === 0 && isSame(each.message, each.scheduled_publish_time * 1000),
    );
  return ours ? { id: ours.id, at: ours.scheduled_publish_time * 1000 } : null;
}

/** Posts have epoch seconds, videos a date. UTC epoch ms. */
export function plannedTime(value: unknown): number {
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const parsed = timeShape.safeParse(value);
  return parsed.success ? parsed.data : 0;
}

const photosOf = ({ attachments: carried }: { attachments?: z.output<typeof attachments> }) =>
  (carried?.data ?? []).flatMap((each) => [
    ...(each.target ? [each.target.id] : []),
    ...(each.subattachments?.data ?? []).flatMap((sub) => (sub.target ? [sub.target.id] : [])),
  ]);

const TOO_SOON = 'Facebook may still be at work on the post. ClientNest looks again in a moment.';
