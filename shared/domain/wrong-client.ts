import { linksIn, mentionsIn, type Span } from './wrong-client/mentions.ts';
import { phraseIn } from './wrong-client/phrase.ts';

/** What tells one client from the others. */
export interface Belongings {
  clientId: string;
  name: string;
  /** As `canonicalMark` writes them: `@harbour`, `harbour.com/shop`, `Read by the sea`. */
  marks: readonly string[];
  /** Of its accounts, as networks write them: `harbour`, `harbour@mastodon.social`, `harbour.bsky.social`. */
  handles: readonly string[];
}

/** A piece of a text that belongs to another client. */
export interface Stray {
  clientId: string;
  clientName: string;
  /** As it stands in the text. */
  phrase: string;
}

/**
 * What a text says that belongs to one of the others: a mention, a link, a name or another phrase, as whole
 * words, in any case. What is also the own client's, or is part of what is, is never told.
 */
export function strayIn(
  text: string,
  own: Belongings,
  others: readonly Belongings[],
): readonly Stray[] {
  const read = readable(text);
  const links = linksIn(read);
  const mentions = mentionsIn(read, links);
  const spansOf = (belongings: Belongings) => spansIn(read, { links, mentions }, belongings);
  let mine: Span[] | null = null;
  const found: Stray[] = [];
  const told = new Set<string>();
  for (const other of others) {
    if (other.clientId === own.clientId) continue;
    for (const span of longest(spansOf(other))) {
      // Most posts have nothing of anybody else's, so the own things are looked for last.
      mine ??= spansOf(own);
      if (mine.some((own) => covers(own, span))) continue;
      const phrase = read.slice(span.start, span.end);
      const key = `${other.clientId} ${phrase.toLowerCase()}`;
      if (told.has(key)) continue;
      told.add(key);
      found.push({ clientId: other.clientId, clientName: other.name, phrase });
    }
  }
  return found;
}

/** The sentence that a person is asked by. */
export const straySentence = ({ phrase, clientName }: Stray, ownName: string): string =>
  `“${phrase}” belongs to ${clientName}, and this post is for ${ownName}.`;

interface Tokens {
  links: ReturnType<typeof linksIn>;
  mentions: ReturnType<typeof mentionsIn>;
}

function spansIn(text: string, tokens: Tokens, { name, marks, handles }: Belongings): Span[] {
  return [
    // A name of one word is often a plain word too: it is meant where it is written as the name.
    ...wordsIn(text, tokens, name, { asWritten: !/\s/.test(name.trim()) }),
    ...marks.flatMap((mark) => markIn(text, tokens, mark)),
    ...handles.flatMap((handle) => handleIn(text, tokens, handle)),
  ];
}

/** Where a link leads is not something that is said. */
const wordsIn = (
  text: string,
  { links }: Tokens,
  ...[phrase, how]: [string, { asWritten: boolean }?]
) =>
  phraseIn(text, phrase, how).filter(
    ({ start }) => !links.some(({ pathAt, end }) => pathAt <= start && start < end),
  );

function markIn(text: string, tokens: Tokens, mark: string): Span[] {
  if (/^@\S+$/.test(mark)) return handleIn(text, tokens, mark.slice(1));
  return DOMAIN.test(mark) ? linkIn(tokens, mark) : wordsIn(text, tokens, mark);
}

/** A mark that is an address: `harbour.com`, `github.com/harbour`. */
const DOMAIN = /^[^\s@#/]+\.[^\s@#/.]+(?:\/\S*)?$/;

function linkIn({ links }: Tokens, mark: string): Span[] {
  const slash = mark.indexOf('/');
  const host = (slash < 0 ? mark : mark.slice(0, slash)).toLowerCase();
  const path = slash < 0 ? '' : mark.slice(slash).toLowerCase();
  return links
    .filter(
      (link) =>
        (link.host === host || link.host.endsWith(`.${host}`)) &&
        link.path.startsWith(path) &&
        !/^[\p{L}\p{N}_-]/u.test(link.path.slice(path.length)),
    )
    .map(({ start, host, pathAt }) => ({
      start,
      end: path === '' ? start + host.length : pathAt + path.length,
    }));
}

/** The server that hands out names under its own domain, so that the name alone is known too. */
const HOSTED = '.bsky.social';
/** Where the first part of an address is whose page it is. */
const PROFILES =
  /^(?:x|twitter|instagram|facebook|linkedin|tiktok)\.com$|^threads\.(?:net|com)$|^bsky\.app$/;

function handleIn(text: string, { links, mentions }: Tokens, written: string): Span[] {
  const handle = written.trim().toLowerCase();
  if (/\s/.test(handle)) return phraseIn(text, handle);
  if (handle === '') return [];
  const at = handle.indexOf('@');
  const hosted = handle.endsWith(HOSTED);
  const name = at > 0 ? handle.slice(0, at) : hosted ? handle.slice(0, -HOSTED.length) : handle;
  const server = at > 0 ? handle.slice(at + 1) : hosted ? HOSTED.slice(1) : null;
  const said = mentions.filter(
    (mention) =>
      mention.name === handle ||
      (mention.name === name &&
        (mention.server === null || server === null || mention.server === server)),
  );
  const linked = links.filter(({ host, path }) => {
    if (host === handle) return at < 0 && handle.includes('.');
    const isProfile = PROFILES.test(host.replace(/^(?:www|m)\./, '')) || host === server;
    return (
      isProfile &&
      path
        .split(/[/?#]/)
        .slice(1, 3)
        .map((part) => part.replace(/^@|[^\p{L}\p{N}_]+$/gu, ''))
        .some((part) => part === handle || part === name)
    );
  });
  return [
    ...said.map(({ start, end }) => ({ start, end })),
    ...linked.map(({ start, pathAt, path }) => ({
      start,
      end: pathAt + (/^[^?#]*[\p{L}\p{N}_]/u.exec(path)?.[0].length ?? 0),
    })),
  ];
}

const covers = (outer: Span, inner: Span): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

/** In the order of the text; what is inside a longer find is not told again. */
const longest = (spans: readonly Span[]): Span[] =>
  spans
    .filter(
      (span, index) =>
        !spans.some(
          (other, place) =>
            covers(other, span) &&
            (place < index || other.end - other.start > span.end - span.start),
        ),
    )
    .sort((a, b) => a.start - b.start);

/** The same letters however they were typed: full-width ones, curly quotes, what is not seen at all. */
const readable = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, '');
