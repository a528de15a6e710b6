import { z } from 'zod';
import { TIKTOK } from '../../../shared/domain/networks/tiktok.ts';
import { CallFailed, failure } from '../call-failed.ts';
import type { OutgoingPost } from '../platform.ts';
import type { TikTokApi } from './api.ts';

/** From the widest audience to the narrowest. */
const LEVELS = [
  'PUBLIC_TO_EVERYONE',
  'FOLLOWER_OF_CREATOR',
  'MUTUAL_FOLLOW_FRIENDS',
  'SELF_ONLY',
] as const;
export type PrivacyLevel = (typeof LEVELS)[number];

/** Source: developers.tiktok.com/doc/content-posting-api-reference-query-creator-info. */
const creatorShape = z.object({
  creator_username: z.string().catch(''),
  privacy_level_options: z.array(z.string()),
  comment_disabled: z.boolean().catch(false),
  duet_disabled: z.boolean().catch(false),
  stitch_disabled: z.boolean().catch(false),
  max_video_post_duration_sec: z.number().nullish().catch(null),
});

export interface Creator {
  /** The widest audience that TikTok offers the account at this moment. */
  level: PrivacyLevel;
  offersOnlyMe: boolean;
  commentDisabled: boolean;
  duetDisabled: boolean;
  stitchDisabled: boolean;
  /** Seconds; null where TikTok does not say. */
  longestVideo: number | null;
}

/** What the account may post now. TikTok wants to be asked before each post. */
export async function creatorOf(api: TikTokApi): Promise<Creator> {
  const found = await api.post('/v2/post/publish/creator_info/query/', creatorShape);
  const level = LEVELS.find((known) => found.privacy_level_options.includes(known));
  if (!level) throw new CallFailed(failure('refused', NO_AUDIENCE));
  return {
    level,
    offersOnlyMe: found.privacy_level_options.includes('SELF_ONLY'),
    commentDisabled: found.comment_disabled,
    duetDisabled: found.duet_disabled,
    stitchDisabled: found.stitch_disabled,
    longestVideo: found.max_video_post_duration_sec ?? null,
  };
}

const NO_AUDIENCE =
  'TikTok offers this account no audience for a post. Look at its privacy settings in the TikTok app, then send it again.';

/** Stops what TikTok would refuse after it was uploaded. @throws CallFailed */
export function checkVideo(
  { width, height, duration }: NonNullable<OutgoingPost['video']>,
  { longestVideo }: Creator,
): void {
  if (longestVideo !== null && duration > longestVideo)
    throw new CallFailed(
      failure(
        'refused',
        `This account may post videos of ${minutes(longestVideo)} on TikTok, and this one is longer. Shorten it and send it again.`,
      ),
    );
  const side = TIKTOK.video?.side;
  if (side && (Math.min(width, height) < side.least || Math.max(width, height) > side.most))
    throw new CallFailed(
      failure(
        'refused',
        `TikTok takes videos with ${side.least} to ${side.most} pixels on each side, and this one has ${width} × ${height}. Resize it and send it again.`,
      ),
    );
}

const minutes = (seconds: number): string =>
  seconds % 60 === 0
    ? `${seconds / 60} ${seconds === 60 ? 'minute' : 'minutes'}`
    : `${seconds} seconds`;
