import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  ANY_ACCOUNT,
  freeBetween,
  HOLD,
  nextFreeSlots,
  type QueuedPost,
  type QueueSlot,
  reflow,
  slotTimes,
} from '../../../../shared/domain/slots.ts';
import { resolveWallTime } from '../../../../shared/domain/wall-time.ts';
import { CHANGING_ZONES, CLOCK_CHANGES, FROM, TO } from '../../../support/zones.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const nothingTaken = () => [];
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const slot = (weekday: number, time: string, accountId: string | null = null): QueueSlot => ({
  weekday,
  time,
  accountId,
});
const ZONES = fc.constantFrom(...CHANGING_ZONES, 'UTC', 'Asia/Kolkata');
const someSlots = fc.array(
  fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    time: fc.integer({ min: 0, max: 24 * 60 - 1 }).map(clock),
    accountId: fc.constantFrom(null, 'a', 'b'),
  }),
  { minLength: 1, maxLength: 8 },
);
const someAccounts = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
const someMoment = fc.integer({ min: FROM / MINUTE, max: TO / MINUTE }).map((at) => at * MINUTE);

/** Every slot of the days round `from`, resolved one by one and put in order. */
function allSlots(slots: readonly QueueSlot[], zone: string, from: number, days: number) {
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).toPlainDate();
  const instants = new Map<number, Set<string | null>>();
  for (let day = -3; day < days; day++) {
    const date = first.add({ days: day });
    for (const { weekday, time, accountId } of slots) {
      if (weekday !== date.dayOfWeek) continue;
      const { at } = resolveWallTime(`${date}T${time}`, zone);
      if (at > from) instants.set(at, (instants.get(at) ?? new Set()).add(accountId));
    }
  }
  return [...instants].sort(([a], [b]) => a - b);
}

