import type { NetworkId } from './network.ts';

/** Someone who is mentioned on several networks, by the name that stands in the text: `@{Harbour Books}`. */
export interface Mention {
  name: string;
  /** Without the `@`; a network that is missing gets the plain name. */
  handles: Partial<Record<NetworkId, string>>;
  /** Names that it had before: texts that were written then still mean it. */
  formerly: readonly string[];
}

/**
 * Networks that make a mention of an `@handle` in a text that is sent by their API. LinkedIn and Facebook want an id
 * of their own in another form, so there the plain name is sent.
 */
export const MENTION_NETWORKS = [
  'x',
  'instagram',
  'tiktok',
  'threads',
  'bluesky',
  'mastodon',
] as const satisfies readonly NetworkId[];

export type MentionNetwork = (typeof MENTION_NETWORKS)[number];

/** What stands in a text for somebody of the library. Braces and line breaks are never part of a name. */
export const mentionToken = (name: string): string => `@{${name}}`;

const TOKEN = /@\{([^{}\n]{1,80})\}/g;

/** Whether a text may hold any; cheap, for the many that hold none. */
export const holdsMention = (text: string): boolean => text.includes('@{');

/** Names in a text, each once, in their order. */
export function mentionedIn(text: string): string[] {
  if (!holdsMention(text)) return [];
  return [...new Set([...text.matchAll(TOKEN)].map(([, name = '']) => name.trim()))];
}

export const foldedName = (name: string): string => name.trim().normalize('NFKC').toLowerCase();

/** By its name, or else by one that it had. The first of the list wins. */
export function findMention<Found extends Pick<Mention, 'name' | 'formerly'>>(
  mentions: readonly Found[],
  name: string,
): Found | undefined {
  const wanted = foldedName(name);
  return (
    mentions.find((one) => foldedName(one.name) === wanted) ??
    mentions.find(({ formerly }) => formerly.some((old) => foldedName(old) === wanted))
  );
}

/** The text with each mention as the network knows it: its handle there, or else the plain name. */
export function withHandles(
  text: string,
  network: NetworkId,
  mentions: readonly Mention[],
): string {
  if (!holdsMention(text)) return text;
  return text.replace(TOKEN, (_token, said: string) => {
    const name = said.trim();
    const found = findMention(mentions, name);
    const handle = isMentionNetwork(network) ? found?.handles[network] : undefined;
    return handle ? `@${handle}` : (found?.name ?? name);
  });
}

const isMentionNetwork = (network: NetworkId): network is MentionNetwork =>
  MENTION_NETWORKS.some((one) => one === network);

/** A handle as it is kept: without the `@` or the address of the profile around it. */
export const handleOf = (typed: string): string =>
  typed
    .trim()
    .replace(/^https?:\/\/(www\.)?[^/]+\/(profile\/|@)?/i, '')
    .replace(/^@+/, '')
    .replace(/[/?#].*$/, '');
