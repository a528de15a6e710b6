import { NETWORK_IDS, type NetworkId } from '../network.ts';

/** What a column of a table of posts can be. */
export const IMPORT_FIELDS = [
  'text',
  'date',
  'time',
  'zone',
  'client',
  'accounts',
  'status',
  'media',
  'altText',
  'labels',
  'category',
  'firstComment',
  'link',
  'threading',
] as const;

/** An own text: of every account of a network, or of the one account that is named. */
export type OwnTextField = `text:${NetworkId}` | `text:${NetworkId}:${string}`;
export type ImportField = (typeof IMPORT_FIELDS)[number] | OwnTextField;

/** Columns by their place; null is left out. */
export type ImportMapping = (ImportField | null)[];

/** What several columns of one table may be: their cells are read one after the other. */
export const REPEATABLE: ReadonlySet<ImportField> = new Set<ImportField>([
  'accounts',
  'media',
  'altText',
  'labels',
]);

const OWN_TEXT = new RegExp(`^text:(${NETWORK_IDS.join('|')})(?::(.+))?$`);

/** Of an own text, whose it is; null of every other field. */
export function ownTextOf(field: string): { network: NetworkId; handle: string | null } | null {
  const found = OWN_TEXT.exec(field);
  return found ? { network: found[1] as NetworkId, handle: found[2] ?? null } : null;
}

export const isImportField = (field: string): field is ImportField =>
  (IMPORT_FIELDS as readonly string[]).includes(field) || ownTextOf(field) !== null;

/** By which names people and other tools call the networks, folded. */
const NETWORK_NAMES: Readonly<Record<NetworkId, readonly string[]>> = {
  x: ['x', 'twitter', 'x twitter', 'twitter x', 'tweet'],
  facebook: ['facebook', 'fb', 'facebook page'],
  instagram: ['instagram', 'ig', 'insta', 'instagram business'],
  linkedin: ['linkedin', 'linked in', 'linkedin page', 'li'],
  tiktok: ['tiktok', 'tik tok', 'tt'],
  threads: ['threads', 'threads net'],
  bluesky: ['bluesky', 'blue sky', 'bsky'],
  mastodon: ['mastodon', 'fediverse'],
};

const networkByName = new Map(
  NETWORK_IDS.flatMap((id) => NETWORK_NAMES[id].map((name) => [name, id] as const)),
);

/** The network of that name, whatever its case and signs. */
export const networkNamed = (name: string): NetworkId | null =>
  networkByName.get(folded(name)) ?? null;

/** Lower case, without accents and signs: `Légende (FR)` → `legende fr`. */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
