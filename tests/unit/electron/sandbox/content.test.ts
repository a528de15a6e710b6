import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashtagsIn, htmlOf, lengthOf } from '../../../../electron/sandbox/mastodon/content.ts';

const ORIGIN = 'http://127.0.0.1:1';

it.each([
  ['plain', 5],
  ['👩🏽‍🍳🇩🇪é', 3],
  ['https://example.com/a/very/long/path?with=query', 23],
  ['see https://a.example.', 28],
  ['hi @linden@social.example', 10],
  ['a@b.example', 11],
])('counts %j as %i', (text, length) => {
  expect(lengthOf(text)).toBe(length);
});

it('finds hashtags, and none in links or numbers', () => {
  expect(hashtagsIn('#Käse #1 https://a.example/#no #two_words a#b #Käse')).toEqual([
    'Käse',
    'two_words',
  ]);
});

it('lets no markup through, whatever the text is', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(
          '<',
          '>',
          '"',
          "'",
          '&',
          'a',
          '@',
          '#',
          '\n',
          ' ',
          'https://b.example/',
        ),
      }),
      (text) => {
        const html = htmlOf(text, ORIGIN);
        const tags = [...html.matchAll(/<\/?([^\s>]+)/g)].map(([, tag]) => tag);
        expect(tags.every((tag) => ['p', 'br', 'a', 'span'].includes(tag ?? ''))).toBe(true);
        expect((html.match(/"/g) ?? []).length % 2).toBe(0);
        const shown = html
          .replace(/<br \/>|<\/p><p>/g, '\n')
          .replace(/<[^>]*>/g, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&');
        expect(shown).toBe(text.trim().replace(/\n{2,}/g, '\n'));
      },
    ),
  );
});
