import type { MoodSpan } from '../../../shared/ipc/views.ts';

/** Fewer comments than that say nothing about the others. */
const ENOUGH = 20;
/** Points of a percentage below which nothing has changed. */
const SAME = 5;

/** Comments that were judged. */
export const judgedIn = (spans: readonly MoodSpan[]): number =>
  spans.reduce((sum, one) => sum + one.positive + one.neutral + one.negative, 0);

/** A share of those that were judged, in whole percent; null of none. */
export function shareOf(spans: readonly MoodSpan[], mood: 'positive' | 'negative'): number | null {
  const judged = judgedIn(spans);
  if (judged === 0) return null;
  return Math.round((100 * spans.reduce((sum, one) => sum + one[mood], 0)) / judged);
}

/** What the last third of the time says beside the time before: criticism first, for it is what needs somebody. */
export function moodAnswer(spans: readonly MoodSpan[]): string {
  const judged = judgedIn(spans);
  if (judged === 0) return 'Nothing to judge yet';
  const [positive, negative] = [shareOf(spans, 'positive'), shareOf(spans, 'negative')];
  const whole = `${positive} % positive, ${negative} % negative`;
  const cut = Math.round((2 * spans.length) / 3);
  const [before, after] = [spans.slice(0, cut), spans.slice(cut)];
  if (judgedIn(before) < ENOUGH || judgedIn(after) < ENOUGH) return whole;
  const change = (mood: 'positive' | 'negative') =>
    (shareOf(after, mood) ?? 0) - (shareOf(before, mood) ?? 0);
  const told = (words: string, mood: 'positive' | 'negative') =>
    `${words}: ${shareOf(after, mood)} %, ${shareOf(before, mood)} % before`;
  if (Math.abs(change('negative')) >= SAME)
    return told(change('negative') > 0 ? 'More criticism' : 'Less criticism', 'negative');
  if (Math.abs(change('positive')) >= SAME)
    return told(change('positive') > 0 ? 'More praise' : 'Less praise', 'positive');
  return `About as before: ${whole}`;
}
