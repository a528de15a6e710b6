import { isWithoutComment } from '../../../shared/domain/post-status.ts';
import type { Delivery, Post } from '../../../shared/ipc/views.ts';

/** What needs the person comes first. */
export const inOrder = (deliveries: readonly Delivery[]): Delivery[] =>
  [...deliveries].sort((one, other) => Number(needsPerson(other)) - Number(needsPerson(one)));

const needsPerson = (delivery: Delivery): boolean =>
  delivery.state === 'needs_check' || delivery.state === 'failed' || isWithoutComment(delivery);
/** Tried, and not done. */
const isWaiting = ({ state, nextAttemptAt }: Delivery): boolean =>
  (state === 'prepared' || state === 'ambiguous') && nextAttemptAt !== null;
const isUnderWay = (delivery: Delivery): boolean =>
  !isWaiting(delivery) && delivery.triesUntil !== null;

/** Where the post stands, as the first thing one wants to know. */
export function headline(
  post: Post,
  deliveries: readonly Delivery[],
  tellTime: (at: number) => string,
): string {
  const out = deliveries.filter(({ state }) => state === 'published').length;
  switch (post.status) {
    case 'scheduled':
      if (post.heldAt !== null) return 'On hold until you release it';
      return post.scheduledAt === null ? 'Scheduled' : `Goes out ${tellTime(post.scheduledAt)}`;
    case 'publishing':
      return deliveries.some(isWaiting) && !deliveries.some(isUnderWay)
        ? 'Not out yet'
        : 'Going out now';
    case 'published':
      return deliveries.length > 1 ? `Published to ${out} accounts` : 'Published';
    case 'failed':
      return out > 0 ? `Published to ${out} of ${deliveries.length} accounts` : 'Not published';
    case 'missed':
      return 'Its time passed before it could go out';
    case 'needs_check':
      return 'Please check whether it arrived';
    case 'cancelled':
      return 'Called off';
    case 'in_review':
      return 'Waits for your client';
    case 'approved':
      return 'Approved, not scheduled yet';
    default:
      return 'Not scheduled yet';
  }
}
