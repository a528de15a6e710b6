import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ParsedInput } from '../../../shared/ipc/contract.ts';
import type { Post } from '../../../shared/ipc/views.ts';
import { openSchedule, type TestSchedule } from '../../support/schedule.ts';
import { must } from '../../support/services.ts';
import { MIGRATIONS } from '../../support/workspace.ts';

const DAY = 86_400_000;
/** The clock stands at Sunday 2026-11-22T09:00Z; eight weeks ahead is 2027-01-17. */
let test: TestSchedule;
beforeEach(() => {
  test = openSchedule();
});
afterEach(() => test.close());

type Create = ParsedInput<'recurrences.create'>;
const weekly: Omit<Create, 'from'> = {
  rule: 'FREQ=WEEKLY;BYDAY=MO,TH',
  startsAt: '2026-11-23T09:00',
  zone: 'UTC',
  skipHolidaysOf: null,
};
const saying = (text = 'Fresh bread'): Create['from'] => ({
  kind: 'content',
  clientId: test.bakery.id,
  text,
  threading: 'off',
  firstComment: '',
  category: '',
  labelIds: [],
  targets: [{ accountId: test.bakery.accountId, text: null }],
  media: [],
});
const create = async (when: Partial<typeof weekly> = {}, from = saying()) =>
  must(await test.recurrences.create({ ...weekly, ...when, from }));
const made = (): Post[] =>
  (
    test.database.raw
      .prepare(
        'SELECT id FROM posts WHERE recurrence_id IS NOT NULL AND removed_at IS NULL ORDER BY occurrence_on',
      )
      .pluck()
      .all() as string[]
  ).map(test.get);
const days = () => made().map(({ occurrenceOn }) => occurrenceOn);
/** Every Monday and Thursday of the eight weeks. */
const EIGHT_WEEKS = Array.from({ length: 16 }, (_, index) =>
  new Date(Date.UTC(2026, 10, 23 + Math.floor(index / 2) * 7 + (index % 2) * 3))
    .toISOString()
    .slice(0, 10),
);

