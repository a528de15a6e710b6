import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostStatus } from '../../../shared/domain/post-status.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

// The test clock stands at 2026-11-22 09:00 UTC.
let workspace: TestServices;
let client: ReturnType<TestServices['client']>;
let draft: string;

beforeEach(() => {
  workspace = openServices();
  client = workspace.client();
  draft = newDraft();
  workspace.told.length = 0;
});
afterEach(() => workspace.close());

function newDraft(text = 'Fresh bread'): string {
  const targets = [{ accountId: client.accountId, text: null }];
  return must(workspace.posts.create({ clientId: client.id, text, targets, media: [] })).id;
}
const schedule = (wallTime: string, zone = 'Europe/Berlin', id = draft) =>
  workspace.posts.schedule({ id, wallTime, zone });
const setStatus = (status: PostStatus, id = draft) =>
  workspace.database.raw
    .prepare('UPDATE posts SET status = ?, scheduled_at = 5 WHERE id = ?')
    .run(status, id);
const get = (id = draft) => must(workspace.posts.get(id));
const UNKNOWN = '019a0000-0000-7000-8000-000000000000';

describe('scheduling', () => {
  it('keeps the instant, the wall-clock text and the zone', () => {
    expect(must(schedule('2026-11-23T09:30'))).toMatchObject({
      shift: 'none',
      post: {
        status: 'scheduled',
        scheduledAt: Date.UTC(2026, 10, 23, 8, 30),
        wallTime: '2026-11-23T09:30',
        zone: 'Europe/Berlin',
        version: 2,
      },
    });
    expect(workspace.told).toMatchObject([
      { name: 'post.changed', payload: { postId: draft, status: 'scheduled' } },
    ]);
  });

  it('says when daylight saving skips or repeats that time', () => {
    expect(must(schedule('2027-03-28T02:30'))).toMatchObject({
      shift: 'gap',
      post: { scheduledAt: Date.UTC(2027, 2, 28, 1, 30), wallTime: '2027-03-28T02:30' },
    });
    expect(must(schedule('2027-10-31T02:30'))).toMatchObject({
      shift: 'overlap',
      post: { scheduledAt: Date.UTC(2027, 9, 31, 0, 30) },
    });
  });

  it('moves a scheduled post, and does nothing when it is there already', () => {
    must(schedule('2026-11-23T09:30'));
    expect(must(schedule('2026-11-24T09:30')).post.version).toBe(3);
    expect(must(schedule('2026-11-24T09:30')).post.version).toBe(3);
    expect(must(schedule('2026-11-24T08:30', 'UTC')).post).toMatchObject({
      version: 4,
      zone: 'UTC',
    });
    expect(workspace.told).toHaveLength(3);
  });

  it.each([
    '2026-02-30T09:00',
    '2027-02-29T09:00',
    '2026-13-01T09:00',
    '2026-12-00T09:00',
    '2026-12-01T24:00',
    '2026-12-01T12:60',
    '9999-12-31T23:59',
    '2040-01-01T00:00',
  ])('refuses %s: there is no such time', (wallTime) => {
    expect(schedule(wallTime)).toMatchObject({ error: { code: 'no_such_time' } });
    expect(get()).toMatchObject({ status: 'draft', version: 1 });
  });

  it.each(['0000-01-01T00:00', '1970-01-01T00:00', '2026-11-22T09:58'])(
    'refuses %s: it is over',
    (wallTime) => {
      expect(schedule(wallTime)).toMatchObject({
        error: { code: 'in_the_past', details: { now: workspace.clock.now() } },
      });
    },
  );

  it('takes the minute that is just over', () => {
    expect(schedule('2026-11-22T09:59').ok).toBe(true);
    workspace.clock.advance(1);
    expect(schedule('2026-11-22T09:59', 'Europe/Berlin', newDraft())).toMatchObject({
      error: { code: 'in_the_past' },
    });
  });

  it('refuses a post that is not ready, with what is wrong', () => {
    const long = newDraft('a'.repeat(301));
    expect(schedule('2026-11-23T09:00', 'UTC', long)).toMatchObject({
      error: {
        code: 'not_ready',
        details: { findings: [{ severity: 'error', code: 'text_too_long' }] },
      },
    });
    expect(workspace.posts.publishNow(long)).toMatchObject({ error: { code: 'not_ready' } });
    expect(get(long).status).toBe('draft');
  });

  it.each(['publishing', 'published', 'needs_check'] as const)(
    'refuses a post that is %s',
    (status) => {
      setStatus(status);
      for (const answer of [
        schedule('2026-11-23T09:00'),
        workspace.posts.publishNow(draft),
        workspace.posts.unschedule(draft),
      ])
        expect(answer).toMatchObject({ error: { code: 'not_allowed' } });
      expect(get()).toMatchObject({ status, version: 1 });
    },
  );

  it.each(['draft', 'in_review', 'approved', 'failed', 'missed', 'cancelled'] as const)(
    'takes a post that is %s',
    (status) => {
      setStatus(status);
      expect(must(schedule('2026-11-23T09:00')).post.status).toBe('scheduled');
    },
  );

  it('refuses posts of an archived client', () => {
    must(workspace.clients.archive(client.id));
    expect(schedule('2026-11-23T09:00')).toMatchObject({ error: { code: 'not_allowed' } });
    expect(workspace.posts.publishNow(draft)).toMatchObject({ error: { code: 'not_allowed' } });
  });

  it('is not possible for a post that is not there', () => {
    for (const answer of [
      schedule('2026-11-23T09:00', 'UTC', UNKNOWN),
      workspace.posts.publishNow(UNKNOWN),
      workspace.posts.unschedule(UNKNOWN),
      workspace.posts.setStatus(UNKNOWN, 'scheduled'),
    ])
      expect(answer).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('taking a post back', () => {
  it('makes it a draft without a time', () => {
    must(schedule('2026-11-23T09:00'));
    expect(must(workspace.posts.unschedule(draft))).toMatchObject({
      status: 'draft',
      scheduledAt: null,
      wallTime: null,
      zone: null,
      version: 3,
    });
    expect(workspace.posts.unschedule(draft)).toMatchObject({ error: { code: 'not_allowed' } });
  });
});

describe('publishing now', () => {
  it('makes it due at once, in the zone of the profile', () => {
    workspace.profiles.save({ name: 'Ada', email: null, bio: null, timeZone: 'Asia/Tokyo' });
    const now = workspace.clock.now();
    expect(must(workspace.posts.publishNow(draft))).toMatchObject({
      status: 'scheduled',
      scheduledAt: now,
      wallTime: '2026-11-22T18:00',
      zone: 'Asia/Tokyo',
    });
    expect(workspace.posts.due(now, 10)).toEqual([
      { id: draft, clientId: client.id, scheduledAt: now, latenessMinutes: 120 },
    ]);
  });
});

describe('what is due', () => {
  it('is scheduled, not removed, and its time has come, oldest first', () => {
    const [first, second, third, removed] = ['b', 'c', 'd', 'e'].map(newDraft) as [
      string,
      string,
      string,
      string,
    ];
    must(schedule('2026-11-22T11:00', 'UTC', first));
    must(schedule('2026-11-22T10:00', 'UTC', second));
    must(schedule('2026-11-22T12:00', 'UTC', third));
    must(schedule('2026-11-22T09:30', 'UTC', removed));
    must(workspace.posts.remove(removed));
    const at = (hour: number) => Date.UTC(2026, 10, 22, hour);
    expect(workspace.posts.nextDueAt()).toBe(at(10));
    expect(workspace.posts.due(at(10) - 1, 10)).toEqual([]);
    expect(workspace.posts.due(at(11), 10).map(({ id }) => id)).toEqual([second, first]);
    expect(workspace.posts.due(at(20), 2).map(({ id }) => id)).toEqual([second, first]);
    must(workspace.posts.setStatus(second, 'publishing'));
    expect(workspace.posts.nextDueAt()).toBe(at(11));
  });

  it('is nothing in an empty workspace', () => {
    expect(workspace.posts.nextDueAt()).toBeNull();
  });
});

describe('what the publisher says', () => {
  it('goes by the table', () => {
    must(schedule('2026-11-23T09:00'));
    must(workspace.posts.setStatus(draft, 'publishing'));
    expect(must(workspace.posts.setStatus(draft, 'published'))).toMatchObject({
      status: 'published',
      version: 4,
      wallTime: '2026-11-23T09:00',
    });
    expect(workspace.posts.setStatus(draft, 'scheduled')).toMatchObject({
      error: { code: 'not_allowed' },
    });
  });

  it('gives a time to a post that goes out without one', () => {
    expect(must(workspace.posts.setStatus(draft, 'publishing'))).toMatchObject({
      scheduledAt: workspace.clock.now(),
      wallTime: '2026-11-22T09:00',
      zone: 'UTC',
    });
  });

  it('is told once its transaction is kept, and not when it is undone', async () => {
    const { raw } = workspace.database;
    raw.transaction(() => {
      must(workspace.posts.setStatus(draft, 'publishing'));
      must(workspace.posts.setStatus(draft, 'failed'));
      expect(workspace.told).toEqual([]);
    })();
    await Promise.resolve();
    expect(workspace.told.length).toBeGreaterThan(0);
    for (const { payload } of workspace.told) expect(payload).toMatchObject({ status: 'failed' });

    workspace.told.length = 0;
    expect(() =>
      raw.transaction(() => {
        must(workspace.posts.setStatus(draft, 'publishing'));
        throw new Error('undone');
      })(),
    ).toThrow('undone');
    await Promise.resolve();
    expect(workspace.told).toEqual([]);
    expect(get().status).toBe('failed');
  });
});

describe('removing a post', () => {
  const { remove, restore } = {
    remove: (id = draft) => workspace.posts.remove(id),
    restore: (id = draft) => workspace.posts.restore(id),
  };

  it('hides it everywhere, and undoing brings it back as it was', () => {
    must(schedule('2026-11-23T09:00'));
    const before = get();
    expect(must(remove())).toEqual({ id: draft });
    expect(workspace.posts.get(draft)).toMatchObject({ error: { code: 'not_found' } });
    expect(workspace.posts.counts().scheduled).toBe(0);
    expect(remove()).toMatchObject({ error: { code: 'not_found' } });
    expect(must(restore())).toEqual({ ...before, version: before.version + 2 });
    expect(must(restore()).version).toBe(before.version + 2);
    expect(workspace.told).toHaveLength(3);
  });

  it('does not bring back a time that is over', () => {
    must(schedule('2026-11-22T10:30'));
    must(remove());
    workspace.clock.advance(60 * 60_000);
    expect(must(restore())).toMatchObject({ status: 'draft', scheduledAt: null, wallTime: null });
  });

  it('does not schedule again what is not ready any more', async () => {
    must(schedule('2026-11-23T09:00'));
    must(remove());
    must(await workspace.accounts.remove(client.accountId));
    expect(must(restore())).toMatchObject({ status: 'draft', targets: [] });
  });

  it('never makes a draft of what was published: it would be sent twice', () => {
    setStatus('published');
    must(remove());
    expect(must(restore()).status).toBe('published');
  });

  it.each(['publishing', 'needs_check'] as const)('is refused while it is %s', (status) => {
    setStatus(status);
    expect(remove()).toMatchObject({ error: { code: 'not_allowed' } });
  });

  it('is not possible for a post that never was', () => {
    expect(remove(UNKNOWN)).toMatchObject({ error: { code: 'not_found' } });
    expect(restore(UNKNOWN)).toMatchObject({ error: { code: 'not_found' } });
  });
});
