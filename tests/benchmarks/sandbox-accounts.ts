import type { Services } from '../../electron/core.ts';
import type { SandboxAccount } from '../../electron/sandbox/network.ts';

/** Connects the sandbox's accounts, all of one client, in their order. */
export async function connectAll(
  services: Services,
  {
    urls,
    accounts,
  }: { urls: Readonly<Record<string, string>>; accounts: readonly SandboxAccount[] },
): Promise<{ clientId: string; accountIds: string[] }> {
  const client = services.clients.create({ name: 'Benchmark', notes: '' });
  if (!client.ok) throw new Error(client.error.message);
  const clientId = client.value.id;
  const accountIds: string[] = [];
  for (const { network, handle, secret } of accounts) {
    const connected = await services.accounts.connect({
      clientId,
      network,
      serviceUrl: urls[network],
      identifier: handle,
      appPassword: secret,
    });
    if (!connected.ok) throw new Error(connected.error.message);
    accountIds.push(connected.value.id);
  }
  return { clientId, accountIds };
}
