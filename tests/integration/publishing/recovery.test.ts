import { describe, expect, it } from 'vitest';
import { outgoingPost } from '../../support/platform-call.ts';
import {
  type Connected,
  MINUTE,
  type Network,
  openRunner,
  PUT,
  type TestRunner,
  value,
  withRunner,
} from '../../support/runner.ts';
import { openAgain } from '../../support/workspace.ts';

let network: Network;
let runner: TestRunner;
let alice: Connected;

withRunner((line) => {
  ({ network, runner, alice } = line);
});

const puts = () => network.proxy.seen.filter((call) => call === PUT).length;

describe('after a crash', () => {
  /** As the ledger stood when the process ended between sending and writing the answer down. */
  const crashWhileSending = (postId: string) => {
    const { raw } = runner.workspace.database;
    const { id } = runner.delivery(postId);
    raw.prepare(`update deliveries set state = 'sending', attempt_count = 1 where id = ?`).run(id);
    raw
      .prepare(
        `insert into delivery_attempts (id, delivery_id, started_at, state) values (?, ?, ?, 'sending')`,
      )
      .run('019ab000-0000-7000-8000-000000000001', id, runner.workspace.clock.now());
  };

  it.each([true, false])(
    'looks first (had been taken: %s), and it is one record',
    async (taken) => {
      const post = runner.scheduled([alice], 'crash', 0);
      const newer = runner.scheduled([alice], 'newer', 0);
      value(runner.services.publishing.prepare(post.id));
      crashWhileSending(post.id);
      if (taken) {
        const { accounts } = runner.services;
        const { platform, context } = value(await accounts.context(alice.account.id));
        const recordKey = runner.workspace.database.raw
          .prepare('select record_key from deliveries')
          .pluck()
          .get() as string;
        const sent = outgoingPost('crash', { recordKey, createdAt: 0 });
        await platform.publish(context, sent, { saved: null, save: async () => {} });
        network.proxy.seen.length = 0;
      }
      await runner.after(0);
      // Doubt is settled before anything new goes out for the account.
      expect(network.proxy.seen[0]).toBe('GET com.atproto.repo.getRecord');
      await runner.after(MINUTE);
      expect(runner.post(post.id).status).toBe('published');
      expect(runner.post(newer.id).status).toBe('published');
      expect(runner.delivery(post.id).attempts.map((attempt) => attempt.responseClass)).toEqual(
        taken ? ['interrupted', 'found'] : ['interrupted', 'absent', 'ok'],
      );
      expect((await runner.records(alice)).map(({ text }) => text).sort()).toEqual([
        'crash',
        'newer',
      ]);
    },
  );
});

describe('when the answer can not be written down', () => {
  it('looks it up as after a crash, and it is one record', async () => {
    const { raw } = runner.workspace.database;
    const post = runner.scheduled([alice], 'no room', 1);
    raw.exec(
      `CREATE TEMP TRIGGER no_room BEFORE UPDATE ON deliveries WHEN NEW.state = 'published'
       BEGIN SELECT RAISE(ABORT, 'a full disk, say'); END`,
    );
    await runner.after(MINUTE);
    expect(runner.delivery(post.id).state).toBe('ambiguous');
    raw.exec('DROP TRIGGER no_room');
    await runner.after(1000);
    expect(runner.post(post.id).status).toBe('published');
    expect(puts()).toBe(1);
    expect(await runner.records(alice)).toHaveLength(1);
  });
});

describe('when nothing at all can be written down', () => {
  it('goes on by itself when there is room again, and it is one record', async () => {
    const { raw } = runner.workspace.database;
    const post = runner.scheduled([alice], 'no room at all', 1);
    raw.exec(
      `CREATE TEMP TRIGGER no_room BEFORE UPDATE ON deliveries WHEN OLD.state = 'sending'
       BEGIN SELECT RAISE(ABORT, 'a full disk, say'); END`,
    );
    await runner.after(MINUTE);
    expect(runner.delivery(post.id).state).toBe('sending');
    raw.exec('DROP TRIGGER no_room');
    await runner.after(1000);
    expect(runner.post(post.id).status).toBe('published');
    expect(puts()).toBe(1);
    expect(await runner.records(alice)).toHaveLength(1);
  });
});

describe('when it is stopped while it looks', () => {
  it('leaves no attempt open in the log', async () => {
    const post = runner.scheduled([alice], 'looked twice', 1);
    network.proxy.onRequest((call) => (call === PUT ? { kind: 'cut_after' } : null));
    await runner.after(MINUTE);
    const { id } = runner.delivery(post.id);
    const { raw } = runner.workspace.database;
    raw.prepare(`update deliveries set state = 'ambiguous', remote_id = null where id = ?`).run(id);
    raw.prepare(`update posts set status = 'publishing' where id = ?`).run(post.id);
    raw
      .prepare(
        `insert into delivery_attempts (id, delivery_id, started_at, state) values (?, ?, ?, 'ambiguous')`,
      )
      .run('019ab000-0000-7000-8000-000000000002', id, runner.workspace.clock.now());
    await runner.after(1000);
    const { state, attempts } = runner.delivery(post.id);
    expect(state).toBe('published');
    expect(attempts.filter(({ finishedAt }) => finishedAt === null)).toEqual([]);
  });
});

