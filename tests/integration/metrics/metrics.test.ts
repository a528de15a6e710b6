import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMetrics } from '../../../electron/metrics/metrics.ts';
import type { Account, Post } from '../../../shared/ipc/views.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import {
  MINUTE,
  type Network,
  openRunner,
  schedule,
  startSandboxNetwork,
  type TestRunner,
  value,
} from '../../support/runner.ts';
import { type SandboxMastodon, startSandboxMastodon } from '../../support/sandbox-mastodon.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let now = () => Date.now();
let bluesky: Network;
let server: SandboxMastodon;
let proxy: FaultProxy;
let runner: TestRunner;
let account: Account;
let people = 0;

beforeAll(async () => {
  bluesky = await startSandboxNetwork({ now: () => now() });
  const names = Array.from({ length: 12 }, (_, at) => `ada${at + 1}`);
  server = await startSandboxMastodon(names, { now: () => now() });
  proxy = await startFaultProxy(server.url);
});
afterAll(async () => {
  await proxy?.stop();
  await server?.stop();
  await bluesky?.stop();
});
beforeEach(async () => {
  await proxy.up();
  proxy.onRequest(() => null);
  runner = await openRunner(bluesky);
  now = runner.workspace.clock.now;
  const person = await server.person(`ada${++people}`);
  account = value(
    await runner.services.accounts.connect({
      ...{ clientId: runner.clientId, network: 'mastodon', serviceUrl: proxy.url },
      appPassword: person.token,
    }),
  );
});
afterEach(() => runner.close());

interface Row {
  takenAt: number;
  likes: number | null;
  shares: number | null;
  views: number | null;
}

const rows = (): Row[] =>
  runner.workspace.database.raw
    .prepare<[], Row>(
      'SELECT taken_at AS takenAt, likes, shares, views FROM metric_snapshots ORDER BY taken_at, id',
    )
    .all();
const sizes = (): { takenAt: number; followers: number | null }[] =>
  runner.workspace.database.raw
    .prepare<[], { takenAt: number; followers: number | null }>(
      'SELECT taken_at AS takenAt, followers FROM account_snapshots ORDER BY taken_at',
    )
    .all();
const collect = () => runner.services.metrics.collect();
const advance = (ms: number) => runner.workspace.clock.advance(ms);

async function publish(text = 'Fresh bread'): Promise<Post> {
  const { services, workspace } = runner;
  const { id } = value(
    services.posts.create({
      clientId: runner.clientId,
      text,
      targets: [{ accountId: account.id, text: null }],
      media: [],
    }),
  );
  schedule(services, id, workspace.clock.now() + MINUTE);
  await runner.after(MINUTE);
  expect(runner.post(id).status).toBe('published');
  return runner.post(id);
}

describe('the numbers of what came out', () => {
  it('are read each hour, then each day, until they are ninety days old; they grow and none is overwritten', async () => {
    await publish();
    await collect();
    await collect();
    expect(rows()).toHaveLength(1);
    advance(HOUR - 1);
    await collect();
    expect(rows()).toHaveLength(1);
    advance(1);
    await collect();
    advance(6 * DAY);
    await collect();
    expect(rows()).toHaveLength(3);
    advance(2 * DAY - 3 * HOUR);
    await collect();
    expect(rows()).toHaveLength(4);
    // In its second week it has its turn once a day.
    advance(DAY - 1);
    await collect();
    expect(rows()).toHaveLength(4);
    advance(1);
    await collect();
    const all = rows();
    expect(all).toHaveLength(5);
    expect(all.map(({ takenAt }) => takenAt)).toEqual([...all.map((row) => row.takenAt)].sort());
    const likes = all.map((row) => row.likes ?? -1);
    expect(likes).toEqual([...likes].sort((one, other) => one - other));
    expect(likes.at(-1)).toBeGreaterThan(0);
    advance(90 * DAY);
    await collect();
    expect(rows()).toHaveLength(5);
  });

  it('are null where the network does not provide them, and never 0', async () => {
    await publish();
    await collect();
    expect(rows()).toMatchObject([{ views: null, likes: expect.any(Number) }]);
  });

  it('are kept from a look at the post as well, and shown at once', async () => {
    const { id } = await publish();
    advance(5 * HOUR);
    const [read] = value(await runner.services.engagement.read({ postId: id }));
    expect(rows()).toMatchObject([{ likes: read?.metrics?.likes, takenAt: read?.readAt }]);
    const [recent] = runner.services.dashboard.recent({ limit: 5 });
    expect(recent).toMatchObject({ likes: read?.metrics?.likes, views: null });
    // The next round has nothing to ask.
    await collect();
    expect(rows()).toHaveLength(1);
  });

  it('are read after a sleep of days, once', async () => {
    await publish();
    await collect();
    advance(4 * DAY);
    await collect();
    expect(rows()).toHaveLength(2);
  });

  it('are not asked for of a paused account, nor of one that is signed out', async () => {
    await publish();
    value(await runner.services.accounts.setEnabled(account.id, false));
    proxy.seen.length = 0;
    await collect();
    value(await runner.services.accounts.setEnabled(account.id, true));
    runner.services.accounts.markReconnectNeeded(account.id, 'Sign in again.');
    await collect();
    expect(proxy.seen).toEqual([]);
    expect(rows()).toEqual([]);
  });

  it('fail quietly: one line in the log, nothing as data, and another try later', async () => {
    await publish();
    await proxy.down();
    await collect();
    advance(20 * MINUTE);
    await collect();
    const warned = () =>
      runner.workspace.log.lines.filter(({ message }) => /numbers of an account/.test(message));
    expect(warned()).toHaveLength(1);
    expect(rows()).toEqual([]);
    expect(value(runner.services.accounts.get(account.id)).status).toBe('connected');
    await proxy.up();
    // It rests: first a quarter of an hour, then twice as long.
    advance(20 * MINUTE);
    await collect();
    expect(rows()).toEqual([]);
    advance(20 * MINUTE);
    await collect();
    expect(rows()).toHaveLength(1);
    expect(warned()).toHaveLength(1);
  });

  it('wait while the network asked us to stay away, and where a post is about to go out', async () => {
    await publish();
    const { database, clock } = runner.workspace;
    const soon = value(
      runner.services.posts.create({
        clientId: runner.clientId,
        text: 'Next',
        targets: [{ accountId: account.id, text: null }],
        media: [],
      }),
    );
    schedule(runner.services, soon.id, Math.ceil((clock.now() + 1) / MINUTE) * MINUTE);
    const at = runner.post(soon.id).scheduledAt ?? 0;
    clock.set(at - 5_000);
    proxy.seen.length = 0;
    await collect();
    expect(proxy.seen).toEqual([]);
    value(runner.services.posts.unschedule(soon.id));
    database.raw
      .prepare(
        `INSERT INTO account_limits (id, account_id, bucket, blocked_until, updated_at)
         VALUES ('limit', ?, 'default', ?, ?)`,
      )
      .run(account.id, clock.now() + HOUR, clock.now());
    await collect();
    expect(proxy.seen).toEqual([]);
    advance(HOUR + 1);
    await collect();
    expect(rows()).toHaveLength(1);
  });

  it('are not read any more where the post is gone from the network', async () => {
    const { id } = await publish();
    const delivery = runner.delivery(id);
    value(await runner.services.engagement.removePost(delivery.id));
    await collect();
    const asked = () => proxy.seen.filter((call) => `${call}`.includes('statuses')).length;
    const before = asked();
    await collect();
    expect(asked()).toBe(before);
    expect(rows()).toEqual([]);
  });
});

