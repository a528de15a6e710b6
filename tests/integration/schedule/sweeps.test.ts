import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClockWatch } from '../../../electron/schedule/clock-watch.ts';
import { testClock } from '../../support/clock.ts';
import { openSchedule, type TestSchedule } from '../../support/schedule.ts';
import { must } from '../../support/services.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
let test: TestSchedule;
beforeEach(() => {
  test = openSchedule();
});
afterEach(() => test.close());

const events = () =>
  test.database.raw.prepare('SELECT kind, at FROM power_events ORDER BY at, id').all();
const statuses = (ids: readonly string[]) => ids.map((id) => test.get(id).status);

describe('lateness', () => {
  it('is what the client says', async () => {
    must(test.clients.update({ id: test.bakery.id, latenessMinutes: 15 }));
    const late = test.due(0, 'Late');
    const onTime = test.due(2, 'On time');
    await test.after(16 * MINUTE);
    expect(statuses([late, onTime])).toEqual(['missed', 'published']);
    expect(test.sent).toEqual(['On time']);
    expect(must(test.publishing.forPost(late))[0]?.errorMessage).toMatch(/due 16 minutes before/);
    must(test.clients.update({ id: test.bakery.id, latenessMinutes: 10_080 }));
    const old = test.due(0, 'Last week');
    await test.after(7 * DAY);
    expect(test.get(old).status).toBe('published');
  });

  it('of a week, an hour or none is kept with the client', () => {
    expect(must(test.clients.get(test.bakery.id)).latenessMinutes).toBe(120);
    const strict = must(test.clients.create({ name: 'Strict', notes: '', latenessMinutes: 0 }));
    expect(must(test.clients.get(strict.id)).latenessMinutes).toBe(0);
  });
});

describe('a clock that is changed', () => {
  it('forward past due times sends what is still in time, and misses the rest', async () => {
    const ids = [test.due(1, 'Early'), test.due(170, 'In time'), test.due(600, 'Ahead')];
    await test.after(3 * HOUR);
    expect(statuses(ids)).toEqual(['missed', 'published', 'scheduled']);
    expect(test.sent).toEqual(['In time']);
  });

  it('back sends nothing twice, and what is ahead again waits again', async () => {
    const sent = test.due(1, 'Sent');
    const ahead = test.due(60, 'Ahead');
    await test.after(2 * MINUTE);
    await test.after(-5 * HOUR);
    await test.after(4 * HOUR);
    expect(statuses([sent, ahead])).toEqual(['published', 'scheduled']);
    await test.after(2 * HOUR);
    expect(test.sent).toEqual(['Sent', 'Ahead']);
  });

  it('any way and any number of times publishes each post once or misses it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: -720, max: 720 }), { minLength: 3, maxLength: 12 }),
        async (due, jumps) => {
          test.sent.length = 0;
          const ids = due.map((minutes, index) => test.due(minutes, `${index}`));
          for (const jump of jumps) await test.after(jump * MINUTE);
          // In the end the clock is right.
          await test.after(10 * DAY);
          expect(test.sent.length).toBe(new Set(test.sent).size);
          for (const [index, id] of ids.entries())
            expect(test.get(id).status).toBe(
              test.sent.includes(`${index}`) ? 'published' : 'missed',
            );
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is noticed against a clock that nobody changes', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const clock = testClock();
    let monotonic = 0;
    const jumps: number[] = [];
    const watch = createClockWatch({
      clock,
      everyMs: 5000,
      onJump: (by) => jumps.push(by),
      monotonic: () => monotonic,
    });
    const tick = (wall: number, real = 5000) => {
      clock.advance(wall);
      monotonic += real;
      vi.advanceTimersByTime(5000);
    };
    watch.start();
    tick(5000);
    // A busy machine, and half a minute of correction, are no jump.
    tick(20_000, 20_000);
    tick(35_000);
    expect(jumps).toEqual([]);
    tick(3 * HOUR);
    tick(5000);
    tick(-2 * HOUR);
    // Slept: the other clock stood still.
    tick(8 * HOUR, 10);
    expect(jumps).toEqual([3 * HOUR - 5000, -2 * HOUR - 5000, 8 * HOUR - 10]);
    watch.stop();
    tick(9 * HOUR);
    expect(jumps).toHaveLength(3);
    vi.useRealTimers();
  });

  it('back by hours does not hold up the tick', async () => {
    vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true });
    const fast = openSchedule({ tickSeconds: 1 });
    /** Without an event, so that only a tick can find it. */
    const plantDue = (text: string) => {
      const id = fast.draft(text);
      fast.database.raw
        .prepare(
          `UPDATE posts SET status = 'scheduled', scheduled_at = ?, wall_time = '2026-11-22T09:00', zone = 'UTC' WHERE id = ?`,
        )
        .run(fast.clock.now(), id);
    };
    const sent = (texts: string[]) =>
      vi.waitFor(() => expect(fast.sent).toEqual(texts), { timeout: 6000, interval: 50 });
    try {
      // The tick waits for it; on a busy machine the clock would be changed before anybody watches it.
      await import('node-schedule');
      fast.schedule.start();
      plantDue('Before');
      await sent(['Before']);
      fast.clock.advance(-3 * HOUR);
      vi.setSystemTime(Date.now() - 3 * HOUR);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      plantDue('After');
      await sent(['Before', 'After']);
      expect(fast.log.lines.map(({ message }) => message)).toContain(
        'The clock was changed, or this computer slept',
      );
    } finally {
      vi.useRealTimers();
      await fast.close();
    }
  }, 20_000);
});

