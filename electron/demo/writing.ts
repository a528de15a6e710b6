import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import type { Account } from '../../shared/ipc/views.ts';
import { writePost } from './prose.ts';
import type { Random } from './random.ts';
import type { Voice } from './voices/voice.ts';

/** Fits all of them, with the addresses in it. */
const LENGTH = 230;

export interface DemoPicture {
  mediaId: string;
  altText: string;
}

/** A client of the demo as it is in the workspace. */
export interface DemoOwner {
  clientId: string;
  voice: Voice;
  seldom: NetworkId | null;
  accounts: readonly Account[];
  pictures: readonly DemoPicture[];
}

/** What the next post of a client says: each account has its turn, every second post has a picture. */
export function writeDemoPost(
  { clientId, voice, seldom, accounts, pictures }: DemoOwner,
  index: number,
  random: Random,
): Omit<ParsedInput<'posts.create'>, 'id'> {
  const own = accounts.filter(({ network }) => (network === seldom) === isSeldom(index));
  const usual = own.length > 0 ? own : accounts;
  const first = usual[index % usual.length];
  const second = index % 3 === 0 ? usual[(index + 1) % usual.length] : undefined;
  const targets = [...new Set([first, second])].filter((account) => account !== undefined);
  const wantsPicture = index % 2 === 0 || targets.some(({ network }) => needsPicture(network));
  const picture = wantsPicture ? pictures[index % pictures.length] : undefined;
  let text = writePost(voice, random);
  while ([...text].length > LENGTH) text = writePost(voice, random);
  return {
    ...{ clientId, text, threading: 'off', firstComment: '', category: '', labelIds: [] },
    byAi: false,
    targets: targets.map(({ id: accountId }) => ({ accountId, text: null })),
    media: picture ? [{ ...picture, crop: null }] : [],
  };
}

const isSeldom = (index: number): boolean => index % 12 === 5;

const needsPicture = (network: NetworkId): boolean => NETWORKS[network].mediaRequired;
