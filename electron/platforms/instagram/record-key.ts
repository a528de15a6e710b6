import { randomUUID } from 'node:crypto';

/** Instagram knows no keys of ours: it stands for the delivery here, and nowhere else. */
export const newRecordKey = (): string => randomUUID();
