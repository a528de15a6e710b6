import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ai } from '../../../electron/ai/ai.ts';
import { ask, connect, openAi } from '../../support/ai.ts';
import { type HostileLlm, startHostileLlm } from '../../support/hostile-llm.ts';
import { openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let server: HostileLlm;
let ai: Ai;
beforeEach(async () => {
  workspace = openServices();
  server = await startHostileLlm();
  ai = openAi(workspace, {
    // A busy machine is late, too.
    patience: { first: 2000, firstLocal: 2000, silence: 1500, after: 500 },
  });
  await connect(ai, server.url);
});
afterEach(async () => {
  await ai.close();
  await server.stop();
  workspace.close();
});

describe('asking a service', () => {
  it('tells each piece as it comes, and counts what the service counted', async () => {
    server.next({
      pieces: ['Fresh', ' bread'],
      usage: { prompt_tokens: 100, completion_tokens: 10, prompt_cache_hit_tokens: 40 },
    });
    const outcome = await ask(ai);
    expect(outcome).toMatchObject({
      ...{ state: 'done', text: 'Fresh bread', problem: null, countedBy: 'endpoint' },
      tokens: { in: 100, cached: 40, out: 10 },
      cost: 60 * 270_000 + 40 * 70_000 + 10 * 1_100_000,
    });
    const pieces = workspace.told.filter(({ name }) => name === 'ai.delta');
    expect(pieces.map(({ payload }) => (payload as { text: string }).text)).toEqual([
      'Fresh',
      ' bread',
    ]);
  });

  it('sends the key and what was asked, and nothing of this computer', async () => {
    await ask(ai, { maxTokens: 300, json: true });
    const [{ headers, body }] = server.requests as [HostileLlm['requests'][number]];
    expect(headers.authorization).toBe('Bearer sk-secret');
    expect(headers['user-agent']).toBe('ClientNest/0.0.0-test');
    expect(Object.keys(headers).filter((name) => name.startsWith('x-stainless'))).toEqual([]);
    expect(body).toEqual({
      model: 'small',
      messages: [{ role: 'user', content: 'Write about bread' }],
      ...{ stream: true, stream_options: { include_usage: true }, max_tokens: 300 },
      ...{ response_format: { type: 'json_object' }, thinking: { type: 'disabled' } },
    });
  });

  it('counts by estimate where the service does not say', async () => {
    server.next({ pieces: ['Fresh bread, every morning from seven'], usage: null });
    const outcome = await ask(ai);
    expect(outcome).toMatchObject({ state: 'done', countedBy: 'estimate' });
    expect(outcome.tokens.in).toBeGreaterThan(4);
    expect(outcome.tokens.out).toBeGreaterThan(8);
    expect(outcome.cost).toBe(outcome.tokens.in * 270_000 + outcome.tokens.out * 1_100_000);
  });

  it.each([
    ['cut', 'cut'],
    ['end', 'cut'],
    ['malformed', 'malformed'],
    ['error', 'cut'],
    ['silence', 'stalled'],
  ] as const)(
    'keeps what had come before a stream that ends with %s, and asks once',
    async (ending, code) => {
      server.always({ pieces: ['Half a sen'], ending });
      const outcome = await ask(ai);
      expect(outcome).toMatchObject({
        ...{ state: 'failed', text: 'Half a sen', countedBy: 'estimate' },
        problem: { code, message: expect.stringContaining('What had come is kept') },
      });
      expect(outcome.cost).toBeGreaterThan(0);
      expect(server.requests).toHaveLength(1);
    },
  );

  it('gives up on a service that says nothing, and hangs up', async () => {
    server.always({ isSilent: true });
    const outcome = await ask(ai);
    expect(outcome).toMatchObject({
      ...{ state: 'failed', text: '', countedBy: null, cost: 0 },
      problem: { code: 'stalled' },
    });
    await expect.poll(() => server.requests[0]?.wasDropped, { timeout: 8000 }).toBe(true);
  });

  it('passes over tools that nobody offered, and thoughts', async () => {
    server.next({ toolNoise: true, thoughts: ['Hm. '], pieces: ['Bread'], usage: null });
    const outcome = await ask(ai);
    expect(outcome).toMatchObject({ state: 'done', text: 'Bread' });
    // They are billed all the same.
    expect(outcome.tokens.out).toBeGreaterThan(10);
    server.next({ toolNoise: true });
    expect(await ask(ai)).toMatchObject({ state: 'failed', problem: { code: 'empty' } });
  });

  it('says that an answer ended at its most words', async () => {
    server.next({ pieces: ['Bread and'], finish: 'length' });
    expect(await ask(ai)).toMatchObject({ state: 'done', problem: { code: 'length' } });
  });

  it('ends a service that ignores how much it may write', async () => {
    server.always({ pieces: Array.from({ length: 5000 }, () => 'bread '), every: 0.1 });
    const outcome = await ask(ai, { maxTokens: 100 });
    expect(outcome).toMatchObject({ state: 'failed', problem: { code: 'runaway' } });
    expect(outcome.tokens.out).toBeLessThan(600);
    expect(outcome.text).toContain('bread');
  });

  it('takes a web page for what it is', async () => {
    server.next({ page: '<h1>Sign in to the hotel’s network</h1>' });
    expect(await ask(ai)).toMatchObject({ state: 'failed', problem: { code: 'malformed' } });
  });

  it.each([
    [401, 'bad_key', 'does not accept the key', 1],
    [402, 'no_balance', 'no balance left at DeepSeek', 1],
    [404, 'unknown_model', 'no model called “small”', 1],
    [422, 'refused', 'does not understand a setting', 1],
    [400, 'refused', 'refused the request', 1],
    [307, 'refused', 'another address', 1],
    [429, 'rate_limited', 'too many requests', 4],
    [500, 'service_error', 'trouble of its own (500)', 4],
    [503, 'overloaded', 'overloaded', 4],
  ] as const)('says what %i means in a sentence of its own', async (status, code, words, times) => {
    server.always({ status, headers: { location: 'http://127.0.0.1:9/' } });
    const outcome = await ask(ai);
    expect(outcome).toMatchObject({
      ...{ state: 'failed', cost: 0, countedBy: null },
      problem: { code, message: expect.stringContaining(words) },
    });
    expect(server.requests).toHaveLength(times);
  });

  it('does not try again where a 429 means that there is no credit', async () => {
    server.always({ status: 429, error: { message: 'Quota', code: 'insufficient_quota' } });
    expect(await ask(ai)).toMatchObject({ problem: { code: 'no_balance' } });
    expect(server.requests).toHaveLength(1);
  });

  it('waits as long as it is asked to, and then goes on', async () => {
    server.next({ status: 429, headers: { 'retry-after': '1' } });
    const began = Date.now();
    expect(await ask(ai)).toMatchObject({ state: 'done', text: 'Hello there' });
    expect(Date.now() - began).toBeGreaterThanOrEqual(990);
    expect(server.requests).toHaveLength(2);
  });

  it('does not wait for a service that wants an hour', async () => {
    server.next({ status: 503, headers: { 'retry-after': '3600' } });
    expect(await ask(ai)).toMatchObject({
      state: 'failed',
      problem: { code: 'overloaded', message: expect.stringContaining('60 minutes') },
    });
  });

  it('says that nobody is there, and never quotes the key', async () => {
    await server.stop();
    const outcome = await ask(ai);
    expect(outcome).toMatchObject({ state: 'failed', problem: { code: 'unreachable' } });
    server = await startHostileLlm();
    await connect(ai, server.url, { name: 'Second' });
    const second = (await ai.connections.list()).find(({ name }) => name === 'Second');
    server.always({ status: 400, error: { message: `Bad key sk-${'a1'.repeat(30)} in it` } });
    const refused = await ask(ai, { connectionId: second?.id ?? '' });
    expect(refused.problem?.message).toContain('Bad key');
    expect(refused.problem?.message).not.toContain('a1a1');
  });
});
