import { NETWORK_IDS, type NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';

/** Which networks of these accounts tell apps of no mentions, as a sentence; null where all do. */
export function silentAbout(accounts: readonly { network: NetworkId }[]): string | null {
  const used = new Set(accounts.map(({ network }) => network));
  const names = NETWORK_IDS.filter((id) => used.has(id) && !NETWORKS[id].mentions).map(
    (id) => NETWORKS[id].name,
  );
  const last = names.at(-1);
  if (last === undefined) return null;
  if (names.length === 1) return `${last} does not tell ClientNest who mentions you: look there.`;
  const list = `${names.slice(0, -1).join(', ')} and ${last}`;
  return `${list} do not tell ClientNest who mentions you: look there.`;
}
