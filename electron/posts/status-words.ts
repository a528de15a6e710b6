import type { PostStatus } from '../../shared/domain/post-status.ts';

/** What a post is, in a sentence: “A post that is … can’t be scheduled.” */
export const STATUS_WORDS: Readonly<Record<PostStatus, string>> = {
  draft: 'a draft',
  in_review: 'in review',
  approved: 'approved',
  scheduled: 'scheduled',
  publishing: 'being published',
  published: 'published',
  failed: 'failed',
  missed: 'missed',
  needs_check: 'waiting for your decision',
  cancelled: 'cancelled',
};
