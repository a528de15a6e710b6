import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ai } from '../../../electron/ai/ai.ts';
import { AI_PRIORITY } from '../../../electron/ai/asking.ts';
import { anAsk, ask, connect, openAi } from '../../support/ai.ts';
import { type HostileLlm, startHostileLlm } from '../../support/hostile-llm.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';
import { openAgain } from '../../support/workspace.ts';

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

const rowOf = (id: string) => {
  const row = ai.requests.get(id);
  if (!row) throw new Error('No such request');
  return row;
};
const words = (request: HostileLlm['requests'][number]) => request.body.messages?.[0]?.content;
const say = (content: string, more: Parameters<typeof anAsk>[0] = {}) =>
  ai.submit(anAsk({ messages: [{ role: 'user', content }], ...more })).then(must);

describe('the queue', () => {
  it('asks what a person waits for first, then in turn', async () => {
    await connect(ai, server.url, { concurrency: 1 });
    server.always({ pieces: ['a', 'b'], every: 20 });
    const all = [
      await say('first'),
      await say('background', { priority: AI_PRIORITY.background }),
      await say('later', { priority: AI_PRIORITY.later }),
      await say('person'),
    ];
    await Promise.all(all.map(({ requestId }) => ai.wait(requestId)));
    expect(server.requests.map(words)).toEqual(['first', 'person', 'later', 'background']);
  });

  it('asks no more at a time than it may', async () => {
    await connect(ai, server.url, { concurrency: 2 });
    server.always({ pieces: ['a', 'b', 'c'], every: 30 });
    const all = await Promise.all(['1', '2', '3', '4', '5'].map((content) => say(content)));
    let most = 0;
    const look = setInterval(() => {
      const running = all.filter(({ requestId }) => rowOf(requestId).state === 'running').length;
      most = Math.max(most, running);
    }, 3);
    await Promise.all(all.map(({ requestId }) => ai.wait(requestId)));
    clearInterval(look);
    expect(most).toBe(2);
  });

  it('asks no more in a minute than it may', async () => {
    await connect(ai, server.url, { concurrency: 8, perMinute: 3 });
    const all = await Promise.all(['1', '2', '3', '4', '5'].map((content) => say(content)));
    await Promise.all(all.slice(0, 3).map(({ requestId }) => ai.wait(requestId)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.requests).toHaveLength(3);
    expect(all.slice(3).map(({ requestId }) => rowOf(requestId).state)).toEqual([
      'queued',
      'queued',
    ]);
  });

  it('rests for all where the service says that it is too much', async () => {
    await connect(ai, server.url, { concurrency: 1 });
    server.next({ status: 429, headers: { 'retry-after': '1' } });
    const all = [await say('first'), await say('second')];
    const began = Date.now();
    await Promise.all(all.map(({ requestId }) => ai.wait(requestId)));
    expect(Date.now() - began).toBeGreaterThanOrEqual(950);
    expect(server.requests).toHaveLength(3);
    expect(all.map(({ requestId }) => rowOf(requestId).attempts).sort()).toEqual([1, 2]);
  });

  it('cancels what waits without asking, and what runs with what had come', async () => {
    await connect(ai, server.url, { concurrency: 1 });
    server.always({ pieces: Array.from({ length: 500 }, () => 'word '), every: 10 });
    const [runs, waits] = [await say('runs'), await say('waits')];
    await expect.poll(() => rowOf(runs.requestId).firstTokenAt).not.toBeNull();
    await ai.cancel(waits.requestId);
    expect(rowOf(waits.requestId)).toMatchObject({ state: 'cancelled', attempts: 0, cost: 0 });
    const ended = await ai.cancel(runs.requestId);
    expect(ended).toMatchObject({ state: 'cancelled', countedBy: 'estimate' });
    expect(ended?.answer).toContain('word');
    expect(ended?.cost).toBeGreaterThan(0);
    expect(await ai.wait(runs.requestId)).toMatchObject({ state: 'cancelled' });
    await expect.poll(() => server.requests[0]?.wasDropped).toBe(true);
    expect(server.requests).toHaveLength(1);
  });

  it('goes on after it was closed: with what nothing had come of, and with nothing else', async () => {
    await connect(ai, server.url, { concurrency: 2 });
    server.next(
      { pieces: ['Half', ' of', ' it'], every: 10, ending: 'silence' },
      { isSilent: true },
    );
    const [half, none] = [await say('half'), await say('none')];
    const waits = await say('waits');
    await expect.poll(() => rowOf(half.requestId).firstTokenAt).not.toBeNull();
    await expect.poll(() => server.requests.length).toBe(2);
    await ai.close();
    expect(rowOf(half.requestId)).toMatchObject({ state: 'failed', problem: 'interrupted' });
    expect(rowOf(half.requestId).answer).toContain('Half');
    expect(rowOf(none.requestId).state).toBe('queued');
    ai = openAi(workspace);
    ai.resume();
    expect(await ai.wait(none.requestId)).toMatchObject({ state: 'done' });
    expect(await ai.wait(waits.requestId)).toMatchObject({ state: 'done' });
    expect(server.requests.map(words)).toEqual(['half', 'none', 'none', 'waits']);
  });

  it('puts right what a crash left, and bills nothing twice', async () => {
    const { id } = await connect(ai, server.url);
    const plant = (answer: string) => {
      const request = ai.requests.insert({
        ...{ connectionId: id, connectionName: 'Test', feature: 'generate', model: 'small' },
        ...{ subject: {}, priority: 0 },
        payload: {
          ...{ host: 'x', json: false, maxTokens: 10, masked: 0 },
          messages: [{ role: 'user', content: answer || 'nothing had come' }],
        },
      });
      const came = answer === '' ? {} : { answer, firstTokenAt: 2 };
      ai.requests.move(request, ['queued'], { state: 'running', startedAt: 1, ...came });
      return request;
    };
    const [begun, fresh] = [plant('Half a'), plant('')];
    const done = await ask(ai);
    ai.resume();
    expect(await ai.wait(begun)).toMatchObject({
      ...{ state: 'failed', text: 'Half a' },
      problem: { code: 'interrupted' },
    });
    expect(await ai.wait(fresh)).toMatchObject({ state: 'done' });
    expect(done.state).toBe('done');
    expect(server.requests.map(words).sort()).toEqual(['Write about bread', 'nothing had come']);
  });

  it('leaves it to the process that asks already, and hears what came of it', async () => {
    await connect(ai, server.url);
    await ask(ai);
    const other = openAgain(workspace);
    const second = openAi({ ...other, folder: workspace.folder });
    const { requestId } = must(await second.submit(anAsk()));
    expect(rowOf(requestId).state).toBe('queued');
    const outcome = second.wait(requestId);
    workspace.bus.emit('workspace.changed', {});
    await ai.wait(requestId);
    other.bus.emit('workspace.changed', {});
    expect(await outcome).toMatchObject({ state: 'done', text: 'Hello there' });
    expect(server.requests).toHaveLength(2);
    await second.close();
    other.close();
  });

  it('waits while its connection is paused, and ends with one that is removed', async () => {
    const { id } = await connect(ai, server.url, { concurrency: 1, perMinute: 1 });
    await ask(ai);
    const waits = await say('waits');
    expect(rowOf(waits.requestId).state).toBe('queued');
    must(await ai.connections.update({ id, paused: true }));
    expect(await ai.submit(anAsk())).toMatchObject({ error: { code: 'paused' } });
    must(await ai.connections.remove(id));
    expect(await ai.wait(waits.requestId)).toMatchObject({
      ...{ state: 'failed', problem: { code: 'no_connection' } },
    });
    expect(await ai.submit(anAsk())).toMatchObject({ error: { code: 'no_connection' } });
  });

  it('hands the first word on within 50 ms of its arrival', async () => {
    await connect(ai, server.url);
    await ask(ai);
    let arrived = 0;
    let told = 0;
    await ai.close();
    ai = openAi(workspace, {
      fetch: async (...asked) => {
        const response = await fetch(...asked);
        const seen = new TransformStream<Uint8Array, Uint8Array>({
          transform(bytes, out) {
            if (new TextDecoder().decode(bytes).includes('Hello')) arrived ||= performance.now();
            out.enqueue(bytes);
          },
        });
        return new Response(response.body?.pipeThrough(seen), response);
      },
    });
    workspace.bus.on('ai.delta', () => {
      told ||= performance.now();
    });
    await ask(ai);
    expect(arrived).toBeGreaterThan(0);
    console.info(`The first word is handed on ${(told - arrived).toFixed(2)} ms after it came`);
    expect(told - arrived).toBeLessThan(50);
  });
});
