import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ai } from '../../../electron/ai/ai.ts';
import { ask, connect, openAi } from '../../support/ai.ts';
import { type HostileLlm, startHostileLlm } from '../../support/hostile-llm.ts';
import { startSelfSigned } from '../../support/self-signed.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let server: HostileLlm;
let ai: Ai;
beforeEach(async () => {
  workspace = openServices();
  server = await startHostileLlm();
  ai = openAi(workspace, { patience: { first: 5000, firstLocal: 5000, silence: 700, after: 400 } });
});
afterEach(async () => {
  await ai.close();
  await server.stop();
  workspace.close();
});

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const says = (content: string) => chunk({ content });
const END = chunk({}, 'stop');
const DONE = 'data: [DONE]\n\n';

describe('a stream that is odd, and in order', () => {
  it('ends well without [DONE], whether the service hangs up or stays', async () => {
    await connect(ai, server.url);
    const raw = [says('Rye.'), END];
    server.next({ raw }, { raw, ending: 'silence' });
    expect(await ask(ai)).toMatchObject({ state: 'done', text: 'Rye.', countedBy: 'estimate' });
    expect(await ask(ai)).toMatchObject({ state: 'done', text: 'Rye.', countedBy: 'estimate' });
  });

  it('is waited for while the service keeps the line open with comments', async () => {
    await connect(ai, server.url);
    const alive = Array.from({ length: 8 }, () => ': keep-alive\n\n');
    server.next({ raw: [...alive, says('Rye.'), ...alive, says(' Now.'), END, DONE], every: 60 });
    const began = Date.now();
    expect(await ask(ai)).toMatchObject({ state: 'done', text: 'Rye. Now.' });
    // Longer than any silence that would have been borne.
    expect(Date.now() - began).toBeGreaterThan(900);
  });

  it('may have chunks that say nothing', async () => {
    await connect(ai, server.url);
    const noise = ['null', '5', '[]', '{}', '{"choices":null}', '{"choices":[]}'];
    const odd = [{ content: 7 }, { content: null }, null, 'x', { content: ['Rye'] }];
    const lines = [
      ...noise.map((json) => `data: ${json}\n\n`),
      ...odd.map((delta) => chunk(delta as object)),
    ];
    server.next({ raw: [...lines, says('Rye.'), ...lines, END, DONE] });
    expect(await ask(ai)).toMatchObject({ state: 'done', text: 'Rye.' });
  });

  it('that makes no sense in the middle is said to, and keeps what had come', async () => {
    await connect(ai, server.url);
    server.next({ raw: [says('Rye'), 'data: {"choices":[null]}\n\n', END, DONE] });
    expect(await ask(ai)).toMatchObject({
      ...{ state: 'failed', text: 'Rye' },
      problem: { code: 'malformed', message: expect.stringContaining('does not understand') },
    });
  });

  it.each([
    ['negative', { prompt_tokens: -20, completion_tokens: 4 }],
    ['in words', { prompt_tokens: 'many', completion_tokens: 'some' }],
    ['broken', { prompt_tokens: 20.5, completion_tokens: 4 }],
    ['beyond belief', { prompt_tokens: 20, completion_tokens: 1e15 }],
    ['half of it', { prompt_tokens: 20 }],
  ])('is counted by estimate, and said to be, where the count is %s', async (_, usage) => {
    await connect(ai, server.url);
    server.next({ pieces: ['Rye.'], usage });
    const outcome = await ask(ai);
    expect(outcome).toMatchObject({ state: 'done', countedBy: 'estimate' });
    expect(outcome.tokens.out).toBeLessThan(10);
    const { columns, rows } = ai.ledger.table({ span: 'today' });
    expect(rows.at(-1)?.[columns.indexOf('Counted by')]).toBe('estimate');
  });

  it('never has more of its tokens from the store than went in', async () => {
    await connect(ai, server.url);
    const usage = { prompt_tokens: 20, completion_tokens: 4, prompt_cache_hit_tokens: 900 };
    server.next({ pieces: ['Rye.'], usage });
    expect(await ask(ai)).toMatchObject({
      ...{ tokens: { in: 20, cached: 20, out: 4 }, countedBy: 'endpoint' },
      cost: 20 * 70_000 + 4 * 1_100_000,
    });
  });
});

describe('a stream without end', () => {
  it.each([
    ['a line', 'x'],
    ['comments', ': keep-alive\n\n'],
    ['chunks without words', 'data: {"choices":[]}\n\n'],
  ])('of %s is left, and the memory stays small', async (_, flood) => {
    await connect(ai, server.url);
    server.next({ flood });
    const before = process.memoryUsage().rss;
    expect(await ask(ai)).toMatchObject({ state: 'failed', problem: { code: 'runaway' } });
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000);
    await expect.poll(() => server.requests[0]?.wasDropped, { timeout: 8000 }).toBe(true);
    expect(server.requests).toHaveLength(1);
  });

  it('is left where it is a refusal or a list of models', async () => {
    const { id } = await connect(ai, server.url);
    server.next({ status: 400, flood: 'no ' });
    expect(await ask(ai)).toMatchObject({ state: 'failed', problem: { code: 'refused' } });
    server.next({ flood: 'model ' });
    expect(await ai.trying.models(id)).toMatchObject({ error: { code: 'failed' } });
  });
});