describe('the slots of a queue', () => {
  it('know every zone that changes its clock, half hours and southern summers among them', () => {
    expect(CHANGING_ZONES.length).toBeGreaterThan(100);
    expect(CHANGING_ZONES).toContain('Europe/Berlin');
    expect(CHANGING_ZONES).toContain('America/Santiago');
    expect(CLOCK_CHANGES).toContainEqual(
      expect.objectContaining({ zone: 'Australia/Lord_Howe', minutes: 30 }),
    );
  });

  it('come in order, each once, across every change of every clock in two years', () => {
    const every15 = Array.from({ length: 96 }, (_, index) => clock(index * 15));
    for (const { zone, at } of CLOCK_CHANGES) {
      const weekday = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).dayOfWeek;
      const before = ((weekday + 5) % 7) + 1;
      const slots = [weekday, before].flatMap((day) => every15.map((time) => slot(day, time)));
      const from = at - 2 * 60 * MINUTE;
      const expected = allSlots(slots, zone, from, 3)
        .map(([instant]) => instant)
        .slice(0, 40);
      const found: number[] = [];
      for (const next of slotTimes(slots, zone, from)) {
        if (found.push(next.at) === 40) break;
        expect(resolveWallTime(next.wallTime, zone).at).toBe(next.at);
      }
      expect(found.slice(0, expected.length), zone).toEqual(expected);
    }
  }, 60_000);

  it('are the weekly times on each of the coming days, in any zone', () => {
    fc.assert(
      fc.property(someSlots, ZONES, someMoment, (slots, zone, from) => {
        const expected = allSlots(slots, zone, from, 20).filter(([at]) => at < from + 14 * DAY);
        const found = [];
        for (const next of slotTimes(slots, zone, from)) {
          if (next.at >= from + 14 * DAY) break;
          found.push([next.at, next.accounts]);
        }
        expect(found).toEqual(
          expected.map(([at, accounts]) => [at, accounts.has(null) ? 'all' : accounts]),
        );
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['gap', '2027-03-28', '02:30', '2027-03-28T01:30:00Z'],
    ['overlap', '2026-10-25', '02:30', '2026-10-25T00:30:00Z'],
  ])('say when the clock has a %s', (shift, date, time, at) => {
    const from = Date.parse(`${date}T00:00Z`) - DAY;
    expect(nextFreeSlots([slot(7, time)], 'Europe/Berlin', from, nothingTaken, ['a'], 1)).toEqual([
      { at: Date.parse(at), wallTime: `${date}T${time}`, shift },
    ]);
  });
});

describe('the next free slots', () => {
  it('are the first ones with room for every account of the post', () => {
    fc.assert(
      fc.property(
        someSlots,
        ZONES,
        someMoment,
        someAccounts,
        fc.array(fc.record({ nth: fc.nat(30), accounts: someAccounts }), { maxLength: 20 }),
        (slots, zone, from, accounts, posts) => {
          const all = allSlots(slots, zone, from, 60);
          const taken = new Map<number, string[]>();
          for (const { nth, accounts: theirs } of posts) {
            const [at] = all[nth] ?? [0];
            taken.set(at, [...(taken.get(at) ?? []), ...theirs]);
          }
          const free = all.filter(
            ([at, of]) =>
              accounts.every((account) => of.has(null) || of.has(account)) &&
              !accounts.some((account) => taken.get(at)?.includes(account)),
          );
          const found = nextFreeSlots(slots, zone, from, (at) => taken.get(at) ?? [], accounts, 5);
          expect(found.map(({ at }) => at).slice(0, free.length)).toEqual(
            free.slice(0, 5).map(([at]) => at),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are none where no slot is for all of the post’s accounts', () => {
    const slots = [slot(1, '09:00', 'a'), slot(2, '09:00', 'b')];
    expect(nextFreeSlots(slots, 'UTC', FROM, nothingTaken, ['c'], 1)).toEqual([]);
    expect(nextFreeSlots(slots, 'UTC', FROM, nothingTaken, ['a', 'b'], 1)).toEqual([]);
    expect(nextFreeSlots([], 'UTC', FROM, nothingTaken, ['a'], 1)).toEqual([]);
    expect(nextFreeSlots(slots, 'UTC', FROM, nothingTaken, [], 1)).toEqual([]);
    expect(nextFreeSlots(slots, 'UTC', FROM, nothingTaken, ['a'], 0)).toEqual([]);
  });
});

describe('a queue that flows', () => {
  const queueOf = (from: number) =>
    fc
      .array(
        fc.record({ minutes: fc.integer({ min: -60, max: 40_000 }), accounts: someAccounts }),
        {
          maxLength: 12,
        },
      )
      .map((posts): QueuedPost[] =>
        posts
          .map(({ minutes, accounts }, index) => ({
            id: `p${index}`,
            at: from + minutes * MINUTE,
            accounts,
          }))
          .sort((a, b) => a.at - b.at),
      );
  const someQueue = fc
    .tuple(someSlots, ZONES, someMoment)
    .chain(([slots, zone, now]) =>
      fc.tuple(fc.constant(slots), fc.constant(zone), fc.constant(now), queueOf(now)),
    );
  const applied = (queue: QueuedPost[], { moved, left }: ReturnType<typeof reflow>) => {
    const times = new Map(moved.map(({ id, at }) => [id, at]));
    return queue
      .filter(({ id }) => !left.includes(id))
      .map((post) => ({ ...post, at: times.get(post.id) ?? post.at }));
  };

  it('gives each post the earliest slot with room, leaves no gap and is stable', () => {
    fc.assert(
      fc.property(someQueue, ([slots, zone, now, queue]) => {
        const flowed = reflow(slots, zone, now, queue, nothingTaken);
        const after = applied(queue, flowed);
        const stayed = queue.filter(({ id }) => flowed.left.includes(id));
        for (const { at, id } of flowed.moved) {
          expect(at).toBeGreaterThan(now);
          expect(queue.find((post) => post.id === id)?.at).toBeGreaterThan(now + HOLD);
        }
        // Nobody could go earlier than where it is, given the others.
        for (const post of after.filter(({ at }) => at > now + HOLD)) {
          const others = [...after, ...stayed].filter(({ id }) => id !== post.id);
          const before = new Map<number, string[]>();
          for (const { at, accounts } of others)
            before.set(at, [...(before.get(at) ?? []), ...accounts]);
          const [first] = nextFreeSlots(
            slots,
            zone,
            now,
            (at) => before.get(at) ?? [],
            post.accounts,
            1,
          );
          if (queue.find(({ id }) => id === post.id)?.at !== post.at || first)
            expect(post.at).toBeLessThanOrEqual(first?.at ?? 0);
        }
        const again = [...after].sort((a, b) => a.at - b.at);
        if (stayed.length === 0)
          expect(reflow(slots, zone, now, again, nothingTaken)).toEqual({ moved: [], left: [] });
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the order of posts to the same accounts, and never puts two in one place', () => {
    fc.assert(
      fc.property(someQueue, ([slots, zone, now, queue]) => {
        const same = queue.map((post) => ({ ...post, accounts: ['a'] }));
        const flowed = reflow(slots, zone, now, same, nothingTaken);
        const ahead = applied(same, flowed)
          .filter(({ at }) => at > now + HOLD)
          .map(({ at }) => at);
        expect(ahead).toEqual([...new Set(ahead)].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });

  it('does not move what is due within five minutes, and moves up what comes after', () => {
    const now = Date.UTC(2026, 10, 23, 8, 56);
    const at = (day: number, hour: number) => Date.UTC(2026, 10, day, hour);
    const slots = [slot(1, '09:00'), slot(2, '09:00'), slot(3, '09:00')];
    const queue = [
      { id: 'soon', at: at(23, 9), accounts: ['a'] },
      { id: 'next', at: at(25, 9), accounts: ['a'] },
      { id: 'other', at: at(25, 9), accounts: ['b'] },
    ];
    expect(reflow(slots, 'UTC', now, queue, nothingTaken)).toEqual({
      moved: [
        { id: 'next', at: at(24, 9), wallTime: '2026-11-24T09:00', shift: 'none' },
        { id: 'other', at: at(23, 9), wallTime: '2026-11-23T09:00', shift: 'none' },
      ],
      left: [],
    });
    expect(reflow(slots, 'UTC', now, queue, (when) => (when === at(23, 9) ? ['b'] : []))).toEqual({
      moved: [
        { id: 'next', at: at(24, 9), wallTime: '2026-11-24T09:00', shift: 'none' },
        { id: 'other', at: at(24, 9), wallTime: '2026-11-24T09:00', shift: 'none' },
      ],
      left: [],
    });
  });

  it('lets go what has no slot any more, with its time', () => {
    const queue = [{ id: 'one', at: FROM + DAY, accounts: ['a'] }];
    expect(reflow([], 'UTC', FROM, queue, nothingTaken)).toEqual({ moved: [], left: ['one'] });
    expect(reflow([slot(1, '09:00', 'b')], 'UTC', FROM, queue, nothingTaken).left).toEqual(['one']);
  });
});

describe('the free slots of a span', () => {
  it('are every slot in it, its first instant in and its end out, across every change of a clock', () => {
    fc.assert(
      fc.property(
        someSlots,
        ZONES,
        someMoment,
        fc.integer({ min: 1, max: 45 }),
        (slots, zone, from, days) => {
          const to = from + days * DAY;
          const free = freeBetween(slots, zone, from, to, nothingTaken);
          const expected = allSlots(slots, zone, from - 1, days + 3).filter(([at]) => at < to);
          expect(free.map(({ at }) => at)).toEqual(expected.map(([at]) => at));
          for (const [index, [, accounts]] of expected.entries())
            expect(new Set(free[index]?.accountIds ?? [null])).toEqual(
              accounts.has(null) ? new Set([null]) : accounts,
            );
        },
      ),
      { numRuns: 120 },
    );
  });

  it('keep what the slot says on the days that the clock skips it or has it twice', () => {
    const sunday = [slot(7, '02:30')];
    const of = (from: string, to: string) =>
      freeBetween(sunday, 'Europe/Berlin', Date.parse(from), Date.parse(to), nothingTaken);
    expect(of('2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00')).toEqual([
      {
        at: Date.parse('2026-03-29T03:30:00+02:00'),
        wallTime: '2026-03-29T02:30',
        shift: 'gap',
        accountIds: null,
      },
    ]);
    expect(of('2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00')).toMatchObject([
      { at: Date.parse('2026-10-25T02:30:00+02:00'), shift: 'overlap' },
    ]);
  });

  it('are taken by a post of one of their accounts, and by one that has none yet', () => {
    const slots = [slot(1, '09:00'), slot(2, '09:00', 'a')];
    const monday = Date.UTC(2026, 10, 30, 9);
    const of = (taken: Record<number, string[]>) =>
      freeBetween(slots, 'UTC', monday, monday + 2 * DAY, (at) => taken[at] ?? []).length;
    expect(of({})).toBe(2);
    expect(of({ [monday]: ['b'] })).toBe(1);
    expect(of({ [monday + DAY]: ['b'] })).toBe(2);
    expect(of({ [monday + DAY]: ['b', 'a'] })).toBe(1);
    expect(of({ [monday + DAY]: [ANY_ACCOUNT] })).toBe(1);
  });
});
