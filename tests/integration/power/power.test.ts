import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PowerEvents } from '../../../electron/core.ts';
import { answered, startCore, type TestCore } from '../../support/core.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let test: TestServices;
let client: ReturnType<TestServices['client']>;
beforeEach(() => {
  test = openServices();
  client = test.client();
});
afterEach(() => test.close());

/** Three weeks of nights from 22:00 to 7:00; the clock ends at 9:00 again. */
function threeWeeksOfNights() {
  test.power.record('started');
  for (let night = 0; night < 21; night++) {
    test.clock.advance(13 * HOUR);
    test.power.record('suspend');
    test.clock.advance(9 * HOUR);
    test.power.record('resume');
    test.clock.advance(2 * HOUR);
  }
}
const draft = () =>
  must(
    test.posts.create({
      clientId: client.id,
      text: 'Good night',
      targets: [{ accountId: client.accountId, text: null }],
      media: [],
    }),
  ).id;
const tonight = () => `${new Date(test.clock.now()).toISOString().slice(0, 10)}T23:15`;

describe('a post that is due while this computer is usually asleep', () => {
  it('is scheduled with a warning, which the check repeats', () => {
    threeWeeksOfNights();
    const id = draft();
    expect(test.posts.check(id)).toEqual([]);
    const scheduled = must(test.posts.schedule({ id, wallTime: tonight(), zone: 'UTC' }));
    expect(scheduled.asleepWarning).toEqual({
      message: expect.stringMatching(/^In 3 of the last 3 weeks this computer was asleep/),
      weeks: 3,
      asleep: 3,
      share: 1,
    });
    expect(test.posts.check(id)).toEqual([
      {
        severity: 'warning',
        code: 'computer_asleep',
        message: scheduled.asleepWarning?.message,
        accountId: null,
      },
    ]);
    const noon = must(
      test.posts.schedule({ id, wallTime: tonight().replace('23:15', '12:00'), zone: 'UTC' }),
    );
    expect(noon.asleepWarning).toBeNull();
    expect(test.posts.check(id)).toEqual([]);
  });

  it('is told of where it is queued, too', () => {
    threeWeeksOfNights();
    const slots = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday,
      time: '23:00',
      accountId: null,
    }));
    must(test.posts.queue.set({ clientId: client.id, slots }));
    expect(must(test.posts.enqueue(draft())).asleepWarning?.weeks).toBe(3);
  });

  it('is not told of where the person wants no warnings', () => {
    threeWeeksOfNights();
    test.settings.update({ asleepWarnings: false });
    const id = draft();
    expect(
      must(test.posts.schedule({ id, wallTime: tonight(), zone: 'UTC' })).asleepWarning,
    ).toBeNull();
    expect(test.posts.check(id)).toEqual([]);
  });
});

describe('a post that is handed to its network', () => {
  it('is told nothing of sleep: it goes out without this computer', () => {
    threeWeeksOfNights();
    const id = draft();
    test.database.raw.prepare('UPDATE accounts SET hand_over = 1').run();
    const { asleepWarning } = must(test.posts.schedule({ id, wallTime: tonight(), zone: 'UTC' }));
    expect(asleepWarning).toBeNull();
    expect(test.posts.check(id)).toEqual([]);
  });
});

describe('what is known of this computer', () => {
  it('is kept for eight weeks', () => {
    test.power.record('started');
    test.clock.advance(56 * DAY);
    test.power.record('suspend');
    const kinds = test.database.raw.prepare('SELECT kind FROM power_events ORDER BY at').pluck();
    expect(kinds.all()).toEqual(['started', 'suspend']);
    test.clock.advance(1);
    test.power.record('resume');
    expect(kinds.all()).toEqual(['suspend', 'resume']);
  });
});

describe('the core', () => {
  let core: TestCore;
  afterEach(() => core.close());

  it('writes down sleep, and sends what came due meanwhile when it is awake', async () => {
    core = await startCore({ ports: { tickSeconds: 59 } });
    answered(await core.call('profiles.save', { name: 'Ada', timeZone: 'UTC' }));
    let tell: Parameters<PowerEvents['on']>[0] = () => undefined;
    core.core.followPower({
      on(listener) {
        tell = listener;
      },
    });
    const bakery = answered(await core.call('clients.create', { name: 'Bakery' }));
    const raw = core.core.services()?.database.raw;
    const now = core.clock.now();
    raw
      ?.prepare(
        `INSERT INTO posts (id, client_id, status, text, scheduled_at, wall_time, zone, created_at, updated_at)
         VALUES ('019ab000-0000-7000-8000-000000000001', ?, 'scheduled', 'Slept', ?, '2026-11-22T10:00', 'UTC', 1, 1)`,
      )
      .run(bakery.id, now + HOUR);
    core.core.startRunner();
    await core.core.services()?.schedule.sweep();
    tell('suspend');
    core.clock.advance(9 * HOUR);
    tell('resume');
    tell('unlock');
    expect(answered(await core.call('triage.list', {}))).toMatchObject({
      total: 1,
      posts: [{ post: { status: 'missed' }, lateMs: 8 * HOUR }],
    });
    expect(
      raw?.prepare('SELECT kind, at - ? AS after FROM power_events ORDER BY at, id').all(now),
    ).toEqual([
      { kind: 'started', after: 0 },
      { kind: 'suspend', after: 0 },
      { kind: 'resume', after: 9 * HOUR },
    ]);
  });

  it('goes on where sleep can not be written down, on a full disk say', async () => {
    core = await startCore({ ports: { tickSeconds: 59 } });
    let tell: Parameters<PowerEvents['on']>[0] = () => undefined;
    core.core.followPower({
      on(listener) {
        tell = listener;
      },
    });
    core.core
      .services()
      ?.database.raw.exec(
        `CREATE TEMP TRIGGER no_room BEFORE INSERT ON power_events BEGIN SELECT RAISE(ABORT, 'full'); END`,
      );
    expect(() => tell('suspend')).not.toThrow();
    const told = core.log.lines.filter(({ message }) => message.startsWith('A power event'));
    expect(told).toHaveLength(1);
  });
});
