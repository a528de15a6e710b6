import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  isInSpan,
  type PlanFrame,
  piecesOf,
  postsIn,
  type SaidPiece,
} from '../../../../shared/domain/plan.ts';
import { likeness } from '../../../../shared/domain/similarity.ts';
import { freeBetween } from '../../../../shared/domain/slots.ts';
import { resolveWallTime, wallTimeAt } from '../../../../shared/domain/wall-time.ts';
import { CHANGING_ZONES, FROM, TO } from '../../../support/zones.ts';

const ZONE = 'Europe/Berlin';
const at = (wallTime: string, zone = ZONE) => resolveWallTime(wallTime, zone).at;
const slot = (wallTime: string, accountIds = ['bsky', 'masto']) => ({
  ...{ at: at(wallTime), wallTime, accountIds },
});
const frame = (more: Partial<PlanFrame> = {}): PlanFrame => ({
  ...{ zone: ZONE, now: at('2026-11-23T12:00'), count: 10, said: [] },
  ...{ firstDay: '2026-12-01', lastDay: '2026-12-31' },
  slots: [slot('2026-12-01T09:00'), slot('2026-12-02T17:30', ['bsky'])],
  accounts: new Map([
    ['a1', 'bsky'],
    ['a2', 'masto'],
  ]),
  takenAt: () => [],
  ...more,
});
const said = (time: string, more: Partial<SaidPiece> = {}): SaidPiece => ({
  ...{ slot: time, accounts: [], topic: 'Rye', text: `Rye at ${time}`, category: '', why: '' },
  ...more,
});
const faults = (pieces: readonly SaidPiece[], more: Partial<PlanFrame> = {}) =>
  piecesOf(pieces, frame(more)).faults.map(({ fault }) => fault);

describe('how many posts a span has', () => {
  it('follows the weeks, is at least one, and has an end', () => {
    expect(postsIn(31, 3)).toBe(13);
    expect(postsIn(7, 5)).toBe(5);
    expect(postsIn(1, 1)).toBe(1);
    expect(postsIn(62, 21)).toBe(60);
  });
});

describe('of what a model says', () => {
  it('pieces at free slots are taken, earliest first, however the time is written', () => {
    const { pieces, faults: none } = piecesOf(
      [
        said('2026-12-02 17:30', { text: 'Who bakes at night?' }),
        said('2026-12-01T9:00 (a1, a2)', { text: 'The first Stollen of the year.' }),
      ],
      frame(),
    );
    expect(none).toEqual([]);
    expect(pieces.map((one) => [wallTimeAt(one.at, ZONE), one.accountIds])).toEqual([
      ['2026-12-01T09:00', ['bsky', 'masto']],
      // The slot is for this account alone.
      ['2026-12-02T17:30', ['bsky']],
    ]);
  });

  it('times that are not free, over, outside or no time at all are left out', () => {
    expect(
      faults([
        said('2026-12-01 10:00'),
        said('2026-12-32 09:00'),
        said('tomorrow'),
        said('2026-12-01 09:00', { text: 'A' }),
        said('2026-12-01 09:00', { text: 'B' }),
      ]),
    ).toEqual(['no such time', 'no such time', 'no such time', 'not free']);
    expect(faults([said('2026-12-01 09:00')], { now: at('2026-12-01T09:00') })).toEqual([
      'no such time',
    ]);
    expect(faults([said('2026-12-01 09:00')], { firstDay: '2026-12-02' })).toEqual([
      'no such time',
    ]);
    expect(faults([said('2026-12-01 09:00')], { takenAt: () => ['bsky', 'masto'] })).toEqual([
      'not free',
    ]);
  });

  it('without slots any time of the span will do, by the clock of its zone', () => {
    const { pieces } = piecesOf(
      [
        said('2027-03-28 02:30', { text: 'In the hour that there is not' }),
        said('2027-03-31 23:59', { text: 'At the very end of the month' }),
        said('2027-04-01 00:00', { text: 'A moment too late for this' }),
      ],
      frame({ slots: null, firstDay: '2027-03-01', lastDay: '2027-03-31' }),
    );
    expect(pieces.map((one) => wallTimeAt(one.at, ZONE))).toEqual([
      '2027-03-28T03:30',
      '2027-03-31T23:59',
    ]);
  });

  it('accounts of others are left out, and a piece that is only for them', () => {
    const { pieces, faults: wrong } = piecesOf(
      [
        said('2026-12-01 09:00', { accounts: ['A1', 'a9', 'bsky-of-somebody'] }),
        said('2026-12-02 17:30', { accounts: ['a9'], text: 'For somebody else' }),
      ],
      frame(),
    );
    expect(pieces.map(({ accountIds }) => accountIds)).toEqual([['bsky']]);
    expect(wrong).toMatchObject([{ fault: 'no such account' }]);
    // Its account has no room at that time.
    expect(faults([said('2026-12-02 17:30', { accounts: ['a2'] })])).toEqual(['not free']);
  });

  it('nothing is said twice, and nothing that was said lately', () => {
    const text = 'Fresh rye bread from six on Saturday, as long as it lasts.';
    expect(
      faults([
        said('2026-12-01 09:00', { text }),
        said('2026-12-02 17:30', { text: `${text} #bread` }),
      ]),
    ).toEqual(['says the same as another post']);
    expect(faults([said('2026-12-01 09:00', { text })], { said: [text.toUpperCase()] })).toEqual([
      'says the same as another post',
    ]);
  });

  it('no more is taken than was asked for; what is too long to be a name is none', () => {
    const pieces = piecesOf(
      [
        said('2026-12-01 09:00', { category: 'c'.repeat(61), topic: 't'.repeat(300), text: 'One' }),
        said('2026-12-02 17:30', { text: 'Two' }),
      ],
      frame({ count: 1 }),
    ).pieces;
    expect(pieces).toHaveLength(1);
    expect(pieces[0]?.category).toBe('');
    expect(pieces[0]?.topic).toHaveLength(200);
  });
});

