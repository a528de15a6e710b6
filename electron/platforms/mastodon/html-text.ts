/**
 * The text of a post as the server gives it back: HTML that it made of plain text. Not a general
 * reader of HTML, and never for showing: what comes out is only compared.
 */
export const textOfHtml = (html: string): string =>
  html
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/p>\s*<p[^>]*>/gi, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (written, name: string) => decoded(name) ?? written);

function decoded(name: string): string | null {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? null;
  const code = /^#x/i.test(name)
    ? Number.parseInt(name.slice(2), 16)
    : Number.parseInt(name.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

/**
 * The words of a text in the form in which two texts are compared: the server trims, breaks lines
 * its own way, and shows `@user@domain` as `@user`.
 */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .replace(/(?<![\p{L}\p{N}_/])(@[a-z0-9_.-]+)@[\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_]/giu, '$1')
    .split(/\s+/u)
    .map((word) => word.replace(/[\p{Cc}\p{Cf}]/gu, ''))
    .filter((word) => word !== '');
