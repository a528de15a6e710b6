import { v7 } from 'uuid';
import { costOf } from '../../shared/domain/cost.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import { isWithoutComment } from '../../shared/domain/post-status.ts';
import { wallTimeAt } from '../../shared/domain/wall-time.ts';
import type { RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { IS_PRACTICE } from '../database/is-practice.ts';
import { createRowStatements } from '../database/row-statements.ts';
import { type deliveries, publishingCosts } from '../database/schema/index.ts';
import type { Platforms } from '../platforms/registry.ts';
import type { Posts } from '../posts/posts.ts';
import { payloadOf } from './payload.ts';
import { progressOf } from './progress.ts';

type Delivered = Pick<
  typeof deliveries.$inferSelect,
  'id' | 'postId' | 'accountId' | 'state' | 'errorCode' | 'progress' | 'handedOverId'
>;

/** What publishing costs: for each delivery one entry, of as much of it as is out. */
export function createCosts({
  database,
  clock,
  posts,
  platforms,
}: {
  database: Database;
  clock: Clock;
  posts: Pick<Posts, 'get'>;
  platforms: Platforms;
}) {
  const { raw } = database;
  const rows = createRowStatements(database, publishingCosts);
  const networkOf = raw
    // Nobody charges for practice.
    .prepare<[string], NetworkId>(
      `SELECT network FROM accounts WHERE id = ? AND NOT ${IS_PRACTICE}`,
    )
    .pluck();
  const booked = raw.prepare<[string], { id: string; microUsd: number }>(
    'SELECT id, micro_usd AS microUsd FROM publishing_costs WHERE delivery_id = ?',
  );

  /** How many of its parts are out. */
  const countOf = (row: Delivered, network: NetworkId): number => {
    if (row.state === 'published' && !isWithoutComment(row)) return Number.POSITIVE_INFINITY;
    return platforms[network].partsOut?.(progressOf(row).network ?? {}).length ?? 0;
  };

  return {
    /** Within the transaction that writes down what the network has of it. What is booked already grows with it. */
    book(row: Delivered): void {
      const { id, postId, accountId } = row;
      const network = networkOf.get(accountId);
      if (!network || !NETWORKS[network].price) return;
      const post = posts.get(postId);
      const payload = post.ok ? payloadOf(post.value, accountId, row) : null;
      if (!post.ok || !payload) return;
      const microUsd = costOf(payload.capabilities, payload, countOf(row, network)) ?? 0;
      const before = booked.get(id);
      if (microUsd <= (before?.microUsd ?? 0)) return;
      const { clientId } = post.value;
      if (before) rows.update(before.id, { microUsd });
      else rows.insert({ id: v7(), deliveryId: id, clientId, microUsd, bookedAt: clock.now() });
    },
  };
}

/** What publishing cost a client, by month, the newest first. */
export function createCostReport({
  database: { raw },
  zone,
}: {
  database: Database;
  /** Of the profile: what day a month begins on. */
  zone(): string;
}) {
  const isClient = raw.prepare<[string], number>('SELECT 1 FROM clients WHERE id = ?').pluck();
  const booked = raw.prepare<[string], { bookedAt: number; microUsd: number }>(
    `SELECT booked_at AS bookedAt, micro_usd AS microUsd FROM publishing_costs
     WHERE client_id = ? ORDER BY booked_at DESC`,
  );

  return (clientId: string): Result<RouteOutput<'clients.costs'>, 'not_found'> => {
    if (isClient.get(clientId) !== 1)
      return fail('not_found', 'This client does not exist any more.');
    const months = new Map<string, { month: string; microUsd: number; posts: number }>();
    const here = zone();
    for (const { bookedAt, microUsd } of booked.all(clientId)) {
      const month = wallTimeAt(bookedAt, here).slice(0, 7);
      const sum = months.get(month) ?? { month, microUsd: 0, posts: 0 };
      sum.microUsd += microUsd;
      sum.posts++;
      months.set(month, sum);
    }
    return ok([...months.values()]);
  };
}
