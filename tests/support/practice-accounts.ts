import { NETWORK_IDS, type NetworkId } from '../../shared/domain/network.ts';
import type { Account } from '../../shared/ipc/views.ts';
import { decideOnSandbox } from './consent.ts';
import type { Desk } from './desk.ts';
import { expect, type LaunchedApp } from './launch.ts';

/** An account of a client on the practice side of each network, signed in as a person does. */
export async function connectPractice(
  { electron }: LaunchedApp,
  { call, ada, page }: Pick<Desk, 'call' | 'ada' | 'page'>,
  networks: readonly NetworkId[] = NETWORK_IDS,
): Promise<Map<NetworkId, Account>> {
  // Nobody's browser is to open here.
  await electron.evaluate(({ shell }) => {
    shell.openExternal = async () => {};
  });
  const connected = new Map<NetworkId, Account>();
  for (const network of networks) {
    const { id, url } = await call('practice.connect', { clientId: ada.id, network });
    await (await fetch(await decideOnSandbox(url, network === 'facebook' ? 'Sam' : 'da'))).text();
    const now = () => call('accounts.authorisation', { id });
    await expect
      .poll(async () => (await now()).state, { timeout: 45_000 })
      .toMatch(/choosing|done|failed/);
    const { state, choices } = await now();
    if (state === 'choosing')
      await call('accounts.chooseAuthorised', { id, remoteIds: [choices[0]?.remoteId ?? ''] });
    const { accounts, failure } = await now();
    expect(failure).toBeNull();
    const [account] = accounts;
    if (account) connected.set(network, account);
  }
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  return connected;
}
