import type { BrandVoice } from '../brand-voice.ts';
import type { NetworkCapabilities } from '../network.ts';
import type { Compared } from '../similarity.ts';
import type { Habits } from './habits.ts';
import type { Prose } from './prose.ts';

/** What is looked at, and how many of 100 points it is worth. */
export const QUALITY_WEIGHTS = {
  fits: 20,
  hook: 15,
  words: 15,
  readability: 12,
  repetition: 12,
  hashtags: 8,
  call: 8,
  links: 5,
  emoji: 3,
  capitals: 2,
} as const;
export type QualityCode = keyof typeof QUALITY_WEIGHTS;

/** What one rule makes of a post; null where it can’t be judged, and then it doesn’t count. */
export type Judgement = { share: number; message: string } | null;

export interface Judged {
  capabilities: NetworkCapabilities;
  habits: Habits;
  /** In the words of the network. */
  prose: Prose;
  /** The parts as they go out: one, or those of a thread. */
  parts: readonly string[];
  voice: Pick<BrandVoice, 'avoid'> | null;
  earlier: readonly PreparedPost[];
}

/** More earlier posts than these tell nothing new. */
export const EARLIER_POSTS = 100;

/** One of the client’s earlier posts. */
export interface EarlierPost {
  postId: string;
  /** UTC epoch ms. */
  at: number;
  text: string;
}

export interface PreparedPost extends Omit<EarlierPost, 'text'> {
  text: Compared;
  /** Its first line, as it is compared. */
  opening: string;
}

export const good = (message: string): Judgement => ({ share: 1, message });
/** @param share of its points that it keeps, from 0 to 1 */
export const poor = (share: number, message: string): Judgement => ({
  share: Math.max(0, Math.min(1, share)),
  message,
});
