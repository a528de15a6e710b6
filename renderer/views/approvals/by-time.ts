import type { PostCard } from '../../../shared/ipc/views.ts';

/** The planned time first; what has none comes last. */
export const byTime = (one: PostCard, other: PostCard): number =>
  (one.scheduledAt ?? Number.MAX_SAFE_INTEGER) - (other.scheduledAt ?? Number.MAX_SAFE_INTEGER) ||
  (one.id < other.id ? -1 : 1);
