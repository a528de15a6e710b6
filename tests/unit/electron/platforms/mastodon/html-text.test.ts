import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfHtml, wordsOf } from '../../../../../electron/platforms/mastodon/html-text.ts';
import { htmlOf } from '../../../../../electron/sandbox/mastodon/content.ts';

describe('the text of a status', () => {
  it.each([
    ['<p>plain</p>', 'plain'],
    ['<p>one<br />two<br>three</p><p>four</p>', 'one\ntwo\nthree\n\nfour'],
    [
      '<p>a &amp;lt; b &lt;b&gt; &quot;c&quot; &#39;d&#39; &#x1F600; &nbsp;</p>',
      'a &lt; b <b> "c" \'d\' 😀  ',
    ],
    ['<p>&unknown; &#99999999; & alone</p>', '&unknown; &#99999999; & alone'],
    [
      '<p><a href="https://www.example.com/a"><span class="invisible">https://www.</span><span class="ellipsis">example</span><span class="invisible">.com/a</span></a></p>',
      'https://www.example.com/a',
    ],
    [
      '<p><span class="h-card"><a href="https://far.example/@bob" class="u-url mention">@<span>bob</span></a></span> <a href="https://m.example/tags/cake" class="mention hashtag" rel="tag">#<span>cake</span></a></p>',
      '@bob #cake',
    ],
    ['', ''],
  ])('%s', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom(
      ' ',
      '\n',
      '\n\n',
      ' @bob@far.example ',
      ' https://example.com/a/long/path/that/is/cut/off?and=more#than-that ',
      ' #Käse ',
      '<p>',
      '&amp;',
      '👩🏽‍🍳',
    ),
  );
  const text = fc.array(piece, { maxLength: 15 }).map((pieces) => pieces.join(''));

  it('has the words that were sent, whatever they were', () => {
    fc.assert(
      fc.property(text, (sent) => {
        expect(wordsOf(textOfHtml(htmlOf(sent, 'https://m.example')))).toEqual(wordsOf(sent));
      }),
      { numRuns: 2000 },
    );
  });

  it('has other words where something else was sent', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word), word, fc.nat(), (words, extra, place) => {
        const other = words.toSpliced(place % (words.length + 1), 0, extra);
        expect(wordsOf(other.join(' '))).not.toEqual(wordsOf(words.join('\n')));
      }),
    );
  });

  it('takes a mention with and without its domain for the same, and an e-mail address for itself', () => {
    expect(wordsOf('Hi @bob@far.example!')).toEqual(['Hi', '@bob!']);
    expect(wordsOf('mail bob@far.example')).toEqual(['mail', 'bob@far.example']);
  });
});
