import type { LinkTags } from './link-tags.ts';
import type { NetworkId } from './network.ts';
import { isTracking } from './tracking-parameters.ts';

/** Stands for the network in a link's tags, until the post is made for one: `utm_source={network}`. */
const NETWORK_PLACEHOLDER = '{network}';

const LINK = /\bhttps?:\/\/[^\s<>"“”«»]+/gi;
/** Belongs to the sentence around a link, not to it. */
const SENTENCE_END = /[.,;:!?'’…]+$/u;

export interface FoundLink {
  url: string;
  /** UTF-16 index in the text. */
  start: number;
  end: number;
}

/** Links with `http://` or `https://`, as people paste them; a full stop or a bracket after one is left to the sentence. */
export function linksIn(text: string): FoundLink[] {
  if (!text.includes('://')) return [];
  return [...text.matchAll(LINK)].flatMap(({ 0: match, index: start }) => {
    const url = withoutSentenceEnd(match);
    return /:\/\/./.test(url) ? [{ url, start, end: start + url.length }] : [];
  });
}

function withoutSentenceEnd(match: string): string {
  const bare = match.replace(SENTENCE_END, '');
  const opened = count(bare, '(');
  return bare.endsWith(')') && count(bare, ')') > opened
    ? withoutSentenceEnd(bare.slice(0, -1))
    : bare;
}

const count = (text: string, character: string) => text.split(character).length - 1;

/** The text with each link as `change` makes it; everything around stays as it is. */
export function changeLinks(text: string, change: (url: string) => string): string {
  let changed = '';
  let from = 0;
  for (const { url, start, end } of linksIn(text)) {
    changed += text.slice(from, start) + change(url);
    from = end;
  }
  return from === 0 ? text : changed + text.slice(from);
}

/** `{network}` in the links of a text, by the network's own name. */
export const forNetwork = (text: string, network: NetworkId): string =>
  text.includes(NETWORK_PLACEHOLDER)
    ? changeLinks(text, (url) => url.replaceAll(NETWORK_PLACEHOLDER, network))
    : text;

interface Parts {
  /** Up to the query, without `?`. */
  base: string;
  /** `name=value` as written; nothing is encoded anew. */
  pairs: string[];
  /** With `#`; empty where there is none. */
  hash: string;
}

/** By hand: `URL` would write the rest of the address anew. */
function partsOf(url: string): Parts {
  const hashAt = url.indexOf('#');
  const hash = hashAt < 0 ? '' : url.slice(hashAt);
  const rest = hashAt < 0 ? url : url.slice(0, hashAt);
  const queryAt = rest.indexOf('?');
  if (queryAt < 0) return { base: rest, pairs: [], hash };
  const pairs = rest.slice(queryAt + 1).split('&');
  return { base: rest.slice(0, queryAt), pairs: pairs.filter((pair) => pair !== ''), hash };
}

const written = ({ base, pairs, hash }: Parts): string =>
  `${base}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}${hash}`;

function nameOf(pair: string): string {
  const [name = ''] = pair.split('=', 1);
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return name.toLowerCase();
  }
}

/** The tags of a client as they stand in a link; the empty ones are left out. */
export const tagPairs = ({ source, medium, campaign }: LinkTags): string[] =>
  [
    ['utm_source', source],
    ['utm_medium', medium],
    ['utm_campaign', campaign],
  ].flatMap(([name = '', value = '']) =>
    value.trim() === '' ? [] : [`${name}=${encoded(value)}`],
  );

/** The placeholder stays readable, so that it is seen for what it is. */
const encoded = (value: string): string =>
  value.trim().split(NETWORK_PLACEHOLDER).map(encodeURIComponent).join(NETWORK_PLACEHOLDER);

const tracksOn = (url: string) => {
  const host = /^[a-z]+:\/\/(?:[^/?#]*@)?([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
  return (pair: string) => isTracking(nameOf(pair), host);
};

/** Whether a link says who sent whom, besides what is `ours`. */
export function isTracked(url: string, ours: LinkTags | null = null): boolean {
  const own = ours ? tagPairs(ours) : [];
  const tracks = tracksOn(url);
  return partsOf(url).pairs.some((pair) => tracks(pair) && !own.includes(pair));
}

/** Without what only tracks; the rest as it was written. What is `ours` stays. */
export function withoutTracking(url: string, ours: LinkTags | null = null): string {
  if (!isTracked(url, ours)) return url;
  const own = ours ? tagPairs(ours) : [];
  const tracks = tracksOn(url);
  const parts = partsOf(url);
  const pairs = parts.pairs.filter((pair) => own.includes(pair) || !tracks(pair));
  return written({ ...parts, pairs });
}

export function hasTags(url: string, tags: LinkTags): boolean {
  const { pairs } = partsOf(url);
  const wanted = tagPairs(tags);
  return wanted.length > 0 && wanted.every((pair) => pairs.includes(pair));
}

/** With the tags of a client; a tag that the link has already by another value gets theirs. */
export function withTags(url: string, tags: LinkTags): string {
  const own = tagPairs(tags);
  if (own.length === 0 || hasTags(url, tags)) return url;
  const names = new Set(own.map(nameOf));
  const parts = partsOf(url);
  return written({
    ...parts,
    pairs: [...parts.pairs.filter((pair) => !names.has(nameOf(pair))), ...own],
  });
}

/** The tags taken off again. */
export function withoutTags(url: string, tags: LinkTags): string {
  const own = tagPairs(tags);
  const parts = partsOf(url);
  return parts.pairs.some((pair) => own.includes(pair))
    ? written({ ...parts, pairs: parts.pairs.filter((pair) => !own.includes(pair)) })
    : url;
}
