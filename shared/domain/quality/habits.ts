import type { NetworkId } from '../network.ts';

/** How posts are read on a network: advice, where `NETWORKS` has the limits. */
export interface Habits {
  /** Hashtags that help people to find a post, from and to. */
  hashtags: { least: number; most: number };
  /** Characters of the first line that are seen before somebody taps “more”, or scrolls on. */
  hook: number;
  /** Links in the text can be followed. */
  linksWork: boolean;
  emoji: number;
}

/**
 * Networks' own advice where there is some (Instagram: 3 to 5 hashtags; LinkedIn: a few; Threads: one topic; Mastodon:
 * hashtags are how posts are found), else what does no harm.
 */
export const HABITS: Readonly<Record<NetworkId, Habits>> = {
  x: { hashtags: { least: 0, most: 2 }, hook: 100, linksWork: true, emoji: 3 },
  facebook: { hashtags: { least: 0, most: 3 }, hook: 125, linksWork: true, emoji: 5 },
  instagram: { hashtags: { least: 3, most: 5 }, hook: 125, linksWork: false, emoji: 6 },
  linkedin: { hashtags: { least: 0, most: 5 }, hook: 140, linksWork: true, emoji: 4 },
  tiktok: { hashtags: { least: 2, most: 5 }, hook: 100, linksWork: false, emoji: 6 },
  threads: { hashtags: { least: 0, most: 1 }, hook: 125, linksWork: true, emoji: 4 },
  bluesky: { hashtags: { least: 0, most: 3 }, hook: 120, linksWork: true, emoji: 4 },
  mastodon: { hashtags: { least: 1, most: 4 }, hook: 120, linksWork: true, emoji: 4 },
};
