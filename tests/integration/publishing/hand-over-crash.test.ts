import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Post } from '../../../shared/ipc/views.ts';
import { type HandOverTest, HOUR, openHandOver } from '../../support/handed-over.ts';
import { MINUTE, value } from '../../support/runner.ts';

let test: HandOverTest;

beforeEach(async () => {
  test = await openHandOver();
});
afterEach(() => test.close());

const SEND = 'POST /api/v1/statuses';
const texts = () => test.published().map(({ text }) => text);
const planned = async () => (await test.planned()).map(({ text }) => text);

/** The ledger can't write what `when` says, as if the process had ended right before. */
async function crash(when: string, meanwhile: () => Promise<unknown>) {
  const { raw } = test.runner.workspace.database;
  raw.exec(
    `CREATE TEMP TRIGGER crash BEFORE UPDATE ON deliveries WHEN ${when}
     BEGIN SELECT RAISE(ABORT, 'the process ended'); END`,
  );
  await meanwhile().catch(() => {});
  raw.exec('DROP TRIGGER crash');
  test.services.publishing.recover();
}

/** Until the post is over: published once there, and known here. */
async function expectOnce(post: Post, text: string) {
  for (let hour = 0; hour < 4; hour++) await test.runner.after(HOUR);
  expect(texts()).toEqual([text]);
  expect(await planned()).toEqual([]);
  expect(test.runner.post(post.id).status).toBe('published');
}

describe('a crash', () => {
  it.each([
    ['before the call', "NEW.state = 'sending'"],
    ['after the server accepted it', "NEW.state = 'handed_over'"],
  ])('%s leaves it planned there once', async (_, when) => {
    const post = test.plan(test.draft('Once'), 3 * HOUR);
    await crash(when, test.settle);
    for (let minute = 0; minute < 3; minute++) await test.runner.after(MINUTE);
    expect(await planned()).toEqual(['Once']);
    expect(test.row(post).state).toBe('handed_over');
    await expectOnce(post, 'Once');
  });

  it('while the answer to taking it back was written down neither loses nor doubles it', async () => {
    const post = test.plan(test.draft('Taken back'), 3 * HOUR);
    await test.settle();
    await crash("NEW.state = 'cancelled'", () => test.call('posts.unschedule', { id: post.id }));
    expect(await planned()).toEqual([]);
    for (let minute = 0; minute < 3; minute++) await test.runner.after(MINUTE);
    expect(test.runner.post(post.id).status).toBe('scheduled');
    expect(await planned()).toEqual(['Taken back']);
    await expectOnce(post, 'Taken back');
  });

  it.each([1, 6])(
    'between moving it there and here leaves it at its old time (%s h)',
    async (hours) => {
      const post = test.plan(test.draft('Moved'), 3 * HOUR);
      await test.settle();
      await crash("json_extract(NEW.progress, '$.handOver.unsure') = 0", () =>
        test.call('posts.schedule', { id: post.id, ...test.at(hours * HOUR) }),
      );
      const moved = test.runner.workspace.clock.now() + hours * HOUR;
      expect((await test.planned())[0]?.at).toBeGreaterThan(moved - 2 * MINUTE);
      await test.runner.after(2 * MINUTE);
      expect((await test.planned())[0]?.at).toBe(post.scheduledAt);
      await expectOnce(post, 'Moved');
    },
  );

  it('between moving it there and here, and asleep until after: published once', async () => {
    const post = test.plan(test.draft('Moved near'), 3 * HOUR);
    await test.settle();
    await crash("json_extract(NEW.progress, '$.handOver.unsure') = 0", () =>
      test.call('posts.schedule', { id: post.id, ...test.at(HOUR) }),
    );
    await test.runner.after(9 * HOUR);
    await expectOnce(post, 'Moved near');
  });
});

describe('an answer that is lost', () => {
  it('after the server accepted it is found by listing', async () => {
    const post = test.plan(test.draft('Accepted'), 3 * HOUR);
    test.proxy.onRequest((call) => (call === SEND ? { kind: 'cut_after' } : null));
    await test.settle();
    test.proxy.onRequest(() => null);
    await test.runner.after(MINUTE);
    expect(test.row(post).state).toBe('handed_over');
    expect(await planned()).toEqual(['Accepted']);
    await expectOnce(post, 'Accepted');
  });

  it('with the network down until long after its time is found among what was published', async () => {
    const post = test.plan(test.draft('Down'), 3 * HOUR);
    test.proxy.onRequest((call) => (call === SEND ? { kind: 'cut_after' } : null));
    await test.settle();
    await test.proxy.down();
    for (let hour = 0; hour < 5; hour++) await test.runner.after(HOUR);
    expect(test.runner.post(post.id).status).toBe('publishing');
    await test.proxy.up();
    test.proxy.onRequest(() => null);
    await expectOnce(post, 'Down');
  });

  it('before the server had it: it is handed over with the next try', async () => {
    const post = test.plan(test.draft('Cut before'), 3 * HOUR);
    test.proxy.onRequest((call) => (call === SEND ? { kind: 'cut_before' } : null));
    await test.settle();
    expect(test.row(post).state).toBe('ambiguous');
    expect(await test.call('posts.unschedule', { id: post.id })).toMatchObject({
      error: { code: 'not_taken_back', message: expect.stringContaining('finding out') },
    });
    test.proxy.onRequest(() => null);
    for (let minute = 0; minute < 3; minute++) await test.runner.after(MINUTE);
    expect(await planned()).toEqual(['Cut before']);
    await expectOnce(post, 'Cut before');
  });

  it('is asked of nobody where the network is down all the time: it is sent from here', async () => {
    const post = test.plan(test.draft('Never reached'), HOUR);
    await test.proxy.down();
    for (let minute = 0; minute < 12; minute++) await test.runner.after(5 * MINUTE);
    expect(await planned()).toEqual([]);
    await test.proxy.up();
    await expectOnce(post, 'Never reached');
  });
});

it('takes what is planned there already for its own where the ledger does not know it', async () => {
  const post = test.plan(test.draft('From a backup'), 3 * HOUR);
  await test.settle();
  const { raw } = test.runner.workspace.database;
  raw.prepare('delete from deliveries where post_id = ?').run(post.id);
  value(await test.call('accounts.setHandOver', { id: test.ada.id, on: true }));
  await test.runner.after(15 * MINUTE);
  expect(await planned()).toEqual(['From a backup']);
  expect(test.row(post).state).toBe('handed_over');
  await expectOnce(post, 'From a backup');
});

it('keeps two alike posts apart', async () => {
  const posts = [2, 3].map((hours) => test.plan(test.draft('Open today!'), hours * HOUR));
  await test.settle();
  expect(await planned()).toEqual(['Open today!', 'Open today!']);
  const ids = () => posts.map((post) => test.delivery(post).remoteId);
  await test.runner.after(9 * HOUR);
  expect(posts.map(({ id }) => test.runner.post(id).status)).toEqual(['published', 'published']);
  expect(new Set(ids()).size).toBe(2);
  expect(texts()).toHaveLength(2);
});