const MINUTE = 60_000;
const ACCOUNTS = ['one', 'two', 'three'];
const STRANGERS = ['four', 'bsky-of-somebody'];
const two = (value: number) => String(value).padStart(2, '0');
const someFrame = fc
  .record({
    zone: fc.constantFrom(...CHANGING_ZONES, 'UTC', 'Asia/Kolkata'),
    now: fc.integer({ min: FROM / MINUTE, max: TO / MINUTE }).map((minute) => minute * MINUTE),
    begins: fc.integer({ min: -3, max: 20 }),
    days: fc.integer({ min: 1, max: 40 }),
    chosen: fc.subarray(ACCOUNTS, { minLength: 1 }),
    count: fc.integer({ min: 1, max: 20 }),
    weekly: fc.option(
      fc.array(
        fc.record({
          weekday: fc.integer({ min: 1, max: 7 }),
          time: fc
            .integer({ min: 0, max: 47 })
            .map((half) => `${two(half >> 1)}:${two((half % 2) * 30)}`),
          accountId: fc.constantFrom(null, ...ACCOUNTS),
        }),
        { maxLength: 8 },
      ),
    ),
    taken: fc.array(
      fc.record({
        minute: fc.integer({ min: 0, max: 40 * 1440 }),
        account: fc.constantFrom(...ACCOUNTS),
      }),
      { maxLength: 10 },
    ),
  })
  .map(({ zone, now, begins, days, chosen, count, weekly, taken }): PlanFrame => {
    const first = Temporal.Instant.fromEpochMilliseconds(now)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .add({ days: begins });
    const last = first.add({ days: days - 1 });
    const from = first.toZonedDateTime(zone).epochMilliseconds;
    const to = last.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
    // Half of them on the half hours that slots are at.
    const there = new Map(
      taken.map(({ minute, account }) => [from + minute * (minute % 2 ? 1 : 30) * MINUTE, account]),
    );
    const takenAt = (instant: number) => {
      const account = there.get(instant);
      return account === undefined ? [] : [account];
    };
    const slots = weekly
      ? freeBetween(weekly, zone, from, to, takenAt).map(({ accountIds, ...time }) => ({
          ...time,
          // Also those that were not chosen.
          accountIds: accountIds ?? ACCOUNTS,
        }))
      : null;
    // What was taken since they were listed.
    slots?.forEach(({ at: instant }, index) => {
      if (index % 3 === 0) there.set(instant, 'one');
    });
    return {
      ...{ zone, now, slots, takenAt, count },
      ...{ firstDay: first.toString(), lastDay: last.toString() },
      accounts: new Map(chosen.map((id, code) => [`a${code + 1}`, id])),
      said: ['Fresh rye bread from six on Saturday, as long as it lasts.'],
    };
  });