describe('a recurring post', () => {
  it('is a scheduled post of its own for each day, eight weeks ahead', async () => {
    const mediaId = test.media();
    const recurrence = await create({}, {
      ...saying(),
      kind: 'content',
      media: [{ mediaId, altText: 'A loaf' }],
    } as Create['from']);
    expect(recurrence).toMatchObject({
      clientId: test.bakery.id,
      description: 'every Monday and Thursday at 9:00',
      nextAt: Date.UTC(2026, 10, 23, 9),
      upcoming: 16,
      endedAt: null,
    });
    expect(days()).toEqual(EIGHT_WEEKS);
    expect(made()[0]).toMatchObject({
      status: 'scheduled',
      text: 'Fresh bread',
      wallTime: '2026-11-23T09:00',
      scheduledAt: Date.UTC(2026, 10, 23, 9),
      zone: 'UTC',
      queued: false,
      recurrenceId: recurrence.id,
      targets: [{ accountId: test.bakery.accountId }],
      media: [{ altText: 'A loaf' }],
    });
    expect(test.recurrences.list({ ended: false })).toEqual([recurrence]);
    expect(test.told.map(({ name }) => name)).toContain('recurrence.changed');
  });

  it('goes on day by day, and makes nothing twice', async () => {
    await create();
    expect(await test.recurrences.extendAll()).toBe(0);
    test.clock.advance(DAY);
    expect(await test.recurrences.extendAll()).toBe(1);
    expect(days()).toEqual([...EIGHT_WEEKS, '2027-01-18']);
    test.clock.advance(-DAY);
    expect(await test.recurrences.extendAll()).toBe(0);
  });

  it('is made once by two processes at the same moment', async () => {
    await create();
    const input = {
      file: test.file,
      key: test.key,
      migrations: MIGRATIONS,
      backups: path.join(test.folder, 'backups'),
      now: test.clock.now() + 28 * DAY,
    };
    const entry = path.join(import.meta.dirname, '../../support/extend-recurrences.ts');
    const run = async () => {
      const child = spawn(process.execPath, [entry, JSON.stringify(input)], { stdio: 'pipe' });
      let said = '';
      child.stdout.on('data', (chunk) => {
        said += chunk;
      });
      child.stderr.on('data', (chunk) => {
        said += chunk;
      });
      await once(child, 'close');
      return JSON.parse(said) as { made: number; log: unknown[] };
    };
    const [one, two] = await Promise.all([run(), run()]);
    expect(one.made + two.made).toBe(8);
    expect([...one.log, ...two.log]).toEqual([]);
    expect(days()).toHaveLength(24);
    expect(new Set(days()).size).toBe(24);
  });

  it('makes nothing twice when its mark is lost: the index refuses a second one', async () => {
    const { id } = await create();
    test.database.raw.prepare('UPDATE recurrences SET made_until = NULL').run();
    expect(await test.recurrences.extendAll()).toBe(0);
    expect(test.recurrences.list({ ended: false })).toMatchObject([{ id, upcoming: 16 }]);
  });

  it('does not come back on a day that was removed', async () => {
    await create();
    const [first] = made();
    must(test.posts.remove(first?.id ?? ''));
    test.database.raw.prepare('UPDATE recurrences SET made_until = NULL').run();
    await test.recurrences.extendAll();
    expect(days()).toEqual(EIGHT_WEEKS.slice(1));
  });

  it('has what passed while ClientNest did not run, so that it is missed and not lost', async () => {
    await create({ rule: 'FREQ=WEEKLY;BYDAY=MO' });
    test.clock.set(Date.UTC(2027, 1, 1, 12));
    await test.schedule.sweep();
    // The sweep misses the eight that were there; what it made ahead is taken by the next one.
    await test.schedule.sweep();
    const missed = made().filter(({ status }) => status === 'missed');
    expect(missed.map(({ occurrenceOn }) => occurrenceOn)).toEqual(
      Array.from({ length: 11 }, (_, week) =>
        new Date(Date.UTC(2026, 10, 23 + week * 7)).toISOString().slice(0, 10),
      ),
    );
    expect(test.sent).toEqual([]);
  });

  it('skips public holidays', async () => {
    await create({ rule: 'FREQ=DAILY', skipHolidaysOf: 'DE-BY' });
    expect(days()).toHaveLength(56 - 4);
    for (const holiday of ['2026-12-25', '2026-12-26', '2027-01-01', '2027-01-06'])
      expect(days()).not.toContain(holiday);
  });

  it('leaves out accounts and images that are gone', async () => {
    const other = test.account(test.bakery.id);
    await create({}, {
      ...saying(),
      kind: 'content',
      targets: [test.bakery.accountId, other].map((accountId) => ({ accountId, text: null })),
    } as Create['from']);
    test.database.raw
      .prepare('UPDATE accounts SET removed_at = 1 WHERE id = ?')
      .run(test.bakery.accountId);
    test.clock.advance(DAY);
    await test.recurrences.extendAll();
    expect(
      made()
        .at(-1)
        ?.targets.map(({ accountId }) => accountId),
    ).toEqual([other]);
  });

  it('pushes the queue aside', async () => {
    must(
      test.posts.queue.set({
        clientId: test.bakery.id,
        slots: [{ weekday: 1, time: '09:00', accountId: null }],
      }),
    );
    const queued = test.draft('Queued');
    must(test.posts.enqueue(queued));
    expect(test.get(queued).wallTime).toBe('2026-11-23T09:00');
    const { id } = await create({ rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=2' });
    expect(test.get(queued).wallTime).toBe('2026-12-07T09:00');
    must(test.recurrences.end({ id, upcoming: 'remove' }));
    expect(test.get(queued).wallTime).toBe('2026-11-23T09:00');
  });
});

describe('made from a post', () => {
  const from = (postId: string): Create['from'] => ({ kind: 'post', postId });

  it('has a scheduled post as the occurrence of its day', async () => {
    const id = test.draft();
    must(test.posts.schedule({ id, wallTime: '2026-11-26T17:30', zone: 'UTC' }));
    const { id: recurrenceId, upcoming } = await create({}, from(id));
    expect(upcoming).toBe(16);
    expect(days()).toEqual(EIGHT_WEEKS);
    expect(test.get(id)).toMatchObject({
      recurrenceId,
      occurrenceOn: '2026-11-26',
      wallTime: '2026-11-26T17:30',
    });
    expect(await test.recurrences.create({ ...weekly, from: from(id) })).toMatchObject({
      error: { code: 'not_allowed' },
    });
  });

  it('has a draft as the first one', async () => {
    const id = test.draft();
    await create({}, from(id));
    expect(test.get(id)).toMatchObject({
      status: 'scheduled',
      occurrenceOn: '2026-11-23',
      wallTime: '2026-11-23T09:00',
    });
    expect(days()).toEqual(EIGHT_WEEKS);
  });

  it('copies a published one, which stays as it is', async () => {
    const id = test.due(1, 'Sold out');
    await test.after(60_000);
    expect(test.get(id).status).toBe('published');
    await create({}, from(id));
    expect(test.get(id).recurrenceId).toBeNull();
    expect(made().map(({ text }) => text)).toEqual(EIGHT_WEEKS.map(() => 'Sold out'));
  });
});

describe('a rule that can’t be kept', () => {
  it.each([
    [{ rule: 'FREQ=HOURLY' }, 'bad_rule'],
    [{ rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }, 'bad_rule'],
    [{ rule: 'FREQ=DAILY;UNTIL=20261101' }, 'bad_rule'],
    [{ startsAt: '2026-02-30T09:00' }, 'no_such_time'],
    [{ skipHolidaysOf: 'XX' }, 'unknown_place'],
    [{ skipHolidaysOf: 'DE-XYZ' }, 'unknown_place'],
  ])('is refused: %j', async (when, code) => {
    const refused = { ok: false, error: { code, message: expect.stringMatching(/\.$/) } };
    expect(await test.recurrences.create({ ...weekly, ...when, from: saying() })).toMatchObject(
      refused,
    );
    expect(await test.recurrences.preview({ ...weekly, ...when, count: 3 })).toMatchObject(refused);
    expect(test.recurrences.list({ ended: true })).toEqual([]);
    expect(days()).toEqual([]);
  });

  it('nor content that is not ready, or to accounts of another client', async () => {
    const stranger = test.client('Garage');
    const refused = async (from: Create['from']) => test.recurrences.create({ ...weekly, from });
    expect(await refused(saying('a'.repeat(301)))).toMatchObject({ error: { code: 'not_ready' } });
    expect(
      await refused({ ...saying(), kind: 'content', clientId: stranger.id } as Create['from']),
    ).toMatchObject({ error: { code: 'wrong_client' } });
    expect(await refused({ kind: 'post', postId: stranger.id })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(days()).toEqual([]);
  });
});

describe('a preview', () => {
  it('says what comes, in words and days, and what is skipped', async () => {
    const preview = must(
      await test.recurrences.preview({
        rule: 'FREQ=WEEKLY;BYDAY=FR',
        startsAt: '2026-12-18T02:30',
        zone: 'Europe/Berlin',
        skipHolidaysOf: 'DE',
        count: 3,
      }),
    );
    expect(preview).toEqual({
      description: 'every Friday at 2:30',
      occurrences: ['2026-12-18', '2027-01-08', '2027-01-15'].map((date) => ({
        at: Date.parse(`${date}T01:30Z`),
        wallTime: `${date}T02:30`,
        shift: 'none',
      })),
      skipped: [
        { date: '2026-12-25', holiday: 'Christmas Day' },
        { date: '2027-01-01', holiday: "New Year's Day" },
      ],
    });
  });

  it('can be of any place that is listed', async () => {
    const places = await test.recurrences.holidayPlaces();
    expect(places.length).toBeGreaterThan(150);
    expect(places.find(({ code }) => code === 'DE')?.regions).toContainEqual({
      code: 'DE-BY',
      name: 'Bayern',
    });
  });
});

describe('changing what comes', () => {
  it('makes untouched posts anew and leaves those that were edited, moved or removed', async () => {
    const { id } = await create();
    const [edited, moved, removed] = made() as [Post, Post, Post];
    must(test.posts.update({ id: edited.id, expectedVersion: 1, text: 'By hand' }));
    must(test.posts.schedule({ id: moved.id, wallTime: '2026-12-01T12:00', zone: 'UTC' }));
    must(test.posts.remove(removed.id));
    const updated = must(
      await test.recurrences.update({
        id,
        rule: 'FREQ=WEEKLY;BYDAY=MO',
        content: {
          text: 'Sourdough',
          targets: [{ accountId: test.bakery.accountId, text: null }],
          media: [],
        },
      }),
    );
    expect(updated).toMatchObject({ description: 'every Monday at 9:00', upcoming: 8 });
    const now = new Map(made().map((post) => [post.occurrenceOn, post]));
    expect(now.get('2026-11-23')).toMatchObject({ id: edited.id, text: 'By hand' });
    expect(now.get('2026-11-26')).toMatchObject({ id: moved.id, wallTime: '2026-12-01T12:00' });
    expect(now.has('2026-11-30')).toBe(false);
    expect(now.get('2026-12-07')?.text).toBe('Sourdough');
    expect([...now.keys()]).toEqual([
      '2026-11-23',
      '2026-11-26',
      ...EIGHT_WEEKS.filter((_, index) => index % 2 === 0).slice(2),
    ]);
    // The search forgot the posts that were replaced.
    expect(test.posts.search({ query: 'Fresh', limit: 50 })).toMatchObject([
      { post: { id: moved.id } },
    ]);
  });

  it('is told to whoever looks at it, and refused where nothing more comes', async () => {
    const { id } = await create();
    expect(await test.recurrences.update({ id, rule: 'FREQ=HOURLY' })).toMatchObject({
      error: { code: 'bad_rule' },
    });
    expect(days()).toEqual(EIGHT_WEEKS);
    must(test.recurrences.end({ id, upcoming: 'keep' }));
    expect(await test.recurrences.update({ id, startsAt: '2026-11-23T10:00' })).toMatchObject({
      error: { code: 'ended' },
    });
    expect(await test.recurrences.update({ id: test.bakery.id })).toMatchObject({
      error: { code: 'not_found' },
    });
  });
});

describe('the end', () => {
  it('makes nothing more, and keeps or removes what is ahead', async () => {
    const kept = await create();
    expect(must(test.recurrences.end({ id: kept.id, upcoming: 'keep' }))).toMatchObject({
      removed: 0,
      recurrence: { upcoming: 16, endedAt: test.clock.now() },
    });
    const gone = await create({ startsAt: '2026-11-23T18:00' });
    expect(must(test.recurrences.end({ id: gone.id, upcoming: 'remove' }))).toMatchObject({
      removed: 16,
      recurrence: { upcoming: 0, nextAt: null },
    });
    test.clock.advance(30 * DAY);
    expect(await test.recurrences.extendAll()).toBe(0);
    expect(days()).toEqual(EIGHT_WEEKS);
    expect(test.recurrences.list({ ended: false })).toEqual([]);
    expect(test.recurrences.list({ ended: true })).toHaveLength(2);
  });

  it('can be taken back: what was removed with it is there again', async () => {
    const { id } = await create();
    const [first, second, third] = made();
    const edited = must(
      test.posts.update({ id: second?.id ?? '', expectedVersion: 1, text: 'Stale bread' }),
    );
    must(test.posts.remove(first?.id ?? ''));
    test.clock.advance(1000);
    must(test.recurrences.end({ id, upcoming: 'remove' }));
    expect(made()).toEqual([]);

    expect(must(await test.recurrences.resume({ id }))).toMatchObject({
      endedAt: null,
      upcoming: 15,
    });
    expect(days()).toEqual(EIGHT_WEEKS.slice(1));
    expect(test.get(edited.id)).toMatchObject({ text: 'Stale bread', status: 'scheduled' });
    expect(made().find(({ occurrenceOn }) => occurrenceOn === third?.occurrenceOn)).toMatchObject({
      version: 1,
      text: 'Fresh bread',
    });
    // What was never touched still follows the recurring post.
    await test.recurrences.update({ id, startsAt: '2026-11-23T10:00' });
    expect(made()[1]?.wallTime).toMatch(/T10:00$/);
    expect(must(await test.recurrences.resume({ id })).upcoming).toBe(15);
  });

  it('is not taken back where nothing could be sent', async () => {
    const { id } = await create();
    must(test.recurrences.end({ id, upcoming: 'keep' }));
    must(await test.accounts.setEnabled(test.bakery.accountId, false));
    expect(await test.recurrences.resume({ id })).toMatchObject({
      ok: false,
      error: { code: 'not_ready' },
    });
    expect(test.recurrences.list({ ended: true })).toMatchObject([{ endedAt: expect.any(Number) }]);
  });

  it('marks its posts on every card', async () => {
    await create();
    test.due(5);
    const span = { from: test.clock.now(), to: test.clock.now() + 2 * DAY };
    const repeats = [false, true];
    expect(must(test.posts.calendar(span)).map((card) => card.repeats)).toEqual(repeats);
    const grid = must(test.posts.days({ edges: [span.from, span.to], perDay: 5 }));
    expect(grid.cards.map((card) => card.repeats)).toEqual(repeats);
  });

  it('of a client’s time with us catches up on nothing when it comes back', async () => {
    await create();
    for (const { id } of made()) must(test.posts.remove(id));
    must(test.clients.archive(test.bakery.id));
    test.clock.advance(90 * DAY);
    expect(await test.recurrences.extendAll()).toBe(0);
    must(test.clients.restore(test.bakery.id));
    test.clock.advance(DAY);
    await test.recurrences.extendAll();
    expect(days().length).toBeGreaterThan(14);
    expect(made().every(({ scheduledAt }) => (scheduledAt ?? 0) > test.clock.now() - DAY)).toBe(
      true,
    );
  });
});
