import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationText, readDuration } from '../../../../../renderer/views/client/duration.ts';

describe('time as people write it', () => {
  it.each([
    ['90', 90],
    ['45 min', 45],
    ['1:30', 90],
    ['1 h 30', 90],
    ['1h30m', 90],
    ['1 h 30 min', 90],
    ['1.5 h', 90],
    ['1,5h', 90],
    ['2 hours', 120],
    [' 0:05 ', 5],
  ])('“%s” is %i minutes', (typed, minutes) => {
    expect(readDuration(typed, 'minutes')).toBe(minutes);
  });

  it('takes a bare number for what is asked for', () => {
    expect(readDuration('10', 'hours')).toBe(600);
    expect(readDuration('7.5', 'hours')).toBe(450);
    expect(readDuration('10', 'minutes')).toBe(10);
  });

  it.each(['', 'ten', '1:75', '-5', '1.5 min', '1:2:3', 'NaN'])('“%s” is no time', (typed) => {
    expect(readDuration(typed, 'minutes')).toBeNull();
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), (minutes) => {
        expect(readDuration(durationText(minutes), 'minutes')).toBe(minutes);
      }),
    );
  });
});
