import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { howLate, whenDue } from '../../../../shared/domain/lateness.ts';

const MINUTE = 60_000;

describe('a due post', () => {
  it('is sent up to its client’s limit, and missed a millisecond later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_080 }), fc.nat(4e12), (minutes, due) => {
        expect(whenDue(due, due + minutes * MINUTE, minutes)).toBe('send');
        expect(whenDue(due, due + minutes * MINUTE + 1, minutes)).toBe('missed');
        expect(whenDue(due, due, minutes)).toBe('send');
      }),
    );
  });

  it('has a minute where no lateness is allowed: a sweep takes its time', () => {
    expect(whenDue(0, MINUTE, 0)).toBe('send');
    expect(whenDue(0, MINUTE + 1, 0)).toBe('missed');
  });

  it.each([
    [0, '1 minute'],
    [MINUTE, '1 minute'],
    [119 * MINUTE, '119 minutes'],
    [120 * MINUTE, '2 hours'],
    [47 * 60 * MINUTE, '47 hours'],
    [48 * 60 * MINUTE, '2 days'],
  ])('is late by %i ms, told as %s', (ms, words) => {
    expect(howLate(ms)).toBe(words);
  });
});
