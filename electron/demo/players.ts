import type { NetworkId } from '../../shared/domain/network.ts';
import type { Account } from '../../shared/ipc/views.ts';
import { answerConsent } from '../practice/consent.ts';
import type { PracticeNetworks } from '../practice/networks.ts';
import { beginPractice } from '../practice/practice.ts';
import type { DemoClient } from './cast.ts';
import { DemoFailed, made, type Stage } from './stage.ts';

/** On Facebook a person allows it, for pages that have names of their own. */
const PERSON: Partial<Record<NetworkId, string>> = { facebook: 'Sam' };

/** Signs in to a practice network by its own page, as a person in a browser would, and connects the client's account. */
export async function connectPlayer(
  networks: PracticeNetworks,
  { accounts }: Pick<Stage, 'accounts'>,
  clientId: string,
  { person }: Pick<DemoClient, 'person'>,
  network: NetworkId,
): Promise<Account> {
  const begun = made(
    await beginPractice({ networks, accounts }, { clientId, network }, async () => {}),
    network,
  );
  const { id, url } = begun;
  const answer = await answerConsent(url, PERSON[network] ?? person);
  const finished = made(await accounts.authorising.finish({ id, answer }), network);
  const mine = finished.choices.filter(({ handle }) => handle.startsWith(person));
  // Where somebody has a profile and a page, the page is the client's.
  const chosen = mine.find(({ handle }) => handle !== person) ?? mine[0];
  const { accounts: connected, failure } = chosen
    ? made(await accounts.authorising.choose({ id, remoteIds: [chosen.remoteId] }), network)
    : finished;
  const [account] = connected;
  if (!account) throw new DemoFailed(`${network}: ${failure?.message ?? 'no account came of it'}`);
  return account;
}
