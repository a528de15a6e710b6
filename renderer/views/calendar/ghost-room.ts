/** How long a post takes in the week and the day, ms: what it covers, not what it lasts. */
const SHOWN = 30 * 60_000;

interface Timed {
  at: number;
}

/**
 * The free slots that have room beside the posts of the week or the day: a post never gives way to one.
 * @param posts instants of posts, ascending
 * @param ghosts ascending
 * @param stack how many may stand side by side
 */
export function ghostsBeside<Ghost extends Timed>(
  posts: readonly number[],
  ghosts: readonly Ghost[],
  stack: number,
): Ghost[] {
  const kept: Ghost[] = [];
  let first = 0;
  for (const ghost of ghosts) {
    while (first < posts.length && (posts[first] ?? 0) <= ghost.at - SHOWN) first++;
    let beside = 0;
    for (let at = first; at < posts.length && (posts[at] ?? 0) < ghost.at + SHOWN; at++) beside++;
    for (let at = kept.length - 1; at >= 0 && (kept[at]?.at ?? 0) > ghost.at - SHOWN; at--)
      beside++;
    if (beside < stack) kept.push(ghost);
  }
  return kept;
}
