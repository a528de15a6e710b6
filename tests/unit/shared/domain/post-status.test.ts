import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canBecome,
  DELIVERY_STATES,
  DELIVERY_TRANSITIONS,
  type DeliveryState,
  deliveryCanBecome,
  isEditable,
  POST_STATUSES,
  POST_TRANSITIONS,
  postStatusOf,
} from '../../../../shared/domain/post-status.ts';

const reachable = <State extends string>(
  from: State,
  table: Readonly<Record<State, readonly State[]>>,
): Set<State> => {
  const seen = new Set<State>([from]);
  for (const state of seen) for (const next of table[state]) seen.add(next);
  return seen;
};

describe('the delivery table', () => {
  it('leads from everywhere to published or a decision, and out of published nowhere', () => {
    for (const state of DELIVERY_STATES)
      expect(reachable(state, DELIVERY_TRANSITIONS).has('published')).toBe(true);
    expect(DELIVERY_TRANSITIONS.published).toEqual([]);
    expect(reachable('prepared', DELIVERY_TRANSITIONS)).toEqual(new Set(DELIVERY_STATES));
  });

  it('never sends what a network holds, but after it was taken back or the person decided', () => {
    const onward = DELIVERY_TRANSITIONS.handed_over;
    expect(onward).not.toContain('sending');
    expect(onward).not.toContain('accepted');
    expect(DELIVERY_STATES.filter((state) => deliveryCanBecome(state, 'handed_over'))).toEqual([
      'sending',
      'ambiguous',
    ]);
  });

  it('never sends again what may have been received without looking first', () => {
    for (const state of DELIVERY_STATES)
      if (deliveryCanBecome(state, 'sending')) expect(state).toBe('prepared');
    expect(DELIVERY_TRANSITIONS.sending).not.toContain('prepared');
  });
});

describe('the post table', () => {
  it('has no dead end but published, and every status can be reached', () => {
    for (const status of POST_STATUSES)
      if (status !== 'published') expect(POST_TRANSITIONS[status].length).toBeGreaterThan(0);
    expect(reachable('draft', POST_TRANSITIONS)).toEqual(new Set(POST_STATUSES));
  });

  it('keeps a post from being edited while or after it is sent', () => {
    expect(POST_STATUSES.filter((status) => !isEditable(status))).toEqual([
      'publishing',
      'published',
      'needs_check',
    ]);
  });

  it('allows whatever any course of deliveries makes of a post', () => {
    const moves = fc.array(fc.tuple(fc.nat(3), fc.nat(20)), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), moves, (count, course) => {
        const states = Array.from({ length: count }, (): DeliveryState => 'prepared');
        let post = postStatusOf(states);
        expect(post).toBe('publishing');
        for (const [which, choice] of course) {
          const index = which % count;
          const options = DELIVERY_TRANSITIONS[states[index] ?? 'prepared'];
          const next = options[choice % Math.max(options.length, 1)];
          if (!next || (post === 'published' && next === 'prepared')) continue;
          if (post === 'cancelled') return;
          states[index] = next;
          const then = postStatusOf(states);
          if (then !== post)
            expect([post, then, canBecome(post, then)]).toEqual([post, then, true]);
          post = then;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is published only when nothing is open and something is out', () => {
    const state = fc.constantFrom(...DELIVERY_STATES);
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 5 }), (states) => {
        const post = postStatusOf(states);
        if (post === 'published') {
          expect(states).toContain('published');
          expect(states.every((at) => at === 'published' || at === 'cancelled')).toBe(true);
        }
        if (states.includes('needs_check')) expect(post).toBe('needs_check');
      }),
    );
  });
});
