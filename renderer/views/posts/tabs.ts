import type { PostStatus } from '../../../shared/domain/post-status.ts';

export const POST_TABS = [
  'drafts',
  'scheduled',
  'repeating',
  'published',
  'needs-you',
  'all',
] as const;
export type PostTab = (typeof POST_TABS)[number];

export interface PostTabLook {
  label: string;
  /** Statuses under the tab; null for every one. */
  statuses: readonly PostStatus[] | null;
}

export const POST_TAB: Record<PostTab, PostTabLook> = {
  drafts: { label: 'Drafts', statuses: ['draft', 'in_review', 'approved'] },
  scheduled: { label: 'Scheduled', statuses: ['scheduled', 'publishing'] },
  // Not posts but what makes them: it has a list of its own.
  repeating: { label: 'Repeating', statuses: [] },
  published: { label: 'Published', statuses: ['published'] },
  'needs-you': { label: 'Needs you', statuses: ['failed', 'missed', 'needs_check'] },
  all: { label: 'All', statuses: null },
};

export const isPostTab = (value: string | null): value is PostTab =>
  POST_TABS.some((tab) => tab === value);

/** How many posts a tab holds. */
export function tabCount(tab: PostTab, counts: Partial<Record<PostStatus, number>>): number {
  const statuses = POST_TAB[tab].statuses;
  const numbers = statuses
    ? statuses.map((status) => counts[status] ?? 0)
    : Object.values(counts).map((count) => count ?? 0);
  return numbers.reduce((sum, count) => sum + count, 0);
}
