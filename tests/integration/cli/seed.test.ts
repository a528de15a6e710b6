import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { plantWorkspace, samplesIn } from '../../../electron/cli/seed/workspace.ts';
import { BLUESKY } from '../../../shared/domain/networks/bluesky.ts';
import { measureText } from '../../../shared/domain/text/measure.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { answered, startCore, type TestCore } from '../../support/core.ts';
import { withoutKeyring } from '../../support/keyring.ts';
import { temporaryFolder } from '../../support/workspace.ts';

const ENTRY = join(import.meta.dirname, '../../../electron/cli/seed.ts');
const PASSPHRASE = 'a long passphrase';
const NOW = Date.parse('2026-11-18T09:30:00Z');
const POSTS = 600;
const DAY = 86_400_000;

const plan = { seed: 'test', posts: POSTS, clients: 6, now: NOW, zone: 'Europe/Berlin' };

const cores: TestCore[] = [];
afterEach(async () => {
  for (const core of cores.splice(0)) await core.close();
});

/** A core of its own, at a moment after the seed's. */
async function coreAt(moment: number): Promise<TestCore> {
  const core = await startCore({ ports: { clock: { now: () => moment }, tickSeconds: 1 } });
  cores.push(core);
  return core;
}

async function planted(wanted: Partial<typeof plan> = {}): Promise<TestCore> {
  const core = await coreAt(NOW);
  const services = core.core.services();
  if (!services) throw new Error('The workspace is not open');
  await plantWorkspace(services, { ...plan, ...wanted });
  return core;
}

async function everything({ call }: TestCore) {
  const cards: PostCard[] = [];
  for (let from = NOW - 1200 * DAY; from < NOW + 100 * DAY; from += 400 * DAY) {
    cards.push(...answered(await call('posts.calendar', { from, to: from + 400 * DAY })));
  }
  return {
    profile: answered(await call('profiles.get', {})),
    clients: answered(await call('clients.list', {})),
    accounts: answered(await call('accounts.list', {})),
    counts: answered(await call('posts.counts', {})),
    cards,
  };
}

describe('a sample workspace', () => {
  it('has as many posts as asked for; what is past was sent, what is ahead is scheduled', async () => {
    const { counts, cards, clients, accounts } = await everything(await planted());
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(POSTS);
    expect(clients).toHaveLength(6);
    expect(counts).toMatchObject({ failed: 2, missed: 1, needs_check: 1, publishing: 0 });
    expect(counts.published).toBeGreaterThan(POSTS * 0.8);
    expect(counts.draft).toBeGreaterThan(0);
    for (const { status, scheduledAt } of cards) {
      expect(status === 'scheduled').toBe((scheduledAt ?? 0) > NOW);
    }
    for (const account of accounts) {
      expect(account).toMatchObject({ status: 'disabled', serviceUrl: 'http://127.0.0.1:9' });
    }
  });

  it('is the same for the same seed, ids included, and another one for another', async () => {
    const first = await everything(await planted());
    expect(await everything(await planted())).toEqual(first);
    const other = await everything(await planted({ seed: 'another' }));
    expect(other.cards.map(({ id }) => id)).not.toEqual(first.cards.map(({ id }) => id));
    expect(other.cards.map(({ excerpt }) => excerpt)).not.toEqual(
      first.cards.map(({ excerpt }) => excerpt),
    );
  });

  it('says what Bluesky would take, in many different words', async () => {
    const core = await planted();
    const { cards } = await everything(core);
    const texts = new Set<string>();
    for (const { id } of cards) {
      const { text, targets } = answered(await core.call('posts.get', { id }));
      for (const said of [text, ...targets.flatMap((target) => target.text ?? [])]) {
        expect(said.trim()).not.toBe('');
        expect(said).not.toMatch(/[{}]/);
        expect(measureText(said, BLUESKY.text).overflowAt).toBeNull();
      }
      texts.add(text);
    }
    expect(texts.size).toBeGreaterThan(cards.length * 0.95);
  });

  it('tells the delivery log of what was sent', async () => {
    const core = await planted();
    const { cards } = await everything(core);
    const states = { published: 'published', failed: 'failed', needs_check: 'needs_check' };
    for (const [status, state] of Object.entries(states)) {
      const card = cards.find((one) => one.status === status);
      const log = answered(await core.call('deliveries.forPost', { postId: card?.id ?? '' }));
      expect(log.length).toBeGreaterThan(0);
      for (const delivery of log) {
        expect(delivery).toMatchObject({ state, remoteUrl: null });
        expect(delivery.attempts.at(-1)).toMatchObject({ state });
      }
    }
  });

  it('publishes nothing: when a post comes due, it waits for its paused account', async () => {
    const seeded = await planted();
    const { cards, counts } = await everything(seeded);
    const next = cards.find(({ status }) => status === 'scheduled');
    if (!next?.scheduledAt) throw new Error('Nothing is scheduled');
    const due = next.scheduledAt + 60_000;
    const later = await seeded.reopen({ clock: { now: () => due }, tickSeconds: 1 });
    cores.splice(cores.indexOf(seeded), 1, later);
    later.core.startRunner();
    const waiting = async () => {
      const log = answered(await later.call('deliveries.forPost', { postId: next.id }));
      return new Set(
        log.map(({ state, errorCode, attempts }) => `${state} ${errorCode} ${attempts.length}`),
      );
    };
    await expect.poll(waiting).toEqual(new Set(['prepared account_disabled 0']));
    expect(answered(await later.call('posts.counts', {})).published).toBe(counts.published);
  });
});

describe('the seed command', () => {
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function seed(...options: string[]) {
    const args = ['--user-data', join(folder, 'workspace'), '--passphrase-env', 'PASSPHRASE'];
    const child = spawn(process.execPath, [ENTRY, ...args, ...options], {
      env: { ...process.env, ...withoutKeyring, CLIENTNEST_NO_KEYCHAIN: '1', PASSPHRASE },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        said += chunk;
      });
    }
    const [code] = await once(child, 'close');
    return { code, said };
  }

  it('fills a folder once, and changes nothing after that', async () => {
    const first = await seed('--posts', '50');
    expect(first).toMatchObject({ code: 0, said: expect.stringContaining('50 posts') });
    const again = await seed('--posts', '50');
    expect(again).toMatchObject({ code: 0, said: expect.stringContaining('nothing was changed') });
    const other = await seed('--posts', '50', '--seed', 'another');
    expect(other).toMatchObject({ code: 1, said: expect.stringContaining('Name an empty folder') });
  }, 60_000);

  it('says how it is called', async () => {
    expect(await seed('--posts', 'many')).toMatchObject({ code: 2 });
    expect(await seed('--help')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/has its numbers/),
    });
  }, 60_000);

  it('never fills a workspace that holds a person’s own work', async () => {
    const core = await coreAt(NOW);
    answered(await core.call('clients.create', { name: 'Brio' }));
    const services = core.core.services();
    if (!services) throw new Error('The workspace is not open');
    expect(samplesIn(services.database)).toBe('other');
  });
});
