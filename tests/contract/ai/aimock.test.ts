import { type Fixture, LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Ai, AiOptions } from '../../../electron/ai/ai.ts';
import { askFor } from '../../../electron/ai/structured.ts';
import { anAsk, ask, connect, MODEL, openAi } from '../../support/ai.ts';
import { answered, startCore } from '../../support/core.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

// A server of OpenAI's protocol that others wrote, so that what we take it for is not only our own belief.

const WORDS = 'Fresh rye bread, every Saturday from six, as long as it lasts.';
const KEY = 'sk-secret';

let workspace: TestServices;
let mock: LLMock;
let ai: Ai;
beforeEach(async () => {
  workspace = openServices();
  // Whoever comes without the key, or with another one, is refused.
  mock = new LLMock({ port: 0, chunkSize: 10, auth: { apiKeys: [KEY] } });
  await mock.start();
});
afterEach(async () => {
  await ai.close();
  await mock.stop();
  workspace.close();
});

async function open(more: Partial<AiOptions> = {}) {
  ai = openAi(workspace, more);
  return connect(ai, `${mock.url}/v1`);
}
const says = (more: Partial<Fixture> = {}) =>
  mock.addFixture({ match: { userMessage: 'bread' }, response: { content: WORDS }, ...more });
const pieces = () =>
  workspace.told
    .filter(({ name }) => name === 'ai.delta')
    .map(({ payload }) => (payload as { text: string }).text);

describe('an answer of a server that others wrote', () => {
  it('comes in pieces, and is counted as the server counted it', async () => {
    says({ response: { content: WORDS, usage: { prompt_tokens: 1200, completion_tokens: 40 } } });
    await open();
    expect(await ask(ai)).toMatchObject({
      ...{ state: 'done', text: WORDS, problem: null, countedBy: 'endpoint' },
      tokens: { in: 1200, cached: 0, out: 40 },
      cost: 1200 * 270_000 + 40 * 1_100_000,
    });
    expect(pieces()).toEqual(WORDS.match(/.{1,10}/g));
  });

  it('is estimated, and said to be, where the server is not asked to count', async () => {
    says();
    // As a service that does not know the option.
    await open({ fetch: (to, init) => fetch(to, { ...init, body: withoutUsage(init?.body) }) });
    const outcome = await ask(ai);
    expect(outcome).toMatchObject({ state: 'done', text: WORDS, countedBy: 'estimate' });
    // Four characters or so are a token.
    expect(outcome.tokens.in).toBeGreaterThan(3);
    expect(outcome.tokens.out).toBeGreaterThan(WORDS.length / 8);
    expect(outcome.tokens.out).toBeLessThan(WORDS.length);
    expect(outcome.cost).toBe(outcome.tokens.in * 270_000 + outcome.tokens.out * 1_100_000);
  });

  it('leaves out what a model thinks, which is billed all the same', async () => {
    says({ response: { content: WORDS, reasoning: 'They like rye. '.repeat(20) } });
    await open({ fetch: (to, init) => fetch(to, { ...init, body: withoutUsage(init?.body) }) });
    const outcome = await ask(ai);
    expect(outcome).toMatchObject({ state: 'done', text: WORDS });
    expect(outcome.tokens.out).toBeGreaterThan(60);
  });

  it('is of the shape that was asked for, at once or put right once', async () => {
    const shape = z.strictObject({ tags: z.array(z.string()) });
    mock.onJsonOutput('bread', { tags: ['rye'] });
    mock.onJsonOutput('cake', { tags: 'cake' });
    mock.onJsonOutput('not of the shape', { tags: ['cake'] });
    await open();
    expect(must(await askFor(ai, anAsk(), shape)).value).toEqual({ tags: ['rye'] });
    const cake = anAsk({ messages: [{ role: 'user', content: 'Write about cake' }] });
    const { value, requestIds } = must(await askFor(ai, cake, shape));
    expect(value).toEqual({ tags: ['cake'] });
    expect(requestIds).toHaveLength(2);
    expect(mock.getRequests()).toHaveLength(3);
  });

  it('is about an image that was sent with it', async () => {
    const image = `data:image/png;base64,${Buffer.from('a loaf').toString('base64')}`;
    mock.on(
      { predicate: ({ messages }) => JSON.stringify(messages).includes('"image_url"') },
      { content: 'A loaf on a board.' },
    );
    ai = openAi(workspace);
    await connect(ai, `${mock.url}/v1`, { models: [{ ...MODEL, sees: true }] });
    const messages = [{ role: 'user' as const, content: 'Say what it shows', images: [image] }];
    expect(await ask(ai, { messages })).toMatchObject({
      ...{ state: 'done', text: 'A loaf on a board.' },
    });
    expect(mock.getLastRequest()?.body).toMatchObject({
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Say what it shows' },
            { type: 'image_url', image_url: { url: image } },
          ],
        },
      ],
    });
  });

  it('is waited for as long as the first word takes, which may be longer than a pause', async () => {
    says({ streamingProfile: { ttft: 2000 } });
    await open({ patience: { firstLocal: 30_000, silence: 1500 } });
    expect(await ask(ai)).toMatchObject({ state: 'done', text: WORDS, countedBy: 'endpoint' });
  });
});

