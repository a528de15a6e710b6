import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSchedule, type TestSchedule } from '../../support/schedule.ts';
import { must } from '../../support/services.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The clock stands at Sunday 2026-11-22T09:00Z. */
let test: TestSchedule;
beforeEach(() => {
  test = openSchedule();
});
afterEach(() => test.close());

const list = (clientId?: string) =>
  test.triage.list({ limit: 100, ...(clientId === undefined ? {} : { clientId }) });
const slots = () =>
  must(
    test.posts.queue.set({
      clientId: test.bakery.id,
      slots: [
        { weekday: 1, time: '09:00', accountId: null },
        { weekday: 2, time: '09:00', accountId: null },
      ],
    }),
  );
/** Posts that came due while the computer slept through the night. */
async function missed(count = 3): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => test.due(index + 1, `Post ${index}`));
  await test.after(12 * HOUR);
  expect(ids.map((id) => test.get(id).status)).toEqual(ids.map(() => 'missed'));
  expect(test.sent).toEqual([]);
  return ids;
}

describe('what was missed', () => {
  it('is listed oldest first, with what may be done and how late it is', async () => {
    const [first, second] = await missed(2);
    expect(list()).toMatchObject({
      total: 2,
      posts: [
        {
          post: { id: first, status: 'missed', wallTime: '2026-11-22T09:01' },
          lateMs: 12 * HOUR - MINUTE,
          choices: { publish_now: true, next_slot: null, pick: true, drop: true },
          problem: null,
        },
        { post: { id: second } },
      ],
    });
    slots();
    expect(list().posts[0]?.choices.next_slot).toEqual({
      at: Date.UTC(2026, 10, 23, 9),
      wallTime: '2026-11-23T09:00',
      zone: 'UTC',
      shift: 'none',
    });
    expect(test.triage.list({ limit: 1 })).toMatchObject({
      total: 2,
      posts: [{ post: { id: first } }],
    });
    expect(list(test.client('Garage').id)).toEqual({ total: 0, posts: [] });
    expect(list(test.bakery.id).total).toBe(2);
  });

  it('says what keeps it from being sent; it can still be dropped', async () => {
    const [id] = await missed(1);
    must(await test.accounts.setEnabled(test.bakery.accountId, false));
    slots();
    expect(list().posts).toMatchObject([
      {
        choices: { publish_now: false, next_slot: null, pick: false, drop: true },
        problem: expect.stringMatching(/\.$/),
      },
    ]);
    expect(test.triage.decide({ ids: [id ?? ''], decision: 'publish_now' })).toMatchObject([
      { id, ok: false, code: 'not_ready', message: expect.stringMatching(/\.$/) },
    ]);
    expect(test.triage.decide({ ids: [id ?? ''], decision: 'drop' })).toMatchObject([{ ok: true }]);
  });
});

