import {
  POST_STATUSES,
  type PostStatus,
  STATUS_WORDS,
} from '../../../shared/domain/post-status.ts';

/** Which colour a status wears. `plain` is ink. */
export type StatusTone = 'plain' | 'quiet' | 'good' | 'attention' | 'bad';

export interface StatusLook {
  /** The word beside the icon: a status is never told by colour alone. */
  word: string;
  tone: StatusTone;
}

/** What of a post its look depends on. */
type Seen = { status: PostStatus; held: boolean };

/** Scheduled, and kept back: nothing is sent before somebody lets it go. */
export const isHeld = ({ status, held }: Seen): boolean => held && status === 'scheduled';

/** The word and colour of a post: of its status, unless it is held. */
export const lookOf = (post: Seen): StatusLook =>
  isHeld(post) ? { word: 'Held', tone: 'attention' } : STATUS_LOOK[post.status];

const TONES: Record<PostStatus, StatusTone> = {
  draft: 'quiet',
  in_review: 'quiet',
  approved: 'plain',
  scheduled: 'plain',
  publishing: 'plain',
  published: 'good',
  failed: 'bad',
  missed: 'attention',
  needs_check: 'attention',
  cancelled: 'quiet',
};

export const STATUS_LOOK = Object.fromEntries(
  POST_STATUSES.map((status) => [status, { word: STATUS_WORDS[status], tone: TONES[status] }]),
) as Record<PostStatus, StatusLook>;