describe('what is sent to it', () => {
  it('is what was asked and who we are, with its own key and nothing of this computer', async () => {
    says();
    const other = new LLMock({ port: 0, auth: { apiKeys: ['sk-other'] } });
    await other.start();
    try {
      await open();
      const second = await connect(ai, `${other.url}/v1`, { name: 'Other' });
      expect(await ask(ai, { maxTokens: 300 })).toMatchObject({ state: 'done' });
      const [sent] = mock.getRequests();
      expect(sent?.path).toBe('/v1/chat/completions');
      expect(sent?.body).toMatchObject({
        ...{ model: 'small', messages: [{ role: 'user', content: 'Write about bread' }] },
        ...{ stream: true, stream_options: { include_usage: true }, max_tokens: 300 },
      });
      expect(sent?.headers['user-agent']).toBe('ClientNest/0.0.0-test');
      const names = Object.keys(sent?.headers ?? {});
      expect(names).toContain('authorization');
      expect(names.filter((name) => /^x-stainless|^openai-|cookie/.test(name))).toEqual([]);
      // Nobody else was told anything, and the other one takes no key but its own.
      expect(other.getRequests()).toEqual([]);
      expect(await ask(ai, { connectionId: second.id })).toMatchObject({
        ...{ state: 'failed', cost: 0, countedBy: null },
        problem: { code: 'bad_key', message: expect.stringContaining('Other does not accept') },
      });
      must(await ai.connections.setKey({ id: second.id, key: 'sk-other' }));
      other.onMessage('bread', { content: 'Ours.' });
      expect(await ask(ai, { connectionId: second.id })).toMatchObject({ text: 'Ours.' });
      expect(mock.getRequests()).toHaveLength(1);
    } finally {
      await other.stop();
    }
  });

  it('asks for the models that it has, as Settings does', async () => {
    mock.on({ model: 'rye-large' }, { content: 'Rye.' });
    mock.on({ model: 'rye-small' }, { content: 'Rye.' });
    await open();
    const core = await startCore();
    try {
      const { id } = answered(
        await core.call('ai.addConnection', {
          ...{ name: 'Mock', kind: 'other', baseUrl: `${mock.url}/v1`, models: [MODEL] },
        }),
      );
      expect(await core.call('ai.findModels', { id })).toMatchObject({ error: { code: 'failed' } });
      answered(await core.call('ai.setKey', { id, key: KEY }));
      expect(answered(await core.call('ai.findModels', { id }))).toEqual([
        'rye-large',
        'rye-small',
      ]);
      const tested = await core.call('ai.testConnection', { id, model: 'rye-small' });
      expect(answered(tested)).toMatchObject({ answer: 'Rye.', countedBy: 'endpoint' });
    } finally {
      await core.close();
    }
  });
});

describe('its refusals', () => {
  it('is waited for where it says how long, and then answers', async () => {
    const error = { message: 'Rate limit reached', type: 'rate_limit_error' };
    says({
      match: { userMessage: 'bread', sequenceIndex: 0 },
      response: { error, status: 429, retryAfter: 2 },
    });
    says();
    await open();
    expect(await ask(ai)).toMatchObject({ state: 'done', text: WORDS });
    const [first, second, ...others] = mock.getRequests();
    expect(others).toEqual([]);
    expect(first?.response.status).toBe(429);
    // Ours is the shorter wait: 20 ms.
    expect((second?.timestamp ?? 0) - (first?.timestamp ?? 0)).toBeGreaterThanOrEqual(1990);
  });

  it.each([
    [500, 'service_error', 'trouble of its own (500)', 4],
    [503, 'overloaded', 'overloaded', 4],
    [401, 'bad_key', 'does not accept the key', 1],
    [404, 'unknown_model', 'no model called “small”', 1],
    [400, 'refused', 'It says: “The oven is cold”', 1],
  ] as const)('are told apart: %i', async (status, code, words, times) => {
    says({ response: { error: { message: 'The oven is cold' }, status } });
    await open();
    expect(await ask(ai)).toMatchObject({
      ...{ state: 'failed', text: '', cost: 0, countedBy: null },
      problem: { code, message: expect.stringContaining(words) },
    });
    expect(mock.getRequests()).toHaveLength(times);
  });
});