/** What a model may say: free slots, times around the span, nonsense; codes, ids and strangers; the same again. */
const saying = (of: PlanFrame) => {
  const first = Temporal.PlainDate.from(of.firstDay);
  const anyTime = fc
    .record({ day: fc.integer({ min: -5, max: 25 }), minute: fc.integer({ min: 0, max: 1439 }) })
    .map(
      ({ day, minute }) =>
        `${first.add({ days: day })} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
    );
  const free = of.slots?.map(({ wallTime }) => wallTime.replace('T', ' ')) ?? [];
  return fc.array(
    fc.record({
      slot: fc.oneof(
        anyTime,
        ...(free.length > 0 ? [{ weight: 4, arbitrary: fc.constantFrom(...free) }] : []),
        fc.constantFrom('2026-02-30 09:00', '9999-99-99 99:99', 'soon', ''),
        fc.string(),
      ),
      accounts: fc.oneof(
        { weight: 2, arbitrary: fc.subarray(['a1', 'a2', 'A3', ' a1 ']) },
        fc.array(fc.oneof(fc.constantFrom('a1', ...ACCOUNTS, ...STRANGERS), fc.string()), {
          maxLength: 4,
        }),
      ),
      topic: fc.string(),
      text: fc.oneof(
        { weight: 3, arbitrary: fc.uuid() },
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
        fc.constantFrom(
          'fresh RYE bread, from six on Saturday; as long as it lasts',
          'Come in and taste the first Stollen of the year.',
          'Come in, and taste the first Stollen of the year!',
        ),
      ),
      category: fc.string({ maxLength: 100 }),
      why: fc.string(),
    }),
    { minLength: 4, maxLength: 25 },
  );
};

describe('whatever a model says', () => {
  it('nothing outside the span, past, taken, foreign or double comes out', () => {
    let kept = 0;
    fc.assert(
      fc.property(
        someFrame.chain((of) => fc.tuple(fc.constant(of), saying(of))),
        ([of, words]) => {
          const { pieces, faults: wrong } = piecesOf(words, of);
          kept += pieces.length;
          expect(pieces.length).toBeLessThanOrEqual(of.count);
          expect(pieces.length + wrong.length).toBeLessThanOrEqual(words.length);
          expect(pieces.map((one) => one.at)).toEqual(
            pieces.map((one) => one.at).toSorted((a, b) => a - b),
          );
          expect(new Set(pieces.map((one) => one.at)).size).toBe(pieces.length);
          const chosen = new Set(of.accounts.values());
          pieces.forEach((piece, index) => {
            expect(piece.at).toBeGreaterThan(of.now);
            expect(isInSpan(piece.at, of)).toBe(true);
            expect(piece.accountIds.length).toBeGreaterThan(0);
            expect(new Set(piece.accountIds).size).toBe(piece.accountIds.length);
            const free = of.slots?.find((one) => one.at === piece.at);
            if (of.slots) expect(free).toBeDefined();
            for (const id of piece.accountIds) {
              expect(chosen.has(id)).toBe(true);
              expect(of.takenAt(piece.at)).not.toContain(id);
              if (free) expect(free.accountIds).toContain(id);
            }
            expect(piece.text.trim()).toBe(piece.text);
            expect(piece.text).not.toBe('');
            expect(piece.category.length).toBeLessThanOrEqual(60);
            const compare = likeness(piece.text);
            for (const other of [...of.said, ...pieces.slice(0, index).map(({ text }) => text)])
              expect(compare(other)).toBeNull();
          });
        },
      ),
      { numRuns: 400 },
    );
    // Otherwise all of this would be said of nothing.
    expect(kept).toBeGreaterThan(400);
  });
});
