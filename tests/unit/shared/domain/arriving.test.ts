import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivingTexts } from '../../../../shared/domain/arriving.ts';

describe('texts of an answer that is still arriving', () => {
  it('are read as far as they have come, and never read otherwise once they are whole', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 5 });
    fc.assert(
      fc.property(words, fc.nat(), (texts, at) => {
        const json = JSON.stringify({ posts: texts.map((text) => ({ network: 'x', text })) });
        const some = arrivingTexts(json.slice(0, at % (json.length + 1)));
        expect(arrivingTexts(json)).toEqual(texts);
        expect(some.length).toBeLessThanOrEqual(texts.length);
        for (const [index, text] of some.entries())
          expect(texts[index]?.startsWith(text)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('may be a list', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.nat(), (texts, at) => {
        const json = JSON.stringify({ captions: texts, why: 'No' });
        expect(arrivingTexts(json, ['captions'])).toEqual(texts);
        for (const [index, text] of arrivingTexts(json.slice(0, at % json.length), [
          'captions',
        ]).entries())
          expect(texts[index]?.startsWith(text)).toBe(true);
      }),
    );
  });

  it('wait for the rest of an escape', () => {
    expect(arrivingTexts('{"text": "a\\')).toEqual(['a']);
    expect(arrivingTexts('{"text": "a\\u00e')).toEqual(['a']);
    expect(arrivingTexts('{"text": "a\\\\')).toEqual(['a\\']);
    expect(arrivingTexts('{"tag": "b", "text": "c"}', ['tag'])).toEqual(['b']);
  });
});
