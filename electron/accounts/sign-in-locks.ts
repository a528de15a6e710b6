import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createProcessLock, type ProcessLock } from '../database/process-lock.ts';

export interface SignInLocks {
  /** The lock under which one account's session is renewed, between all processes of a workspace. */
  of(accountId: string): ProcessLock;
  /** When the account is gone. */
  remove(accountId: string): void;
}

/** One small file for each account, beside the runner's lock: a slow network holds up its own account only. */
export function createSignInLocks(userData: string, sqliteBinding?: string): SignInLocks {
  const folder = join(userData, 'sign-ins');
  const fileOf = (accountId: string) => join(folder, `${accountId}.lock`);
  return {
    of(accountId) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return createProcessLock(fileOf(accountId), sqliteBinding);
    },
    remove(accountId) {
      try {
        rmSync(fileOf(accountId), { force: true });
      } catch {
        // Windows keeps a file that another process has open; it is empty, and nobody asks for it again.
      }
    },
  };
}
