import type { RedirectStrategy } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { ParsedInput, RouteErrorCode } from '../../shared/ipc/contract.ts';
import { fail, type Result } from '../../shared/ipc/route.ts';
import type { Authorisation } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { PracticeNetworks } from './networks.ts';

export interface PracticeOptions {
  networks: Pick<PracticeNetworks, 'open'>;
  accounts: Accounts;
}

/** Ways back that need nothing of the person, the plainest first. */
const WAYS: readonly RedirectStrategy[] = ['loopback-fixed', 'loopback-any', 'https-relay'];

/**
 * Begins to sign in to a practice network, with the application that is registered there for everybody.
 * @param open shows its page; the person's own browser does where it is left out
 */
export async function beginPractice(
  { networks, accounts }: PracticeOptions,
  { clientId, network, accountId }: ParsedInput<'practice.connect'>,
  open?: (url: string) => Promise<void>,
): Promise<Result<Authorisation, RouteErrorCode<'practice.connect'>>> {
  const desk = await networks.open();
  if (!desk.ok) return desk;
  const serviceUrl = desk.value.urls[network];
  const oauth = NETWORKS[network].oauth;
  const redirect = WAYS.find((way) => oauth?.redirects.includes(way));
  if (serviceUrl === undefined || !oauth || !redirect)
    return fail('not_supported', `${NETWORKS[network].name} can’t be practised.`);
  const application = desk.value.applications.find((known) => known.network === network);
  if (oauth.application === 'person' && application) {
    const { clientId: id, clientSecret } = application;
    const saved = await accounts.applications.save({
      ...{ network, serviceUrl, clientId: id },
      ...(clientSecret !== null && { clientSecret }),
      redirectUri: redirect === 'https-relay' ? desk.value.ownPage : null,
    });
    if (!saved.ok)
      return saved.error.code === 'keychain_unavailable'
        ? fail('keychain_unavailable', saved.error.message)
        : fail('application_needed', saved.error.message);
  }
  const wish = { clientId, network, serviceUrl, redirect, ...(accountId && { accountId }) };
  return accounts.authorising.begin(wish, open);
}
