import { v7 } from 'uuid';
import { createAccounts } from '../../electron/accounts/accounts.ts';
import { createClients } from '../../electron/clients/clients.ts';
import {
  accounts as accountsTable,
  media as mediaTable,
} from '../../electron/database/schema/index.ts';
import { createPosts } from '../../electron/posts/posts.ts';
import { createPower } from '../../electron/power/power.ts';
import { createProfiles } from '../../electron/profiles/profiles.ts';
import { createBulk } from '../../electron/publishing/bulk.ts';
import { createRecurrences } from '../../electron/schedule/recurrences.ts';
import { createTriage } from '../../electron/schedule/triage.ts';
import { createSettings } from '../../electron/settings/settings.ts';
import type { EventName } from '../../shared/ipc/events.ts';
import type { Result } from '../../shared/ipc/route.ts';
import { type SampleNetwork, sampleNetwork } from './sample-network.ts';
import { openWorkspace, type TestWorkspace } from './workspace.ts';

/** The services up to posts on a real workspace, with a network that a test steers. */
export function openServices() {
  const workspace: TestWorkspace = openWorkspace();
  const network: SampleNetwork = sampleNetwork();
  const { database, bus, clock, log, secrets } = workspace;
  const ports = { database, bus, clock };
  const profiles = createProfiles(ports);
  const settings = createSettings({ ...ports, log });
  const power = createPower({ ...ports, settings, zone: profiles.timeZone });
  const posts = createPosts({ ...ports, usuallyAsleep: power.usuallyAsleep });
  const services = {
    profiles,
    settings,
    power,
    clients: createClients(ports),
    accounts: createAccounts({
      ...ports,
      ...{ log, secrets, userData: workspace.folder },
      platforms: network.platforms,
    }),
    posts,
    /** Nothing is held by a network here. */
    bulk: createBulk({
      many: posts.many,
      handOver: {
        holds: () => false,
        afterMoving: async (_id, _at, change) => change(),
        afterTakingBack: async (_id, change) => change(),
      },
    }),
    recurrences: createRecurrences({ ...ports, log, posts }),
    triage: createTriage({ ...ports, posts }),
  };
  const told: { name: EventName; payload: unknown }[] = [];
  bus.onAny((name, payload) => void told.push({ name, payload }));

  return {
    ...workspace,
    ...services,
    network,
    /** Every event so far. */
    told,

    /** A client with one account that is connected. */
    client(name = 'Bakery') {
      const client = must(services.clients.create({ name, notes: '' }));
      return { ...client, accountId: plantAccount(workspace, client.id) };
    },
    account: (clientId: string) => plantAccount(workspace, clientId),
    media: () => plantMedia(workspace),
  };
}
export type TestServices = ReturnType<typeof openServices>;

/** The value of a result that must be good. */
export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

function plantAccount({ database, clock }: TestWorkspace, clientId: string): string {
  const id = v7();
  const now = clock.now();
  database.orm
    .insert(accountsTable)
    .values({
      id,
      clientId,
      network: 'bluesky',
      serviceUrl: 'https://bsky.social',
      remoteId: `did:plc:${id}`,
      handle: `h${id.slice(-6)}.test`,
      displayName: 'Sample',
      status: 'connected',
      createdAt: now,
      updatedAt: now,
    })
    .run();
  return id;
}

let lastMedia = 0;
function plantMedia({ database, clock }: TestWorkspace): string {
  const id = v7();
  const sha256 = (++lastMedia).toString(16).padStart(64, '0');
  const facts = { fileName: 'bread.jpg', mimeType: 'image/jpeg', bytes: 10, width: 4, height: 3 };
  database.orm
    .insert(mediaTable)
    .values({ id, sha256, ...facts, createdAt: clock.now() })
    .run();
  return id;
}
