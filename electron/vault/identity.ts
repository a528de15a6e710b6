import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from './atomic-file.ts';

const identity = z.strictObject({
  /** Scopes the keychain's entries, so that two workspaces on a machine do not share secrets. */
  id: z.uuid(),
  /** Where the secrets live; null until that is decided. */
  secrets: z.enum(['keychain', 'passphrase']).nullable(),
  /** Tells the right key from another one. Says nothing about the key. */
  keyCheck: z.string().nullable(),
  /** The database was opened once: from then on a missing one is a loss, not a beginning. */
  established: z.boolean(),
});

/** `workspace.json`: which workspace a user-data folder is. Holds no secret. */
export type Identity = z.output<typeof identity>;

const fileOf = (userData: string) => join(userData, 'workspace.json');

/** Null where the folder has no workspace yet, `unreadable` where the file is not what we wrote. */
export function readIdentity(userData: string): Identity | null | 'unreadable' {
  let content: string;
  try {
    content = readFileSync(fileOf(userData), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return identity.parse(JSON.parse(content));
  } catch {
    return 'unreadable';
  }
}

export function saveIdentity(userData: string, value: Identity): Identity {
  writeAtomically(fileOf(userData), `${JSON.stringify(value, null, 2)}\n`);
  return value;
}

export const newIdentity = (): Identity => ({
  id: randomUUID(),
  secrets: null,
  keyCheck: null,
  established: false,
});

/** A fingerprint of the database key: an HMAC of 256 random bits cannot be turned back. */
export const keyCheckOf = (key: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex'))
    .update('clientnest key check')
    .digest('hex')
    .slice(0, 32);

export const isKeyOf = (key: string, keyCheck: string): boolean => {
  const found = Buffer.from(keyCheckOf(key));
  const expected = Buffer.from(keyCheck);
  return found.length === expected.length && timingSafeEqual(found, expected);
};
