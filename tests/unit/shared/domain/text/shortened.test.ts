import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLUESKY } from '../../../../../shared/domain/networks/bluesky.ts';
import { MASTODON } from '../../../../../shared/domain/networks/mastodon.ts';
import { graphemeLength, measureText } from '../../../../../shared/domain/text/measure.ts';
import { shortenedParts } from '../../../../../shared/domain/text/shortened.ts';

const limit = MASTODON.text;
const found = (text: string) =>
  shortenedParts(text, limit).map(({ start, end }) => text.slice(start, end));

describe('what counts by another length', () => {
  it.each([
    ['see https://example.com/a_(b)/c?x=1&y=2. End', ['https://example.com/a_(b)/c?x=1&y=2']],
    ['(http://example.org/foo), then', ['http://example.org/foo']],
    ['https://straße.de/käse?ü=1, ok', ['https://straße.de/käse?ü=1']],
    ['https://example.com.', ['https://example.com']],
    ['https://a.b.co.uk:8080/p', ['https://a.b.co.uk:8080/p']],
    ['https://xn--fiqs8s.xn--fiqs8s/', ['https://xn--fiqs8s.xn--fiqs8s/']],
    ['https://foo.test.com/x', ['https://foo.test.com/x']],
    ['https://mastodon.social/@ada@x.org/12', ['https://mastodon.social/@ada@x.org/12']],
    ['hi @ada@mastodon.social!', ['@ada@mastodon.social']],
    ['.@ada@mastodon.social and @b_c.d@e.org', ['@ada@mastodon.social', '@b_c.d@e.org']],
    // None of these is a link or a mention with a domain to the server.
    ['example.com/without-a-scheme', []],
    ['http://localhost:3000/x https://printer.local/y https://127.0.0.1/z', []],
    ['xhttps://a.com #https://a.com', []],
    ['@ada', []],
    ['mail a@b.com', []],
    ['@ada@mastodon.social@again', []],
  ])('%s', (text, parts) => {
    expect(found(text)).toEqual(parts);
  });

  it('is nothing on a network that counts all as written', () => {
    expect(shortenedParts('https://example.com @a@b.org', BLUESKY.text)).toEqual([]);
  });

  it('is found in a moment in texts made to be slow', () => {
    const texts = [
      `https://a.com/${'('.repeat(50_000)}`,
      `https://a.com/${'a('.repeat(50_000)}`,
      `https://a.com/${'.'.repeat(50_000)}`,
      `https://${'a.'.repeat(50_000)}`,
      `https://${'a-'.repeat(50_000)}`,
      `@a@${'.'.repeat(50_000)}`,
      `@${'a.'.repeat(50_000)}`,
      'https://a.'.repeat(10_000),
      '@a'.repeat(50_000),
    ];
    const started = performance.now();
    for (const text of texts) shortenedParts(text, limit);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('counting for Mastodon', () => {
  const word = fc.stringMatching(/^[a-z]{1,9}$/);
  const link = fc.tuple(word, word).map(([host, path]) => `https://${host}.com/${path.repeat(9)}`);
  const mention = fc
    .tuple(word, word)
    .map(([user, host]) => ({ user, full: `@${user}@${host}.org` }));
  const plain = fc.oneof(
    word,
    fc.constantFrom('👩🏽‍🍳', '🇩🇪', 'e\u0301', '한국', '…', '#tag', '(x)'),
  );
  const part = fc.oneof(
    plain.map((text) => ({ text, counts: graphemeLength(text) })),
    link.map((text) => ({ text, counts: 23 })),
    mention.map(({ user, full }) => ({ text: full, counts: user.length + 1 })),
  );
  const parts = fc.array(part, { maxLength: 40 });

  it('takes 23 for a link, the name for a mention, and a character for a character', () => {
    fc.assert(
      fc.property(parts, (all) => {
        const { used, over } = measureText(all.map(({ text }) => text).join(' '), limit);
        const wanted = all.reduce((sum, { counts }) => sum + counts + 1, -1);
        expect(used).toBe(Math.max(0, wanted));
        expect(over).toBe(used > 500);
      }),
      { numRuns: 1000 },
    );
  });

  it('marks the first thing that does not fit, and cuts no link and no mention', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 120 }), (all, most) => {
        const text = all.map((each) => each.text).join(' ');
        const small = { ...limit, limit: most };
        const { over, overflowAt } = measureText(text, small);
        expect(overflowAt === null).toBe(!over);
        if (overflowAt === null) return;
        const isInside = shortenedParts(text, small).some(
          ({ start, end }) => start < overflowAt && overflowAt < end,
        );
        expect(isInside).toBe(false);
        const before = text.slice(0, overflowAt);
        expect(measureText(before, small).used).toBeLessThanOrEqual(most);
      }),
      { numRuns: 1000 },
    );
  });
});
