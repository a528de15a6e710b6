import { v7 } from 'uuid';
import type { Ports } from '../../electron/core.ts';
import { accounts } from '../../electron/database/schema/index.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts';
import { answered, startCore, type TestCore } from './core.ts';

/** The core with a profile in Berlin and two clients with accounts, to import posts into. */
export async function openImporting(ports: Partial<Ports> = {}) {
  const started = await startCore({ ports });
  const call = async <Name extends RouteName>(
    name: Name,
    input: RouteInput<Name>,
    kind: 'window' | 'cli' = 'window',
  ): Promise<RouteOutput<Name>> => {
    const answer = await started.invoke(name, input, kind);
    if (!answer.ok && answer.error.code === 'unexpected')
      throw new Error(`${name}: ${started.log.lines.map(({ fields }) => fields.error).join('; ')}`);
    return answered(answer) as RouteOutput<Name>;
  };
  /** The code and sentence of a refusal; fails where it was none. */
  const refused = async (name: RouteName, input: unknown, kind: 'window' | 'cli' = 'window') => {
    const answer = await started.invoke(name, input, kind);
    if (answer.ok) throw new Error(`${name} was not refused`);
    return answer.error;
  };
  await call('profiles.save', { name: 'Mara', timeZone: 'Europe/Berlin' });
  const ada = await call('clients.create', { name: 'Ada’s Bakery' });
  const brio = await call('clients.create', { name: 'Brio Bikes' });
  const add = (clientId: string, network: NetworkId, handle: string) =>
    plantAccount(started, { clientId, network, handle });
  const account = {
    ada: add(ada.id, 'bluesky', 'ada.example'),
    adaMastodon: add(ada.id, 'mastodon', 'ada@toots.example'),
    brio: add(brio.id, 'bluesky', 'brio.example'),
  };
  return {
    ...started,
    call,
    refused,
    ada,
    brio,
    account,
    /** Reads a table that came by drop, as its bytes. */
    read: (text: string | Uint8Array<ArrayBuffer>, fileName = 'posts.csv') =>
      call('imports.read', {
        fileName,
        bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
      }),
    /** Every post that is here, whole, by its text. */
    async posts(): Promise<RouteOutput<'posts.get'>[]> {
      const found: RouteOutput<'posts.get'>[] = [];
      let after: string | null = null;
      do {
        const page: RouteOutput<'posts.list'> = await call('posts.list', { limit: 200, after });
        for (const { id } of page.posts) found.push(await call('posts.get', { id }));
        after = page.next;
      } while (after !== null);
      return found.toSorted((a, b) => (a.text < b.text ? -1 : 1));
    },
  };
}
export type Importing = Awaited<ReturnType<typeof openImporting>>;

function plantAccount(
  { core, clock }: TestCore,
  { clientId, network, handle }: { clientId: string; network: NetworkId; handle: string },
): string {
  const services = core.services();
  if (!services) throw new Error('The workspace is not open');
  const id = v7();
  const now = clock.now();
  services.database.orm
    .insert(accounts)
    .values({
      ...{ id, clientId, network, handle, displayName: handle, status: 'connected' },
      ...{ serviceUrl: 'https://service.example', remoteId: id, createdAt: now, updatedAt: now },
    })
    .run();
  return id;
}

/** A line of a table, as the simplest program writes it. */
export const line = (...cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
