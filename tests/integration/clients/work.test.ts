import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWork, type Work } from '../../../electron/clients/work.ts';
import { deliveries } from '../../../electron/database/schema/index.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let work: Work;
let zone: string;
let client: { id: string; accountId: string };
let last = 0;

beforeEach(() => {
  workspace = openServices();
  const { database, bus, clock } = workspace;
  zone = 'Europe/Berlin';
  work = createWork({ database, bus, clock, zone: () => zone });
  client = workspace.client();
});
afterEach(() => workspace.close());

const UNKNOWN = '019a0000-0000-7000-8000-000000000000';
const months = (count = 2) => must(work.months({ clientId: client.id, count }));
const entry = (day: string, minutes: number, note = '') =>
  must(work.add({ clientId: client.id, day, minutes, note }));

/** A post that came out on its accounts at these times. */
function published(of: { id: string; accountId: string }, ...times: string[]): string {
  const { posts, database, clock } = workspace;
  const targets = [{ accountId: of.accountId, text: null }];
  const { id } = must(posts.create({ clientId: of.id, text: 'Rye', targets, media: [] }));
  const instants = times.map((time) => Date.parse(time));
  database.raw
    .prepare("UPDATE posts SET status = 'published', scheduled_at = ? WHERE id = ?")
    .run(instants[0], id);
  instants.forEach((publishedAt, index) => {
    const accountId = index === 0 ? of.accountId : workspace.account(of.id);
    database.orm
      .insert(deliveries)
      .values({
        ...{ id: `d${++last}`, postId: id, accountId, state: 'published', publishedAt },
        ...{ fingerprint: 'f', recordKey: 'k', createdAt: clock.now(), updatedAt: clock.now() },
      })
      .run();
  });
  return id;
}

describe('a month against its promise', () => {
  beforeEach(() => workspace.clock.set(Date.parse('2026-11-20T12:00:00Z')));

  it('counts posts in the month in which they first came out, where the person lives', () => {
    // In Berlin it is November already.
    published(client, '2026-10-31T23:30:00Z');
    published(client, '2026-10-31T22:30:00Z');
    published(client, '2026-11-15T09:00:00Z', '2026-12-01T09:00:00Z');
    published(workspace.client('Other'), '2026-11-15T09:00:00Z');
    expect(months().map(({ month, posts }) => [month, posts.published])).toEqual([
      ['2026-11', 2],
      ['2026-10', 1],
    ]);
    zone = 'America/New_York';
    expect(months().map(({ posts }) => posts.published)).toEqual([1, 2]);
  });

  it('counts what is still to come, not what is planned, removed or of the month after', () => {
    const { posts } = workspace;
    const post = () =>
      must(
        posts.create({
          ...{ clientId: client.id, text: 'Rye', media: [] },
          targets: [{ accountId: client.accountId, text: null }],
        }),
      ).id;
    const at = (wallTime: string) => ({ wallTime, zone });
    must(posts.schedule({ id: post(), ...at('2026-11-30T23:59') }));
    must(posts.schedule({ id: post(), ...at('2026-12-01T00:00') }));
    must(posts.plan({ id: post(), at: at('2026-11-29T09:00') }));
    const removed = post();
    must(posts.schedule({ id: removed, ...at('2026-11-28T09:00') }));
    must(posts.remove(removed));
    expect(months(1)).toEqual([
      {
        month: '2026-11',
        posts: { published: 0, scheduled: 1, promised: null },
        minutes: { worked: 0, promised: null },
      },
    ]);
  });

  it('stands beside what is promised', () => {
    const { clients } = workspace;
    must(clients.update({ id: client.id, retainerPosts: 12, retainerMinutes: 600 }));
    published(client, '2026-11-15T09:00:00Z');
    entry('2026-11-01', 90);
    entry('2026-11-30', 30);
    entry('2026-10-31', 45);
    expect(months()).toEqual([
      {
        month: '2026-11',
        posts: { published: 1, scheduled: 0, promised: 12 },
        minutes: { worked: 120, promised: 600 },
      },
      {
        month: '2026-10',
        posts: { published: 0, scheduled: 0, promised: 12 },
        minutes: { worked: 45, promised: 600 },
      },
    ]);
    expect(months(14).map(({ month }) => month)).toContain('2025-10');
  });
});

describe('time that was worked', () => {
  it('is listed by month, the newest day first', () => {
    const [first, second] = [entry('2026-11-02', 30, 'Call'), entry('2026-11-20', 90)];
    entry('2026-12-01', 15);
    const list = () => must(work.entries({ clientId: client.id, month: '2026-11' }));
    expect(list()).toEqual([second, first]);
    must(work.update({ id: first.id, minutes: 45, day: '2026-11-21' }));
    expect(list()).toEqual([{ ...first, minutes: 45, day: '2026-11-21' }, second]);
  });

  it('comes back as it was', () => {
    const one = entry('2026-11-02', 30, 'Call');
    const removed = must(work.remove(one.id));
    expect(must(work.entries({ clientId: client.id, month: '2026-11' }))).toEqual([]);
    expect(must(work.restore(removed))).toEqual(one);
    expect(work.restore(removed)).toMatchObject({ error: { code: 'id_taken' } });
  });

  it('is of a client that is there', () => {
    for (const answer of [
      work.months({ clientId: UNKNOWN, count: 1 }),
      work.entries({ clientId: UNKNOWN, month: '2026-11' }),
      work.add({ clientId: UNKNOWN, day: '2026-11-02', minutes: 5, note: '' }),
      work.update({ id: UNKNOWN }),
      work.remove(UNKNOWN),
    ])
      expect(answer).toMatchObject({ error: { code: 'not_found' } });
  });
});
