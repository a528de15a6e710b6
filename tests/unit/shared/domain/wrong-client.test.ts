import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Belongings, strayIn, straySentence } from '../../../../shared/domain/wrong-client.ts';

const bakery: Belongings = {
  clientId: 'bakery',
  name: 'Ada’s Bakery',
  marks: ['bakery.test/rye', '@ada', 'Crumb by crumb'],
  handles: ['adasbakery', 'ada.bsky.social'],
};
const harbour: Belongings = {
  clientId: 'harbour',
  name: 'Harbour Books',
  marks: ['harbour-books.co.uk', 'github.com/harbour', 'Read by the sea', '#HarbourReads'],
  handles: ['harbour', 'harbour.bsky.social', 'books@mastodon.social', 'harbourbooks.com'],
};
const nest: Belongings = { clientId: 'nest', name: 'Nest', marks: ['港書店'], handles: [] };

const found = (text: string) =>
  strayIn(text, bakery, [bakery, harbour, nest]).map(({ phrase }) => phrase);

describe('the wrong client', () => {
  it.each([
    ['Thanks @harbour!', '@harbour'],
    ['Thanks @Harbour.', '@Harbour'],
    ['Thanks ＠harbour', '@harbour'],
    ['with @harbour’s help', '@harbour'],
    ['with @harbour.bsky.social', '@harbour.bsky.social'],
    ['with @books', '@books'],
    ['with @books@mastodon.social', '@books@mastodon.social'],
    ['(@harbourbooks.com)', '@harbourbooks.com'],
    ['See https://www.harbour-books.co.uk/sale?x=1', 'harbour-books.co.uk'],
    ['See shop.Harbour-Books.co.uk.', 'shop.Harbour-Books.co.uk'],
    ['Write to hello@harbour-books.co.uk', 'harbour-books.co.uk'],
    ['https://github.com/harbour/reader', 'github.com/harbour'],
    ['https://instagram.com/harbour?hl=en', 'instagram.com/harbour'],
    ['https://bsky.app/profile/harbour.bsky.social', 'bsky.app/profile/harbour.bsky.social'],
    ['https://mastodon.social/@books.', 'mastodon.social/@books'],
    ['https://harbourbooks.com/', 'harbourbooks.com'],
    ['At HARBOUR\u00a0 books', 'HARBOUR  books'],
    ['read by\nthe sea', 'read by\nthe sea'],
    ['Har\u00adbour Bo\u200boks', 'Harbour Books'],
    ['#harbourreads', '#harbourreads'],
    ['Nest is open', 'Nest'],
    ['今日は港書店へ', '港書店'],
  ])('“%s” tells of %s', (text, phrase) => {
    expect(found(text)).toEqual([phrase]);
  });

  it.each([
    'the harbour is calm',
    '@harbours @harbour_two @harbour-two hello@harbour',
    '@books@other.example',
    'https://other.example/harbour and https://github.com/harbourside',
    'https://harbour-books.co.uk.evil.example',
    'not-harbour-books.co.uk',
    'Harbour Bookshelf',
    'Unharbour Books',
    'a nest of rye, NESTED',
    '#HarbourReadsAgain',
    'https://shop.example/read/Nest',
    '',
  ])('“%s” tells of nobody', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('is never somebody whose words are part of one’s own', () => {
    const own: Belongings = {
      clientId: 'cafe',
      name: 'Harbour Books Café',
      marks: ['cafe.harbour-books.co.uk', 'We read by the sea'],
      handles: ['harbour'],
    };
    const text =
      'Harbour Books Café: @harbour, https://cafe.harbour-books.co.uk/menu. We read by the sea.';
    expect(strayIn(text, own, [harbour])).toEqual([]);
    expect(strayIn('Harbour Books', own, [harbour])).toHaveLength(1);
  });

  it('is told once for each phrase, with whose it is', () => {
    const strays = strayIn('@harbour @HARBOUR and Nest', bakery, [harbour, nest]);
    expect(strays.map(({ clientName }) => clientName)).toEqual(['Harbour Books', 'Nest']);
    expect(strays[0] && straySentence(strays[0], 'Ada’s Bakery')).toBe(
      '“@harbour” belongs to Harbour Books, and this post is for Ada’s Bakery.',
    );
  });

  const word = fc.stringMatching(/^[a-zA-Zäß日本]{2,9}$/);
  const belongings = fc.record({
    clientId: fc.constant('other'),
    name: fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
    marks: fc.array(
      fc.oneof(
        word.map((name) => `@${name}`),
        word.map((name) => `${name.toLowerCase()}.example`),
        fc.tuple(word, word).map((words) => words.join(' ')),
      ),
      { maxLength: 4 },
    ),
    handles: fc.array(
      fc.oneof(
        word,
        word.map((name) => `${name}.bsky.social`),
      ),
      { maxLength: 3 },
    ),
  });

  it('never is the own client, whatever is the other’s too', () => {
    fc.assert(
      fc.property(belongings, fc.array(word), (own, words) => {
        const text = [own.name, ...own.marks, ...own.handles.map((one) => `@${one}`), ...words];
        const twin = { ...own, clientId: 'twin' };
        expect(strayIn([own.name, ...own.marks].join(', '), own, [twin])).toEqual([]);
        expect(strayIn(text.join(' ; '), own, [own])).toEqual([]);
      }),
    );
  });

  it('is found by each of its marks, between any other words', () => {
    fc.assert(
      fc.property(belongings, (other) => {
        const own = { clientId: 'own', name: '', marks: [], handles: [] };
        for (const mark of [...other.marks, ...other.handles.map((one) => `@${one}`), other.name])
          expect(strayIn(`(${mark}) 🍞`, own, [other]).length).toBeGreaterThan(0);
      }),
    );
  });

  it('reads any text there is, and says what stands in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), belongings, (text, other) => {
        const own = { clientId: 'own', name: '', marks: [], handles: [] };
        const said = `${text} ${other.name} ${text}`;
        for (const { phrase, clientId } of strayIn(said, own, [other])) {
          expect(clientId).toBe('other');
          expect(phrase.trim()).not.toBe('');
        }
      }),
    );
  });
});
