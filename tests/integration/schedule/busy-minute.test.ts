import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchedule, type TestSchedule } from '../../support/schedule.ts';
import { must } from '../../support/services.ts';

const MINUTE = 60_000;
const ACCOUNTS = 12;
const EACH = 10;

let test: TestSchedule;
let accounts: string[];
beforeEach(() => {
  test = openSchedule();
  accounts = Array.from({ length: ACCOUNTS }, () => test.account(test.bakery.id));
});
afterEach(() => test.close());

/** Due in a minute; all of the first account before all of the second, and so on. */
function crowd(): { id: string; accountId: string }[] {
  const wallTime = new Date(test.clock.now() + MINUTE).toISOString().slice(0, 16);
  return accounts.flatMap((accountId, account) =>
    Array.from({ length: EACH }, (_, nth) => {
      const { id } = must(
        test.posts.create({
          clientId: test.bakery.id,
          text: `${account}/${nth}`,
          targets: [{ accountId, text: null }],
          media: [],
        }),
      );
      must(test.posts.schedule({ id, wallTime, zone: 'UTC' }));
      return { id, accountId };
    }),
  );
}

describe('a minute at which very much is due', () => {
  it('begins with every account before it goes on with any', async () => {
    const posts = crowd();
    await test.after(2 * MINUTE);
    const order = test.sent.map((text) => text.split('/'));
    expect(new Set(order.slice(0, ACCOUNTS).map(([account]) => account)).size).toBe(ACCOUNTS);
    // Each once, and each account's in the order of their making.
    expect(new Set(test.sent).size).toBe(posts.length);
    for (const account of accounts.keys())
      expect(order.filter(([of]) => of === String(account)).map(([, nth]) => nth)).toEqual(
        Array.from({ length: EACH }, (_, nth) => String(nth)),
      );
    for (const { id } of posts) expect(test.get(id).status).toBe('published');
  });

  it('is on time for all who are in it, however long it takes to write them down', async () => {
    must(test.clients.update({ id: test.bakery.id, latenessMinutes: 0 }));
    const posts = crowd();
    const stop = test.bus.on('post.changed', () => test.clock.advance(5_000));
    await test.after(MINUTE);
    stop();
    for (const { id } of posts) expect(test.get(id).status).toBe('published');
  });

  it('leaves alone what is moved or taken back while others are taken', async () => {
    const posts = crowd();
    const [moved, back] = posts.slice(-2).map(({ id }) => id) as [string, string];
    const stop = test.bus.on('post.changed', ({ status }) => {
      if (status !== 'publishing' || test.get(moved).wallTime?.startsWith('2027')) return;
      must(test.posts.schedule({ id: moved, wallTime: '2027-01-01T09:00', zone: 'UTC' }));
      must(test.posts.unschedule(back));
    });
    await test.after(2 * MINUTE);
    stop();
    expect([test.get(moved).status, test.get(back).status]).toEqual(['scheduled', 'draft']);
    expect(test.sent).toHaveLength(posts.length - 2);
  });

  it('is not held up by posts that can’t be taken, and undoes only those', async () => {
    const posts = crowd();
    const stuck = posts.filter((_, index) => index % EACH === 0).map(({ id }) => id);
    test.database.raw.exec(`CREATE TEMP TRIGGER broken BEFORE INSERT ON main.deliveries
      WHEN new.post_id IN (${stuck.map((id) => `'${id}'`).join()})
      BEGIN SELECT raise(ABORT, 'broken'); END`);
    await test.after(2 * MINUTE);
    expect(test.sent).toHaveLength(posts.length - stuck.length);
    for (const id of stuck) {
      expect(test.get(id).status).toBe('scheduled');
      expect(must(test.publishing.forPost(id))).toEqual([]);
    }
    expect(test.log.lines.filter(({ message }) => /could not be taken/.test(message))).toHaveLength(
      stuck.length,
    );
    test.database.raw.exec('DROP TRIGGER broken');
    await test.after(1000);
    expect(new Set(test.sent).size).toBe(posts.length);
  });
});
