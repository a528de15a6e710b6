import type { PostStatus } from '../../../shared/domain/post-status.ts';
import type { Random } from '../../demo/random.ts';
import type { Slot } from './timeline.ts';

/** How old trouble may be: whatever failed before that, the freelancer has dealt with. */
const RECENT = 21 * 24 * 60 * 60_000;

/** How many posts of the last three weeks went wrong. */
const TROUBLE: readonly { status: PostStatus; share: number; least: number; most: number }[] = [
  { status: 'failed', share: 1 / 5000, least: 2, most: 8 },
  { status: 'missed', share: 1 / 8000, least: 1, most: 5 },
  { status: 'needs_check', share: 1 / 20000, least: 1, most: 3 },
];

/** What has become of each post by `now`, oldest first: what is ahead is scheduled, what is past was published. */
export function statusesOf(slots: readonly Slot[], now: number, random: Random): PostStatus[] {
  const statuses = slots.map(({ at }): PostStatus => {
    if (at > now) return 'scheduled';
    return random.chance(0.006) ? 'cancelled' : 'published';
  });
  const recent = slots.flatMap(({ at }, index) =>
    at <= now - 60_000 && at > now - RECENT ? [index] : [],
  );
  for (const { status, share, least, most } of TROUBLE) {
    const wanted = Math.min(Math.max(Math.round(slots.length * share), least), most);
    for (let count = 0; count < wanted && recent.length > 0; count++) {
      const [index] = recent.splice(random.between(0, recent.length - 1), 1);
      if (index !== undefined) statuses[index] = status;
    }
  }
  return statuses;
}

/** What a post without a time is: mostly an idea, sometimes on its way through approval. */
export const draftStatus = (random: Random): PostStatus =>
  (['draft', 'in_review', 'approved'] as const)[random.weighted([16, 3, 1])] ?? 'draft';
