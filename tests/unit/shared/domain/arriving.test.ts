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
        expect(arrivingTexts(json)).toEqual(
          texts.map((text) => ({ text, isWhole: true, network: 'x' })),
        );
        expect(some.length).toBeLessThanOrEqual(texts.length);
        for (const [index, { text, isWhole, network }] of some.entries()) {
          expect(texts[index]?.startsWith(text)).toBe(true);
          expect(network).toBe('x');
          // Only the last one can be cut, and what is said to be whole is.
          expect(isWhole || index === some.length - 1).toBe(true);
          if (isWhole) expect(text).toBe(texts[index]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('may be a list', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.nat(), (texts, at) => {
        const json = JSON.stringify({ captions: texts, why: 'No' });
        expect(arrivingTexts(json, ['captions'])).toEqual(
          texts.map((text) => ({ text, isWhole: true, network: null })),
        );
        for (const [index, { text }] of arrivingTexts(json.slice(0, at % json.length), [
          'captions',
        ]).entries())
          expect(texts[index]?.startsWith(text)).toBe(true);
      }),
    );
  });

  it('wait for the rest of an escape', () => {
    const words = (json: string, keys?: string[]) =>
      arrivingTexts(json, keys).map(({ text }) => text);
    expect(words('{"text": "a\\')).toEqual(['a']);
    expect(words('{"text": "a\\u00e')).toEqual(['a']);
    expect(words('{"text": "a\\\\')).toEqual(['a\\']);
    expect(words('{"tag": "b", "text": "c"}', ['tag'])).toEqual(['b']);
  });

  it('know their network where their own object named it before them', () => {
    const networks = (json: string) => arrivingTexts(json).map(({ network }) => network);
    expect(networks('{"text":"a"}')).toEqual([null]);
    const some = '[{"network": "x", "text": "a"}, {"text": "{}"}, {"text": "b';
    expect(networks(some)).toEqual(['x', null, null]);
    // After it, it is not known yet, and it is not the next one's.
    expect(networks('[{"text":"a","network":"x"},{"text":"b"}]')).toEqual([null, null]);
  });
});
