import { mannWhitney, median } from '../statistics/ranks.ts';
import { fisher, type Share } from '../statistics/shares.ts';

/** What became of the answers to one version of a prompt. */
export interface Outcome {
  /** Answers that somebody saw. */
  asked: number;
  /** Of these, those that were taken. */
  taken: number;
  /** Of the posts that they went into, those that are still there, and those that still say it word for word. */
  posts: number;
  unchanged: number;
  /** Of the posts that a client answered, those where the first answer was yes. */
  answered: number;
  approvedFirst: number;
  /** Likes + 2 × comments + 3 × shares of each that is published, and out long enough to compare. */
  engagement: readonly number[];
}

/** What two versions are compared by. */
export const TRIAL_MEASURES = ['taken', 'unchanged', 'approved', 'engagement'] as const;
export type TrialMeasure = (typeof TRIAL_MEASURES)[number];

/** `too_few`: nothing can be said yet. `even`: no difference that chance would not make as well. */
export type Verdict = 'too_few' | 'even' | 'used' | 'rival';

/** Below so many of each, nothing is said: chance makes larger differences than any prompt. */
export const FEWEST = { share: 10, engagement: 8 } as const;
/** A difference that chance makes less than once in twenty. */
const SURE = 0.05;

export const shareOf = (
  { asked, taken, posts, unchanged, answered, approvedFirst }: Outcome,
  measure: Exclude<TrialMeasure, 'engagement'>,
): Share =>
  measure === 'taken'
    ? { of: taken, all: asked }
    : measure === 'unchanged'
      ? { of: unchanged, all: posts }
      : { of: approvedFirst, all: answered };

/** Which of two versions does better by a measure, if that can be said. */
export function verdictOf(measure: TrialMeasure, used: Outcome, rival: Outcome): Verdict {
  if (measure === 'engagement') {
    const [one, other] = [used.engagement, rival.engagement];
    if (Math.min(one.length, other.length) < FEWEST.engagement) return 'too_few';
    if (mannWhitney(one, other) >= SURE) return 'even';
    return (median(one) ?? 0) >= (median(other) ?? 0) ? 'used' : 'rival';
  }
  const [one, other] = [shareOf(used, measure), shareOf(rival, measure)];
  if (Math.min(one.all, other.all) < FEWEST.share) return 'too_few';
  if (fisher(one, other) >= SURE) return 'even';
  return one.of / one.all > other.of / other.all ? 'used' : 'rival';
}

/** How long a post is out before its numbers are compared, ms: most of what comes has come by then. */
export const SETTLED_AFTER = 2 * 24 * 60 * 60 * 1000;