describe('a zone that is changed', () => {
  it('leaves scheduled posts on the wall clock of their own zone', () => {
    test.profiles.save({ name: 'Ada', email: null, bio: null, timeZone: 'Europe/Berlin' });
    const id = test.draft();
    must(test.posts.schedule({ id, wallTime: '2026-11-24T09:00', zone: 'Europe/Berlin' }));
    test.profiles.save({ name: 'Ada', email: null, bio: null, timeZone: 'America/New_York' });
    expect(test.get(id)).toMatchObject({
      wallTime: '2026-11-24T09:00',
      zone: 'Europe/Berlin',
      scheduledAt: Date.UTC(2026, 10, 24, 8),
    });
  });
});

describe('a zone whose rules change', () => {
  it('keeps its posts on the wall clock, and no other’s', async () => {
    const berlin = test.draft();
    must(test.posts.schedule({ id: berlin, wallTime: '2027-07-01T09:00', zone: 'Europe/Berlin' }));
    const tokyo = test.draft();
    must(test.posts.schedule({ id: tokyo, wallTime: '2027-07-01T09:00', zone: 'Asia/Tokyo' }));
    await test.after(0);
    const rules = test.settings.recall('zoneRules') as Record<string, string>;
    expect(Object.keys(rules).sort()).toEqual(['Asia/Tokyo', 'Europe/Berlin']);
    await test.after(DAY);
    expect(test.get(berlin).version).toBe(2);

    // As resolved by an older system, for which Berlin had no summer time.
    const raw = test.database.raw;
    raw.prepare('UPDATE posts SET scheduled_at = scheduled_at + 3600000').run();
    test.settings.remember('zoneRules', { ...rules, 'Europe/Berlin': 'older rules' });
    await test.after(DAY);
    expect(test.get(berlin).scheduledAt).toBe(Date.UTC(2027, 6, 1, 7));
    expect(test.get(tokyo).scheduledAt).toBe(Date.UTC(2027, 6, 1, 1));
    expect(test.settings.recall('zoneRules')).toEqual(rules);
  });
});

describe('the runner', () => {
  it('writes down when it began and when it ended', async () => {
    await test.schedule.sweep();
    const began = test.clock.now();
    await test.after(HOUR);
    await test.schedule.stop();
    expect(events()).toEqual([
      { kind: 'started', at: began },
      { kind: 'stopped', at: began + HOUR },
    ]);
  });

  it('sends nothing before what was cut short is looked at, however often that fails', async () => {
    const recover = vi.spyOn(test.publishing, 'recover');
    recover.mockImplementationOnce(() => {
      throw new Error('disk full');
    });
    const id = test.due(0);
    await test.after(0);
    expect(test.sent).toEqual([]);
    await test.after(0);
    expect(recover).toHaveBeenCalledTimes(2);
    expect(test.get(id).status).toBe('published');
    await test.after(0);
    expect(recover).toHaveBeenCalledTimes(2);
  });

  it('publishes also where its own starts can’t be written down', async () => {
    vi.spyOn(test.power, 'record').mockImplementation(() => {
      throw new Error('disk full');
    });
    const id = test.due(0);
    await test.after(0);
    expect(test.get(id).status).toBe('published');
  });

  it('looks ahead once a day', async () => {
    must(
      await test.recurrences.create({
        from: {
          kind: 'content',
          clientId: test.bakery.id,
          text: 'Daily bread',
          targets: [{ accountId: test.bakery.accountId, text: null }],
          media: [],
        },
        rule: 'FREQ=DAILY',
        startsAt: '2026-11-22T18:00',
        zone: 'UTC',
        skipHolidaysOf: null,
      }),
    );
    const ahead = () => test.recurrences.list({ ended: false })[0]?.upcoming;
    await test.after(0);
    expect(ahead()).toBe(57);
    await test.after(23 * HOUR);
    expect(ahead()).toBe(56);
    await test.after(HOUR);
    expect(ahead()).toBe(57);
    expect(test.sent).toEqual([]);
    expect(test.get(test.draft()).status).toBe('draft');
  });
});

describe('a sweep', () => {
  it('with nothing due is a look at an index, however many posts are scheduled', async () => {
    const { raw } = test.database;
    const plan = (sql: string) =>
      (raw.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]).map(
        ({ detail }) => detail,
      );
    const [first, ...others] = plan(
      `SELECT posts.id, lateness_minutes FROM posts CROSS JOIN clients ON clients.id = client_id
       WHERE status = 'scheduled' AND scheduled_at <= 1 AND removed_at IS NULL
       ORDER BY scheduled_at, posts.id LIMIT 100`,
    );
    expect(first).toBe('SEARCH posts USING INDEX posts_status (status=? AND scheduled_at<?)');
    expect(others[0]).toMatch(/SEARCH clients USING INDEX/);

    const start = test.clock.now();
    raw.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
      INSERT INTO posts (id, client_id, status, text, scheduled_at, wall_time, zone, created_at, updated_at)
      SELECT 'post-' || i, '${test.bakery.id}', 'scheduled', 'x', ${start} + i * 60000, '2027-01-01T09:00', 'UTC', 1, 1 FROM n`);
    for (let warm = 0; warm < 20; warm++) await test.schedule.sweep();
    const times: number[] = [];
    for (let run = 0; run < 101; run++) {
      const from = performance.now();
      await test.schedule.sweep();
      times.push(performance.now() - from);
    }
    const median = times.sort((a, b) => a - b)[50] ?? 99;
    expect(median).toBeLessThan(1);
  }, 30_000);
});
