import { vi } from 'vitest';
import { createAccounts } from '../../../electron/accounts/accounts.ts';
import { createClients } from '../../../electron/clients/clients.ts';
import type { Platforms } from '../../../electron/platforms/registry.ts';
import type { SecretStore } from '../../../electron/vault/secret-store.ts';
import { NETWORK_IDS, type OAuthCapability } from '../../../shared/domain/network.ts';
import type { EventName } from '../../../shared/ipc/events.ts';
import type { Authorisation } from '../../../shared/ipc/views.ts';
import { type OidcPlatform, oidcPlatform } from '../../support/oidc-platform.ts';
import { type OidcServer, REGISTERED, startOidcServer } from '../../support/oidc-server.ts';
import { must } from '../../support/services.ts';
import { openWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const CAPABILITY: OAuthCapability = {
  redirects: ['loopback-any', 'loopback-fixed', 'https-relay', 'manual-code'],
  ports: [],
  callbackPath: REGISTERED.path,
  application: 'person',
  secret: false,
  scopes: [{ scope: 'openid', why: 'To know who you are' }],
  source: { page: 'a test', readOn: '2026-11-23' },
};

export interface World extends TestWorkspace {
  server: OidcServer;
  platform: OidcPlatform;
  accounts: ReturnType<typeof createAccounts>;
  clientId: string;
  /** Pages that the system browser was asked to open. */
  opened: string[];
  told: { name: EventName; payload: unknown }[];
  /** The same workspace as another process sees it. */
  asAnotherProcess(secrets?: SecretStore): ReturnType<typeof createAccounts>;
  client(name: string): string;
  begin(
    more?: Partial<Parameters<World['accounts']['authorising']['begin']>[0]>,
  ): Promise<Authorisation>;
  /** The attempt when it is in one of these states. */
  until(id: string, ...states: Authorisation['state'][]): Promise<Authorisation>;
  stop(): Promise<void>;
}

/** The accounts of a real workspace, and a network that is a real OpenID provider. */
export async function openWorld(
  over: {
    capability?: Partial<OAuthCapability>;
    /** Whether the person has saved the provider's application. */
    saved?: boolean;
    patience?: number;
    openBrowser?: ((url: string) => Promise<void>) | undefined;
    secrets?: SecretStore;
    waitBeforeRenewal?: () => Promise<void>;
  } = {},
): Promise<World> {
  // The provider says at each start that it is not to be used as it is.
  for (const loud of ['warn', 'info'] as const) vi.spyOn(console, loud).mockReturnValue();
  const workspace = openWorkspace();
  const server = await startOidcServer();
  const platform = await oidcPlatform(
    server.url,
    { ...CAPABILITY, ...over.capability },
    over.waitBeforeRenewal,
  );
  const { database, bus, clock, log, folder } = workspace;
  const opened: string[] = [];
  const told: World['told'] = [];
  bus.onAny((name, payload) => void told.push({ name, payload }));
  const platforms = Object.fromEntries(
    NETWORK_IDS.map((id) => [id, platform]),
  ) as unknown as Platforms;
  const open = (secrets: SecretStore) =>
    createAccounts({
      ...{ database, bus, clock, log, secrets, platforms, userData: folder },
      openBrowser: 'openBrowser' in over ? over.openBrowser : async (url) => void opened.push(url),
      ...(over.patience !== undefined && { browserPatience: over.patience }),
    });
  const accounts = open(over.secrets ?? workspace.secrets);
  const clients = createClients({ database, bus, clock });
  const clientId = must(clients.create({ name: 'Bakery', notes: '' })).id;
  const service = { network: 'bluesky', serviceUrl: server.url } as const;
  if (over.saved ?? (over.capability?.application ?? 'person') === 'person')
    must(await accounts.applications.save({ ...service, clientId: server.clientId }));

  return {
    ...{ ...workspace, server, platform, accounts, clientId, opened, told },
    asAnotherProcess: (secrets = workspace.secrets) => open(secrets),
    client: (name) => must(clients.create({ name, notes: '' })).id,
    begin: async (more = {}) =>
      must(await accounts.authorising.begin({ clientId, ...service, ...more })),
    async until(id, ...states) {
      for (let tries = 0; tries < 400; tries++) {
        const attempt = must(accounts.authorising.get(id));
        if (states.includes(attempt.state)) return attempt;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`It never became ${states.join(' or ')}`);
    },
    async stop() {
      accounts.close();
      await server.stop();
      workspace.close();
      vi.restoreAllMocks();
    },
  };
}
