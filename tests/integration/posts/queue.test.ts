import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOLD } from '../../../shared/domain/slots.ts';
import { wallTimeAt } from '../../../shared/domain/wall-time.ts';
import type { Post } from '../../../shared/ipc/views.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

let workspace: TestServices;
let client: ReturnType<TestServices['client']>;
let other: string;
beforeEach(() => {
  workspace = openServices();
  client = workspace.client();
  other = workspace.account(client.id);
});
afterEach(() => workspace.close());

const get = (id: string): Post => must(workspace.posts.get(id));
const post = (...accounts: string[]): string =>
  must(
    workspace.posts.create({
      clientId: client.id,
      text: 'Fresh bread',
      targets: (accounts.length > 0 ? accounts : [client.accountId]).map((accountId) => ({
        accountId,
        text: null,
      })),
      media: [],
    }),
  ).id;
const slot = (weekday: number, time: string, accountId: string | null = null) => ({
  weekday,
  time,
  accountId,
});
const setSlots = (...slots: ReturnType<typeof slot>[]) =>
  must(workspace.posts.queue.set({ clientId: client.id, slots }));
const enqueue = (id: string) => must(workspace.posts.enqueue(id)).post;
const times = (...ids: string[]) => ids.map((id) => get(id).wallTime);
/** The clock stands at Sunday 2026-11-22T09:00Z. */
const weekdays = () => setSlots(...[1, 2, 3, 4, 5].map((day) => slot(day, '09:00')));

