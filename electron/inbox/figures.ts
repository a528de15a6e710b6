import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';

type Figures = RouteOutput<'inbox.figures'>;
type Counts = RouteOutput<'inbox.counts'>;

const DAY = 86_400_000;

interface Row {
  clientId: string;
  /** From when it was written to its first answer, ms. */
  took: number;
}

/** Counts what waits, and how fast it was answered. */
export function createFigures({ database: { raw }, clock }: { database: Database; clock: Clock }) {
  const standing = raw.prepare<
    [Record<string, string | null>],
    { state: 'open' | 'snoozed' | 'done'; count: number; unread: number }
  >(
    `SELECT state, count(*) AS count, count(*) - count(read_at) AS unread FROM inbox_items
     INDEXED BY inbox_items_state
     WHERE ours = 0 AND (@clientId IS NULL
       OR account_id IN (SELECT id FROM accounts WHERE client_id = @clientId))
     GROUP BY state`,
  );
  const readAt = raw
    .prepare<[Record<string, string | null>], number | null>(
      `SELECT max(read_at) FROM inbox_cursors WHERE @clientId IS NULL
         OR account_id IN (SELECT id FROM accounts WHERE client_id = @clientId)`,
    )
    .pluck();
  const answers = raw.prepare<[Record<string, unknown>], Row>(
    // What is answered is done: thousands that wait are not looked at one by one.
    `SELECT client_id AS clientId, answered_at - written_at AS took
     FROM inbox_items INDEXED BY inbox_items_state JOIN accounts ON accounts.id = account_id
     WHERE ours = 0 AND state = 'done' AND written_at >= @since AND answered_at IS NOT NULL
       AND (@clientId IS NULL OR client_id = @clientId)`,
  );
  const waiting = raw.prepare<[Record<string, unknown>], { clientId: string; count: number }>(
    `SELECT client_id AS clientId, count(*) AS count
     FROM inbox_items INDEXED BY inbox_items_state JOIN accounts ON accounts.id = account_id
     WHERE ours = 0 AND state IN ('open', 'snoozed') AND written_at >= @since
       AND (@clientId IS NULL OR client_id = @clientId)
     GROUP BY client_id`,
  );

  return {
    counts({ clientId = null }: { clientId?: string | undefined | null }): Counts {
      const found = new Map(standing.all({ clientId }).map((row) => [row.state, row]));
      const of = (state: 'open' | 'snoozed' | 'done') => found.get(state)?.count ?? 0;
      return {
        ...{ open: of('open'), snoozed: of('snoozed'), done: of('done') },
        unread: found.get('open')?.unread ?? 0,
        readAt: readAt.get({ clientId }) ?? null,
      };
    },

    /** By client; those that nobody said anything to are left out. */
    responses({ clientId, days }: ParsedInput<'inbox.figures'>): Figures {
      const since = clock.now() - days * DAY;
      const byClient = new Map<string, { took: number[]; waiting: number }>();
      const of = { since, clientId: clientId ?? null };
      for (const { clientId: id, count } of waiting.all(of))
        byClient.set(id, { took: [], waiting: count });
      for (const row of answers.all(of)) {
        const own = byClient.get(row.clientId) ?? { took: [], waiting: 0 };
        // Clocks of networks differ from each other.
        own.took.push(Math.max(0, row.took));
        byClient.set(row.clientId, own);
      }
      return [...byClient].map(([id, { took, waiting }]) => ({
        clientId: id,
        answered: took.length,
        waiting,
        median: median(took),
        withinDay: took.length > 0 ? took.filter((ms) => ms <= DAY).length / took.length : null,
      }));
    },
  };
}

/** Null of nothing. */
function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
