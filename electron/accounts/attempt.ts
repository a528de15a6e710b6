import type { Account, Authorisation as AuthorisationView } from '../../shared/ipc/views.ts';
import type { Round } from '../oauth/round.ts';
import type { Authorisation, SignedIn } from '../platforms/platform.ts';
import type { AccountRows } from './account-rows.ts';
import type { KnownApplication } from './applications.ts';
import type { Place } from './connecting.ts';

/** One try to sign in through the browser, with what must not leave the core. */
export interface Attempt {
  id: string;
  place: Place;
  /** The account that signs in again; null for a new one. */
  account: Account | null;
  application: KnownApplication;
  round: Round;
  /** What the adapter needs again to trade the code. */
  authorisation: Authorisation;
  /** The page to open. */
  url: string;
  opened: boolean;
  state: AuthorisationView['state'];
  notice: string | null;
  failure: AuthorisationView['failure'];
  /** UTC epoch ms. */
  endsAt: number;
  changedAt: number;
  /** While it is to be chosen. */
  signedIn: readonly SignedIn[];
  accountIds: readonly string[];
  abort: AbortController;
  /** Resolves when what the browser brought back has been dealt with. */
  finished: Promise<void>;
}

export const isOpen = ({ state }: Attempt): boolean => state !== 'done' && state !== 'failed';

/** What may be seen of it. */
export function viewOf(attempt: Attempt, rows: AccountRows): AuthorisationView {
  const { id, place, account, state, url, opened, endsAt, notice, failure, round } = attempt;
  const { clientId, network, serviceUrl } = place;
  const connectedOf = (remoteId: string) => {
    const owner = rows.connected(network, serviceUrl, remoteId)?.clientId;
    if (owner === undefined) return 'no';
    return owner === clientId ? 'here' : 'elsewhere';
  };
  return {
    ...{ id, clientId, network, serviceUrl, accountId: account?.id ?? null },
    ...{ state, url, redirect: round.strategy, redirectUri: attempt.authorisation.redirectUri },
    ...{ opened, endsAt, notice, failure },
    choices: attempt.signedIn.map(({ account: { remoteId, handle, displayName, followers } }) => ({
      ...{ remoteId, handle, displayName, followers },
      connected: connectedOf(remoteId),
    })),
    accounts: attempt.accountIds.flatMap((accountId) => rows.get(accountId) ?? []),
  };
}
