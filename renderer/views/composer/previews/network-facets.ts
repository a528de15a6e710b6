import { xLinks } from '../../../../shared/domain/text/x-weighted.ts';
import { type FacetPiece, type Found, links, piecesFrom } from './facets.ts';

const WORD = String.raw`[\p{L}\p{M}\p{N}_]`;
/** `#word` with a letter in it, not in the middle of a word or an address. */
const TAG = new RegExp(`(?<!${WORD}|[&/])[#＃](?=${WORD}*\\p{L})${WORD}+`, 'gu');
/** `@name`, not the second half of an e-mail address; a dot at its end belongs to the sentence. */
const MENTION = /(?<![\p{L}\p{N}_./@])@[A-Za-z0-9_](?:[A-Za-z0-9_.]*[A-Za-z0-9_])?/gu;
const X_MENTION = /(?<![\p{L}\p{N}_@])@[A-Za-z0-9_]{1,15}(?![\p{L}\p{N}_@])/gu;
const CASHTAG = /(?<=^|\s)\$[A-Za-z]{1,6}(?=\s|$|[.,;:!?)"'’])/gu;

const found = (text: string, pattern: RegExp, kind: Found['kind']): Found[] =>
  [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
    kind,
    start: index,
    end: index + match.length,
  }));

/** Of what follows the domain, X shows this much. */
const X_SHOWN_OF_PATH = 15;

/** X: links as its own library finds them, without their scheme and with the end cut off. */
export const xPieces = (text: string): FacetPiece[] =>
  piecesFrom(
    text,
    [
      ...xLinks(text).map((link) => ({ kind: 'link' as const, ...link })),
      ...found(text, X_MENTION, 'mention'),
      ...found(text, TAG, 'tag'),
      ...found(text, CASHTAG, 'tag'),
    ],
    (piece) => (piece.kind === 'link' ? shortLink(piece.text) : piece.text),
  );

function shortLink(link: string): string {
  const bare = link.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
  const path = bare.indexOf('/') + 1;
  return path > 0 && bare.length - path > X_SHOWN_OF_PATH
    ? `${bare.slice(0, path + X_SHOWN_OF_PATH)}…`
    : bare;
}

/** Threads: the first tag is the topic of the post, and the only one that leads anywhere. */
export const threadsPieces = (text: string): FacetPiece[] =>
  piecesFrom(text, [
    ...links(text),
    ...found(text, MENTION, 'mention'),
    ...found(text, TAG, 'tag').slice(0, 1),
  ]);

/** Facebook and LinkedIn: who is named by an app stays plain text. */
export const linksAndTags = (text: string): FacetPiece[] =>
  piecesFrom(text, [...links(text), ...found(text, TAG, 'tag')]);

/** Instagram and TikTok: a link in a caption stays plain text, and can't be followed. */
export const mentionsAndTags = (text: string): FacetPiece[] =>
  piecesFrom(text, [...found(text, MENTION, 'mention'), ...found(text, TAG, 'tag')]);
