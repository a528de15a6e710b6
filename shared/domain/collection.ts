const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Nobody is asked about a post that is older, ms. */
export const COLLECTED_FOR = 90 * DAY;
/** So long a post's numbers still move from hour to hour, ms. */
const FRESH = 7 * DAY;
/** Accounts grow slowly, ms. */
export const ACCOUNT_EVERY = DAY;

/** How often a post's numbers are asked for, ms; null where that is over. @param age since it came out, ms */
export const collectEvery = (age: number): number | null =>
  age > COLLECTED_FOR ? null : age > FRESH ? DAY : HOUR;

/**
 * Whether it is time to ask again. A clock that went back does not stop it: numbers of “later” count as none.
 * @param publishedAt and @param lastAt UTC epoch ms; `lastAt` null where nobody asked yet
 */
export function isCollectionDue(publishedAt: number, lastAt: number | null, now: number): boolean {
  const every = collectEvery(now - publishedAt);
  if (every === null) return false;
  return lastAt === null || lastAt > now || now - lastAt >= every;
}
