import { Temporal } from 'temporal-polyfill';

/** How a post did, and when it went out. */
export interface PostResult {
  accountId: string;
  /** When it went out, UTC epoch ms. */
  at: number;
  /** What `engagementOf` says of it. */
  score: number;
}

/** An hour of the week, and how posts did then. */
export interface BestTime {
  /** ISO 8601: 1 is Monday. */
  weekday: number;
  hour: number;
  /** So many posts say so. */
  posts: number;
  /** Of what a usual post of the same account gets: 1.5 is half as much again. */
  times: number;
}

/** Fewer posts say nothing of a week, and fewer of an hour nothing of that. */
const LEAST = { posts: 12, ofHour: 3 } as const;
const MOST = 6;

/**
 * Hours of the week by how earlier posts did, best first: a plain ranking. Each post is compared with the usual one of
 * its own account, so that a large account does not decide for a small one.
 * @returns no times where there are too few posts to tell
 */
export function bestTimes(
  results: readonly PostResult[],
  zone: string,
): { posts: number; times: BestTime[] } {
  const usual = meansBy(results, ({ accountId }) => accountId);
  const told = results.filter(({ accountId }) => (usual.get(accountId) ?? 0) > 0);
  const posts = told.length;
  if (posts < LEAST.posts) return { posts, times: [] };
  const hours = new Map<string, number[]>();
  for (const { accountId, at, score } of told) {
    const { dayOfWeek, hour } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    const key = `${dayOfWeek} ${hour}`;
    hours.set(key, [...(hours.get(key) ?? []), score / (usual.get(accountId) ?? 1)]);
  }
  const times = [...hours]
    .filter(([, scores]) => scores.length >= LEAST.ofHour)
    .map(([key, scores]): BestTime => {
      const [weekday = 1, hour = 0] = key.split(' ').map(Number);
      return { weekday, hour, posts: scores.length, times: mean(scores) };
    })
    // What is below the usual is no advice.
    .filter(({ times }) => times > 1)
    .sort((a, b) => b.times - a.times || a.weekday - b.weekday || a.hour - b.hour)
    .slice(0, MOST);
  return { posts, times };
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

function meansBy<Item extends { score: number }>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): Map<string, number> {
  const scores = new Map<string, number[]>();
  for (const item of items)
    scores.set(keyOf(item), [...(scores.get(keyOf(item)) ?? []), item.score]);
  return new Map([...scores].map(([key, own]) => [key, mean(own)]));
}
