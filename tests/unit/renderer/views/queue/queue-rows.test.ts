import { describe, expect, it } from 'vitest';
import { oneSlotLater, queueRows } from '../../../../../renderer/views/queue/queue-rows.ts';
import type { UpcomingPost } from '../../../../../shared/ipc/views.ts';
import { card } from '../../../../support/post-card.ts';

const STYLE = { zone: 'Europe/Berlin', hourCycle: 'h23', locale: 'en-GB' } as const;
/** A Sunday, 10:00 in Berlin. */
const NOW = Date.parse('2026-11-22T09:00Z');

const entry = (id: string, time: string, more: Partial<UpcomingPost> = {}): UpcomingPost => ({
  post: card(id, time),
  accountIds: ['a'],
  queued: true,
  ...more,
});
const told = (...next: UpcomingPost[]) =>
  queueRows(next, NOW, STYLE).map((row) =>
    row.kind === 'post' ? row.entry.post.id : row.kind === 'gap' ? `(${row.label})` : row.label,
  );

describe('queueRows', () => {
  it('stands by day, in the zone of the person', () => {
    // 23:30Z is half past midnight on Tuesday in Berlin.
    expect(
      told(
        entry('one', '2026-11-22T12:00Z'),
        entry('two', '2026-11-23T08:00Z'),
        entry('three', '2026-11-23T23:30Z'),
      ),
    ).toEqual(['Today', 'one', 'Tomorrow', 'two', 'Tuesday 24 November', 'three']);
  });

  it('tells the days between that have nothing, today among them', () => {
    expect(told(entry('one', '2026-11-23T08:00Z'), entry('two', '2026-11-25T08:00Z'))).toEqual([
      '(Nothing today)',
      'Tomorrow',
      'one',
      '(Nothing on Tuesday)',
      'Wednesday 25 November',
      'two',
    ]);
    expect(told(entry('far', '2027-01-02T08:00Z'))).toEqual([
      '(41 days without a post)',
      expect.stringMatching(/^Saturday,? 2 January 2027$/),
      'far',
    ]);
  });

  it('puts what is due or on its way first, whatever day it is of', () => {
    const going = entry('going', '2026-11-21T08:00Z');
    going.post.status = 'publishing';
    expect(
      told(going, entry('due', '2026-11-22T09:00Z'), entry('later', '2026-11-22T09:01Z')),
    ).toEqual(['Going out now', 'going', 'due', 'Today', 'later']);
    expect(told(going, entry('later', '2026-11-23T09:00Z'))).toEqual([
      'Going out now',
      'going',
      'Tomorrow',
      'later',
    ]);
  });

  it('counts the posts of a day and numbers them all', () => {
    const rows = queueRows(
      ['10:00', '11:00'].map((time) => entry(time, `2026-11-22T${time}Z`)),
      NOW,
      STYLE,
    );
    expect(rows[0]).toMatchObject({ kind: 'day', count: 2 });
    expect(rows.flatMap((row) => (row.kind === 'post' ? row.post : []))).toEqual([0, 1]);
    expect(queueRows([], NOW, STYLE)).toEqual([]);
  });
});

describe('oneSlotLater', () => {
  const next = [
    entry('one', '2026-11-23T08:00Z'),
    entry('fixed', '2026-11-24T08:00Z', { queued: false }),
    entry('elsewhere', '2026-11-25T08:00Z', { accountIds: ['b'] }),
    entry('two', '2026-11-26T08:00Z', { accountIds: ['a', 'b'] }),
  ];
  it('is after the next queued post of the same line', () => {
    expect(oneSlotLater(next, 'one')).toBe(Date.parse('2026-11-26T08:01Z'));
  });
  it('is nowhere for the last one, for one of another client, and for one that is gone', () => {
    expect(oneSlotLater(next, 'two')).toBeNull();
    expect(oneSlotLater(next, 'gone')).toBeNull();
    const other = entry('other', '2026-11-22T12:00Z');
    other.post.clientId = 'another';
    expect(oneSlotLater([other, ...next], 'other')).toBeNull();
  });
});
