import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as base64url: 43 characters, which is also the least that RFC 7636 §4.1 asks of a verifier. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(digest(one), digest(other));

const digest = (text: string) => createHash('sha256').update(text).digest();
