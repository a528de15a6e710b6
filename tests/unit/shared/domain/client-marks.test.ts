import { describe, expect, it } from 'vitest';
import { canonicalMark, distinctMarks } from '../../../../shared/domain/client-marks.ts';

describe('marks of a client', () => {
  it.each([
    ['@harbour', '@harbour'],
    ['  Read  by the sea ', 'Read by the sea'],
    ['https://www.Harbour-Books.co.uk/shop/?utm_source=x#top', 'harbour-books.co.uk/shop'],
    ['harbour.wordpress.com', 'harbour.wordpress.com'],
    ['HARBOUR.com/', 'harbour.com'],
    ['hello@harbour.com', 'hello@harbour.com'],
    ['#HarbourReads', '#HarbourReads'],
    ['＠harbour', '@harbour'],
    ['St.Ives', 'St.Ives'],
    ['localhost', 'localhost'],
    ['com', 'com'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(canonicalMark(typed)).toBe(kept);
  });

  it.each(['', ' ', 'a', '@', '?!', 'co.uk', 'https://co.uk/', 'github.io', 'https://'])(
    '“%s” would be found with everybody',
    (typed) => {
      expect(canonicalMark(typed)).toBeNull();
    },
  );

  it('are kept once, whatever their case', () => {
    expect(distinctMarks(['@Harbour', '@harbour', 'x.com/a'])).toEqual(['@Harbour', 'x.com/a']);
  });
});
