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

/**
 * Those of the given links and mentions that a text still has, as it has them now: a link to the same place counts,
 * however its path was changed.
 */
export function stillIn(text: string, suspects: readonly Unasked[]): Unasked[] {
  const places = new Set(suspects.map(placeOf));
  return unaskedIn(text, []).filter((one) => places.has(placeOf(one)));
}

const placeOf = ({ kind, text }: Unasked): string =>
  kind === 'link' ? (bare(text).split(/[/?#]/, 1)[0] ?? '') : name(text);

/** A text without them, with no gap where they stood. */
export function withoutThem(text: string, flagged: readonly Unasked[]): string {
  const longestFirst = [...flagged].sort((one, other) => other.text.length - one.text.length);
  return longestFirst
    .reduce((rest, one) => rest.replaceAll(one.text, ''), text)
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/[ \t]+([.,;:!?\n]|$)/g, '$1')
    .trim();
}
