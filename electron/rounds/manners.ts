import type { Clock } from '../clock.ts';
import type { Posts } from '../posts/posts.ts';
import type { Publishing } from '../publishing/publishing.ts';

/** Something that goes out so soon has the line to itself, ms. */
const SOON = 10_000;

export interface QuietOptions {
  clock: Clock;
  posts: Pick<Posts, 'nextDueAt'>;
  publishing: Pick<Publishing, 'idle' | 'nextAttemptAt'>;
}

/** Waits until nothing goes out; false where something is about to, and the round ends. */
export async function isQuiet(
  { clock, posts, publishing }: QuietOptions,
  isStopped: () => boolean,
): Promise<boolean> {
  await publishing.idle();
  if (isStopped()) return false;
  const now = clock.now();
  const isSoon = (at: number | null) => at !== null && at > now && at - now < SOON;
  return !isSoon(posts.nextDueAt()) && !isSoon(publishing.nextAttemptAt());
}

/** A fifth more or less, so that many computers do not ask at once. */
export const jittered = (ms: number): number => ms * (0.8 + Math.random() * 0.4);

export const shuffled = <Item>(items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
