export const MOODS = ['positive', 'neutral', 'negative', 'unknown'] as const;
/** How something sounds; `unknown` where it is not in English, or was not judged yet. */
export type Mood = (typeof MOODS)[number];

/** From where on it is said to be one or the other, on the scale from −100 to 100. */
export const CLEAR = 15;

/** The word for a figure of `sentimentOf`. */
export function moodOf(score: number | null): Mood {
  if (score === null) return 'unknown';
  if (score >= CLEAR) return 'positive';
  return score <= -CLEAR ? 'negative' : 'neutral';
}
