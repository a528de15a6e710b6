/**
 * A text as LinkedIn wants it in `commentary`: characters with a meaning are escaped, hashtags are made real. One
 * that is left as it is cuts the text off there, silently. The result is what counts against the limit.
 * Source: learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format.
 */
export const escapeLinkedIn = (text: string): string =>
  text.replace(MARKS, (found, link?: string, tag?: string) => {
    if (tag !== undefined) return `{hashtag|\\#|${escapeReserved(tag)}}`;
    return link === undefined ? `\\${found}` : escapeReserved(link);
  });

const escapeReserved = (text: string): string => text.replace(RESERVED, '\\$&');

const RESERVED = /[\\|{}@[\]()<>#*_~]/g;
const WORD = String.raw`\p{L}\p{M}\p{N}_`;
/** A link (what looks like a hashtag in it is none), a hashtag with a letter in it, or a reserved character. */
const MARKS = new RegExp(
  String.raw`(https?://\S+)|(?<![${WORD}&#])#([${WORD}]*\p{L}[${WORD}]*)|[\\|{}@[\]()<>#*_~]`,
  'giu',
);
