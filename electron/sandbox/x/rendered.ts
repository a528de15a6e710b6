import twitter from 'twitter-text';
import { lettersOf } from '../chance.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const SHOWN = 27;

/** Characters as X counts them: NFC, links 23, CJK and emoji 2. */
export const weightOf = (text: string): number =>
  twitter.parseTweet(text.normalize('NFC')).weightedLength;

/** X refuses byte order marks and such. */
export const hasForbiddenCharacters = (text: string): boolean => twitter.hasInvalidCharacters(text);

export const mentionsIn = (text: string): string[] =>
  twitter.extractMentions(text).map((name) => name.toLowerCase());

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const codePoints = (text: string): number => [...text].length;

export interface Attached {
  key: string;
  /** Where the picture or film would be seen. */
  url: string;
}

/** A post's text as X gives it back: links short, the media as a link at the end, & < > escaped. */
export function rendered(text: string, id: string, media: readonly Attached[]) {
  const urls: object[] = [];
  let shown = '';
  const add = (address: string, expanded: string, more: object) => {
    const url = `https://t.co/${lettersOf(LETTERS, 10, 'link', id, urls.length)}`;
    const start = codePoints(shown);
    shown += url;
    const display = expanded.replace(/^https?:\/\/(www\.)?/, '');
    urls.push({
      start,
      end: start + codePoints(url),
      url,
      expanded_url: expanded,
      display_url: display.length > SHOWN ? `${display.slice(0, SHOWN - 1)}…` : display,
      ...more,
    });
    return address.length;
  };
  const written = text.normalize('NFC').trim();
  let at = 0;
  for (const { url, indices } of twitter.extractUrlsWithIndices(written)) {
    shown += escaped(written.slice(at, indices[0]));
    at = indices[0] + add(url, /^https?:\/\//i.test(url) ? url : `http://${url}`, {});
  }
  shown += escaped(written.slice(at));
  const ends = codePoints(shown);
  // One link for all of them; each of them has an entity of its own.
  const [first, ...more] = media;
  if (first) {
    if (shown !== '') shown += ' ';
    add('', first.url, { media_key: first.key });
    const known = urls.at(-1);
    for (const { key } of more) urls.push({ ...known, media_key: key });
  }
  return { text: shown, urls, ends };
}

/** Mentions, hashtags and cashtags of a text as it is shown, by code points. */
export function entitiesIn(shown: string) {
  const at = (index: number) => codePoints(shown.slice(0, index));
  const place = ([start, end]: [number, number]) => ({ start: at(start), end: at(end) });
  return {
    mentions: twitter
      .extractMentionsWithIndices(shown)
      .map(({ screenName, indices }) => ({ ...place(indices), username: screenName })),
    hashtags: twitter
      .extractHashtagsWithIndices(shown)
      .map(({ hashtag, indices }) => ({ ...place(indices), tag: hashtag })),
    cashtags: twitter
      .extractCashtagsWithIndices(shown)
      .map(({ cashtag, indices }) => ({ ...place(indices), tag: cashtag })),
  };
}
