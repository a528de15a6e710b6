/** A post's life. Both sides read the same table, so no screen offers what main would refuse. */
export const POST_STATUSES = [
  'draft',
  'in_review',
  'approved',
  'scheduled',
  'publishing',
  'published',
  'failed',
  'missed',
  'needs_check',
  'cancelled',
] as const;
export type PostStatus = (typeof POST_STATUSES)[number];

/** A status as one word, the same on every screen and in every file. */
export const STATUS_NAMES: Readonly<Record<PostStatus, string>> = {
  draft: 'Draft',
  in_review: 'In review',
  approved: 'Approved',
  scheduled: 'Scheduled',
  publishing: 'Publishing',
  published: 'Published',
  failed: 'Failed',
  missed: 'Missed',
  needs_check: 'Needs a check',
  cancelled: 'Cancelled',
};

/** What may follow what. `published` is final: the record is on the network. */
export const POST_TRANSITIONS: Readonly<Record<PostStatus, readonly PostStatus[]>> = {
  draft: ['in_review', 'approved', 'scheduled', 'publishing', 'cancelled'],
  in_review: ['draft', 'approved', 'scheduled', 'cancelled'],
  approved: ['draft', 'in_review', 'scheduled', 'publishing', 'cancelled'],
  scheduled: ['draft', 'scheduled', 'publishing', 'missed', 'cancelled'],
  publishing: ['published', 'failed', 'needs_check', 'scheduled', 'cancelled'],
  published: [],
  failed: ['draft', 'scheduled', 'publishing', 'published', 'cancelled'],
  missed: ['draft', 'scheduled', 'publishing', 'cancelled'],
  needs_check: ['published', 'publishing', 'failed'],
  cancelled: ['draft', 'scheduled', 'missed', 'publishing'],
};

export const canBecome = (from: PostStatus, to: PostStatus): boolean =>
  POST_TRANSITIONS[from].includes(to);

/** Text, media and targets may change only while nothing has been sent. */
export const isEditable = (status: PostStatus): boolean =>
  status !== 'publishing' && status !== 'published' && status !== 'needs_check';

/** Not scheduled yet: a time that it has is a plan, and nothing is sent at it. */
export const isPlanned = (status: PostStatus): boolean =>
  status === 'draft' || status === 'in_review' || status === 'approved';

/** A delivery is one post to one account: the durable fence before a write to a network. */
export const DELIVERY_STATES = [
  'prepared',
  'sending',
  'accepted',
  'rejected',
  'ambiguous',
  'handed_over',
  'needs_check',
  'published',
  'failed',
  'cancelled',
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const DELIVERY_TRANSITIONS: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  prepared: ['sending', 'failed', 'cancelled'],
  sending: ['accepted', 'rejected', 'ambiguous', 'handed_over'],
  accepted: ['published', 'ambiguous'],
  rejected: ['prepared', 'failed'],
  ambiguous: ['published', 'prepared', 'needs_check', 'handed_over'],
  // The network publishes it. It is sent from here only after it was surely taken back there.
  handed_over: ['published', 'needs_check', 'prepared', 'cancelled'],
  needs_check: ['published', 'prepared', 'failed'],
  published: [],
  failed: ['prepared', 'cancelled'],
  cancelled: ['prepared'],
};

/** What a published delivery has for an error where its first comment is missing: it can be tried again. */
export const WITHOUT_COMMENT = 'without_comment';

/** Published, and its first comment is not: the person may have that tried again. */
export const isWithoutComment = (delivery: {
  state: DeliveryState;
  errorCode: string | null;
}): boolean => delivery.state === 'published' && delivery.errorCode === WITHOUT_COMMENT;

export const deliveryCanBecome = (from: DeliveryState, to: DeliveryState): boolean =>
  DELIVERY_TRANSITIONS[from].includes(to);

/**
 * What follows from a network's answer. `send`: again, later. `look`: read the account first.
 * `wait`: until the account can be used. `person`: somebody has to decide or to change something.
 */
export type NextStep = 'none' | 'send' | 'look' | 'wait' | 'person';

/** @param waitsForAccount the account has to be connected again, or turned on */
export function nextStepOf(state: DeliveryState, waitsForAccount: boolean): NextStep {
  switch (state) {
    case 'published':
    case 'cancelled':
      return 'none';
    case 'failed':
    case 'needs_check':
      return 'person';
    case 'prepared':
    case 'rejected':
      return waitsForAccount ? 'wait' : 'send';
    default:
      return waitsForAccount ? 'wait' : 'look';
  }
}

/**
 * What a post is, told by its deliveries. The worst news wins once nothing is under way,
 * because that is what the freelancer has to act on.
 */
export function postStatusOf(deliveries: readonly DeliveryState[]): PostStatus {
  if (deliveries.some((state) => state === 'needs_check')) return 'needs_check';
  const settled = (state: DeliveryState) =>
    state === 'published' || state === 'failed' || state === 'cancelled';
  if (!deliveries.every(settled)) return 'publishing';
  if (deliveries.some((state) => state === 'failed')) return 'failed';
  if (deliveries.some((state) => state === 'published')) return 'published';
  return 'cancelled';
}
