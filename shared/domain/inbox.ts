export const INBOX_KINDS = ['comment', 'mention'] as const;
export type InboxKind = (typeof INBOX_KINDS)[number];

export const INBOX_STATES = ['open', 'snoozed', 'done'] as const;
export type InboxState = (typeof INBOX_STATES)[number];

/** `lost`: the network did not say whether it took it; it is looked for before it is sent again. */
export const REPLY_STATES = ['prepared', 'sending', 'lost', 'sent', 'refused'] as const;
export type ReplyState = (typeof REPLY_STATES)[number];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How old a post may be, and how often its comments are read until then, ms. The talk is soon over. */
const READ_EVERY = [
  { age: 2 * DAY, every: 10 * MINUTE },
  { age: 7 * DAY, every: HOUR },
  { age: 30 * DAY, every: 6 * HOUR },
  { age: 90 * DAY, every: DAY },
] as const;

/** Nobody is asked about the comments of a post that is older, ms. */
export const LISTENED_FOR = 90 * DAY;

/** How often an account's mentions are read, ms: soon again where the last reading brought some. */
export const mentionsEvery = (lively: boolean): number => (lively ? 5 : 20) * MINUTE;

/** How often it is looked up which mentions of the last weeks are gone, and how old they may be, ms. */
export const MENTIONS_WATCHED = { every: 3 * HOUR, age: 30 * DAY } as const;

/**
 * How long after a reading a post's comments are read again, ms; null where that is over.
 * @param age since it came out, ms @param lively whether the last reading brought something new
 */
export function commentsEvery(age: number, lively: boolean): number | null {
  const step = READ_EVERY.find((one) => age <= one.age);
  if (!step) return null;
  return lively ? Math.min(step.every, HOUR) : step.every;
}