describe('how large an account is', () => {
  it('is kept when it is connected, and once a day after that', async () => {
    expect(sizes()).toHaveLength(1);
    await collect();
    expect(sizes()).toHaveLength(1);
    advance(DAY);
    await collect();
    await collect();
    expect(sizes()).toHaveLength(2);
    for (let day = 0; day < 6; day++) {
      advance(5 * DAY);
      await collect();
    }
    const followers = sizes().map((size) => size.followers);
    expect(followers).toHaveLength(8);
    expect(followers.at(-1)).toBeGreaterThan(followers[0] ?? 0);
    const { followers: shown } = await runner.services.dashboard.figures(undefined);
    expect(shown).toMatchObject({ now: followers.at(-1), accounts: 1, changeOf: 1 });
    expect(shown.change).toBe((followers.at(-1) ?? 0) - (followers[1] ?? 0));
  });

  it('is not asked for of an account on a network that charges for reading', async () => {
    const { database, clock } = runner.workspace;
    database.raw.prepare("UPDATE accounts SET network = 'x' WHERE id = ?").run(account.id);
    await publishedOn(database, clock.now());
    proxy.seen.length = 0;
    advance(2 * DAY);
    await collect();
    expect(proxy.seen).toEqual([]);
  });
});

describe('who asks', () => {
  it('ends at once when the workspace is closed: an answer that comes back then is not kept', async () => {
    await publish();
    proxy.onRequest(() => {
      runner.services.metrics.close();
      return null;
    });
    await collect();
    expect(rows()).toEqual([]);
  });

  it('is the process that publishes, a while after it began to, and no other', async () => {
    let rounds = 0;
    const { accounts, posts, publishing } = runner.services;
    const { bus } = runner.workspace;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const metrics = createMetrics({
      ...runner.workspace,
      ...{ posts, publishing },
      accounts: {
        ...accounts,
        list: () => {
          rounds += 1;
          return [];
        },
      },
    });
    try {
      await vi.advanceTimersByTimeAsync(HOUR);
      expect(rounds).toBe(0);
      bus.emit('runner.changed', { runner: 'here' });
      // The start-up has the first minute to itself.
      await vi.advanceTimersByTimeAsync(59_000);
      expect(rounds).toBe(0);
      await vi.advanceTimersByTimeAsync(MINUTE);
      expect(rounds).toBe(1);
      await vi.advanceTimersByTimeAsync(HOUR);
      expect(rounds).toBeGreaterThan(8);
      bus.emit('runner.changed', { runner: 'elsewhere' });
      const before = rounds;
      await vi.advanceTimersByTimeAsync(HOUR);
      expect(rounds).toBe(before);
      bus.emit('runner.changed', { runner: 'here' });
      metrics.close();
      await vi.advanceTimersByTimeAsync(HOUR);
      expect(rounds).toBe(before);
    } finally {
      vi.useRealTimers();
      metrics.close();
    }
  });
});

/** A post that is out, without a call. */
async function publishedOn(
  { raw }: TestRunner['workspace']['database'],
  at: number,
): Promise<void> {
  const { id } = value(
    runner.services.posts.create({
      clientId: runner.clientId,
      text: 'Out',
      targets: [{ accountId: account.id, text: null }],
      media: [],
    }),
  );
  raw.prepare("UPDATE posts SET status = 'published', scheduled_at = ? WHERE id = ?").run(at, id);
  raw
    .prepare(
      `INSERT INTO deliveries (id, post_id, account_id, state, fingerprint, record_key, remote_id, prepared_at, attempt_count, published_at, created_at, updated_at)
       VALUES ('delivery', ?, ?, 'published', 'f', 'k', 'r', ?, 1, ?, ?, ?)`,
    )
    .run(id, account.id, at, at, at, at);
}
