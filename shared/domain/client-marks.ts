import { parse } from 'tldts';

// With the list of public suffixes, so it is loaded where marks are written down, not where posts are checked.

/**
 * A mark as it is kept: an address without `https://`, `www.` and what leads nowhere else, a phrase with plain
 * spaces. Null for what would be found in anybody's post: a single letter, `co.uk`, `https://`.
 */
export function canonicalMark(typed: string): string | null {
  const text = typed.normalize('NFKC').trim().replace(/\s+/g, ' ');
  const said = text.replace(/^[a-z]+:\/\//i, '');
  if ([...said.matchAll(/[\p{L}\p{N}]/gu)].length < 2) return null;
  if (/[\s@#]/.test(text.replace(/[?#].*$/, ''))) return text;
  const { hostname, domain, isIcann, isPrivate } = parse(text, { allowPrivateDomains: true });
  if (!hostname || !(isIcann || isPrivate)) return text;
  if (domain === null) return /[./:]/.test(text) ? null : text;
  const path = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*(\/[^?#]*)?/i.exec(text)?.[1] ?? '';
  return `${hostname.replace(/^www\./, '')}${path.replace(/\/+$/, '')}`;
}

/** Each once, in the order in which they were written. */
export function distinctMarks(marks: readonly string[]): string[] {
  const seen = new Set<string>();
  return marks.filter((mark) => {
    const key = mark.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
