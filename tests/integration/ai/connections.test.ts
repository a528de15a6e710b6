import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ai } from '../../../electron/ai/ai.ts';
import { anAsk, ask, connect, MODEL, openAi } from '../../support/ai.ts';
import { silentKeychain } from '../../support/core.ts';
import { type HostileLlm, startHostileLlm } from '../../support/hostile-llm.ts';
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

const other = (baseUrl: string, name = 'Other') => ({
  ...{ name, kind: 'other' as const, baseUrl, models: [MODEL] },
  ...{ concurrency: 2, perMinute: null, redact: false },
});

describe('connections', () => {
  it('keep their key in the keychain, and never tell it', async () => {
    const made = await connect(ai, server.url);
    expect(made).toMatchObject({ hasKey: true });
    expect(JSON.stringify(await ai.connections.list())).not.toContain('sk-secret');
    expect(workspace.secrets.entries.get(`ai-key:${made.id}`)).toBe('sk-secret');
    const kept = workspace.database.raw.prepare('SELECT * FROM ai_connections').all();
    expect(JSON.stringify(kept)).not.toContain('sk-secret');
    await ask(ai);
    expect(JSON.stringify(workspace.log.lines)).not.toContain('sk-secret');
  });

  it('come back with their key after an undo, and leave none behind meanwhile', async () => {
    const made = await connect(ai, server.url);
    const removed = must(await ai.connections.remove(made.id));
    expect([...workspace.secrets.entries.keys()]).toEqual([]);
    expect(await ai.submit(anAsk())).toMatchObject({ error: { code: 'no_connection' } });
    const back = must(await ai.connections.restore({ connection: removed }));
    expect(back).toEqual(made);
    expect(await ask(ai)).toMatchObject({ state: 'done' });
    expect(await ai.connections.restore({ connection: removed })).toMatchObject({
      error: { code: 'id_taken' },
    });
  });

  it('forget the key where the address leads to another host', async () => {
    const { id } = await connect(ai, server.url);
    const same = must(await ai.connections.update({ id, baseUrl: `${server.url}/beta` }));
    expect(same.hasKey).toBe(true);
    const moved = must(await ai.connections.update({ id, baseUrl: 'https://elsewhere.test/v1/' }));
    expect(moved).toMatchObject({ hasKey: false, baseUrl: 'https://elsewhere.test/v1' });
    expect(await ai.submit(anAsk())).toMatchObject({ error: { code: 'no_key' } });
  });

  it.each([
    'http://192.168.1.20:11434/v1',
    'ftp://models.test',
    'models.test',
    'https://me:pass@models.test/v1',
    'https://models.test/v1?key=1',
  ])('refuse the address %s', async (address) => {
    expect(await ai.connections.add(other(address))).toMatchObject({
      error: { code: 'insecure_address' },
    });
  });

  it('have names of their own, and an order', async () => {
    const first = must(await ai.connections.add(other(server.url, 'One')));
    expect(await ai.connections.add(other(server.url, 'ONE'))).toMatchObject({
      error: { code: 'name_taken' },
    });
    const second = must(await ai.connections.add(other(server.url, 'Two')));
    expect(await ai.connections.update({ id: second.id, name: 'one' })).toMatchObject({
      error: { code: 'name_taken' },
    });
    must(await ai.connections.update({ id: second.id, first: true }));
    expect((await ai.connections.list()).map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('say what they lack', async () => {
    expect(await ai.submit(anAsk())).toMatchObject({ error: { code: 'no_connection' } });
    const made = must(await ai.connections.add({ ...other(server.url), kind: 'deepseek' }));
    expect(await ai.submit(anAsk())).toMatchObject({
      error: { code: 'no_key', message: expect.stringContaining('Settings › AI') },
    });
    must(await ai.connections.setKey({ id: made.id, key: 'sk' }));
    must(await ai.connections.update({ id: made.id, models: [] }));
    expect(await ai.submit(anAsk())).toMatchObject({ error: { code: 'no_model' } });
    must(await ai.connections.update({ id: made.id, models: [{ ...MODEL, context: 100 }] }));
    expect(await ai.submit(anAsk())).toMatchObject({ error: { code: 'too_long' } });
    const seen = anAsk({
      messages: [{ role: 'user', content: 'See', images: ['data:image/png,'] }],
    });
    expect(await ai.submit(seen)).toMatchObject({ error: { code: 'cannot_see' } });
    expect(server.requests).toHaveLength(0);
  });

  it('are told with a silent keychain too', async () => {
    const made = await connect(ai, server.url);
    await ai.close();
    ai = openAi({ ...workspace, secrets: silentKeychain as never });
    expect(await ai.connections.list()).toEqual([{ ...made, hasKey: null }]);
    expect(await ai.submit(anAsk())).toMatchObject({ error: { code: 'keychain_unavailable' } });
    expect(await ai.connections.remove(made.id)).toMatchObject({
      error: { code: 'keychain_unavailable' },
    });
    expect(await ai.connections.list()).toHaveLength(1);
  });

  it('are tried in earnest, and the try stands in the ledger', async () => {
    const { id } = await connect(ai, server.url);
    server.next({ pieces: ['ready'] }, { status: 402 });
    expect(must(await ai.trying.test({ id }))).toMatchObject({
      ...{ model: 'small', answer: 'ready', tokens: 24, countedBy: 'endpoint' },
      cost: 20 * 270_000 + 4 * 1_100_000,
    });
    expect(await ai.trying.test({ id })).toMatchObject({
      error: { code: 'test_failed', message: expect.stringContaining('balance') },
    });
    expect(ai.requests.list({ limit: 10 }).map(({ feature }) => feature)).toEqual(['test', 'test']);
    expect(must(await ai.trying.models(id))).toEqual(['small', 'large']);
  });

  it('show what was sent, with addresses and numbers masked where that is asked for', async () => {
    await connect(ai, server.url, { redact: true });
    const content =
      'Ask ada@bakery.test or +49 30 1234567, again ADA@bakery.test. Open 9-17, 2026-11-23.';
    const { requestId } = await ask(ai, { messages: [{ role: 'user', content }] });
    const sent = 'Ask [e-mail 1] or [phone 1], again [e-mail 1]. Open 9-17, 2026-11-23.';
    expect(server.requests[0]?.body.messages).toEqual([{ role: 'user', content: sent }]);
    expect(must(ai.requests.detail(requestId))).toMatchObject({
      ...{ masked: 2, answer: 'Hello there', host: new URL(server.url).host },
      sent: [{ role: 'user', content: sent, images: [] }],
    });
  });

  it('keep of an image only what it was', async () => {
    await connect(ai, server.url, { models: [{ ...MODEL, sees: true }] });
    const image = `data:image/jpeg;base64,${'A'.repeat(4000)}`;
    const messages = [{ role: 'user' as const, content: 'What is this?', images: [image] }];
    const { requestId } = await ask(ai, { messages });
    expect(server.requests[0]?.body.messages).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: image } },
        ],
      },
    ]);
    expect(must(ai.requests.detail(requestId)).sent[0]?.images).toEqual(['image/jpeg, 3 kB']);
  });
});
