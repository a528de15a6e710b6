import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOverview, type Overview } from '../../../electron/publishing/overview.ts';
import type { DeliveryState } from '../../../shared/domain/post-status.ts';
import { openSchedule, type TestSchedule } from '../../support/schedule.ts';
import { must } from '../../support/services.ts';

let test: TestSchedule;
let overview: Overview;
beforeEach(() => {
  test = openSchedule();
  overview = createOverview({
    database: test.database,
    clock: test.clock,
    runner: test.schedule.runner,
  });
});
afterEach(() => test.close());

const MINUTE = 60_000;
const texts = (clientId?: string) =>
  overview(clientId ? { clientId } : {}).next.map(({ post }) => post.excerpt);
const laneOf = (accountId: string) => {
  const lane = overview({}).lanes.find((one) => one.accountId === accountId);
  if (!lane) throw new Error('No such lane');
  return lane;
};

/** A delivery of a post to the bakery's account that stands like this. */
function deliver(postId: string, state: DeliveryState, waits: Record<string, unknown> = {}): void {
  const row = { nextAttemptAt: null, errorCode: null, errorMessage: null, ...waits };
  test.database.raw
    .prepare(
      `INSERT INTO deliveries (id, post_id, account_id, state, fingerprint, record_key, attempt_count,
         next_attempt_at, error_code, error_message, created_at, updated_at)
       VALUES (@id, @postId, @accountId, @state, 'f', @id, 1, @nextAttemptAt, @errorCode, @errorMessage, 1, 1)`,
    )
    .run({ id: v7(), postId, accountId: test.bakery.accountId, state, ...row });
}

function limit(bucket: string, row: Record<string, number | null>): void {
  const { database, bakery } = test;
  database.raw
    .prepare(
      `INSERT INTO account_limits (id, account_id, bucket, limit_count, remaining, resets_at, blocked_until, updated_at)
       VALUES (@id, @accountId, @bucket, @limit, @remaining, @resetsAt, @blockedUntil, 1)`,
    )
    .run({
      id: v7(),
      accountId: bakery.accountId,
      bucket,
      limit: null,
      remaining: null,
      resetsAt: null,
      blockedUntil: null,
      ...row,
    });
}

describe('what goes next', () => {
  it('is in the order of time: overdue, going out, ahead; drafts and what is over are not there', () => {
    const late = test.due(1, 'Late');
    test.due(20, 'Third');
    test.due(10, 'Second');
    test.draft('A draft');
    const going = test.due(5, 'Going out');
    must(test.posts.setStatus(going, 'publishing'));
    const missed = test.due(2, 'Missed');
    must(test.posts.setStatus(missed, 'missed'));
    test.clock.advance(3 * MINUTE);
    expect(texts()).toEqual(['Late', 'Going out', 'Second', 'Third']);
    const [first] = overview({}).next;
    expect(first).toMatchObject({
      post: { id: late, status: 'scheduled' },
      accountIds: [test.bakery.accountId],
      queued: false,
    });
    expect(overview({}).total).toBe(4);
  });

  it('tells what is in a queue, and is of one client where asked', () => {
    test.posts.queue.set({
      clientId: test.bakery.id,
      slots: [{ weekday: 1, time: '09:00', accountId: null }],
    });
    must(test.posts.enqueue(test.draft('Queued')));
    const other = test.client('Garage');
    const fixed = must(
      test.posts.create({
        clientId: other.id,
        text: 'Fixed',
        targets: [{ accountId: other.accountId, text: null }],
        media: [],
      }),
    );
    must(test.posts.schedule({ id: fixed.id, wallTime: '2026-11-22T18:00', zone: 'UTC' }));
    expect(overview({}).next.map(({ queued }) => queued)).toEqual([false, true]);
    expect(texts(test.bakery.id)).toEqual(['Queued']);
    expect(texts(other.id)).toEqual(['Fixed']);
    expect(overview({ clientId: other.id })).toMatchObject({
      total: 1,
      lanes: [{ accountId: other.accountId, clientId: other.id }],
    });
  });

  it('is a hundred posts at most, and says how many there are', () => {
    for (let minute = 1; minute <= 103; minute++) test.due(minute * 2, `Post ${minute}`);
    const { next, total } = overview({});
    expect([next.length, total]).toEqual([100, 103]);
    expect(next.at(-1)?.post.excerpt).toBe('Post 100');
  });

  it('is the same for a client with thousands of posts, which is read another way', () => {
    const { database, clock, bakery } = test;
    test.due(-1, 'Overdue');
    const insert = database.raw.prepare(
      `INSERT INTO posts (id, client_id, status, text, scheduled_at, version, created_at, updated_at)
       VALUES (?, ?, 'scheduled', ?, ?, 1, 1, 1)`,
    );
    database.raw.transaction(() => {
      for (let nth = 1; nth <= 2_500; nth++)
        insert.run(v7(), bakery.id, `Post ${nth}`, clock.now() + nth * MINUTE);
    })();
    const other = test.client('Garage');
    insert.run(v7(), other.id, 'Not of the bakery', clock.now() + MINUTE / 2);
    const { next, total } = overview({ clientId: bakery.id });
    expect([next.length, total]).toEqual([100, 2_501]);
    expect(next.slice(0, 3).map(({ post }) => post.excerpt)).toEqual([
      'Overdue',
      'Post 1',
      'Post 2',
    ]);
    expect(texts(other.id)).toEqual(['Not of the bakery']);
  });
});