describe('the slots of a client', () => {
  it('are set at once, in order, each once, and keep their ids', () => {
    const first = setSlots(slot(5, '17:00'), slot(1, '09:00'), slot(1, '09:00'));
    expect(first).toMatchObject({
      queue: {
        clientId: client.id,
        zone: 'UTC',
        slots: [slot(1, '09:00'), slot(5, '17:00')],
        queued: 0,
      },
      moved: 0,
      left: 0,
    });
    const second = setSlots(slot(1, '09:00'), slot(2, '09:00', other));
    expect(second.queue.slots[0]?.id).toBe(first.queue.slots[0]?.id);
    expect(must(workspace.posts.queue.list(client.id))).toEqual(second.queue);
    expect(workspace.told).toContainEqual({
      name: 'queue.changed',
      payload: { clientId: client.id },
    });
  });

  it('are for accounts of the client only', () => {
    const stranger = workspace.client('Garage');
    const set = (clientId: string, accountId: string) =>
      workspace.posts.queue.set({ clientId, slots: [slot(1, '09:00', accountId)] });
    expect(set(client.id, stranger.accountId)).toMatchObject({ error: { code: 'wrong_client' } });
    expect(set(stranger.accountId, stranger.accountId)).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(must(workspace.posts.queue.list(client.id)).slots).toEqual([]);
    expect(workspace.posts.queue.list(stranger.accountId)).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  it('tell the next free times', () => {
    weekdays();
    enqueue(post());
    const next = must(
      workspace.posts.queue.next({ clientId: client.id, accountIds: [client.accountId], count: 2 }),
    );
    expect(next).toEqual([
      { at: Date.UTC(2026, 10, 24, 9), wallTime: '2026-11-24T09:00', zone: 'UTC', shift: 'none' },
      { at: Date.UTC(2026, 10, 25, 9), wallTime: '2026-11-25T09:00', zone: 'UTC', shift: 'none' },
    ]);
  });
});

describe('a queued post', () => {
  it('takes the next free slot, each account its own', () => {
    weekdays();
    const [first, second, elsewhere, both] = [
      post(),
      post(),
      post(other),
      post(client.accountId, other),
    ] as const;
    for (const id of [first, second, elsewhere, both]) enqueue(id);
    expect(times(first, second, elsewhere, both)).toEqual([
      '2026-11-23T09:00',
      '2026-11-24T09:00',
      '2026-11-23T09:00',
      '2026-11-25T09:00',
    ]);
    expect(get(first)).toMatchObject({ status: 'scheduled', queued: true, zone: 'UTC' });
    expect(must(workspace.posts.queue.list(client.id)).queued).toBe(4);
  });

  it('stays where it is when it is queued again', () => {
    weekdays();
    const id = post();
    const before = enqueue(id);
    expect(enqueue(id)).toEqual(before);
  });

  it('needs a slot for all of its accounts, and to be ready', () => {
    const id = post();
    expect(workspace.posts.enqueue(id)).toMatchObject({ error: { code: 'no_free_slot' } });
    setSlots(slot(1, '09:00', other));
    expect(workspace.posts.enqueue(id)).toMatchObject({ error: { code: 'no_free_slot' } });
    const empty = must(
      workspace.posts.create({ clientId: client.id, text: 'x', targets: [], media: [] }),
    );
    expect(workspace.posts.enqueue(empty.id)).toMatchObject({ error: { code: 'not_ready' } });
    expect(get(id)).toMatchObject({ status: 'draft', queued: false, version: 1 });
  });

  it('goes by the slots in the zone of the profile, daylight saving told', () => {
    workspace.profiles.save({ name: 'Ada', email: null, bio: null, timeZone: 'Europe/Berlin' });
    workspace.clock.set(Date.UTC(2027, 2, 27, 12));
    setSlots(slot(7, '02:30'));
    expect(must(workspace.posts.enqueue(post()))).toMatchObject({
      shift: 'gap',
      post: {
        wallTime: '2027-03-28T02:30',
        zone: 'Europe/Berlin',
        scheduledAt: Date.UTC(2027, 2, 28, 1, 30),
      },
    });
  });

  it.each([
    [
      'is scheduled by hand',
      (id: string) =>
        must(workspace.posts.schedule({ id, wallTime: '2026-12-24T18:00', zone: 'UTC' })),
    ],
    ['is taken back', (id: string) => must(workspace.posts.unschedule(id))],
    ['is removed', (id: string) => must(workspace.posts.remove(id))],
    ['is published now', (id: string) => must(workspace.posts.publishNow(id))],
  ])('leaves the queue when it %s, and the others move up', async (_how, act) => {
    weekdays();
    const [first, second, third] = [post(), post(), post()] as const;
    for (const id of [first, second, third]) enqueue(id);
    await Promise.resolve();
    workspace.told.length = 0;
    act(first);
    expect(times(second, third)).toEqual(['2026-11-23T09:00', '2026-11-24T09:00']);
    expect(must(workspace.posts.queue.list(client.id)).queued).toBe(2);
    if (_how !== 'is removed') expect(get(first).queued).toBe(false);
    await Promise.resolve();
    const changed = workspace.told.flatMap(({ name, payload }) =>
      name === 'post.changed' ? (payload as { postId: string }).postId : [],
    );
    expect(new Set(changed)).toEqual(new Set([first, second, third]));
    expect(workspace.told.map(({ name }) => name)).toContain('queue.changed');
  });

  it('gives way to a post that is scheduled by hand, also to one that comes back', () => {
    weekdays();
    const queued = post();
    enqueue(queued);
    const fixed = post();
    must(
      workspace.posts.schedule({ id: fixed, wallTime: '2026-11-23T10:00', zone: 'Europe/Berlin' }),
    );
    expect(times(queued, fixed)).toEqual(['2026-11-24T09:00', '2026-11-23T10:00']);
    must(workspace.posts.remove(fixed));
    expect(times(queued)).toEqual(['2026-11-23T09:00']);
    must(workspace.posts.restore(fixed));
    expect(times(queued)).toEqual(['2026-11-24T09:00']);
  });

  it('keeps its time and leaves the queue where no slot is left for it', () => {
    weekdays();
    const id = post();
    enqueue(id);
    expect(setSlots()).toMatchObject({ moved: 0, left: 1, leftIds: [id], queue: { queued: 0 } });
    expect(get(id)).toMatchObject({
      status: 'scheduled',
      queued: false,
      wallTime: '2026-11-23T09:00',
    });
  });

  it('takes a place before others, which move on; so a post that was taken out comes back to it', () => {
    weekdays();
    const [first, second, third] = [post(), post(), post()] as const;
    for (const id of [first, second, third]) enqueue(id);
    const place = get(first).scheduledAt ?? 0;
    must(workspace.posts.unschedule(first));
    expect(must(workspace.posts.enqueue(first, place))).toMatchObject({
      shift: 'none',
      post: { queued: true, wallTime: '2026-11-23T09:00', scheduledAt: place },
    });
    expect(times(first, second, third)).toEqual([
      '2026-11-23T09:00',
      '2026-11-24T09:00',
      '2026-11-25T09:00',
    ]);
    // After the second one, it is the one before.
    must(workspace.posts.enqueue(first, (get(second).scheduledAt ?? 0) + 60_000));
    expect(times(second, first, third)).toEqual([
      '2026-11-23T09:00',
      '2026-11-24T09:00',
      '2026-11-25T09:00',
    ]);
    must(workspace.posts.enqueue(third, 0));
    expect(times(third, second, first)).toEqual([
      '2026-11-23T09:00',
      '2026-11-24T09:00',
      '2026-11-25T09:00',
    ]);
    setSlots();
    expect(workspace.posts.enqueue(first, place)).toMatchObject({
      error: { code: 'no_free_slot' },
    });
    expect(get(first)).toMatchObject({ queued: false, wallTime: '2026-11-25T09:00' });
  });

  it('flows when the slots, its accounts or the zone change', () => {
    weekdays();
    const id = post();
    enqueue(id);
    expect(setSlots(slot(3, '12:00'), slot(4, '12:00', other))).toMatchObject({
      moved: 1,
      left: 0,
    });
    expect(times(id)).toEqual(['2026-11-25T12:00']);
    setSlots(slot(3, '12:00', client.accountId), slot(4, '12:00', other));
    const targets = [{ accountId: other, text: null }];
    must(workspace.posts.update({ id, expectedVersion: get(id).version, targets }));
    expect(times(id)).toEqual(['2026-11-26T12:00']);
    workspace.profiles.save({ name: 'Ada', email: null, bio: null, timeZone: 'Asia/Tokyo' });
    expect(get(id)).toMatchObject({
      wallTime: '2026-11-26T12:00',
      zone: 'Asia/Tokyo',
      scheduledAt: Date.UTC(2026, 10, 26, 3),
    });
  });

  it('is not moved when it is due within five minutes, nor when its time has come', () => {
    weekdays();
    const [first, second] = [post(), post()] as const;
    enqueue(first);
    enqueue(second);
    workspace.clock.set(Date.UTC(2026, 10, 23, 8, 56));
    setSlots(slot(3, '12:00'));
    expect(times(first, second)).toEqual(['2026-11-23T09:00', '2026-11-25T12:00']);
    workspace.clock.set(Date.UTC(2026, 10, 23, 9, 1));
    must(workspace.posts.setStatus(first, 'publishing'));
    expect(get(first)).toMatchObject({ queued: false, wallTime: '2026-11-23T09:00' });
    expect(times(second)).toEqual(['2026-11-25T12:00']);
  });

  it('is rolled back with what moved it', () => {
    weekdays();
    const [first, second] = [post(), post()] as const;
    enqueue(first);
    enqueue(second);
    expect(() =>
      workspace.database.raw.transaction(() => {
        must(workspace.posts.unschedule(first));
        expect(times(second)).toEqual(['2026-11-23T09:00']);
        throw new Error('undone');
      })(),
    ).toThrow('undone');
    expect(times(first, second)).toEqual(['2026-11-23T09:00', '2026-11-24T09:00']);
  });
});

describe('any series of changes', () => {
  const nth = fc.nat(9);
  const someAccounts = fc.constantFrom([0], [1], [0, 1]);
  const operation = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('enqueue' as const), accounts: someAccounts }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('onto' as const), nth, accounts: someAccounts }),
    },
    fc.record({
      do: fc.constantFrom('unschedule', 'remove', 'restore', 'publishNow', 'queueAgain'),
      nth,
    }),
    // Before another post, or a minute after it.
    fc.record({
      do: fc.constant('place' as const),
      nth,
      by: nth,
      after: fc.constantFrom(0, MINUTE),
    }),
    fc.record({
      do: fc.constant('slots' as const),
      slots: fc.array(
        fc.record({
          weekday: fc.integer({ min: 1, max: 7 }),
          time: fc.constantFrom('02:30', '09:00', '09:02', '17:45'),
          account: fc.constantFrom(null, 0, 1),
        }),
        { minLength: 1, maxLength: 5 },
      ),
    }),
    fc.record({
      do: fc.constant('zone' as const),
      zone: fc.constantFrom('UTC', 'America/New_York', 'Australia/Lord_Howe'),
    }),
    fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(3, 60, 1440, 5000) }),
  );

  it('leaves each queued post at the earliest slot with room, in its order, and loses none', () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 15, maxLength: 30 }), (operations) => {
        const { posts, clock } = workspace;
        client = workspace.client(`Client ${Math.random()}`);
        const accounts = [client.accountId, workspace.account(client.id)];
        const named = (indexes: readonly number[]) =>
          indexes.flatMap((index) => accounts[index] ?? []);
        weekdays();
        const ids: string[] = [[0], [0, 1], [1], [0]].map((to) => post(...named(to)));
        for (const id of ids) enqueue(id);
        const known = (index: number) => ids[index % Math.max(1, ids.length)] ?? '';
        const here = () =>
          ids.flatMap((id) => {
            const found = posts.get(id);
            return found.ok ? found.value : [];
          });
        for (const step of operations) {
          const before = new Map(here().map((one) => [one.id, one]));
          if (step.do === 'enqueue') {
            const id = post(...named(step.accounts));
            ids.push(id);
            posts.enqueue(id);
          } else if (step.do === 'onto') {
            // By hand, onto the time of another post.
            const at = before.get(known(step.nth))?.scheduledAt ?? clock.now() + DAY;
            const id = post(...named(step.accounts));
            ids.push(id);
            posts.schedule({ id, wallTime: wallTimeAt(at, 'UTC'), zone: 'UTC' });
          } else if (step.do === 'slots')
            setSlots(
              ...step.slots.map(({ account, ...at }) => ({
                ...at,
                accountId: account === null ? null : (accounts[account] ?? null),
              })),
            );
          else if (step.do === 'zone')
            workspace.profiles.save({ name: 'Ada', email: null, bio: null, timeZone: step.zone });
          else if (step.do === 'wait') {
            clock.advance(step.minutes * MINUTE);
            for (const due of posts.due(clock.now(), 100)) posts.setStatus(due.id, 'publishing');
          } else if (step.do === 'place') {
            const at = before.get(known(step.by))?.scheduledAt ?? 0;
            posts.enqueue(known(step.nth), at + step.after);
          } else if (step.do === 'queueAgain') posts.enqueue(known(step.nth));
          else posts[step.do](known(step.nth));

          const now = clock.now();
          const after = here();
          const scheduled = after.filter(({ status }) => status === 'scheduled');
          const waiting = scheduled.filter(
            (one) => one.queued && (one.scheduledAt ?? 0) > now + HOLD,
          );
          for (const one of waiting) {
            const to = one.targets.map(({ accountId }) => accountId);
            const [earliest] = posts.queue.nextFree(client.id, to, 1, one.id);
            expect(earliest?.at, step.do).toBe(one.scheduledAt);
            expect(one.wallTime, step.do).toBe(earliest?.wallTime);
            expect(one.zone).toBe(posts.queue.zone());
          }
          // What was scheduled is scheduled or on its way, unless it was taken back.
          for (const [id, one] of before)
            if (one.status === 'scheduled' && !('nth' in step && known(step.nth) === id))
              expect(['scheduled', 'publishing']).toContain(get(id).status);
          // Those that were queued keep their order among posts to the same accounts.
          const order = (list: readonly Post[]) =>
            list
              .filter((one) => one.targets.length === 2)
              .sort((a, b) => (a.scheduledAt ?? 0) - (b.scheduledAt ?? 0))
              .map(({ id }) => id);
          const still = waiting.filter(({ id }) => {
            const old = before.get(id);
            if (step.do === 'place' && known(step.nth) === id) return false;
            return old?.queued && (old.scheduledAt ?? 0) > now + HOLD;
          });
          expect(order(still)).toEqual(order(still.flatMap(({ id }) => before.get(id) ?? [])));
        }
      }),
      { numRuns: 40 },
    );
  });
});
