import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLUESKY } from '../../../shared/domain/networks/bluesky.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { commandLine } from '../../support/command-line.ts';
import { withoutKeyring } from '../../support/keyring.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const ENTRY = join(import.meta.dirname, '../../../electron/cli/seed.ts');
const SEALED = {
  ...withoutKeyring,
  CLIENTNEST_NO_KEYCHAIN: '1',
  NEST_PASSPHRASE: 'a long passphrase',
};
const NOW = Date.parse('2026-11-18T09:30:00Z');
const POSTS = 400;
const DAY = 86_400_000;

let folder: string;
beforeAll(async () => {
  folder = temporaryFolder();
  expect(await seed('first')).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function seed(name: string, ...options: string[]) {
  const args = ['--posts', String(POSTS), '--user-data', join(folder, name)];
  args.push(
    '--now',
    new Date(NOW).toISOString(),
    '--passphrase-env',
    'NEST_PASSPHRASE',
    ...options,
  );
  const child = spawn(process.execPath, [ENTRY, ...args], { env: { ...process.env, ...SEALED } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  }
  const [code] = await once(child, 'close');
  return { code, said };
}

/** The command line on a sample workspace, at the moment of the seed or some time after it. */
async function open(name: string, after = 0) {
  const offset = join(folder, `${name}.clock`);
  await writeFile(offset, String(NOW + after - Date.now()));
  const env = { ...SEALED, CLIENTNEST_CLOCK_OFFSET_FILE: offset, CLIENTNEST_TICK_SECONDS: '1' };
  return commandLine(env, [
    '--user-data',
    join(folder, name),
    '--passphrase-env',
    'NEST_PASSPHRASE',
  ]);
}

const everything = async (name: string) => {
  const cli = await open(name);
  const cards = [];
  for (let from = NOW - 1200 * DAY; from < NOW + 100 * DAY; from += 400 * DAY) {
    cards.push(...(await cli.call('posts.calendar', { from, to: from + 400 * DAY })));
  }
  return {
    profile: await cli.call('profiles.get', {}),
    clients: await cli.call('clients.list', {}),
    accounts: await cli.call('accounts.list', {}),
    counts: await cli.call('posts.counts', {}),
    cards,
  };
};

describe('a sample workspace', () => {
  it('has as many posts as asked for, and what is past and ahead is what it should be', async () => {
    const { counts, cards, clients } = await everything('first');
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(POSTS);
    expect(clients).toHaveLength(6);
    expect(counts.published).toBeGreaterThan(POSTS * 0.8);
    expect(counts.draft).toBeGreaterThan(0);
    for (const { status, scheduledAt } of cards) {
      const isAhead = (scheduledAt ?? 0) > NOW;
      expect(status === 'scheduled').toBe(isAhead);
    }
  });

  it('is the same for the same seed, and another one for another', async () => {
    await seed('same');
    await seed('other', '--seed', 'another');
    const [first, same, other] = [
      await everything('first'),
      await everything('same'),
      await everything('other'),
    ];
    expect(same).toEqual(first);
    expect(other.cards).not.toEqual(first.cards);
  }, 60_000);

  it('writes what Bluesky would take, and no text twice in a row', async () => {
    const cli = await open('first');
    const { cards } = await everything('first');
    const texts: string[] = [];
    for (const { id } of cards.slice(-12)) texts.push((await cli.call('posts.get', { id })).text);
    for (const text of texts) {
      expect(text.trim()).not.toBe('');
      expect(measureText(text, BLUESKY.text).overflowAt).toBeNull();
    }
    expect(new Set(texts).size).toBeGreaterThan(10);
  }, 60_000);

  it('changes nothing when it is there already, and never touches a person’s own work', async () => {
    expect(await seed('first')).toMatchObject({
      code: 0,
      said: expect.stringContaining('already'),
    });
    expect(await seed('first', '--seed', 'another')).toMatchObject({ code: 1 });

    const own = await open('own');
    await own.call('profiles.save', { name: 'Robin', timeZone: 'UTC' });
    await own.call('clients.create', { name: 'Brio' });
    const refused = await seed('own');
    expect(refused).toMatchObject({
      code: 1,
      said: expect.stringContaining('Name an empty folder'),
    });
    expect(await own.call('posts.list', {})).toEqual({ posts: [], next: null });
  }, 60_000);

  it('publishes nothing: when a post comes due, it waits for its paused account', async () => {
    const { cards, accounts, counts } = await everything('first');
    for (const account of accounts) {
      expect(account).toMatchObject({ status: 'disabled', serviceUrl: 'http://127.0.0.1:9' });
    }
    const next = cards.find(({ status }) => status === 'scheduled');
    if (!next) throw new Error('Nothing is scheduled');
    const cli = await open('first', (next.scheduledAt ?? 0) - NOW + 60_000);
    const runner = cli.serve();
    await runner.until(({ event, postId }) => event === 'post.changed' && postId === next.id);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect(await runner.stop('SIGTERM')).toMatchObject({ code: 0 });
    expect(await cli.call('deliveries.forPost', { postId: next.id })).toMatchObject([
      { state: 'prepared', errorCode: 'account_disabled', attempts: [] },
    ]);
    expect((await cli.call('posts.counts', {})).published).toBe(counts.published);
  }, 60_000);
});
