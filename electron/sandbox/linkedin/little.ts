const RESERVED = new Set('\\|{}@[]()<>#*_~');
const HASHTAG = /^\{hashtag\|\\?[#＃]\|((?:[^\\|{}@[\]()<>#*_~]|\\.)+)\}/su;
const MENTION = /^@\[((?:[^\\|{}@[\]()<>#*_~]|\\.)*)\]\(urn:li:(?:person|organization):[\w-]+\)/su;
const BARE_HASHTAG = /^#([\p{L}\p{M}\p{N}]+)/u;

export interface LittleText {
  /** What people see. */
  shown: string;
  /** What is kept of it: a reserved character without an escape ends it, and nobody is told. */
  kept: string;
}

/** Reads a text with escapes and marks. Source: …/community-management/shares/little-text-format. */
export function readLittle(text: string): LittleText {
  let shown = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const letter = text[at] ?? '';
    const next = text[at + 1] ?? '';
    const hashtag = letter === '{' ? HASHTAG.exec(rest) : null;
    const mention = letter === '@' ? MENTION.exec(rest) : null;
    const bare = letter === '#' ? BARE_HASHTAG.exec(rest) : null;
    if (hashtag) shown += `#${plain(hashtag[1] ?? '')}`;
    else if (mention) shown += plain(mention[1] ?? '');
    else if (bare) shown += bare[0];
    else if (letter === '\\' && RESERVED.has(next)) shown += next;
    else if (RESERVED.has(letter)) break;
    else shown += letter;
    const found = hashtag ?? mention ?? bare;
    at += found ? found[0].length : letter === '\\' ? 2 : 1;
  }
  return { shown, kept: text.slice(0, at) };
}

const plain = (text: string): string => text.replace(/\\(.)/gsu, '$1');
