import type { AiFeature } from '../../shared/domain/ai.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { edgesOf } from './months.ts';

type Line = [
  createdAt: number,
  clientId: string | null,
  feature: AiFeature,
  model: string,
  tokensIn: number,
  tokensCached: number,
  tokensOut: number,
  cost: number,
];

interface Sums {
  requests: number;
  tokensIn: number;
  tokensCached: number;
  tokensOut: number;
  cost: number;
}

const nothing = (): Sums => ({ requests: 0, tokensIn: 0, tokensCached: 0, tokensOut: 0, cost: 0 });

/** What was asked and what it cost. What still waits is not in it. */
export function createLedger({
  database,
  clock,
  zone,
}: {
  database: Database;
  clock: Clock;
  zone(): string;
}) {
  const { raw } = database;
  // From the index alone.
  const lines = raw
    .prepare<[{ from: number; to: number; clientId: string | null }], Line>(
      `SELECT created_at, client_id, feature, model, tokens_in, tokens_cached, tokens_out, cost
       FROM ai_requests INDEXED BY ai_requests_ledger
       WHERE created_at >= @from AND created_at < @to AND state <> 'queued'
         AND (@clientId IS NULL OR client_id = @clientId)
       ORDER BY created_at`,
    )
    .raw();

  function spanOf({ span, clientId }: ParsedInput<'ai.usage'>) {
    const edges = edgesOf(span, clock.now(), zone());
    return { edges, from: edges[0] ?? 0, to: edges.at(-1) ?? 0, clientId: clientId ?? null };
  }

  return {
    usage(input: ParsedInput<'ai.usage'>): RouteOutput<'ai.usage'> {
      const { edges, ...span } = spanOf(input);
      const total = { ...nothing(), unpriced: 0 };
      const clients = new Map<string | null, Sums>();
      const features = new Map<AiFeature, Sums>();
      const models = new Map<string, Sums>();
      const days = edges.slice(0, -1).map((from) => ({ from, ...nothing() }));
      let day = 0;
      for (const line of lines.all(span)) {
        const [createdAt, clientId, feature, model, tokensIn, , tokensOut, cost] = line;
        while (createdAt >= (edges[day + 1] ?? Number.POSITIVE_INFINITY)) day++;
        add(total, line);
        add(sumsIn(clients, clientId), line);
        add(sumsIn(features, feature), line);
        add(sumsIn(models, model), line);
        const ofDay = days[day];
        if (ofDay) add(ofDay, line);
        if (cost === 0 && tokensIn + tokensOut > 0) total.unpriced++;
      }
      return {
        ...{ from: span.from, to: span.to, total },
        byClient: dearest(clients).map(([clientId, sums]) => ({ clientId, ...sums })),
        byFeature: dearest(features).map(([feature, sums]) => ({ feature, ...sums })),
        byModel: dearest(models).map(([model, sums]) => ({ model, ...sums })),
        byDay: days,
      };
    },

    /** Every request of a span as a table, the oldest first. Costs in US dollars. */
    table(input: ParsedInput<'ai.exportUsage'>): {
      columns: string[];
      rows: (string | number | null)[][];
    } {
      const { from, to, clientId } = spanOf(input);
      const rows = raw
        .prepare<[{ from: number; to: number; clientId: string | null }], Exported>(
          `SELECT r.created_at AS at, c.name AS client, r.feature, r.connection_name AS connection, r.model,
             r.state, r.tokens_in AS tokensIn, r.tokens_cached AS tokensCached,
             r.tokens_out AS tokensOut, r.counted_by AS countedBy, r.cost,
             r.ended_at - r.started_at AS took
           FROM ai_requests r LEFT JOIN clients c ON c.id = r.client_id
           WHERE r.created_at >= @from AND r.created_at < @to AND r.state <> 'queued'
             AND (@clientId IS NULL OR r.client_id = @clientId)
           ORDER BY r.created_at`,
        )
        .all({ from, to, clientId });
      return {
        columns: [
          ...['Time (UTC)', 'Client', 'Feature', 'Connection', 'Model', 'State', 'Tokens in'],
          ...['of these cached', 'Tokens out', 'Counted by', 'Cost (USD)', 'Seconds'],
        ],
        rows: rows.map((row) => [
          ...[new Date(row.at).toISOString(), row.client, row.feature, row.connection, row.model],
          ...[row.state, row.tokensIn, row.tokensCached, row.tokensOut, row.countedBy],
          ...[dollarsOf(row.cost), row.took === null ? null : (row.took / 1000).toFixed(1)],
        ]),
      };
    },
  };
}

interface Exported {
  at: number;
  client: string | null;
  feature: string;
  connection: string;
  model: string;
  state: string;
  tokensIn: number;
  tokensCached: number;
  tokensOut: number;
  countedBy: string | null;
  cost: number;
  took: number | null;
}

/** Exact: what a sheet adds up is what the ledger says. */
function dollarsOf(cost: number): string {
  const digits = String(cost).padStart(13, '0');
  const fraction = digits.slice(-12).replace(/0+$/, '').padEnd(2, '0');
  return `${digits.slice(0, -12)}.${fraction}`;
}

function add(sums: Sums, [, , , , tokensIn, tokensCached, tokensOut, cost]: Line): void {
  sums.requests++;
  sums.tokensIn += tokensIn;
  sums.tokensCached += tokensCached;
  sums.tokensOut += tokensOut;
  sums.cost += cost;
}

function sumsIn<Key>(all: Map<Key, Sums>, key: Key): Sums {
  const known = all.get(key);
  if (known) return known;
  const made = nothing();
  all.set(key, made);
  return made;
}

const dearest = <Key>(all: Map<Key, Sums>): [Key, Sums][] =>
  [...all].sort(([, a], [, b]) => b.cost - a.cost || b.requests - a.requests);
