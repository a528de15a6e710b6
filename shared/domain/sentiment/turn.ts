const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How far back the newest comments may be to be a turn, ms. */
const RECENT = 3 * DAY;
/** How far back they are compared, ms. */
const BEFORE = 60 * DAY;
const MOST_RECENT = 24;
const FEWEST_RECENT = 8;
const FEWEST_BEFORE = 40;
/** Runs of earlier comments, as many as the recent ones, that tell how much such a run wavers by itself. */
const FEWEST_RUNS = 5;
/** Points of the scale that a person would notice. */
const NOTICEABLE = 25;
/** So unlikely by chance that a daily look cries wolf less than once a year (standard deviations). */
const SURE = 3.5;
/** The spread of normal figures by the median of their distances. */
const NORMAL = 1.4826;

/** A comment with its figure of `sentimentOf`; those that have none are not looked at. */
export interface HeardComment {
  /** UTC epoch ms. */
  at: number;
  score: number | null;
}

export interface Turn {
  direction: 'better' | 'worse';
  /** Means of the scores, −100 to 100. */
  before: number;
  now: number;
  /** How many comments tell so, and since when (UTC epoch ms): the same turn has the same beginning for a while. */
  comments: number;
  since: number;
}

/**
 * A sudden turn of what people say to a client, or null: also where there are too few comments to tell.
 * It has to be noticeable, unlikely by ranks (Mann and Whitney), and beyond what runs of comments waver by themselves,
 * so that neither one angry person nor one loud day is an alarm.
 */
export function turnOf(comments: readonly HeardComment[], now: number): Turn | null {
  const heard = comments
    .filter((one): one is { at: number; score: number } => one.score !== null && one.at <= now)
    .sort((a, b) => a.at - b.at);
  const recent = heard.filter(({ at }) => at > now - RECENT).slice(-MOST_RECENT);
  const [first] = recent;
  if (!first || recent.length < FEWEST_RECENT) return null;
  const before = heard.filter(({ at }) => at < first.at && at > first.at - BEFORE);
  const size = recent.length;
  if (before.length < Math.max(FEWEST_BEFORE, FEWEST_RUNS * size)) return null;

  const scores = recent.map(({ score }) => score);
  const earlier = before.map(({ score }) => score);
  const [nowMean, beforeMean] = [mean(scores), mean(earlier)];
  const change = nowMean - beforeMean;
  if (Math.abs(change) < NOTICEABLE) return null;
  if (Math.sign(change) * rankScore(scores, earlier) < SURE) return null;
  const runs: number[] = [];
  for (let end = earlier.length; end >= size; end -= size)
    runs.push(mean(earlier.slice(end - size, end)));
  const middle = median(runs);
  const wavers = NORMAL * median(runs.map((run) => Math.abs(run - middle)));
  // A few runs may be alike by chance: they waver at least as much as their comments make them.
  const least = deviation(earlier) / Math.sqrt(size);
  if (Math.abs(nowMean - middle) < SURE * Math.max(wavers, least)) return null;
  return {
    direction: change > 0 ? 'better' : 'worse',
    before: Math.round(beforeMean),
    now: Math.round(nowMean),
    comments: size,
    since: first.at,
  };
}

const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;

function median(all: readonly number[]): number {
  const sorted = all.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

function deviation(all: readonly number[]): number {
  const middle = mean(all);
  return Math.sqrt(mean(all.map((one) => (one - middle) ** 2)));
}

/** How far the ranks of some are from those of others by chance alone, in standard deviations; ties are counted as such. */
function rankScore(some: readonly number[], others: readonly number[]): number {
  const all = [
    ...some.map((value) => ({ value, isOfSome: true })),
    ...others.map((value) => ({ value, isOfSome: false })),
  ].sort((a, b) => a.value - b.value);
  const count = all.length;
  let ranks = 0;
  let ties = 0;
  for (let from = 0; from < count; ) {
    let to = from;
    while (to < count && all[to]?.value === all[from]?.value) to++;
    const tied = to - from;
    ties += tied ** 3 - tied;
    const rank = (from + 1 + to) / 2;
    for (const one of all.slice(from, to)) if (one.isOfSome) ranks += rank;
    from = to;
  }
  const [n, m] = [some.length, others.length];
  const expected = (n * (count + 1)) / 2;
  const variance = ((n * m) / 12) * (count + 1 - ties / (count * (count - 1)));
  return variance === 0 ? 0 : (ranks - expected) / Math.sqrt(variance);
}
