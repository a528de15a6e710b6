import { diffArrays } from 'diff';

/** A stretch of the base (tokens from `start`, `end` excluded) and what stands there instead. */
interface Edit {
  start: number;
  end: number;
  words: readonly string[];
}

/** Words and what is between them, so that joining them is the text again. */
export const tokensOf = (text: string): string[] =>
  text.match(/\n|[^\S\n]+|[\p{L}\p{N}\p{M}_]+|[^\s\p{L}\p{N}\p{M}_]+/gu) ?? [];

function editsOf(base: readonly string[], changed: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let open: Edit | null = null;
  for (const { added, removed, value } of diffArrays([...base], [...changed])) {
    if (!added && !removed) {
      at += value.length;
      open = null;
      continue;
    }
    if (open === null) {
      open = { start: at, end: at, words: [] };
      edits.push(open);
    }
    if (removed) {
      open.end += value.length;
      at += value.length;
    } else open.words = [...open.words, ...value];
  }
  return edits;
}

const isSame = (one: Edit, other: Edit): boolean =>
  one.start === other.start &&
  one.end === other.end &&
  one.words.length === other.words.length &&
  one.words.every((word, index) => word === other.words[index]);

/** Also where they only touch: whose words come first is not ours to say. */
const meet = (one: Edit, other: Edit): boolean => one.start <= other.end && other.start <= one.end;

/**
 * Both changes of a text, as long as they are at different places of it; null where they are not, and the person has
 * to choose. Words of either side are never dropped by it.
 */
export function mergeText(base: string, mine: string, theirs: string): string | null {
  if (mine === theirs || theirs === base) return mine;
  if (mine === base) return theirs;
  const words = tokensOf(base);
  const ours = editsOf(words, tokensOf(mine));
  const others = editsOf(words, tokensOf(theirs));
  const further = others.filter((edit) => !ours.some((own) => isSame(own, edit)));
  if (further.some((edit) => ours.some((own) => meet(own, edit)))) return null;
  const merged = [...ours, ...further].sort((a, b) => a.start - b.start);
  let text = '';
  let at = 0;
  for (const { start, end, words: said } of merged) {
    text += words.slice(at, start).join('') + said.join('');
    at = end;
  }
  return text + words.slice(at).join('');
}
