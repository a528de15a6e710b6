/** Control characters but line ends and tabs, and what turns the direction of the text around it. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

/**
 * What somebody else typed, as text that does no harm where it is shown: without control characters and direction
 * overrides, with plain line ends, cut to `most` characters.
 */
export function plainText(
  text: string,
  { most, oneLine = false }: { most: number; oneLine?: boolean },
): string {
  const lines = text
    // Half of a pair: no character at all.
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .replace(LINE_ENDS, '\n')
    .replace(UNSEEN, (found) => (found === '\n' || found === '\t' ? found : ''));
  const said = oneLine ? lines.replace(/\s+/g, ' ') : lines.replace(/\n{4,}/g, '\n\n\n');
  return [...said.trim()].slice(0, most).join('').trim();
}
