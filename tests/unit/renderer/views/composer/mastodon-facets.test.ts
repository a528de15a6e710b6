import { describe, expect, it } from 'vitest';
import { mastodonPieces } from '../../../../../renderer/views/composer/previews/mastodon-facets.ts';

const marked = (text: string) =>
  mastodonPieces(text)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text: shown }) => `${kind} ${shown}`);

describe('a text as Mastodon shows it', () => {
  it.each([
    ['See https://example.com/list.', ['link example.com/list']],
    [
      'https://www.example.com/a/very/long/path/that/goes/on',
      ['link example.com/a/very/long/path/t…'],
    ],
    ['www.example.com and bread.com', []],
    ['Thanks @bob@far.example and @ada, mail a@b.example', ['mention @bob', 'mention @ada']],
    ['#Käse #1 #a1 a#b https://a.example/#top', ['tag #Käse', 'tag #a1', 'link a.example/#top']],
    ['$FLO is no tag here', []],
  ])('%s', (text, expected) => {
    expect(marked(text)).toEqual(expected);
  });

  it('leaves every other word as it is', () => {
    const text = 'Fresh #bread,\n\nfor @bob 🥐';
    expect(
      mastodonPieces(text)
        .map(({ text: shown }) => shown)
        .join(''),
    ).toBe(text);
  });
});
