import type { BrandVoice } from '../brand-voice.ts';
import type { NetworkCapabilities } from '../network.ts';
import { compared } from '../similarity.ts';
import {
  judgeCall,
  judgeHook,
  judgeReading,
  judgeRepetition,
  judgeWords,
  openingOf,
} from './content.ts';
import { judgeCapitals, judgeEmoji, judgeFit, judgeHashtags, judgeLinks } from './form.ts';
import { HABITS } from './habits.ts';
import { proseOf } from './prose.ts';
import {
  EARLIER_POSTS,
  type EarlierPost,
  type Judged,
  type Judgement,
  QUALITY_WEIGHTS,
  type QualityCode,
} from './reason.ts';

export type { EarlierPost, QualityCode } from './reason.ts';

export interface QualityReason {
  code: QualityCode;
  /** Of 100 points, as many as it is worth here, and as many as the post has of them. */
  weight: number;
  points: number;
  /** With the next step where there is one. */
  message: string;
}

export interface Quality {
  /** 0 to 100. */
  score: number;
  /** What costs most first; then what is well. */
  reasons: QualityReason[];
}

interface QualityFacts {
  voice: Pick<BrandVoice, 'avoid'> | null;
  /** The client’s last posts; more than 100 are not looked at. */
  earlier: readonly EarlierPost[];
}

interface RatedPost {
  capabilities: NetworkCapabilities;
  /** All of it, in the words of the network. */
  text: string;
  /** As it goes out: the text, or the parts of a thread. */
  parts: readonly string[];
}

/** What a network doesn’t take is not good, however well it is written. */
const MOST_WHERE_IT_DOES_NOT_FIT = 40;

const RULES: Readonly<Record<QualityCode, (judged: Judged) => Judgement>> = {
  fits: judgeFit,
  hook: judgeHook,
  words: judgeWords,
  readability: judgeReading,
  repetition: judgeRepetition,
  hashtags: judgeHashtags,
  call: judgeCall,
  links: judgeLinks,
  emoji: judgeEmoji,
  capitals: judgeCapitals,
};

/**
 * Rates posts of a client by rules alone, on this computer: the same text always gets the same score.
 * What is dear is done once for all posts that are rated.
 * @returns null where nothing is written
 */
export function createQuality({
  voice,
  earlier,
}: QualityFacts): (post: RatedPost) => Quality | null {
  const prepared = earlier.slice(0, EARLIER_POSTS).map(({ text, ...post }) => {
    const prepared = { ...post, text: compared(text), opening: openingOf(text) };
    prepared.text.shingles();
    return prepared;
  });
  return ({ capabilities, text, parts }) => {
    if (text.trim() === '') return null;
    const habits = HABITS[capabilities.id];
    const judged = { capabilities, habits, prose: proseOf(text), parts, voice, earlier: prepared };
    const all = (Object.keys(RULES) as QualityCode[]).flatMap((code) => {
      const judgement = RULES[code](judged);
      return judgement ? [{ code, plain: QUALITY_WEIGHTS[code], ...judgement }] : [];
    });
    // What can't be judged is shared out among the rest.
    const total = all.reduce((sum, { plain }) => sum + plain, 0);
    const reasons = all.map(({ code, plain, share, message }): QualityReason => {
      const weight = (100 * plain) / total;
      return { code, weight: tenths(weight), points: tenths(weight * share), message };
    });
    const earned = all.reduce((sum, { plain, share }) => sum + plain * share, 0);
    const score = Math.round((100 * earned) / total);
    const fits = all.every(({ code, share }) => code !== 'fits' || share === 1);
    return {
      score: fits ? score : Math.min(score, MOST_WHERE_IT_DOES_NOT_FIT),
      reasons: reasons.sort((a, b) => b.weight - b.points - (a.weight - a.points)),
    };
  };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** The word for a score. */
export function qualityWord(score: number): 'Strong' | 'Good' | 'Fair' | 'Weak' {
  if (score >= 85) return 'Strong';
  if (score >= 70) return 'Good';
  return score >= 50 ? 'Fair' : 'Weak';
}
