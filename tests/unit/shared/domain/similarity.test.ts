import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparable,
  likeness,
  shinglesOf,
  similarity,
} from '../../../../shared/domain/similarity.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 80 });

describe('how alike two texts are', () => {
  it('is the same both ways, 1 of itself, and never beyond 0 and 1', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [a, b] = [shinglesOf(one), shinglesOf(other)];
        expect(similarity(a, b)).toBe(similarity(b, a));
        expect(similarity(a, a)).toBe(1);
        expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
        expect(similarity(a, b)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('does not ask for case, marks, emoji or where a link leads', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(comparable(comparable(one))).toBe(comparable(one));
      }),
    );
    const compare = likeness('Fresh rye from six, https://a.example/?utm=1');
    expect(compare('FRESH RYE — from six! 🥖 https://b.example/2')).toBe('same');
  });
});

describe('a text and another one', () => {
  const rye =
    'The rye comes out of the oven at six on Saturday. Come early, there are forty loaves and no more.';

  it('is nearly the same with a word or two changed, in any script', () => {
    expect(likeness(rye)(rye.replace('forty', 'fifty').replace('Saturday', 'Sunday'))).toBe('near');
    const japanese =
      '土曜日の朝六時にライ麦パンが焼き上がります。四十個だけですので、お早めにどうぞ。';
    expect(likeness(japanese)(japanese.replace('四十', '五十'))).toBe('near');
  });

  it('is another one with other words, also where it is built alike', () => {
    expect(
      likeness(rye)('We are closed on Monday. See you again on Tuesday from seven.'),
    ).toBeNull();
    expect(likeness('Soup of the day: pumpkin')('Soup of the day: leek')).toBeNull();
    expect(likeness('Good morning')('Good mornings')).toBeNull();
    expect(likeness('🎄')('🥖')).toBeNull();
    expect(likeness('')('')).toBeNull();
  });

  it('stays alike whatever is added at its end, as long as that is little', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 12 }), (end) => {
        expect(likeness(rye)(`${rye} ${end}`)).not.toBeNull();
      }),
    );
  });
});