describe('how long a service asks to wait', () => {
  it.each([429, 503])('with a %i may be a date', async (status) => {
    await connect(ai, server.url);
    const at = Math.ceil((Date.now() + 1000) / 1000) * 1000;
    server.next({ status, headers: { 'retry-after': new Date(at).toUTCString() } });
    expect(await ask(ai)).toMatchObject({ state: 'done', text: 'Hello there' });
    expect(Date.now()).toBeGreaterThanOrEqual(at);
    expect(server.requests).toHaveLength(2);
  });

  it.each(['soon', '-5', '', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'makes no sense as “%s”, and is passed over',
    async (header) => {
      await connect(ai, server.url);
      server.next({ status: 429, headers: { 'retry-after': header } });
      expect(await ask(ai)).toMatchObject({ state: 'done' });
    },
  );
});

describe('a service that is not what it says', () => {
  it.each([301, 302, 303, 307, 308])('never gets the key carried on by a %i', async (status) => {
    const reached: string[] = [];
    const other = createServer((request, response) => {
      reached.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      response.end('{"data":[]}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      const { id } = await connect(ai, server.url);
      const headers = { location: `http://localhost:${port}/v1/chat/completions` };
      server.next({ status, headers }, { status, headers });
      expect(await ask(ai)).toMatchObject({
        ...{ state: 'failed', cost: 0 },
        problem: { code: 'refused', message: expect.stringContaining('where the key is not sent') },
      });
      expect(await ai.trying.models(id)).toMatchObject({ error: { code: 'failed' } });
      expect(reached).toEqual([]);
    } finally {
      other.closeAllConnections();
      other.close();
    }
  });

  it.each(['itself', 'a stranger'] as const)(
    'is told nothing where %s vouches for it',
    async (issuer) => {
      const secure = await startSelfSigned(issuer);
      try {
        await connect(ai, `${secure.url}/v1`, { kind: 'other' });
        expect(await ask(ai)).toMatchObject({
          ...{ state: 'failed', countedBy: null, cost: 0 },
          problem: { code: 'unreachable', message: expect.stringContaining('can’t be trusted') },
        });
        expect(secure.requests).toEqual([]);
      } finally {
        await secure.stop();
      }
    },
  );

  it.each([
    ['ollama', 'Start it'],
    ['lmstudio', 'Start it'],
    ['openai', 'can’t be reached'],
    ['other', 'Everything else goes on'],
  ] as const)('says for %s what to do where nobody is there', async (kind, words) => {
    const { url } = server;
    await server.stop();
    await connect(ai, url, { kind });
    expect(await ask(ai)).toMatchObject({
      problem: { code: 'unreachable', message: expect.stringContaining(words) },
    });
    server = await startHostileLlm();
  });

  it('is taken for a page where it sends one, as an answer or as a refusal', async () => {
    const { id } = await connect(ai, server.url);
    const page = '<!doctype html><title>Hotel</title><p>data: sign in</p>';
    const headers = { 'content-type': 'text/html' };
    server.next({ raw: [page], headers }, { status: 502, headers }, { raw: [page], headers });
    expect(await ask(ai)).toMatchObject({ state: 'failed', problem: { code: 'malformed' } });
    // Passing: the next try gets through to the page again.
    expect(await ask(ai)).toMatchObject({ state: 'failed', problem: { code: 'malformed' } });
    server.next({ raw: [page], headers });
    expect(await ai.trying.models(id)).toMatchObject({ error: { code: 'failed' } });
  });
});

describe('a key', () => {
  const KEY = 'sk-short-7';
  it.each([
    ['a refusal', { status: 400, error: { message: `Bad: Bearer ${KEY} and ${KEY}` } }],
    ['a passing trouble', { status: 500, error: { message: KEY } }],
    ['a setting', { status: 422, error: { message: `“${KEY}” is unknown`, code: KEY } }],
    ['a stream', { raw: [says('Rye'), `data: {"error":{"message":"${KEY} is used up"}}\n\n`] }],
    ['a stream that breaks', { raw: [says('Rye'), `data: {"error": "${KEY}`] }],
  ])('that comes back in %s goes no further', async (_, script) => {
    const { id } = await connect(ai, server.url);
    must(await ai.connections.setKey({ id, key: KEY }));
    server.always(script);
    const outcome = await ask(ai);
    const tested = await ai.trying.test({ id });
    expect(outcome.state).toBe('failed');
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    const tables = workspace.database.raw
      .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'")
      .pluck()
      .all()
      .map((name) => workspace.database.raw.prepare(`SELECT * FROM "${name}"`).all());
    const { rows } = ai.ledger.table({ span: 'today' });
    for (const kept of [outcome, tested, tables, rows, workspace.log.lines, workspace.told])
      expect(JSON.stringify(kept)).not.toContain(KEY);
  });
});
