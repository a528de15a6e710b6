import { randomUUID } from 'node:crypto';

/** Our own name of a post. X knows no key of a client's; it is for the ledger alone. */
export const newRecordKey = (): string => randomUUID();
