import { describe, expect, it } from 'vitest';
import {
  byClient,
  closingSentence,
  type DecidedPost,
  type Entry,
  entriesOf,
  type Outcome,
  outcomeOf,
  whyNot,
} from '../../../../../renderer/views/triage/outcomes.ts';
import type { MissedPost } from '../../../../../shared/ipc/views.ts';
import { card } from '../../../../support/post-card.ts';

const missed = (id: string, hour = 9, change: Partial<MissedPost> = {}): MissedPost => ({
  post: {
    ...card(id, `2026-11-22T${String(hour).padStart(2, '0')}:00Z`),
    status: 'missed',
    clientId: id.slice(0, 1),
  },
  lateMs: 1,
  choices: { publish_now: true, next_slot: null, pick: true, drop: true },
  problem: null,
  ...change,
});
const decided = (id: string, outcome: Outcome, decidedAt: number): [string, DecidedPost] => [
  id,
  { missed: missed(id), outcome, decidedAt },
];
const shown = (entries: readonly Entry[]) =>
  entries.map(({ missed: { post }, outcome }) => [post.id, outcome?.kind ?? null]);
const DROPPED: Outcome = { kind: 'dropped' };

describe('what the screen lists', () => {
  it('keeps what was decided, in its place', () => {
    const list = [missed('a1', 8), missed('a3', 10)];
    const entries = entriesOf(list, 100, new Map([decided('a2', DROPPED, 200)]));
    expect(shown(entries)).toEqual([
      ['a1', null],
      ['a2', 'dropped'],
      ['a3', null],
    ]);
  });

  it('believes a decision before a list that was made before it, and a later list after it', () => {
    const list = [missed('a1')];
    const decisions = new Map([decided('a1', DROPPED, 200)]);
    expect(shown(entriesOf(list, 100, decisions))).toEqual([['a1', 'dropped']]);
    expect(shown(entriesOf(list, 300, decisions))).toEqual([['a1', null]]);
  });

  it('has what was taken back at once, and no longer than it is missed', () => {
    const decisions = new Map([decided('a1', { kind: 'back' }, 200)]);
    expect(shown(entriesOf([], 100, decisions))).toEqual([['a1', null]]);
    expect(shown(entriesOf([missed('a1')], 300, decisions))).toEqual([['a1', null]]);
    expect(shown(entriesOf([], 300, decisions))).toEqual([]);
  });

  it('is grouped by client, the one with the oldest post first', () => {
    const entries = entriesOf([missed('b1', 8), missed('a1', 9), missed('b2', 10)], 0, new Map());
    expect(byClient(entries).map(([id, own]) => [id, shown(own).map(([post]) => post)])).toEqual([
      ['b', ['b1', 'b2']],
      ['a', ['a1']],
    ]);
  });
});

describe('the words', () => {
  it('say what happened, and nothing of what still waits or was taken back', () => {
    const outcomes: (Outcome | null)[] = [
      { kind: 'publishing' },
      { kind: 'publishing' },
      { kind: 'publishing' },
      { kind: 'slot', at: 1 },
      { kind: 'moved', at: 1 },
      { kind: 'moved', at: 2 },
      DROPPED,
      { kind: 'back' },
      null,
    ];
    const entries = outcomes.map((outcome, index) => ({ missed: missed(`a${index}`), outcome }));
    const statuses = { a0: 'published', a1: 'failed', a2: 'publishing' } as const;
    expect(closingSentence(entries, (id) => statuses[id as 'a0'])).toBe(
      '1 published, 1 being published, 1 not published, 1 in the next slot, 2 moved, 1 dropped.',
    );
    expect(closingSentence([{ missed: missed('a1'), outcome: null }], () => undefined)).toBe('');
  });

  it('say why a choice is not there', () => {
    const slot = { at: 1, wallTime: '2026-11-23T09:00', zone: 'UTC', shift: 'none' as const };
    const { choices } = missed('a1');
    expect(whyNot(missed('a1'))).toMatch(/no next slot/);
    expect(whyNot(missed('a1', 9, { choices: { ...choices, next_slot: slot } }))).toBeNull();
    expect(whyNot(missed('a1', 9, { problem: 'Reconnect the account.' }))).toMatch(
      /can’t be sent.*Reconnect the account\.$/,
    );
  });

  it('of a decision are those of what it came to', () => {
    expect(outcomeOf('publish_now', 5)).toEqual({ kind: 'publishing' });
    expect(outcomeOf('next_slot', 5)).toEqual({ kind: 'slot', at: 5 });
    expect(outcomeOf({ wallTime: '2026-11-23T09:00', zone: 'UTC' }, 5)).toEqual({
      kind: 'moved',
      at: 5,
    });
    expect(outcomeOf('drop', 5)).toEqual(DROPPED);
  });
});
