import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeLinkedIn } from '../../../../../shared/domain/text/linkedin.ts';

/** What LinkedIn shows of it: escapes undone, hashtags in their short form. */
const shown = (written: string) =>
  written.replace(
    /\{hashtag\|\\#\|((?:[^\\{}|]|\\.)*)\}|\\(.)/gsu,
    (_, tag?: string, escaped?: string) =>
      tag === undefined ? (escaped ?? '') : `#${tag.replace(/\\(.)/gsu, '$1')}`,
  );

describe('a text for LinkedIn', () => {
  it('escapes every reserved character', () => {
    expect(escapeLinkedIn('a \\ | { } @ [ ] ( ) < > # * _ ~ b')).toBe(
      'a \\\\ \\| \\{ \\} \\@ \\[ \\] \\( \\) \\< \\> \\# \\* \\_ \\~ b',
    );
  });

  it.each([
    ['Bread #Sourdough!', 'Bread {hashtag|\\#|Sourdough}!'],
    ['#brot_und_butter', '{hashtag|\\#|brot\\_und\\_butter}'],
    ['(#été)', '\\({hashtag|\\#|été}\\)'],
    ['#2024goals', '{hashtag|\\#|2024goals}'],
    ['We are #1', 'We are \\#1'],
    ['C# and F#', 'C\\# and F\\#'],
    ['##twice', '\\#\\#twice'],
    ['&#x27;', '&\\#x27;'],
    ['https://example.com/a_b#part #real', 'https://example.com/a\\_b\\#part {hashtag|\\#|real}'],
  ])('%s', (text, written) => {
    expect(escapeLinkedIn(text)).toBe(written);
  });

  it('leaves a text without marks as it is', () => {
    const plain = 'Fresh bread, every day: 3 € — “really” 👩‍🍳!\nمرحبا';
    expect(escapeLinkedIn(plain)).toBe(plain);
  });

  it('loses and adds nothing, whatever is written', () => {
    const marks = fc.constantFrom(...'\\|{}@[]()<>#*_~ aÄ1\n', 'https://x.y/', '#tag', '\ud800');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(marks).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        expect(shown(escapeLinkedIn(written))).toBe(written);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves no reserved character bare outside of a hashtag', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bare = escapeLinkedIn(text)
          .replace(/\{hashtag\|\\#\|(?:[^\\{}|]|\\.)+\}/gsu, '')
          .replace(/\\./gsu, '');
        expect(bare).not.toMatch(/[\\|{}@[\]()<>#*_~]/);
      }),
    );
  });
});
