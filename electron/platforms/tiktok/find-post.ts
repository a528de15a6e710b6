import { z } from 'zod';
import type { SentPost } from '../platform.ts';
import type { TikTokApi } from './api.ts';

/** Source: developers.tiktok.com/doc/tiktok-api-v2-video-object. */
const listedVideo = z.object({
  id: z.string().min(1),
  /** Seconds. */
  create_time: z.number(),
  title: z.string().catch(''),
  video_description: z.string().catch(''),
});
const pageShape = z.object({
  videos: z.array(listedVideo).catch([]),
  cursor: z.number().catch(0),
  has_more: z.boolean().catch(false),
});

/** Ms before it was sent from which on a post may be ours. */
const SLACK = 5 * 60_000;
const PAGE = 20;
const MOST_PAGES = 10;

/**
 * Looks for a post among the public ones of the account, by its text and time. That it is not among them
 * says nothing: what is not public, or still looked at by TikTok, is not listed.
 * @param since UTC epoch ms before it was sent
 */
export async function findPublic(
  api: TikTokApi,
  { content, isTaken }: Pick<SentPost, 'content' | 'isTaken'>,
  since: number,
): Promise<string | null> {
  const wanted = content ? wordsOf(content.text) : '';
  if (wanted === '') return null;
  let cursor: number | undefined;
  const alike: string[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await api.post(
      '/v2/video/list/?fields=id,create_time,title,video_description',
      pageShape,
      { max_count: PAGE, ...(cursor === undefined ? {} : { cursor }) },
    );
    const recent = found.videos.filter((video) => video.create_time * 1000 >= since - SLACK);
    for (const video of recent)
      if (!isTaken(video.id) && isSame(wanted, video.video_description || video.title))
        alike.push(video.id);
    if (recent.length < found.videos.length || !found.has_more) break;
    cursor = found.cursor;
  }
  // The oldest one: what came later was posted by somebody who missed it.
  return alike.at(-1) ?? null;
}

/** What TikTok gives back of a text ends after so many characters. */
const SHOWN = 150;

const isSame = (wanted: string, shown: string): boolean => {
  const theirs = wordsOf(shown);
  if (theirs === wanted) return true;
  return shown.length >= SHOWN - 1 && theirs !== '' && wanted.startsWith(theirs);
};

const wordsOf = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}]/gu, (letter) => (/\s/.test(letter) ? ' ' : ''))
    .replace(/\s+/gu, ' ')
    .trim();
