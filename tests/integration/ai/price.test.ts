import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ai } from '../../../electron/ai/ai.ts';
import { AI_SPANS } from '../../../shared/ipc/ai-usage.ts';
import { ask, connect, MODEL, openAi } from '../../support/ai.ts';
import { type HostileLlm, startHostileLlm } from '../../support/hostile-llm.ts';
import { plantRequests } from '../../support/ledger-rows.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let server: HostileLlm;
let ai: Ai;
beforeEach(async () => {
  workspace = openServices();
  server = await startHostileLlm();
  ai = openAi(workspace);
});
afterEach(async () => {
  await ai.close();
  await server.stop();
  workspace.close();
});

describe('what a request costs', () => {
  it('is its tokens times the table as it stood then, from the service’s words to the bill', async () => {
    const { id } = await connect(ai, server.url);
    const price = fc.integer({ min: 0, max: 50_000_000 });
    const tokens = fc.integer({ min: 0, max: 1_000_000 });
    const request = fc.record({
      ...{ into: tokens, stored: tokens, out: tokens },
      price: fc.record({ in: price, cached: price, out: price }),
      cacheField: fc.constantFrom('prompt_cache_hit_tokens', 'prompt_tokens_details'),
      ends: fc.constantFrom('well', 'at its length', 'without a word'),
    });
    let billed = 0n;
    await fc.assert(
      fc.asyncProperty(request, async ({ into, stored, out, price: table, ...how }) => {
        must(await ai.connections.update({ id, models: [{ ...MODEL, price: table }] }));
        const cached = Math.min(stored, into);
        const isDetail = how.cacheField === 'prompt_tokens_details';
        server.next({
          pieces: how.ends === 'without a word' ? [] : ['Rye'],
          ...(how.ends === 'at its length' && { finish: 'length' }),
          usage: {
            ...{ prompt_tokens: into, completion_tokens: out },
            [how.cacheField]: isDetail ? { cached_tokens: cached } : cached,
          },
        });
        const outcome = await ask(ai);
        expect(outcome).toMatchObject({
          ...{ state: how.ends === 'without a word' ? 'failed' : 'done', countedBy: 'endpoint' },
          tokens: { in: into, cached, out },
        });
        const exact =
          BigInt(into - cached) * BigInt(table.in) +
          BigInt(cached) * BigInt(table.cached) +
          BigInt(out) * BigInt(table.out);
        expect(BigInt(outcome.cost)).toBe(exact);
        billed += exact;
        // A new price changes no bill of before.
        expect(BigInt(ai.ledger.usage({ span: 'today' }).total.cost)).toBe(billed);
      }),
      { numRuns: 30 },
    );
    expect(billed).toBeGreaterThan(0n);
  });
});

const HOUR = 3_600_000;
/** Summer time that begins or ends at midnight, half hours, days that were never there, and plain ones. */
const ZONES = [
  ...['Europe/Berlin', 'America/New_York', 'Africa/Cairo', 'Asia/Beirut', 'America/Santiago'],
  ...['Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Apia', 'Etc/UTC'],
] as const;

describe('the days of the ledger', () => {
  it('are those of the wall clock in any zone, over every change of it, and add up to the rows', async () => {
    await ai.close();
    let zone: string = 'Etc/UTC';
    ai = openAi(workspace, { clock: workspace.clock, zone: () => zone });
    // Any hour of three years, so that every change of a clock is among them.
    const now = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 11, 31) });
    const ages = fc.array(fc.integer({ min: 0, max: 62 * 24 * HOUR }), { maxLength: 30 });
    fc.assert(
      fc.property(now, fc.constantFrom(...ZONES), ages, (at, chosen, ago) => {
        workspace.database.raw.exec('DELETE FROM ai_requests');
        workspace.clock.set(at);
        zone = chosen;
        const rows = ago.map((age, index) => ({ at: at - age, cost: index + 1 }));
        plantRequests(workspace.database, rows);
        const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
        const today = dayOf.format(at);
        for (const span of AI_SPANS) {
          const usage = ai.ledger.usage({ span });
          const days = usage.byDay.map(({ from }) => dayOf.format(from));
          expect(new Set(days).size, `${span} in ${zone}`).toBe(days.length);
          if (span !== 'last_month') expect(days.at(-1)).toBe(today);
          for (const [index, day] of usage.byDay.entries()) {
            const own = rows.filter((row) => dayOf.format(row.at) === days[index]);
            expect(day.requests, `${days[index]} of ${span} in ${zone}`).toBe(own.length);
            expect(day.cost).toBe(own.reduce((sum, { cost }) => sum + cost, 0));
          }
          const inSpan = rows.filter((row) => days.includes(dayOf.format(row.at)));
          expect(usage.total.requests).toBe(inSpan.length);
          const table = ai.ledger.table({ span }).rows;
          expect(table).toHaveLength(inSpan.length);
        }
        const month = rows.filter((row) => dayOf.format(row.at).slice(0, 7) === today.slice(0, 7));
        const sum = month.reduce((all, { cost }) => all + cost, 0);
        expect(ai.ledger.usage({ span: 'month' }).total.cost).toBe(sum);
        // What a budget measures is the same month.
        const budget = { cost: 1, tokens: null, warnAt: 80, stops: false };
        must(ai.budgets.set({ clientId: null, budget }));
        expect(ai.budgets.list()).toMatchObject([{ spentCost: sum }]);
      }),
      { numRuns: 60 },
    );
  });
});
