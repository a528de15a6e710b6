/** A link or a mention in a text. */
export interface Unasked {
  kind: 'link' | 'mention';
  text: string;
}

/** With a scheme, with `www.`, or a bare name under a domain that people click. */
const LINK =
  /\b(?:https?:\/\/|www\.)[^\s<>"“”]+|(?<![@\p{L}\p{N}._-])(?:[a-z0-9-]+\.)+(?:[a-z]{2,24})(?:\/[^\s<>"“”]*)?(?![\p{L}\p{N}@])/giu;
const MENTION = /(?<![\p{L}\p{N}_./])[@＠][\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:@[\p{L}\p{N}.-]+)?/gu;

const bare = (link: string): string =>
  link
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[).,;:!?\]}'’»]+$/, '')
    .replace(/\/$/, '');
const name = (mention: string): string =>
  mention
    .toLowerCase()
    .replace('＠', '@')
    .replace(/[.-]+$/, '');

/**
 * Links and mentions of a text that are in none of the others: a model that wrote them was told by somebody else, or
 * made them up.
 * @param written what the person wrote, or chose
 */
export function unaskedIn(text: string, written: readonly string[]): Unasked[] {
  const links = new Set(
    written.flatMap((one) => [...one.matchAll(LINK)].map(([link]) => bare(link))),
  );
  const names = new Set(
    written.flatMap((one) => [...one.matchAll(MENTION)].map(([mention]) => name(mention))),
  );
  const found = [
    ...[...text.matchAll(LINK)]
      .filter(([link]) => !links.has(bare(link)))
      .map(([link]): Unasked => ({ kind: 'link', text: link.replace(/[).,;:!?\]}'’»]+$/, '') })),
    ...[...text.replace(LINK, ' ').matchAll(MENTION)]
      .filter(([mention]) => !names.has(name(mention)))
      .map(([mention]): Unasked => ({ kind: 'mention', text: mention.replace(/[.-]+$/, '') })),
  ];
  return [...new Map(found.map((one) => [`${one.kind} ${one.text.toLowerCase()}`, one])).values()];
}