describe('a decision', () => {
  it('publishes now, once', async () => {
    const ids = await missed();
    expect(test.triage.decide({ ids: [...ids, ...ids], decision: 'publish_now' })).toEqual(
      ids.map((id) => ({ id, ok: true, status: 'scheduled', scheduledAt: test.clock.now() })),
    );
    await test.after(0);
    expect([...test.sent].sort()).toEqual(['Post 0', 'Post 1', 'Post 2']);
    expect(list().total).toBe(0);
    expect(test.triage.decide({ ids, decision: 'publish_now' })).toEqual(
      ids.map((id) => ({ id, ok: false, code: 'not_missed', message: expect.any(String) })),
    );
    await test.after(MINUTE);
    expect(test.sent).toHaveLength(3);
  });

  it('gives each the next free slot, in order', async () => {
    slots();
    const ids = await missed();
    const decided = test.triage.decide({ ids, decision: 'next_slot' });
    expect(decided.map((one) => one.ok && one.scheduledAt)).toEqual([
      Date.UTC(2026, 10, 23, 9),
      Date.UTC(2026, 10, 24, 9),
      Date.UTC(2026, 10, 30, 9),
    ]);
    expect(ids.map((id) => test.get(id).queued)).toEqual([true, true, true]);
    await test.after(Date.UTC(2026, 10, 23, 9) - test.clock.now());
    expect(test.sent).toEqual(['Post 0']);
  });

  it('says where there is no slot', async () => {
    const [id] = await missed(1);
    expect(test.triage.decide({ ids: [id ?? ''], decision: 'next_slot' })).toMatchObject([
      { ok: false, code: 'no_free_slot' },
    ]);
    expect(test.get(id ?? '').status).toBe('missed');
  });

  it('sets a time', async () => {
    const ids = await missed(2);
    const decision = { wallTime: '2026-11-24T18:00', zone: 'Europe/Berlin' };
    expect(test.triage.decide({ ids, decision })).toEqual(
      ids.map((id) => ({
        id,
        ok: true,
        status: 'scheduled',
        scheduledAt: Date.UTC(2026, 10, 24, 17),
      })),
    );
    expect(test.triage.decide({ ids, decision })).toMatchObject([{ ok: false }, { ok: false }]);
  });

  it('drops, and nothing is sent any more', async () => {
    const ids = await missed(2);
    expect(test.triage.decide({ ids, decision: 'drop' })).toMatchObject(
      ids.map((id) => ({ id, ok: true, status: 'cancelled' })),
    );
    await test.after(24 * HOUR);
    expect(test.sent).toEqual([]);
    expect(list().total).toBe(0);
    expect(test.posts.needsYou().missed).toBe(0);
  });

  it('is carried out for the others where one can’t be', async () => {
    const [first, second] = await missed(2);
    must(test.posts.remove(first ?? ''));
    expect(
      test.triage.decide({
        ids: [first ?? '', second ?? ''],
        decision: { wallTime: '2026-11-21T09:00', zone: 'UTC' },
      }),
    ).toMatchObject([
      { id: first, ok: false, code: 'not_found' },
      { id: second, ok: false, code: 'in_the_past' },
    ]);
    expect(
      test.triage.decide({ ids: [first ?? '', second ?? ''], decision: 'publish_now' }),
    ).toMatchObject([{ ok: false }, { id: second, ok: true }]);
  });
});

describe('taking a decision back', () => {
  it('makes what was moved or dropped missed again, at the time it had', async () => {
    slots();
    const [slot = '', later = '', dropped = ''] = await missed();
    const was = [slot, later, dropped].map(test.get);
    test.triage.decide({ ids: [slot], decision: 'next_slot' });
    const decision = { wallTime: '2026-11-24T18:00', zone: 'Europe/Berlin' };
    test.triage.decide({ ids: [later], decision });
    test.triage.decide({ ids: [dropped], decision: 'drop' });
    expect(list().total).toBe(0);

    const ids = [slot, later, dropped];
    expect(test.triage.takeBack({ ids })).toEqual(ids.map((id) => ({ id, ok: true })));
    expect(list().posts.map(({ post }) => post.id)).toEqual(ids);
    for (const [index, id] of ids.entries()) {
      const { scheduledAt, wallTime, zone } = was[index] ?? test.get(id);
      expect(test.get(id)).toMatchObject({
        status: 'missed',
        queued: false,
        scheduledAt,
        wallTime,
        zone,
      });
    }
    // Nothing of it goes out, and it can be decided anew.
    await test.after(72 * HOUR);
    expect(test.sent).toEqual([]);
    expect(test.triage.decide({ ids, decision: 'drop' })).toMatchObject(
      ids.map(() => ({ ok: true })),
    );
  });

  it('is refused for what goes out, has gone out, or was not decided here', async () => {
    const [now = '', later = '', other = ''] = await missed();
    test.triage.decide({ ids: [now], decision: 'publish_now' });
    const decision = { wallTime: '2026-11-22T22:00', zone: 'UTC' };
    test.triage.decide({ ids: [later], decision });
    await test.after(2 * HOUR);
    expect(test.sent).toHaveLength(2);
    expect(test.triage.takeBack({ ids: [now, later, other] })).toEqual(
      [now, later, other].map((id) => ({
        id,
        ok: false,
        code: 'not_allowed',
        message: expect.stringMatching(/\.$/),
      })),
    );
    expect(test.get(later).status).toBe('published');
  });
});