describe('the lanes', () => {
  it('are idle where nothing waits, one for each account that is here', () => {
    const second = test.account(test.bakery.id);
    const away = test.client('Away');
    must(test.clients.archive(away.id));
    expect(overview({}).lanes.map(({ accountId, state }) => [accountId, state])).toEqual(
      expect.arrayContaining([
        [test.bakery.accountId, 'idle'],
        [second, 'idle'],
      ]),
    );
    expect(overview({}).lanes).toHaveLength(2);
    expect(overview({}).runner).toBe('none');
  });

  it('send, wait for the next try, and count what waits', () => {
    const until = test.clock.now() + 4 * MINUTE;
    deliver(test.due(1), 'prepared', {
      nextAttemptAt: until,
      errorCode: 'unreachable',
      errorMessage: 'Bluesky could not be reached.',
    });
    expect(laneOf(test.bakery.accountId)).toMatchObject({
      state: 'waiting',
      until,
      reason: 'Bluesky could not be reached.',
      waiting: 1,
    });
    deliver(test.due(2), 'prepared');
    expect(laneOf(test.bakery.accountId)).toMatchObject({
      state: 'waiting',
      until: null,
      waiting: 2,
    });
    deliver(test.due(3), 'sending');
    expect(laneOf(test.bakery.accountId)).toMatchObject({ state: 'sending', waiting: 2 });
  });

  it('are limited until the network takes more, with its counters as they were told', () => {
    const blockedUntil = test.clock.now() + 10 * MINUTE;
    limit('writes', { limit: 300, remaining: 0, resetsAt: blockedUntil, blockedUntil });
    limit('daily', { limit: 25, remaining: 12, resetsAt: blockedUntil + 1 });
    expect(laneOf(test.bakery.accountId)).toEqual({
      accountId: test.bakery.accountId,
      clientId: test.bakery.id,
      network: 'bluesky',
      handle: expect.any(String),
      state: 'limited',
      until: blockedUntil,
      reason: expect.stringMatching(/asked to wait/),
      waiting: 0,
      limits: [
        {
          bucket: 'daily',
          limit: 25,
          remaining: 12,
          resetsAt: blockedUntil + 1,
          blockedUntil: null,
        },
        { bucket: 'writes', limit: 300, remaining: 0, resetsAt: blockedUntil, blockedUntil },
      ],
    });
    test.clock.advance(10 * MINUTE);
    expect(laneOf(test.bakery.accountId)).toMatchObject({ state: 'idle', until: null });
  });

  it('are paused by the person and wait for a new sign-in, whatever else is there', async () => {
    const { accounts, bakery } = test;
    limit('writes', { blockedUntil: test.clock.now() + MINUTE });
    accounts.markReconnectNeeded(bakery.accountId, 'The app password was revoked. Make a new one.');
    expect(laneOf(bakery.accountId)).toMatchObject({
      state: 'reconnect',
      until: null,
      reason: 'The app password was revoked. Make a new one.',
    });
    must(await accounts.setEnabled(bakery.accountId, false));
    expect(laneOf(bakery.accountId)).toMatchObject({ state: 'paused', until: null });
  });
});
