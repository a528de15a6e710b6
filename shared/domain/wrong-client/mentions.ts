/** A piece of a text, in UTF-16 code units; the end is not part of it. */
export interface Span {
  start: number;
  end: number;
}

interface LinkFound extends Span {
  /** In small letters, without `www.` */
  host: string;
  /** Behind the host, with its slash, in small letters; empty where there is none. */
  path: string;
  /** Where it begins; the end where there is none. */
  pathAt: number;
}

interface MentionFound extends Span {
  /** In small letters, without `@`. */
  name: string;
  /** Of `@name@server`. */
  server: string | null;
}

const LINK =
  /(?<![\p{L}\p{M}\p{N}_-])((?:https?:\/\/)?(?:www\.)?)((?:[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*\.)+[\p{L}\p{N}-]{2,})(?::\d{1,5})?([/?#][^\s<>"]*)?/giu;

/** Addresses, with `https://` or without, also the one at the end of an e-mail address. */
export const linksIn = (text: string): LinkFound[] =>
  [...text.matchAll(LINK)].map(({ index, 0: all, 1: prefix = '', 2: host = '', 3: path = '' }) => ({
    start: index + prefix.length,
    end: index + all.length,
    host: host.toLowerCase(),
    path: path.toLowerCase(),
    pathAt: index + all.length - path.length,
  }));

const MENTION =
  /(?<![\p{L}\p{M}\p{N}_@+-])@([\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_])?)(?:@([\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?))?/gu;

/** `@name` and `@name@server`, outside of links. */
export const mentionsIn = (text: string, links: readonly Span[]): MentionFound[] =>
  [...text.matchAll(MENTION)]
    .map((found) => ({
      start: found.index,
      end: found.index + found[0].length,
      name: (found[1] ?? '').toLowerCase(),
      server: found[2]?.toLowerCase() ?? null,
    }))
    .filter(({ start }) => !links.some((link) => link.start <= start && start < link.end));
