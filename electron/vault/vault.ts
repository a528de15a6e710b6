import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import { createProcessLock } from '../database/process-lock.ts';
import type { Log } from '../log.ts';
import {
  type Identity,
  isKeyOf,
  keyCheckOf,
  newIdentity,
  readIdentity,
  saveIdentity,
} from './identity.ts';
import { scoped, withLongSecrets } from './long-secrets.ts';
import { createVaultFile, lookAtVault, openVaultFile } from './passphrase.ts';
import { type SecretStore, secretNames } from './secret-store.ts';
import { createThrottle } from './throttle.ts';

export interface OpenVault {
  kind: 'open';
  /** Key of the database, 64 hex digits. */
  key: string;
  secrets: SecretStore;
  /** A database was opened with this key before. */
  established: boolean;
}

/** `refused`: the key is somewhere that does not answer; `message` says what to do. */
export type VaultState =
  | OpenVault
  | { kind: 'choose_passphrase' }
  | { kind: 'locked' }
  | { kind: 'refused'; message: string };

export interface VaultOptions {
  userData: string;
  /** The machine's keychain, not scoped; null where it has none. */
  keychain: SecretStore | null;
  clock: Clock;
  log: Log;
  /** Whether a database file is there: then no new key is ever made. */
  hasDatabase(): boolean;
  sqliteBinding?: string | undefined;
}

/**
 * Decides where the workspace's key is, and makes one for a new workspace. The caller holds the
 * workspace lock around every call, so two processes never make two keys.
 */
export function createVault(options: VaultOptions) {
  const { userData, keychain, clock, log, hasDatabase } = options;
  const file = join(userData, 'vault.json');
  const lock = createProcessLock(join(userData, 'vault.lock'), options.sqliteBinding);
  const throttle = createThrottle(clock);

  async function open(): Promise<VaultState> {
    const vault = lookAtVault(file);
    if (vault === 'unreadable') return refused(MESSAGES.vaultUnreadable);
    const identity = readIdentity(userData);
    if (identity === 'unreadable') return refused(MESSAGES.identityUnreadable);
    if (vault === 'sealed') return { kind: 'locked' };
    if (identity?.secrets === 'passphrase') return refused(MESSAGES.vaultMissing);
    if (!identity && hasDatabase()) return refused(MESSAGES.identityMissing);
    return fromKeychain(identity ?? saveIdentity(userData, newIdentity()));
  }

  async function fromKeychain(identity: Identity): Promise<VaultState> {
    const begun = identity.established || hasDatabase();
    if (!keychain) return begun ? refused(MESSAGES.keychainGone) : { kind: 'choose_passphrase' };
    const secrets = withLongSecrets(scoped(keychain, identity.id));
    try {
      const key = await secrets.get(secretNames.databaseKey);
      if (key !== null) return withKey(key, identity, secrets);
      if (begun) return refused(MESSAGES.keyMissing);
      return withKey(await makeKey(secrets), identity, secrets);
    } catch (error) {
      log.warn('The keychain did not answer', { error });
      return begun ? refused(MESSAGES.keychainSilent) : { kind: 'choose_passphrase' };
    }
  }

  function withKey(key: string, identity: Identity, secrets: SecretStore): VaultState {
    if (!/^[0-9a-f]{64}$/.test(key)) return refused(MESSAGES.otherKey);
    if (identity.keyCheck && !isKeyOf(key, identity.keyCheck)) return refused(MESSAGES.otherKey);
    if (!identity.keyCheck || identity.secrets !== secrets.kind) {
      saveIdentity(userData, { ...identity, secrets: secrets.kind, keyCheck: keyCheckOf(key) });
    }
    return { kind: 'open', key, secrets, established: identity.established };
  }

  /** Seals a new workspace under a passphrase. */
  async function choosePassphrase(passphrase: string): Promise<Result<VaultState, 'not_needed'>> {
    const state = await open();
    if (state.kind !== 'choose_passphrase') return notNeeded('This workspace has its key already.');
    const secrets = await createVaultFile(file, passphrase, lock);
    return ok(withKey(await makeKey(secrets), ensureIdentity(), secrets));
  }

  /** Opens a sealed workspace. Wrong passphrases are answered slower and slower. */
  async function unlock(
    passphrase: string,
  ): Promise<Result<VaultState, 'wrong_passphrase' | 'not_needed'>> {
    const state = await open();
    if (state.kind !== 'locked') return notNeeded('This workspace is not locked.');
    const wait = throttle.waiting();
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      return fail('wrong_passphrase', `Wait ${seconds} s, then try again.`, { retryAfter: wait });
    }
    const secrets = await openVaultFile(file, passphrase, lock);
    if (!secrets) {
      throttle.failed();
      return fail('wrong_passphrase', 'That is not the passphrase. Check it and try again.');
    }
    throttle.succeeded();
    const identity = ensureIdentity();
    const key = await secrets.get(secretNames.databaseKey);
    if (key !== null) return ok(withKey(key, identity, secrets));
    // The process ended between making the vault and putting the key in: there is no database yet.
    if (identity.established || hasDatabase()) return ok(refused(MESSAGES.keyMissing));
    return ok(withKey(await makeKey(secrets), identity, secrets));
  }

  function ensureIdentity(): Identity {
    const identity = readIdentity(userData);
    if (identity === 'unreadable') throw new Error('workspace.json cannot be read');
    return identity ?? saveIdentity(userData, newIdentity());
  }

  return {
    open,
    choosePassphrase,
    unlock,
    /** Notes that the database was opened once. */
    establish() {
      const identity = ensureIdentity();
      if (!identity.established) saveIdentity(userData, { ...identity, established: true });
    },
  };
}

export type Vault = ReturnType<typeof createVault>;

/** 256 random bits, stored and read back before anything is encrypted with them. */
async function makeKey(secrets: SecretStore): Promise<string> {
  const key = randomBytes(32).toString('hex');
  await secrets.set(secretNames.databaseKey, key);
  if ((await secrets.get(secretNames.databaseKey)) !== key) {
    throw new Error('The key that was stored did not come back');
  }
  return key;
}

const refused = (message: string): VaultState => ({ kind: 'refused', message });
const notNeeded = (message: string) => fail('not_needed', message);

const MESSAGES = {
  keychainSilent:
    "The key of this workspace is in your computer's keychain, which does not answer. Unlock the keychain, then try again.",
  keychainGone:
    "The key of this workspace is in your computer's keychain, but there is none here now. Start ClientNest where your keychain runs, then try again.",
  keyMissing:
    "The key of this workspace is not in your computer's keychain. Bring the keychain entry named ClientNest back, or open the workspace as the user who made it, then try again.",
  otherKey:
    'The key that was found belongs to another workspace. Put the matching key back, then try again. Nothing was changed.',
  vaultUnreadable:
    'The file vault.json, which holds the sealed key, cannot be read. Put a copy of it back, then try again.',
  vaultMissing:
    'The file vault.json, which holds the sealed key, is missing. Put it back beside workspace.db, then try again.',
  identityUnreadable:
    'The file workspace.json cannot be read. Put a copy of it back beside workspace.db, then try again.',
  identityMissing:
    'The file workspace.json, which leads to the key, is missing. Put it back beside workspace.db, then try again.',
};
