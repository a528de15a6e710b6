import { randomUUID } from 'node:crypto';

/** LinkedIn knows no keys of ours: this one is for the ledger alone. */
export const newRecordKey = (): string => randomUUID();
