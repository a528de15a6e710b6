import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commentsEvery, LISTENED_FOR, mentionsEvery } from '../../../../shared/domain/inbox.ts';

it('asks ever less often about older posts, and a lively one never less often than a quiet one', () => {
  const age = fc.integer({ min: 0, max: 2 * LISTENED_FOR });
  fc.assert(
    fc.property(age, age, (one, other) => {
      const [young, old] = [Math.min(one, other), Math.max(one, other)];
      const often = commentsEvery(young, false) ?? Number.POSITIVE_INFINITY;
      const seldom = commentsEvery(old, false) ?? Number.POSITIVE_INFINITY;
      expect(often).toBeLessThanOrEqual(seldom);
      expect(commentsEvery(young, true) ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(often);
      expect(commentsEvery(old, true) === null).toBe(old > LISTENED_FOR);
    }),
  );
});

it('asks about mentions sooner where there were some', () => {
  expect(mentionsEvery(true)).toBeLessThan(mentionsEvery(false));
});
