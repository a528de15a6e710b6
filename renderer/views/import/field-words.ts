import { type ImportField, ownTextOf } from '../../../shared/domain/imports/fields.ts';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';

const WORDS: Record<Exclude<ImportField, `text:${string}`>, string> = {
  text: 'Text',
  date: 'Date, or date and time',
  time: 'Time',
  zone: 'Time zone',
  client: 'Client',
  accounts: 'Accounts or networks',
  status: 'Status',
  media: 'Pictures and videos',
  altText: 'Description of the picture',
  labels: 'Labels',
  category: 'Category',
  firstComment: 'First comment',
  link: 'Link, put behind the text',
  threading: 'Thread',
};

/** What a column is, in words; `handle` of an own text is said where there is one. */
export function fieldWords(field: string): string {
  const own = ownTextOf(field);
  if (own)
    return own.handle
      ? `Text for @${own.handle} on ${NETWORKS[own.network].name}`
      : `Text for ${NETWORKS[own.network].name}`;
  return WORDS[field as keyof typeof WORDS] ?? field;
}

/** All that a column can be; own texts only for the networks that there are accounts of. */
export const fieldChoices = (
  networks: readonly NetworkId[],
  chosen: readonly (string | null)[],
): string[] => [
  ...new Set([
    ...Object.keys(WORDS),
    ...networks.map((network) => `text:${network}`),
    ...chosen.filter((field) => field !== null),
  ]),
];

const DELIMITERS: Record<string, string> = {
  ',': 'commas',
  '\t': 'tabs',
  ';': 'semicolons',
  '|': 'bars',
};
export const delimiterWords = (delimiter: string): string => DELIMITERS[delimiter] ?? delimiter;
