import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import type { Database } from '../database/database.ts';
import { createSearch } from '../database/search.ts';
import type { createCards } from './cards.ts';

type Found = RouteOutput<'posts.search'>;

/** Clients are few and meant by their name, so they come first; the rest is posts. */
const MAX_CLIENTS = 5;

export function createSearching(database: Database, cards: ReturnType<typeof createCards>) {
  const search = createSearch(database.raw);
  const clientsByIds = database.raw.prepare<
    [ids: string],
    { id: string; name: string; colour: string }
  >(
    `SELECT clients.id, name, colour FROM json_each(?) AS wanted JOIN clients ON clients.id = wanted.value
     ORDER BY wanted.key`,
  );

  /** Best first. One client's search finds its posts only. */
  return ({ query, clientId, limit }: ParsedInput<'posts.search'>): Found => {
    const clientIds =
      clientId === undefined ? search.clients(query, Math.min(MAX_CLIENTS, limit)) : [];
    const clients = clientsByIds.all(JSON.stringify(clientIds));
    const postIds = search.posts(query, { clientId, limit: limit - clients.length });
    return [
      ...clients.map((client) => ({ kind: 'client' as const, ...client })),
      ...cards(postIds).map((post) => ({ kind: 'post' as const, post })),
    ];
  };
}
