import { RichText } from '@atproto/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facetPieces } from '../../../../../renderer/views/composer/previews/facets.ts';

const TEXTS = [
  'Plain words, nothing more.',
  'Ask @cove.yoga or (@ada-bakery.bsky.social), not me@example.com.',
  'The list: https://example.com/list?a=1#b. Really!',
  '(see https://example.com/a_(b)) and briocycles.com/rides, too',
  'versions 1.2.3 and main.rs and e.g. this',
  '#bread #Brot🥐 # #1 #2026 #a1, #c++ (#no) #end.',
  '$AAPL and $5 and ($TSLA)',
  'Ends with a tag #sourdough',
  'Two\nlines with @one.test\n#two https://three.example',
  '',
];

/** What the network's own client finds, as pieces of the text. */
function networkPieces(text: string): { kind: string; text: string }[] {
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  return [...rich.segments()].map((segment) => ({
    kind: segment.isMention()
      ? 'mention'
      : segment.isLink()
        ? 'link'
        : segment.isTag()
          ? 'tag'
          : 'plain',
    text: segment.text,
  }));
}

describe('facetPieces', () => {
  it.each(TEXTS)('finds in %j what Bluesky’s client finds', (text) => {
    const ours = facetPieces(text);
    expect(ours).toEqual(networkPieces(text).filter((piece) => piece.text !== ''));
  });

  it('loses no character of any text', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom(' ', '\n', '@a.com', '#tag', 'https://x.de', 'x.com/', '(', ')', '.', '$AB'),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(
          facetPieces(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
