import fc from 'fast-check';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ai } from '../../../electron/ai/ai.ts';
import { aiRequests } from '../../../electron/database/schema/index.ts';
import { csvOf } from '../../../electron/privacy/csv.ts';
import { AI_FEATURES, costOf } from '../../../shared/domain/ai.ts';
import { openAi } from '../../support/ai.ts';
import { type LedgerRow, plantRequests } from '../../support/ledger-rows.ts';
import { openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let ai: Ai;
let clientIds: string[];
beforeEach(() => {
  workspace = openServices();
  // Berlin is an hour ahead: 23 November began at 23:00 UTC.
  workspace.clock.set(Date.UTC(2026, 10, 23, 12));
  ai = openAi(workspace, { clock: workspace.clock });
  clientIds = ['Bakery', 'Harbour', 'Choir'].map((name) => workspace.client(name).id);
});
afterEach(async () => {
  await ai.close();
  workspace.close();
});

const plant = (all: readonly (Omit<LedgerRow, 'at'> & { at?: number })[]) =>
  plantRequests(
    workspace.database,
    all.map((row) => ({ ...row, at: row.at ?? workspace.clock.now() })),
  );

const HOUR = 3_600_000;

describe('the ledger', () => {
  it('adds up by day of the profile’s zone, and leaves out what waits', () => {
    const now = workspace.clock.now();
    plant([
      { at: now },
      // A quarter to one in the night, in Berlin: today. An hour before that: yesterday.
      { at: Date.UTC(2026, 10, 22, 23, 45) },
      { at: Date.UTC(2026, 10, 22, 22, 45) },
      { at: now, state: 'queued' },
    ]);
    expect(ai.ledger.usage({ span: 'today' })).toMatchObject({
      from: Date.UTC(2026, 10, 22, 23),
      total: { requests: 2, tokensIn: 200, tokensOut: 20, cost: 2000, unpriced: 0 },
    });
    const month = ai.ledger.usage({ span: 'month' });
    expect(month.byDay).toHaveLength(23);
    expect(month.byDay.slice(-2).map(({ requests }) => requests)).toEqual([1, 2]);
    expect(ai.ledger.usage({ span: 'last_month' }).byDay).toHaveLength(31);
  });

  it('agrees with its rows, however they are added up', () => {
    const price = fc.record({
      in: fc.integer({ min: 0, max: 20_000_000 }),
      cached: fc.integer({ min: 0, max: 20_000_000 }),
      out: fc.integer({ min: 0, max: 100_000_000 }),
    });
    const request = fc.record({
      hours: fc.integer({ min: 0, max: 24 * 29 - 12 }),
      client: fc.integer({ min: -1, max: 2 }),
      feature: fc.constantFrom(...AI_FEATURES),
      model: fc.constantFrom('small', 'large', 'local'),
      into: fc.integer({ min: 0, max: 200_000 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      out: fc.integer({ min: 0, max: 20_000 }),
      price,
    });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 40 }), (all) => {
        workspace.database.orm.delete(aiRequests).run();
        let exact = 0n;
        plant(
          all.map(({ hours, client, feature, model, into, share, out, price: table }) => {
            const tokens = { in: into, cached: Math.floor(into * share), out };
            const cost = costOf(tokens, table);
            const inFull =
              BigInt(tokens.in - tokens.cached) * BigInt(table.in) +
              BigInt(tokens.cached) * BigInt(table.cached) +
              BigInt(out) * BigInt(table.out);
            // Tokens × table, to the cent and far below it.
            expect(BigInt(cost)).toBe(inFull);
            exact += inFull;
            const clientId = client < 0 ? null : (clientIds[client] ?? null);
            const at = workspace.clock.now() - hours * HOUR;
            return { at, clientId, feature, model, tokens, cost };
          }),
        );
        const usage = ai.ledger.usage({ span: 'days30' });
        expect(BigInt(usage.total.cost)).toBe(exact);
        expect(usage.total.requests).toBe(all.length);
        for (const parts of [usage.byClient, usage.byFeature, usage.byModel, usage.byDay])
          for (const what of ['requests', 'tokensIn', 'tokensCached', 'tokensOut', 'cost'] as const)
            expect(parts.reduce((sum, part) => sum + part[what], 0)).toBe(usage.total[what]);
        for (const { clientId, cost } of usage.byClient)
          if (clientId !== null)
            expect(ai.ledger.usage({ span: 'days30', clientId }).total.cost).toBe(cost);
        // What a client is billed by the table is the same sum.
        const { columns, rows: written } = ai.ledger.table({ span: 'days30' });
        const text = csvOf(columns, written);
        const rows = Papa.parse<Record<string, string>>(text.slice(1), {
          ...{ header: true, skipEmptyLines: true },
        }).data;
        const billed = rows.reduce((sum, row) => sum + inPicodollars(row['Cost (USD)'] ?? ''), 0n);
        expect(billed).toBe(exact);
      }),
      { numRuns: 40 },
    );
  });

  it('adds many requests up, by client and by feature', () => {
    plant(
      Array.from({ length: 900 }, (_, at) => ({
        at: workspace.clock.now() - at * 2_000_000,
        clientId: clientIds[at % 3] ?? null,
        feature: AI_FEATURES[at % AI_FEATURES.length] ?? 'plan',
      })),
    );
    const { total, byClient, byFeature } = ai.ledger.usage({ span: 'days30' });
    expect(total).toMatchObject({ requests: 900, tokensIn: 90_000, cost: 900_000 });
    expect(byClient.map(({ requests }) => requests)).toEqual([300, 300, 300]);
    expect(byFeature).toHaveLength(AI_FEATURES.length);
  });
});

const inPicodollars = (dollars: string): bigint => {
  const [whole = '0', part = ''] = dollars.split('.');
  return BigInt(whole) * 1_000_000_000_000n + BigInt(part.padEnd(12, '0'));
};
