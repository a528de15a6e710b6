import type { PostStatus } from '../../../shared/domain/post-status.ts';

/** Which colour a status wears. `plain` is ink. */
export type StatusTone = 'plain' | 'quiet' | 'good' | 'attention' | 'bad';

export interface StatusLook {
  /** The word beside the icon: a status is never told by colour alone. */
  word: string;
  tone: StatusTone;
}

export const STATUS_LOOK: Record<PostStatus, StatusLook> = {
  draft: { word: 'Draft', tone: 'quiet' },
  in_review: { word: 'In review', tone: 'quiet' },
  approved: { word: 'Approved', tone: 'plain' },
  scheduled: { word: 'Scheduled', tone: 'plain' },
  publishing: { word: 'Publishing', tone: 'plain' },
  published: { word: 'Published', tone: 'good' },
  failed: { word: 'Failed', tone: 'bad' },
  missed: { word: 'Missed', tone: 'attention' },
  needs_check: { word: 'Needs a check', tone: 'attention' },
  cancelled: { word: 'Cancelled', tone: 'quiet' },
};

const ON_HOLD: StatusLook = { word: 'On hold', tone: 'attention' };

/** How a post is told of: what is scheduled and kept back is on hold. */
export const lookOf = (status: PostStatus, held: boolean): StatusLook =>
  held ? ON_HOLD : STATUS_LOOK[status];
