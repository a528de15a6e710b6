import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretStore } from '../../../electron/vault/secret-store.ts';
import { createVault, type Vault, type VaultState } from '../../../electron/vault/vault.ts';
import { type TestClock, testClock } from '../../support/clock.ts';
import { memoryLog } from '../../support/log.ts';
import { type MemorySecrets, memorySecrets } from '../../support/secrets.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const PASSPHRASE = 'correct horse battery staple';
let folder: string;
let clock: TestClock;
let keychain: MemorySecrets;

beforeEach(() => {
  folder = temporaryFolder();
  clock = testClock();
  keychain = memorySecrets();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const vaultWith = (store: SecretStore | null): Vault =>
  createVault({
    userData: folder,
    keychain: store,
    clock,
    log: memoryLog(),
    hasDatabase: () => existsSync(join(folder, 'workspace.db')),
  });
const writeDatabase = () => writeFileSync(join(folder, 'workspace.db'), 'not empty');

const silent: SecretStore = {
  kind: 'keychain',
  get: () => Promise.reject(new Error('AccessDenied')),
  set: () => Promise.reject(new Error('AccessDenied')),
  delete: () => Promise.reject(new Error('AccessDenied')),
};

function keyOf(state: VaultState): string {
  if (state.kind !== 'open') throw new Error(JSON.stringify(state));
  return state.key;
}
const filesOf = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');

describe('a new workspace', () => {
  it('gets a key in the keychain, and the same key ever after', async () => {
    const key = keyOf(await vaultWith(keychain).open());
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(keyOf(await vaultWith(keychain).open())).toBe(key);
    expect([...keychain.entries.values()]).toEqual([key]);
    expect(filesOf()).not.toContain(key);
  });

  it('shares the keychain with other workspaces without sharing a secret', async () => {
    const key = keyOf(await vaultWith(keychain).open());
    const other = temporaryFolder();
    const there = createVault({
      userData: other,
      keychain,
      clock,
      log: memoryLog(),
      hasDatabase: () => false,
    });
    expect(keyOf(await there.open())).not.toBe(key);
    rmSync(other, { recursive: true });
  });

  it.each([
    ['there is no keychain', null],
    ['the keychain refuses', silent],
    ['the keychain forgets', { ...memorySecrets(), set: async () => undefined }],
  ])('asks for a passphrase when %s', async (_case, store) => {
    const vault = vaultWith(store);
    expect(await vault.open()).toEqual({ kind: 'choose_passphrase' });
    const chosen = await vault.choosePassphrase(PASSPHRASE);
    if (!chosen.ok) throw new Error(chosen.error.message);
    const key = keyOf(chosen.value);
    expect(filesOf()).not.toContain(key);
    expect(filesOf()).not.toContain(Buffer.from(key, 'hex').toString('base64'));

    // From now on it is under the passphrase, also where a keychain works.
    const later = vaultWith(keychain);
    expect(await later.open()).toEqual({ kind: 'locked' });
    expect(await later.choosePassphrase(PASSPHRASE)).toMatchObject({
      error: { code: 'not_needed' },
    });
    const unlocked = await later.unlock(PASSPHRASE);
    if (!unlocked.ok) throw new Error(unlocked.error.message);
    expect(keyOf(unlocked.value)).toBe(key);
    expect(keychain.entries.size).toBe(0);
  });
});

describe('a workspace whose key is in the keychain', () => {
  beforeEach(async () => {
    const vault = vaultWith(keychain);
    keyOf(await vault.open());
    writeDatabase();
    vault.establish();
  });

  it.each([
    ['does not answer', () => silent, /Unlock the keychain/],
    ['is not here', () => null, /none here now/],
    ['has lost the key', () => memorySecrets(), /not in your computer's keychain/],
  ])('is refused and keeps everything when the keychain %s', async (_case, store, message) => {
    const before = filesOf();
    const found = store();
    const vault = vaultWith(found);
    expect(await vault.open()).toEqual({
      kind: 'refused',
      message: expect.stringMatching(message),
    });
    expect(await vault.choosePassphrase(PASSPHRASE)).toMatchObject({
      error: { code: 'not_needed' },
    });
    expect(filesOf()).toBe(before);
    if (found !== silent && found) expect((found as MemorySecrets).entries.size).toBe(0);
  });

  it('is refused with a key that belongs to another one', async () => {
    for (const name of keychain.entries.keys()) keychain.entries.set(name, 'ab'.repeat(32));
    expect(await vaultWith(keychain).open()).toMatchObject({
      kind: 'refused',
      message: /another workspace/,
    });
  });

  it('makes no new key when only the database file is gone', async () => {
    rmSync(join(folder, 'workspace.db'));
    expect(await vaultWith(memorySecrets()).open()).toMatchObject({ kind: 'refused' });
    expect(await vaultWith(keychain).open()).toMatchObject({ kind: 'open', established: true });
  });

  it.each([
    ['is missing', () => rmSync(join(folder, 'workspace.json'))],
    ['is cut off', () => writeFileSync(join(folder, 'workspace.json'), '{"id":')],
  ])('makes no new key when workspace.json %s', async (_case, change) => {
    change();
    const entries = new Map(keychain.entries);
    expect(await vaultWith(keychain).open()).toMatchObject({
      kind: 'refused',
      message: /workspace\.json/,
    });
    expect(keychain.entries).toEqual(entries);
  });
});

describe('a workspace under a passphrase', () => {
  beforeEach(async () => {
    const vault = vaultWith(null);
    await vault.choosePassphrase(PASSPHRASE);
    writeDatabase();
    vault.establish();
  });

  it('refuses wrong passphrases slower and slower, and the right one too while it waits', async () => {
    const vault = vaultWith(null);
    for (let tries = 0; tries < 3; tries++) {
      expect(await vault.unlock('not the passphrase')).toMatchObject({
        error: { code: 'wrong_passphrase', message: /not the passphrase/ },
      });
    }
    expect(await vault.unlock(PASSPHRASE)).toMatchObject({
      error: { code: 'wrong_passphrase', details: { retryAfter: 1000 } },
    });
    clock.advance(1000);
    expect(await vault.unlock(PASSPHRASE)).toMatchObject({ ok: true, value: { kind: 'open' } });
  });

  it.each([
    ['is missing', () => rmSync(join(folder, 'vault.json'))],
    ['cannot be read', () => writeFileSync(join(folder, 'vault.json'), '{}')],
  ])('is refused when vault.json %s, and nothing new is made', async (_case, change) => {
    change();
    expect(await vaultWith(keychain).open()).toMatchObject({
      kind: 'refused',
      message: /vault\.json/,
    });
    expect(keychain.entries.size).toBe(0);
  });
});
