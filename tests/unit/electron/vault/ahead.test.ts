import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withKeyAhead } from '../../../../electron/vault/ahead.ts';
import { newIdentity, saveIdentity } from '../../../../electron/vault/identity.ts';
import { secretNames } from '../../../../electron/vault/secret-store.ts';
import { type MemorySecrets, memorySecrets } from '../../../support/secrets.ts';

let folder: string;
let keychain: MemorySecrets;
let asked: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clientnest-ahead-'));
  keychain = memorySecrets();
  asked = [];
  const { get } = keychain;
  keychain.get = (name) => {
    asked.push(name);
    return get(name);
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

const identity = (established: boolean, secrets: 'keychain' | 'passphrase' | null) =>
  saveIdentity(folder, { ...newIdentity(), established, secrets });

describe('withKeyAhead', () => {
  it('asks for the key of an opened workspace at once, and once', async () => {
    const name = `${identity(true, 'keychain').id}/${secretNames.databaseKey}`;
    keychain.entries.set(name, 'aa');
    const store = withKeyAhead(keychain, folder);
    expect(asked).toEqual([name]);
    expect(await store.get(name)).toBe('aa');
    expect(asked).toHaveLength(1);
    keychain.entries.set(name, 'bb');
    expect(await store.get(name)).toBe('bb');
    expect(await store.get('another')).toBeNull();
  });

  it('asks again for what was not there, or failed: a key that came meanwhile counts', async () => {
    const name = `${identity(true, 'keychain').id}/${secretNames.databaseKey}`;
    const absent = withKeyAhead(keychain, folder);
    keychain.entries.set(name, 'aa');
    expect(await absent.get(name)).toBe('aa');

    const { get } = keychain;
    keychain.get = vi.fn(get).mockRejectedValueOnce(new Error('locked'));
    const failing = withKeyAhead(keychain, folder);
    expect(await failing.get(name)).toBe('aa');
  });

  it.each([
    ['was never opened', () => void identity(false, null)],
    ['is sealed by a passphrase', () => void identity(true, 'passphrase')],
    ['is not there', () => undefined],
    ['is unreadable', () => writeFileSync(join(folder, 'workspace.json'), '{')],
  ])('asks nothing ahead where the workspace %s', async (_, make) => {
    make();
    const store = withKeyAhead(keychain, folder);
    expect(asked).toEqual([]);
    await store.set('x', 'y');
    expect(await store.get('x')).toBe('y');
  });
});
