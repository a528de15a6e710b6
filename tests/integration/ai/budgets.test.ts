import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ai } from '../../../electron/ai/ai.ts';
import { anAsk, ask, connect, MODEL, openAi } from '../../support/ai.ts';
import { type HostileLlm, startHostileLlm } from '../../support/hostile-llm.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let server: HostileLlm;
let ai: Ai;
let clientId: string;
beforeEach(async () => {
  workspace = openServices();
  server = await startHostileLlm();
  ai = openAi(workspace);
  clientId = workspace.client('Bakery').id;
  await connect(ai, server.url);
});
afterEach(async () => {
  await ai.close();
  await server.stop();
  workspace.close();
});

const budget = { cost: null, tokens: 100, warnAt: 50, stops: true };

describe('a budget', () => {
  it('tells from its share on, then refuses, and others go on', async () => {
    must(ai.budgets.set({ clientId, budget }));
    const usage = { prompt_tokens: 50, completion_tokens: 10 };
    server.always({ pieces: ['Bread'], usage });
    expect(must(await ai.submit(anAsk({ clientId }))).warning).toBeNull();
    await expect.poll(() => ai.budgets.list()[0]?.spentTokens).toBe(60);
    expect(ai.budgets.list()).toMatchObject([{ clientId, standing: 'near' }]);
    const second = must(await ai.submit(anAsk({ clientId })));
    expect(second.warning).toBe('The AI budget of Bakery for this month is used to 60 %.');
    await ai.wait(second.requestId);
    expect(await ai.submit(anAsk({ clientId }))).toMatchObject({
      error: { code: 'over_budget', message: expect.stringContaining('AI budget of Bakery') },
    });
    expect(await ask(ai)).toMatchObject({ state: 'done' });
    expect(ai.budgets.list()).toMatchObject([{ spentTokens: 120, standing: 'over' }]);
  });

  it('stops in the middle, hangs up, and loses nothing that had come', async () => {
    must(ai.budgets.set({ clientId: null, budget }));
    server.always({ pieces: Array.from({ length: 1000 }, () => 'bread '), every: 1 });
    const outcome = await ask(ai, { clientId });
    expect(outcome).toMatchObject({ state: 'stopped', problem: { code: 'over_budget' } });
    expect(outcome.text).toMatch(/^(bread )+$/);
    expect(outcome.tokens.in + outcome.tokens.out).toBeGreaterThan(100);
    expect(outcome.tokens.in + outcome.tokens.out).toBeLessThan(110);
    await expect.poll(() => server.requests[0]?.wasDropped).toBe(true);
  });

  it('counts in money too, and what runs beside it', async () => {
    const dear = { ...MODEL, name: 'dear', price: { in: 0, cached: 0, out: 1_000_000 } };
    const [connection] = await ai.connections.list();
    must(await ai.connections.update({ id: connection?.id ?? '', models: [dear] }));
    // A hundred tokens’ worth.
    const cost = 100 * 1_000_000;
    must(ai.budgets.set({ clientId: null, budget: { ...budget, cost, tokens: null } }));
    server.always({ pieces: Array.from({ length: 1000 }, () => 'bread '), every: 1 });
    const both = await Promise.all([ask(ai), ask(ai, { clientId })]);
    expect(both.map(({ state }) => state)).toEqual(['stopped', 'stopped']);
    const spent = both.reduce((sum, outcome) => sum + outcome.cost, 0);
    expect(spent).toBeGreaterThan(cost);
    expect(spent).toBeLessThan(1.2 * cost);
  });

  it('that does not stop only says so', async () => {
    must(ai.budgets.set({ clientId: null, budget: { ...budget, tokens: 1, stops: false } }));
    await ask(ai);
    expect(must(await ai.submit(anAsk())).warning).toBe('The AI budget for this month is used up.');
  });

  it('stops what waited while it was used up, before it is sent', async () => {
    const [connection] = await ai.connections.list();
    must(await ai.connections.update({ id: connection?.id ?? '', concurrency: 1 }));
    must(ai.budgets.set({ clientId: null, budget }));
    const usage = { prompt_tokens: 90, completion_tokens: 20 };
    server.always({ pieces: ['a', 'b'], every: 20, usage });
    const [first, second] = [must(await ai.submit(anAsk())), must(await ai.submit(anAsk()))];
    expect(await ai.wait(first.requestId)).toMatchObject({ state: 'done' });
    expect(await ai.wait(second.requestId)).toMatchObject({ state: 'stopped', cost: 0 });
    expect(server.requests).toHaveLength(1);
  });

  it('is changed, taken away and set again', () => {
    expect(must(ai.budgets.set({ clientId, budget }))).toEqual({ before: null });
    expect(must(ai.budgets.set({ clientId, budget: null }))).toEqual({ before: budget });
    expect(ai.budgets.list()).toEqual([]);
    expect(
      ai.budgets.set({ clientId: '019ab000-0000-7000-8000-000000000000', budget }),
    ).toMatchObject({ error: { code: 'not_found' } });
  });
});
