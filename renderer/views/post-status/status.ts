import { type PostStatus, STATUS_NAMES } from '../../../shared/domain/post-status.ts';

/** Which colour a status wears. `plain` is ink. */
export type StatusTone = 'plain' | 'quiet' | 'good' | 'attention' | 'bad';

export interface StatusLook {
  /** The word beside the icon: a status is never told by colour alone. */
  word: string;
  tone: StatusTone;
}

export const STATUS_LOOK: Record<PostStatus, StatusLook> = {
  draft: { word: STATUS_NAMES.draft, tone: 'quiet' },
  in_review: { word: STATUS_NAMES.in_review, tone: 'quiet' },
  approved: { word: STATUS_NAMES.approved, tone: 'plain' },
  scheduled: { word: STATUS_NAMES.scheduled, tone: 'plain' },
  publishing: { word: STATUS_NAMES.publishing, tone: 'plain' },
  published: { word: STATUS_NAMES.published, tone: 'good' },
  failed: { word: STATUS_NAMES.failed, tone: 'bad' },
  missed: { word: STATUS_NAMES.missed, tone: 'attention' },
  needs_check: { word: STATUS_NAMES.needs_check, tone: 'attention' },
  cancelled: { word: STATUS_NAMES.cancelled, tone: 'quiet' },
};

const ON_HOLD: StatusLook = { word: 'On hold', tone: 'attention' };

/** How a post is told of: what is scheduled and kept back is on hold. */
export const lookOf = (status: PostStatus, held: boolean): StatusLook =>
  held ? ON_HOLD : STATUS_LOOK[status];
