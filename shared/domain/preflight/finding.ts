export type FindingCode =
  | 'no_target'
  | 'nothing_to_say'
  | 'text_too_long'
  | 'text_too_many_bytes'
  | 'thread_too_long'
  | 'broken_character'
  | 'unknown_mention'
  | 'too_many_hashtags'
  | 'too_many_mentions'
  | 'first_comment_too_long'
  | 'first_comment_left_out'
  | 'media_required'
  | 'too_many_images'
  | 'image_type'
  | 'image_still'
  | 'image_unreadable'
  | 'image_ratio'
  | 'video_not_taken'
  | 'too_many_videos'
  | 'video_and_images'
  | 'video_type'
  | 'video_too_large'
  | 'video_too_small'
  | 'video_size'
  | 'video_length'
  | 'video_ratio'
  | 'relay_missing'
  | 'alt_text_missing'
  | 'alt_text_too_long'
  | 'reconnect_needed'
  | 'account_disabled'
  /** Told by the core, which knows this computer, the other posts and the other clients; `checkPost` never says them. */
  | 'computer_asleep'
  | 'near_duplicate'
  | 'time_clash'
  | 'other_client';

export interface Finding {
  /** An `error` keeps the post from being scheduled and from being sent. */
  severity: 'error' | 'warning';
  code: FindingCode;
  message: string;
  /** The account it is about, `null` for the post itself. */
  accountId: string | null;
  /** The other post that it is about, where there is one. */
  postId?: string;
}

export const error = (
  code: FindingCode,
  message: string,
  accountId: string | null = null,
): Finding => ({ severity: 'error', code, message, accountId });

export const warning = (
  code: FindingCode,
  message: string,
  accountId: string | null = null,
): Finding => ({ severity: 'warning', code, message, accountId });

export const number = (value: number): string => value.toLocaleString('en');

/** `1 hashtag`, `3 hashtags` */
export const counted = (count: number, noun: string): string =>
  `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
