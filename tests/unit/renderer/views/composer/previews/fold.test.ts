import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldAt } from '../../../../../../renderer/views/composer/previews/fold.ts';

const limit = (characters: number, lines = 99) => ({ characters, lines, word: 'more' });
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const lengthOf = (text: string) => [...segmenter.segment(text)].length;

describe('where a text is folded', () => {
  it('is nowhere where all of it fits', () => {
    expect(foldAt('Bread', limit(5))).toBeNull();
    expect(foldAt('Bread\nand butter', limit(40, 2))).toBeNull();
    expect(foldAt('Bread\n\n', limit(40, 1))).toBeNull();
  });

  it('is at the end of a word where there is one, and of the last line that is shown', () => {
    expect(foldAt('Bread and butter', limit(12))).toBe('Bread and'.length);
    expect(foldAt('Breadandbutter', limit(5))).toBe(5);
    expect(foldAt('Bread\n\nand butter', limit(40, 2))).toBe('Bread'.length);
    expect(foldAt('One\nTwo\nThree', limit(40, 2))).toBe('One\nTwo'.length);
  });

  it('is never within a character, and shows no more than it may', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (words, most) => {
        const at = foldAt(words, limit(most));
        if (at === null) return;
        expect(lengthOf(words.slice(0, at))).toBeLessThanOrEqual(most);
        const edges = [...segmenter.segment(words)].map(({ index }) => index);
        expect([...edges, words.length]).toContain(at);
      }),
    );
  });
});
