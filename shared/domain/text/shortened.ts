import type { TextLimit } from '../network.ts';
import { X_LINK_LENGTH, xLinks } from './x-weighted.ts';

/** A part of a text that counts differently from how it is written. */
export interface ShortenedPart {
  /** UTF-16 offsets, the end excluded. */
  start: number;
  end: number;
  /** What stands for it when the text is counted. */
  countedAs: string;
}

/**
 * Links and mentions that count less or more than they are long, in order, without overlaps.
 * Source: status_length_validator.rb and extractor.rb of mastodon/mastodon 4.x.
 */
export function shortenedParts(text: string, limit: TextLimit): ShortenedPart[] {
  const { linkLength, mentionDomainsFree, unit } = limit;
  if (unit === 'x_weighted')
    return xLinks(text).map((link) => ({ ...link, countedAs: 'x'.repeat(X_LINK_LENGTH) }));
  const parts: ShortenedPart[] = [];
  if (linkLength !== undefined && text.includes('://'))
    for (const { index, 0: link } of text.matchAll(LINK))
      parts.push({ start: index, end: index + link.length, countedAs: 'x'.repeat(linkLength) });
  if (mentionDomainsFree && text.includes('@'))
    for (const { index, 0: mention, 1: user = '' } of text.matchAll(REMOTE_MENTION))
      parts.push({ start: index, end: index + mention.length, countedAs: `@${user}` });
  parts.sort((a, b) => a.start - b.start);
  let taken = 0;
  return parts.filter(({ start, end }) => {
    if (start < taken) return false;
    taken = end;
    return true;
  });
}

const LABEL = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?`;
/** Endings that are nobody's: such an address is plain text to the server. RFC 2606, RFC 6761, RFC 6762. */
const RESERVED = 'test|example|invalid|localhost|local|onion|internal';
const ENDING = String.raw`(?!(?:${RESERVED})(?![\p{L}\p{N}_-]))(?:xn--[a-z0-9-]+|[\p{L}\p{M}]{2,})(?![\p{L}\p{N}\p{M}_-]|\.[\p{L}\p{N}])`;
const IN_PATH = String.raw`[^\s<>()?]`;
const BALANCED = String.raw`\((?:${IN_PATH}+|${IN_PATH}*\(${IN_PATH}+\)${IN_PATH}*)\)`;
const PATH_END = String.raw`(?:[^\s()?!*"'「」<>;:=,.$%[\]~&|@]|${BALANCED})`;
const PATH = `(?:/(?:${IN_PATH}*(?:${BALANCED}${IN_PATH}*)*${PATH_END})?)?`;
const UNICODE = String.raw`\u{a0}-\u{d7ff}\u{e000}-\u{10fffd}`;
const QUERY = String.raw`(?:\?[a-z0-9!?*'();:&=+$/%#[\]\-_.,~|@^${UNICODE}]*[a-z0-9_&=#/\-${UNICODE}])?`;

/** As the server finds links: with a scheme, not right after a letter, a digit, @, # or $. */
const LINK = new RegExp(
  String.raw`(?<![a-z0-9@＠$#＃])(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini)://(?:${LABEL}\.)+${ENDING}(?::\d+)?${PATH}${QUERY}`,
  'giu',
);

const WORD = String.raw`[\p{L}\p{M}\p{N}_]`;
/** `@user@domain`; followed by another @ or by `://` it is no mention. */
const REMOTE_MENTION = new RegExp(
  `(?<![=/]|${WORD})@([a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)@(?:${WORD}|[.-])+${WORD}(?![.-]*${WORD})(?![@＠]|://)`,
  'giu',
);
