import { z } from 'zod';
import type { RemoteAccount, RemoteMetrics } from '../platform.ts';
import type { TikTokApi } from './api.ts';
import { standingOf } from './status.ts';

/** Figures that are not given are null, never 0. */
const figure = z.int().min(0).nullish().catch(null);
const userShape = z.object({
  user: z.object({
    open_id: z.string().min(1),
    display_name: z.string().catch(''),
    username: z.string().nullish().catch(null),
    follower_count: figure,
    following_count: figure,
    video_count: figure,
  }),
});

/** What each scope lets us ask for: a field too many, and TikTok refuses the whole call. */
const FIELDS: Readonly<Record<string, string>> = {
  'user.info.basic': 'open_id,display_name',
  'user.info.profile': 'username',
  'user.info.stats': 'follower_count,following_count,video_count',
};

/** Who the token belongs to, with the figures of now. Source: developers.tiktok.com/doc/tiktok-api-v2-get-user-info. */
export async function whoAmI(api: TikTokApi): Promise<RemoteAccount> {
  const allowed = api.scopes() ?? Object.keys(FIELDS);
  const fields = Object.keys(FIELDS).flatMap((scope) =>
    allowed.includes(scope) ? (FIELDS[scope] ?? []) : [],
  );
  const { user } = await api.get(`/v2/user/info/?fields=${fields.join(',')}`, userShape);
  return {
    remoteId: user.open_id,
    handle: user.username || user.display_name || user.open_id,
    displayName: user.display_name || user.username || user.open_id,
    followers: user.follower_count ?? null,
    following: user.following_count ?? null,
    postCount: user.video_count ?? null,
  };
}

const counted = z.object({
  videos: z.array(
    z.object({
      id: z.string(),
      view_count: figure,
      like_count: figure,
      comment_count: figure,
      share_count: figure,
    }),
  ),
});

/** Videos that TikTok tells of in one call. */
const MOST = 20;

/** Source: developers.tiktok.com/doc/tiktok-api-v2-video-query. Only public posts have figures. */
export async function metricsOf(
  api: TikTokApi,
  remoteIds: readonly string[],
): Promise<RemoteMetrics[]> {
  const known = new Map<string, string>();
  const metrics: RemoteMetrics[] = [];
  for (const remoteId of remoteIds) {
    const postId = await postIdOf(api, remoteId);
    if (postId === 'gone') continue;
    // Posted, and not public or not yet: there is nothing to count.
    if (postId === null) metrics.push({ remoteId, values: {} });
    else known.set(postId, remoteId);
  }
  const ids = [...known.keys()];
  for (let at = 0; at < ids.length; at += MOST) {
    const { videos } = await api.post(
      '/v2/video/query/?fields=id,view_count,like_count,comment_count,share_count',
      counted,
      { filters: { video_ids: ids.slice(at, at + MOST) } },
    );
    for (const video of videos) {
      const remoteId = known.get(video.id);
      if (remoteId !== undefined) metrics.push({ remoteId, values: valuesOf(video) });
    }
  }
  return metrics;
}

/** The id of a post under which it is counted. One that was not public at first is known by its publish id. */
async function postIdOf(api: TikTokApi, remoteId: string): Promise<string | null | 'gone'> {
  if (/^\d+$/.test(remoteId)) return remoteId;
  const standing = await standingOf(api, remoteId);
  if (standing.kind === 'posted') return standing.postId;
  return standing.kind === 'at_work' ? null : 'gone';
}

const valuesOf = (video: z.output<typeof counted>['videos'][number]): RemoteMetrics['values'] => ({
  ...(typeof video.view_count === 'number' && { views: video.view_count }),
  ...(typeof video.like_count === 'number' && { likes: video.like_count }),
  ...(typeof video.comment_count === 'number' && { comments: video.comment_count }),
  ...(typeof video.share_count === 'number' && { shares: video.share_count }),
});