describe('two runners on one workspace', () => {
  it('publish once; the second takes over when the first ends', async () => {
    const second = await openRunner(network, openAgain(runner.workspace));
    const post = runner.scheduled([alice], 'once', 1);
    runner.workspace.clock.advance(MINUTE);
    await Promise.all([runner.services.schedule.sweep(), second.services.schedule.sweep()]);
    expect(runner.services.schedule.runner()).toBe('here');
    expect(second.services.schedule.runner()).toBe('elsewhere');
    expect(runner.post(post.id).status).toBe('published');
    expect(await runner.records(alice)).toHaveLength(1);
    expect(puts()).toBe(1);

    const next = runner.scheduled([alice], 'next', 1);
    await runner.services.schedule.stop();
    expect(runner.services.schedule.runner()).toBe('none');
    await second.after(MINUTE);
    expect(second.services.schedule.runner()).toBe('here');
    expect(second.post(next.id).status).toBe('published');
    expect(await runner.records(alice)).toHaveLength(2);
    await second.services.schedule.stop();
    second.workspace.close();
  });

  it('hear of each other’s decisions through the database', async () => {
    const second = await openRunner(network, openAgain(runner.workspace));
    const post = runner.scheduled([alice], 'waits', 1);
    await network.proxy.down();
    await runner.after(MINUTE);
    await network.proxy.up();
    value(second.services.publishing.retry(second.delivery(post.id).id));
    await second.services.schedule.sweep();
    expect(second.services.schedule.runner()).toBe('elsewhere');
    await runner.after(0);
    expect(second.post(post.id).status).toBe('published');
    expect(await runner.records(alice)).toHaveLength(1);
    await second.services.schedule.stop();
    second.workspace.close();
  });
});

describe('the scheduler by itself', () => {
  const until = async (condition: () => boolean) => {
    for (let round = 0; round < 200 && !condition(); round++)
      await new Promise((resolve) => setTimeout(resolve, 25));
    expect(condition()).toBe(true);
  };

  it('publishes at once what is made due, without waiting for a tick', async () => {
    const { schedule, posts } = runner.services;
    schedule.start();
    const post = runner.scheduled([alice], 'now', 60);
    value(posts.publishNow(post.id));
    const from = Date.now();
    await until(() => runner.post(post.id).status === 'published');
    expect(Date.now() - from).toBeLessThan(4000);
  });

  it('wakes for the next due time, without waiting for a tick', async () => {
    const { clock, database } = runner.workspace;
    const post = runner.scheduled([alice], 'on the dot', 60);
    const due = clock.now() + 1500;
    database.raw.prepare('update posts set scheduled_at = ? where id = ?').run(due, post.id);
    const began = Date.now();
    const startedAt = clock.now();
    const moving = setInterval(() => clock.set(startedAt + Date.now() - began), 20);
    runner.services.schedule.start();
    await until(() => runner.post(post.id).status === 'published').finally(() =>
      clearInterval(moving),
    );
    const { publishedAt } = runner.delivery(post.id);
    expect(publishedAt).toBeGreaterThanOrEqual(due);
    expect(publishedAt).toBeLessThan(due + 5000);
  });

  it('writes the call under way down before it stops', async () => {
    const { schedule } = runner.services;
    const post = runner.scheduled([alice], 'under way', 1);
    network.proxy.onAnswered(async (call) => {
      if (call === PUT) await new Promise((resolve) => setTimeout(resolve, 200));
    });
    const sweeping = runner.after(MINUTE);
    await until(() => puts() === 1);
    expect(runner.delivery(post.id).state).toBe('sending');
    await schedule.stop();
    expect(runner.delivery(post.id).state).toBe('published');
    await sweeping;
    expect(runner.post(runner.scheduled([alice], 'later', 1).id).status).toBe('scheduled');
    await runner.after(MINUTE);
    expect(puts()).toBe(1);
  });

  it('ends a call that goes on and on, and leaves it to be looked up', async () => {
    const post = runner.scheduled([alice], 'without end', 1);
    network.proxy.onRequest((call) => (call === PUT ? { kind: 'hang' } : null));
    const sweeping = runner.after(MINUTE);
    await until(() => puts() === 1);
    const from = Date.now();
    await runner.services.schedule.stop();
    await sweeping;
    expect(Date.now() - from).toBeLessThan(6000);
    expect(runner.delivery(post.id)).toMatchObject({
      state: 'ambiguous',
      attempts: [{ responseClass: 'interrupted', finishedAt: expect.any(Number) }],
    });
  });
});
