/**
 * The text of a post as LinkedIn gives it back, without its escapes and marks. Only compared, never shown.
 * Source: learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format.
 */
export const plainText = (commentary: string): string =>
  commentary.replace(
    /\{hashtag\|\\?[#＃]\|((?:[^\\{}|]|\\.)*)\}|@\[((?:[^\\\]]|\\.)*)\]\([^()]*\)|\\(.)/gsu,
    (_, tag?: string, mention?: string, escaped?: string) =>
      escaped ?? (tag === undefined ? unescaped(mention ?? '') : `#${unescaped(tag)}`),
  );

const unescaped = (text: string): string => text.replace(/\\(.)/gsu, '$1');

/** The words in which two texts are compared: LinkedIn trims, and makes links short in its own way. */
export const wordsOf = (text: string): string[] =>
  wellFormed(text)
    .normalize('NFC')
    .replace(/https?:\/\/\S+/giu, 'https://')
    .split(/\s+/u)
    .map((word) => word.replace(/[\p{Cc}\p{Cf}]/gu, ''))
    .filter((word) => word !== '');

const LONE = /\p{Cs}/gu;

/** Half of a character can't be sent; encoders put a replacement there. */
export const wellFormed = (text: string): string => text.replace(LONE, '\ufffd');
