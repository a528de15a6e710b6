import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProcessLock } from '../../../electron/database/process-lock.ts';
import { createVaultFile, lookAtVault, openVaultFile } from '../../../electron/vault/passphrase.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const PASSPHRASE = 'correct horse battery staple';
let folder: string;
let file: string;
const lock = () => createProcessLock(join(folder, 'vault.lock'));

beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'vault.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a vault under a passphrase', () => {
  it('opens with its passphrase only and gives the secrets back', async () => {
    expect(lookAtVault(file)).toBe('none');
    const made = await createVaultFile(file, PASSPHRASE, lock());
    await made.set('account-session:1', '{"token":"s3cret"}');
    expect(lookAtVault(file)).toBe('sealed');
    expect(await openVaultFile(file, `${PASSPHRASE}r`, lock())).toBeNull();
    const opened = await openVaultFile(file, PASSPHRASE, lock());
    expect(await opened?.get('account-session:1')).toBe('{"token":"s3cret"}');
    expect(await opened?.get('account-session:2')).toBeNull();
    expect(await opened?.get('__proto__')).toBeNull();
    await opened?.delete('account-session:1');
    expect(await made.get('account-session:1')).toBeNull();
  });

  it('is one file that only its owner reads, without a word of the secrets', async () => {
    const vault = await createVaultFile(file, PASSPHRASE, lock());
    await vault.set('account-session:1', 'a very secret token');
    const content = readFileSync(file, 'utf8');
    expect(content).not.toContain('secret token');
    expect(content).not.toContain(PASSPHRASE);
    expect(content).not.toContain(
      Buffer.from('a very secret token').toString('base64').slice(0, 20),
    );
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const { kdf } = JSON.parse(content);
    expect(kdf).toMatchObject({ algorithm: 'argon2id', memory: 65_536, passes: 3, lanes: 1 });
  });

  it('takes the same passphrase however its accents are encoded', async () => {
    await createVaultFile(file, 'Grüße aus Köln 1234'.normalize('NFD'), lock());
    expect(
      await openVaultFile(file, 'Grüße aus Köln 1234'.normalize('NFC'), lock()),
    ).not.toBeNull();
  });

  it('loses nothing when two processes write at the same time', async () => {
    const one = await createVaultFile(file, PASSPHRASE, lock());
    const two = await openVaultFile(file, PASSPHRASE, lock());
    const names = Array.from({ length: 20 }, (_, number) => `account-session:${number}`);
    await Promise.all(names.map((name, at) => (at % 2 ? one : two)?.set(name, `secret ${name}`)));
    for (const name of names) expect(await one.get(name)).toBe(`secret ${name}`);
  });

  it('does not give out a secret that was moved to another name', async () => {
    const vault = await createVaultFile(file, PASSPHRASE, lock());
    await vault.set('account-session:1', 'one');
    const content = JSON.parse(readFileSync(file, 'utf8'));
    content.secrets['account-session:2'] = content.secrets['account-session:1'];
    writeFileSync(file, JSON.stringify(content));
    await expect(vault.get('account-session:2')).rejects.toThrow(/changed/);
  });

  it('tells a broken file from none, and does not open weaker settings', async () => {
    await createVaultFile(file, PASSPHRASE, lock());
    const content = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(file, JSON.stringify({ ...content, kdf: { ...content.kdf, memory: 8192 } }));
    expect(await openVaultFile(file, PASSPHRASE, lock())).toBeNull();
    writeFileSync(file, '{"version":1');
    expect(lookAtVault(file)).toBe('unreadable');
  });
});