describe('its chaos', () => {
  it('of too many requests passes', async () => {
    says();
    mock.setChaos({ rateLimitRate: 1 });
    await open();
    const { requestId } = must(await ai.submit(anAsk()));
    await expect.poll(() => mock.getRequests().length, { timeout: 20_000 }).toBe(1);
    mock.clearChaos();
    expect(await ai.wait(requestId)).toMatchObject({ state: 'done', text: WORDS });
    expect(mock.getRequests().map(({ response }) => response.status)).toEqual([429, 200]);
  });

  it('of requests that are dropped passes, or is said after some attempts', async () => {
    says();
    mock.setChaos({ dropRate: 1 });
    await open();
    expect(await ask(ai)).toMatchObject({ state: 'failed', problem: { code: 'service_error' } });
    expect(mock.getRequests()).toHaveLength(4);
    mock.clearChaos();
    expect(await ask(ai)).toMatchObject({ state: 'done', text: WORDS });
  });

  it('of JSON that is none is taken for what it is, and asked once', async () => {
    says();
    mock.setChaos({ malformedRate: 1 });
    await open();
    expect(await ask(ai)).toMatchObject({
      ...{ state: 'failed', text: '' },
      problem: { code: 'malformed', message: expect.stringContaining('does not understand') },
    });
    expect(mock.getRequests()).toHaveLength(1);
  });

  it('of hanging up before a word is a service that is not there', async () => {
    says();
    mock.setChaos({ disconnectRate: 1 });
    await open();
    expect(await ask(ai)).toMatchObject({
      ...{ state: 'failed', text: '', cost: 0, countedBy: null },
      problem: { code: 'unreachable' },
    });
    expect(mock.getRequests()).toHaveLength(1);
  });

  it('of hanging up in the middle leaves what had come, billed, and nothing is asked again', async () => {
    says({ latency: 30, truncateAfterChunks: 5 });
    await open();
    const outcome = await ask(ai);
    expect(outcome).toMatchObject({
      ...{ state: 'failed', countedBy: 'estimate' },
      problem: { code: 'cut', message: expect.stringContaining('What had come is kept') },
    });
    expect(outcome.text).not.toBe('');
    expect(outcome.text).not.toBe(WORDS);
    expect(WORDS.startsWith(outcome.text)).toBe(true);
    expect(pieces().join('')).toBe(outcome.text);
    expect(outcome.cost).toBeGreaterThan(0);
    expect(mock.getRequests()).toHaveLength(1);
    expect(mock.getLastRequest()?.response).toMatchObject({ interrupted: true });
  });
});

describe('its silence', () => {
  it('is noticed before the first word', async () => {
    says({ streamingProfile: { ttft: 20_000 } });
    await open({ patience: { firstLocal: 700 } });
    expect(await ask(ai)).toMatchObject({
      ...{ state: 'failed', text: '', cost: 0, countedBy: null },
      problem: { code: 'stalled', message: expect.stringContaining('did not answer in time') },
    });
    expect(mock.getRequests()).toHaveLength(1);
  });

  it('is noticed in the middle, and what had come is kept', async () => {
    const recordedTimings = {
      ...{ ttftMs: 1, interChunkDelaysMs: [1, 1, 20_000], totalDurationMs: 20_003 },
    };
    says({ recordedTimings });
    await open({ patience: { firstLocal: 20_000, silence: 1200 } });
    expect(await ask(ai)).toMatchObject({
      ...{ state: 'failed', text: WORDS.slice(0, 20), countedBy: 'estimate' },
      problem: { code: 'stalled', message: expect.stringContaining('What had come is kept') },
    });
    expect(mock.getRequests()).toHaveLength(1);
  });
});

it('a request that is cancelled in the middle keeps what had come, and is not asked again', async () => {
  // Ten seconds of words.
  mock.onMessage('bread', { content: WORDS.repeat(30) }, { latency: 50 });
  mock.onMessage('cake', { content: 'Cake.' });
  await open();
  const { requestId } = must(await ai.submit(anAsk()));
  await expect.poll(() => pieces().length, { timeout: 20_000 }).toBeGreaterThan(2);
  await ai.cancel(requestId);
  const outcome = await ai.wait(requestId);
  expect(outcome).toMatchObject({ state: 'cancelled', problem: null, countedBy: 'estimate' });
  expect(outcome?.text).toBe(pieces().join(''));
  expect(outcome?.cost).toBeGreaterThan(0);
  // The queue has looked again by then.
  const cake = [{ role: 'user' as const, content: 'Write about cake' }];
  expect(await ask(ai, { messages: cake })).toMatchObject({ state: 'done', text: 'Cake.' });
  expect(mock.getRequests()).toHaveLength(2);
});

function withoutUsage(body: BodyInit | null | undefined): string {
  const { stream_options, ...rest } = JSON.parse(String(body));
  expect(stream_options).toEqual({ include_usage: true });
  return JSON.stringify(rest);
}
