import { randomUUID } from 'node:crypto';

/** Facebook knows no keys of ours: it stands for the delivery here, and nowhere else. */
export const newRecordKey = (): string => randomUUID();
