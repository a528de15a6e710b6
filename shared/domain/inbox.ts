export const INBOX_KINDS = ['comment', 'mention'] as const;
export type InboxKind = (typeof INBOX_KINDS)[number];

export const INBOX_STATES = ['open', 'snoozed', 'done'] as const;
export type InboxState = (typeof INBOX_STATES)[number];

/** `lost`: the network did not say whether it took it; it is looked for before it is sent again. */
export const REPLY_STATES = ['prepared', 'sending', 'lost', 'sent', 'refused'] as const;
export type ReplyState = (typeof REPLY_STATES)[number];
