/** What people did with a post; null is “not provided”, never 0. */
export interface Reactions {
  likes: number | null;
  comments: number | null;
  shares: number | null;
}

/** A comment asks more of a person than a like, and a share more than both. */
export const ENGAGEMENT_WEIGHTS = { likes: 1, comments: 2, shares: 3 } as const;

/**
 * Likes + 2 × comments + 3 × shares, of what the network provides; null where it provides none of them.
 * So a post on a network without a count of shares has less, and is no less good.
 */
export function engagementOf(reactions: Reactions): number | null {
  let sum: number | null = null;
  for (const [kind, weight] of Object.entries(ENGAGEMENT_WEIGHTS)) {
    const count = reactions[kind as keyof Reactions];
    if (count !== null) sum = (sum ?? 0) + weight * count;
  }
  return sum;
}
