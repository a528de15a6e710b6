import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchWords, splitAtMatches } from '../../../../renderer/ui/match.ts';

describe('matchWords', () => {
  it('finds by the beginning of any word, in any order', () => {
    expect(matchWords('york', ['New York'])).toBeGreaterThan(0);
    expect(matchWords('yo ne', ['New York'])).toBeGreaterThan(0);
    expect(matchWords('ork', ['New York'])).toBe(0);
    expect(matchWords('new paris', ['New York'])).toBe(0);
  });

  it('does not mind case and accents', () => {
    expect(matchWords('cafe', ['Café Ölwerk'])).toBeGreaterThan(0);
    expect(matchWords('ÖL', ['Café Ölwerk'])).toBeGreaterThan(0);
  });

  it('puts what begins with the typed word first', () => {
    expect(matchWords('post', ['Posts'])).toBeGreaterThan(matchWords('post', ['New post']));
  });

  it('finds everything while nothing is typed', () => {
    expect(matchWords('  ', ['Anything'])).toBe(1);
  });

  it('finds an offset', () => {
    expect(matchWords('gmt+1', ['Berlin', 'GMT+1'])).toBeGreaterThan(0);
  });
});

describe('splitAtMatches', () => {
  const shown = (text: string, typed: string) =>
    splitAtMatches(text, typed)
      .map(({ part, found }) => (found ? `[${part}]` : part))
      .join('');

  it('marks the beginnings of words that were typed', () => {
    expect(shown('Coffee this morning, more coffee', 'coffee mo')).toBe(
      '[Coffee] this [mo]rning, [mo]re [coffee]',
    );
    expect(shown('common', 'mo')).toBe('common');
  });

  it('takes no sign for a pattern', () => {
    expect(shown('Is it (really) free?', 'real) fr*')).toBe('Is it ([real]ly) [fr]ee?');
    expect(shown('a+b', '++')).toBe('a+b');
  });

  it('never loses or adds a letter', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (text, typed) => {
          const parts = splitAtMatches(text, typed);
          expect(parts.map(({ part }) => part).join('')).toBe(text);
          for (const { part, start } of parts) expect(text.startsWith(part, start)).toBe(true);
        },
      ),
    );
  });
});
