import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessLock, type ProcessLock } from '../database/process-lock.ts';

/** The lock under which one account's session is renewed, between all processes of a workspace. */
export type SignInLocks = (accountId: string) => ProcessLock;

/** One small file for each account, beside the runner's lock: a slow network holds up its own account only. */
export function createSignInLocks(userData: string, sqliteBinding?: string): SignInLocks {
  const folder = join(userData, 'sign-ins');
  return (accountId) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return createProcessLock(join(folder, `${accountId}.lock`), sqliteBinding);
  };
}
