import { randomUUID } from 'node:crypto';

/**
 * Our own name of a post: any text that is never used twice. To Mastodon it is the idempotency key; a network that
 * knows no keys never sees it, and it is for the ledger alone.
 */
export const newRecordKey = (): string => randomUUID();
