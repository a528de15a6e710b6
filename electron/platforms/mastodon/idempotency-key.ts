import { randomUUID } from 'node:crypto';

/** A new key for `POST /api/v1/statuses`: any text that is never used twice. */
export const newIdempotencyKey = (): string => randomUUID();
