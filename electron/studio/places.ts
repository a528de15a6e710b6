import { takesThreads } from '../../shared/domain/message.ts';
import type { NetworkCapabilities } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { limitsText } from '../../shared/domain/prompts/limits.ts';
import { withServerLimits } from '../../shared/domain/server-limits.ts';
import { measureText } from '../../shared/domain/text/measure.ts';
import { countTags } from '../../shared/domain/text/tags.ts';
import { splitThread } from '../../shared/domain/text/thread.ts';
import { unaskedIn } from '../../shared/domain/unasked.ts';
import { ok, type Result } from '../../shared/ipc/route.ts';
import type { Account, StudioPlace, StudioText } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';

/** Where a text is to fit, with what is taken there. */
export interface Spot {
  place: StudioPlace;
  capabilities: NetworkCapabilities;
}

/** What the places take: their network's limits, or their server's where those differ. */
export function spotsOf(
  accounts: Pick<Accounts, 'get'>,
  places: readonly StudioPlace[],
): Result<Spot[], 'not_found'> {
  const spots: Spot[] = [];
  for (const place of places) {
    const account = place.accountId === null ? null : accounts.get(place.accountId);
    if (account && !account.ok) return account;
    const limits = account?.value.serverLimits;
    spots.push({ place, capabilities: withServerLimits(NETWORKS[place.network], limits) });
  }
  return ok(spots);
}

/** An account as a place to write for. */
export const spotOf = ({
  id: accountId,
  network,
  serverLimits,
}: Pick<Account, 'id' | 'network' | 'serverLimits'>): Spot => ({
  place: { network, accountId },
  capabilities: withServerLimits(NETWORKS[network], serverLimits),
});

/** Where a text is too long by the most; where it fits everywhere, the place with the least room. */
export function tightestOf(text: string, spots: readonly Spot[]): Spot | null {
  const measured = spots.map((spot) => ({ spot, over: overBy(text, spot, false) }));
  measured.sort(
    (a, b) => b.over - a.over || a.spot.capabilities.text.limit - b.spot.capabilities.text.limit,
  );
  return measured[0]?.spot ?? null;
}

/** How long a text is where it has the least room. */
export function lengthOf(text: string, spots: readonly Spot[]) {
  const spot = tightestOf(text, spots);
  if (!spot) return null;
  const { used, limit } = measureText(text, spot.capabilities.text);
  return { network: spot.place.network, used, limit, over: overBy(text, spot, false) > 0 };
}

/** What the model is told of them. */
export const limitsOf = (spots: readonly Spot[]): string =>
  limitsText(spots.map(({ capabilities }) => capabilities));

/** By how much it is too long; 0 where it fits. A thread fits where the network takes so many parts. */
export function overBy(text: string, { capabilities }: Spot, asThread: boolean): number {
  const { used, limit, over, bytesUsed, bytesLimit } = measureText(text, capabilities.text);
  if (!over || (asThread && isThread(text, capabilities))) return 0;
  return Math.max(1, used - limit, bytesUsed - (bytesLimit ?? bytesUsed));
}

function isThread(text: string, capabilities: NetworkCapabilities): boolean {
  if (!takesThreads(capabilities)) return false;
  const most = capabilities.thread?.most ?? Number.POSITIVE_INFINITY;
  return splitThread(text, capabilities.text, 'split').length <= most;
}

/** A text as it is proposed, measured as the composer measures it. */
export function proposed(
  text: string,
  spot: Spot,
  {
    written,
    shortened,
    asThread,
  }: { written: readonly string[]; shortened: boolean; asThread: boolean },
): StudioText {
  const { capabilities, place } = spot;
  const { used, limit } = measureText(text, capabilities.text);
  const over = overBy(text, spot, asThread) > 0;
  const parts = asThread && !over ? splitThread(text, capabilities.text, 'split').length : 1;
  return {
    ...{ place, text, used, limit, over, shortened, parts },
    hashtags: countTags(text).hashtags,
    unasked: unaskedIn(text, written),
  };
}
