import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../../electron/database/connection.ts';
import { createProcessLock } from '../../../electron/database/process-lock.ts';
import { answered, silentKeychain, startCore, type TestCore } from '../../support/core.ts';

const PASSPHRASE = 'correct horse battery staple';
let started: TestCore | null = null;
afterEach(async () => {
  await started?.close();
  started = null;
});
const start = async (options?: Parameters<typeof startCore>[0]) => {
  started = await startCore(options);
  return started;
};

const flip = (file: string, at = 200) => {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
  writeFileSync(file, bytes);
};
const workspaceFile = ({ userData }: TestCore) => join(userData, 'workspace.db');

async function addClient(test: TestCore, name = 'Bakery') {
  return answered(await test.call('clients.create', { name }));
}
const clientNames = async (test: TestCore) =>
  answered(await test.call('clients.list', {})).map((client) => client.name);

describe('a workspace with a keychain', () => {
  it('is ready at once and keeps what was saved', async () => {
    const first = await start();
    expect(first.core.status()).toMatchObject({
      state: 'ready',
      message: null,
      secrets: 'keychain',
      hasProfile: false,
      runner: 'none',
      now: first.clock.now(),
    });
    await addClient(first);
    answered(await first.call('profiles.save', { name: 'Ada', timeZone: 'Europe/Berlin' }));
    started = await first.reopen();
    expect(started.core.status()).toMatchObject({ state: 'ready', hasProfile: true });
    expect(await clientNames(started)).toEqual(['Bakery']);
  });

  it('is refused while the keychain does not answer, and opens after a retry', async () => {
    const first = await start();
    await addClient(first);
    const entries = new Map(first.keychain.entries);
    let answers = false;
    const keychain = {
      ...silentKeychain,
      get: (name: string) => (answers ? first.keychain.get(name) : silentKeychain.get(name)),
    };
    started = await first.reopen({ keychain });
    const states: string[] = [];
    started.core.bus.on('app.changed', ({ state }) => states.push(state));
    expect(started.core.status()).toMatchObject({
      state: 'keychain_unavailable',
      secrets: 'unknown',
    });
    expect(await started.call('clients.list', {})).toMatchObject({
      error: { code: 'locked', details: { state: 'keychain_unavailable' } },
    });
    expect(answered(await started.call('database.retry', {})).state).toBe('keychain_unavailable');
    answers = true;
    expect(answered(await started.call('database.retry', {})).state).toBe('ready');
    expect(await clientNames(started)).toEqual(['Bakery']);
    expect(states).toEqual(['ready']);
    expect(first.keychain.entries).toEqual(entries);
  });

  it('makes one key when two processes begin at the same moment', async () => {
    const one = await start();
    const [two, three] = await Promise.all([
      startCore({ userData: one.userData, keychain: one.keychain }),
      startCore({ userData: one.userData, keychain: one.keychain }),
    ]);
    expect([two.core.status().state, three.core.status().state]).toEqual(['ready', 'ready']);
    expect(one.keychain.entries.size).toBe(1);
    await addClient(two, 'From the second');
    expect(await clientNames(three)).toEqual(['From the second']);
    await Promise.all([two.core.close(), three.core.close()]);
  });

  it('is not given up while another process is opening it', async () => {
    const first = await start();
    const { userData } = first;
    const lock = createProcessLock(join(userData, 'workspace.lock'));
    await first.core.close();
    expect(lock.take()).toBe(true);
    setTimeout(() => lock.release(), 300);
    started = await startCore({ userData, keychain: first.keychain });
    expect(started.core.status().state).toBe('ready');
  });
});

describe('a workspace under a passphrase', () => {
  it('is chosen, locked and unlocked', async () => {
    const first = await start({ ports: { keychain: null } });
    expect(first.core.status()).toMatchObject({ state: 'choose_passphrase', secrets: 'unknown' });
    expect(await first.call('vault.choosePassphrase', { passphrase: 'too short' })).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect(await first.call('vault.unlock', { passphrase: PASSPHRASE })).toMatchObject({
      error: { code: 'not_needed' },
    });
    const chosen = await first.call('vault.choosePassphrase', { passphrase: PASSPHRASE });
    expect(answered(chosen)).toMatchObject({ state: 'ready', secrets: 'passphrase' });
    await addClient(first);

    started = await first.reopen({ keychain: null });
    expect(started.core.status()).toMatchObject({ state: 'locked', secrets: 'passphrase' });
    expect(await started.call('clients.list', {})).toMatchObject({ error: { code: 'locked' } });
    expect(await started.call('vault.unlock', { passphrase: 'something else' })).toMatchObject({
      error: { code: 'wrong_passphrase' },
    });
    const opened = await started.call('vault.unlock', { passphrase: PASSPHRASE });
    expect(answered(opened).state).toBe('ready');
    expect(await clientNames(started)).toEqual(['Bakery']);
    for (const route of ['vault.unlock', 'vault.choosePassphrase'] as const) {
      expect(await started.call(route, { passphrase: PASSPHRASE })).toMatchObject({
        error: { code: 'not_needed' },
      });
    }
  });

  it('says nothing of the passphrase in logs or files', async () => {
    const first = await start({ ports: { keychain: null } });
    await first.call('vault.choosePassphrase', { passphrase: PASSPHRASE });
    await first.call('vault.unlock', { passphrase: PASSPHRASE });
    expect(JSON.stringify(first.log.lines)).not.toContain(PASSPHRASE);
    for (const name of readdirSync(first.userData)) {
      expect(readFileSync(join(first.userData, name), 'latin1')).not.toContain(PASSPHRASE);
    }
  });
});

