import type { NetworkId } from '../network.ts';
import { NETWORKS } from '../networks/index.ts';
import { folded, networkNamed } from './fields.ts';

export interface KnownAccount {
  id: string;
  clientId: string;
  network: NetworkId;
  handle: string;
  displayName: string;
}
export interface KnownClient {
  id: string;
  name: string;
}

/** Who there is: what the names in a table are looked up in. */
export interface Directory {
  clientNamed(name: string): KnownClient | null;
  client(id: string): KnownClient | null;
  account(id: string): KnownAccount | null;
  /** The accounts that a name means, of one client or of all; a sentence where that can't be told. */
  accountsNamed(name: string, clientId: string | null): KnownAccount[] | string;
}

const caseless = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** `bluesky: ada.example`, `Instagram / @ada`, `@ada (X)`. */
const WITH_NETWORK = /^(.+?)\s*[:/]\s*@?(.+)$/s;
const NETWORK_BEHIND = /^@?(.+?)\s*\((.+)\)$/s;
const EVERY = new Set([
  'all',
  'all accounts',
  'all channels',
  'alle',
  'alle konten',
  'tous',
  'todas',
  'tutti',
]);

export function createDirectory(
  clients: readonly KnownClient[],
  accounts: readonly KnownAccount[],
): Directory {
  const clientById = new Map(clients.map((client) => [client.id, client]));
  const clientByName = new Map(clients.map((client) => [caseless(client.name), client]));
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const answers = new Map<string, KnownAccount[] | string>();

  function find(name: string, clientId: string | null): KnownAccount[] | string {
    const here = clientId === null ? accounts : accounts.filter((one) => one.clientId === clientId);
    const owner = clientId === null ? null : (clientById.get(clientId)?.name ?? null);
    if (EVERY.has(folded(name)) && clientId !== null) return [...here];
    const network = networkNamed(name);
    const said = whichNetwork(name);
    const handle = caseless((said?.handle ?? name).replace(/^@/, ''));
    const byHandle = here.filter(
      (one) => caseless(one.handle) === handle && (!said || one.network === said.network),
    );
    if (byHandle.length === 1) return byHandle;
    if (byHandle.length > 1) return several(name, byHandle);
    if (network && !said) {
      const onNetwork = here.filter((one) => one.network === network);
      if (onNetwork.length === 1) return onNetwork;
      if (onNetwork.length > 1) return several(name, onNetwork);
      return `${owner ?? 'You'} ${owner ? 'has' : 'have'} no ${NETWORKS[network].name} account here. Connect it in Accounts, or name another one.`;
    }
    const byName = here.filter(
      (one) => caseless(one.displayName) === handle && (!said || one.network === said.network),
    );
    if (byName.length === 1) return byName;
    if (byName.length > 1) return several(name, byName);
    return `There is no account “${name.slice(0, 60)}”${owner ? ` of ${owner}` : ''}. Connect it in Accounts, or name another one.`;
  }

  return {
    clientNamed: (name) => clientByName.get(caseless(name)) ?? null,
    client: (id) => clientById.get(id) ?? null,
    account: (id) => byId.get(id) ?? null,
    accountsNamed(name, clientId) {
      const key = `${clientId ?? ''} ${name}`;
      const known = answers.get(key);
      if (known !== undefined) return known;
      const found = find(name, clientId);
      answers.set(key, found);
      return found;
    },
  };
}

function whichNetwork(name: string): { network: NetworkId; handle: string } | null {
  const before = WITH_NETWORK.exec(name);
  const first = before?.[1] === undefined ? null : networkNamed(before[1]);
  if (before && first) return { network: first, handle: before[2] ?? '' };
  const behind = NETWORK_BEHIND.exec(name);
  const last = behind?.[2] === undefined ? null : networkNamed(behind[2]);
  return behind && last ? { network: last, handle: behind[1] ?? '' } : null;
}

/** An account as our own export names it, and as everybody may. */
export const accountName = ({
  network,
  handle,
}: Pick<KnownAccount, 'network' | 'handle'>): string => `${network}: ${handle}`;

const several = (name: string, [first, second]: readonly KnownAccount[]): string =>
  `“${name.slice(0, 60)}” means several accounts. Write ${[first, second]
    .filter((one) => one !== undefined)
    .map((one) => `“${accountName(one)}”`)
    .join(' or ')}.`;