describe('a damaged workspace', () => {
  async function damaged() {
    const first = await start();
    await addClient(first);
    const backup = answered(await first.call('database.backup', {}));
    await addClient(first, 'Added after the backup');
    await first.core.close();
    flip(workspaceFile(first));
    started = await startCore(first);
    return { test: started, backup };
  }

  it('is told, nothing works but the way out, and a restore brings it back', async () => {
    const { test, backup } = await damaged();
    expect(test.core.status()).toMatchObject({ state: 'damaged', message: /Restore/ });
    expect(await test.call('clients.list', {})).toMatchObject({ error: { code: 'locked' } });
    expect(answered(await test.call('database.retry', {})).state).toBe('damaged');
    expect(answered(await test.call('database.backups', {}))).toEqual([backup]);
    expect(await test.call('database.restore', { name: 'workspace-none.db' })).toMatchObject({
      error: { code: 'not_found' },
    });
    const restored = await test.call('database.restore', { name: backup.name });
    expect(answered(restored).state).toBe('ready');
    expect(await clientNames(test)).toEqual(['Bakery']);
    expect(readdirSync(test.userData).some((name) => name.startsWith('workspace.damaged-'))).toBe(
      true,
    );
    expect(await test.call('database.restore', { name: backup.name })).toMatchObject({
      error: { code: 'not_damaged' },
    });
  });

  it('does not take a missing database for a new workspace', async () => {
    const first = await start();
    await first.core.close();
    writeFileSync(workspaceFile(first), '');
    started = await startCore(first);
    expect(started.core.status().state).toBe('damaged');
    expect(readFileSync(workspaceFile(first))).toHaveLength(0);
  });

  it('is noticed while it is open, and closed before it gets worse', async () => {
    const first = await start();
    for (let number = 0; number < 300; number++) await addClient(first, `Client ${number}`);
    await first.core.close();
    // A small file is checked whole when it is opened, so the damage comes after.
    started = await startCore(first);
    const bytes = readFileSync(workspaceFile(first));
    for (let page = 2; page * 4096 < bytes.length; page++)
      bytes.fill(0x5a, page * 4096 + 100, page * 4096 + 200);
    writeFileSync(workspaceFile(first), bytes);
    const services = started.core.services();
    services?.database.raw.pragma('cache_size = 1');
    services?.database.raw.pragma('shrink_memory');
    const states: string[] = [];
    started.core.bus.on('app.changed', ({ state }) => states.push(state));
    expect(await started.call('clients.list', {})).toMatchObject({ error: { code: 'unexpected' } });
    expect(started.core.status().state).toBe('damaged');
    expect(states).toEqual(['damaged']);
    expect(await started.call('clients.list', {})).toMatchObject({ error: { code: 'locked' } });
  });

  it('does not send what the backup takes for overdue', async () => {
    const first = await start();
    const client = await addClient(first);
    const due = first.clock.now() + 60_000;
    const insert = first.core.services()?.database.raw.prepare(
      `INSERT INTO posts (id, client_id, status, text, scheduled_at, wall_time, zone, created_at, updated_at)
       VALUES (?, ?, 'scheduled', 'Sent already?', ?, '2026-11-22T09:01', 'UTC', 1, 1)`,
    );
    const soon = '019ab000-0000-7000-8000-000000000001';
    const later = '019ab000-0000-7000-8000-000000000002';
    insert?.run(soon, client.id, due);
    insert?.run(later, client.id, due + 3_600_000);
    const backup = answered(await first.call('database.backup', {}));
    await first.core.close();
    flip(workspaceFile(first));
    first.clock.advance(120_000);
    started = await startCore(first);
    started.core.startRunner();
    answered(await started.call('database.restore', { name: backup.name }));
    const statusOf = async (id: string) =>
      answered(await (started as TestCore).call('posts.get', { id })).status;
    expect([await statusOf(soon), await statusOf(later)]).toEqual(['missed', 'scheduled']);
  });
});

describe('a workspace from a newer version', () => {
  it('is refused with what to do, and stays as it is', async () => {
    const first = await start();
    await first.core.close();
    const key = [...first.keychain.entries.values()][0] ?? '';
    const connection = connect({ file: workspaceFile(first), key });
    connection.pragma('user_version = 9000');
    connection.close();
    const before = readFileSync(workspaceFile(first));
    started = await startCore(first);
    expect(started.core.status()).toMatchObject({ state: 'newer', message: /Update ClientNest/ });
    expect(await started.call('database.restore', { name: 'workspace-x.db' })).toMatchObject({
      error: { code: 'not_damaged' },
    });
    expect(readFileSync(workspaceFile(first)).equals(before)).toBe(true);
    expect(existsSync(join(first.userData, 'backups'))).toBe(false);
  });
});

describe('the runner', () => {
  it('is one process: the next takes over when the first ends', async () => {
    const one = await start();
    one.core.startRunner();
    expect(one.core.status().runner).toBe('here');
    const two = await startCore({ userData: one.userData, keychain: one.keychain });
    expect(two.core.status().runner).toBe('elsewhere');
    two.core.startRunner();
    await two.core.services()?.schedule.sweep();
    expect(two.core.status().runner).toBe('elsewhere');
    await one.core.close();
    await two.core.services()?.schedule.sweep();
    expect(two.core.status().runner).toBe('here');
    await two.core.close();
  });

  it('begins when a locked workspace is opened', async () => {
    const test = await start({ ports: { keychain: null } });
    test.core.startRunner();
    expect(test.core.status().runner).toBe('none');
    answered(await test.call('vault.choosePassphrase', { passphrase: PASSPHRASE }));
    expect(test.core.status().runner).toBe('here');
  });
});
