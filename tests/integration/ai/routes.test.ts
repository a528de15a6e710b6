import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AI_PRESETS } from '../../../shared/domain/ai-presets.ts';
import { MODEL } from '../../support/ai.ts';
import { answered, startCore, type TestCore } from '../../support/core.ts';
import { type HostileLlm, startHostileLlm } from '../../support/hostile-llm.ts';

let test: TestCore;
let server: HostileLlm;
let file: string | null;
beforeEach(async () => {
  server = await startHostileLlm();
  test = await startCore({ ports: { chooseSaveFile: async () => file } });
  file = join(test.userData, 'AI.csv');
  answered(await test.call('profiles.save', { name: 'Robin', timeZone: 'Europe/Berlin' }));
});
afterEach(async () => {
  await test.close();
  await server.stop();
});

async function connect() {
  const { id } = answered(
    await test.call('ai.addConnection', {
      ...{ name: 'DeepSeek', kind: 'deepseek', baseUrl: server.url, models: [MODEL] },
    }),
  );
  return answered(await test.call('ai.setKey', { id, key: 'sk-secret' }));
}
const open = () => {
  const services = test.core.services();
  if (!services) throw new Error('The workspace is not open');
  return services.ai.open();
};
const newClient = async (name: string) => answered(await test.call('clients.create', { name })).id;

/** Asks in a client's name, as the studio does. */
async function write(clientId: string, content: string) {
  const ai = await open();
  const { requestId } = answered(
    await ai.submit({
      ...{ feature: 'generate', clientId, subject: { postId: 'p1' } },
      messages: [{ role: 'user', content }],
    }),
  );
  await ai.wait(requestId);
  return requestId;
}

describe('the routes of AI', () => {
  it('answer before anything is set up', async () => {
    expect(answered(await test.call('ai.connections', {}))).toEqual([]);
    expect(answered(await test.call('ai.usage', { span: 'today' })).total.requests).toBe(0);
    expect(answered(await test.call('dashboard.figures', {})).aiRequests).toBeNull();
    expect(await test.call('ai.exportUsage', { span: 'month' })).toMatchObject({
      value: { count: 0 },
    });
  });

  it.each(Object.entries(AI_PRESETS).filter(([kind]) => kind !== 'other'))(
    'take the preset of %s as it is',
    async (kind, { name, baseUrl, models }) => {
      const made = await test.call('ai.addConnection', {
        ...{ kind: kind as keyof typeof AI_PRESETS, name, baseUrl, models: [...models] },
      });
      expect(answered(made)).toMatchObject({ name, baseUrl, models, hasKey: false });
    },
  );

  it('say what was asked and what it cost, by client, and write it down', async () => {
    const { id } = await connect();
    const bakery = await newClient('Bäckerei');
    answered(await test.call('ai.testConnection', { id }));
    const requestId = await write(bakery, 'Write about bread');
    expect(answered(await test.call('ai.request', { id: requestId }))).toMatchObject({
      ...{ clientId: bakery, feature: 'generate', state: 'done', answer: 'Hello there' },
      ...{ host: new URL(server.url).host, masked: 0, subject: { postId: 'p1' } },
      sent: [{ role: 'user', content: 'Write about bread', images: [] }],
    });
    const cost = 20 * 270_000 + 4 * 1_100_000;
    expect(answered(await test.call('ai.usage', { span: 'today' }))).toMatchObject({
      total: { requests: 2, cost: 2 * cost },
    });
    const ofBakery = answered(await test.call('ai.usage', { span: 'month', clientId: bakery }));
    expect(ofBakery.byFeature).toMatchObject([{ feature: 'generate', requests: 1, cost }]);
    expect(answered(await test.call('dashboard.figures', {})).aiRequests).toBe(2);
    expect(answered(await test.call('dashboard.figures', { clientId: bakery })).aiRequests).toBe(1);
    const saved = await test.call('ai.exportUsage', { span: 'month', clientId: bakery });
    expect(answered(saved)).toEqual({ file, count: 1 });
    const [row] = Papa.parse<Record<string, string>>(readFileSync(file ?? '', 'utf8').slice(1), {
      header: true,
    }).data;
    expect(row).toMatchObject({
      Client: 'Bäckerei',
      Feature: 'generate',
      'Cost (USD)': '0.0000098',
    });
    file = null;
    expect(answered(await test.call('ai.exportUsage', { span: 'month' })).file).toBeNull();
    const list = answered(await test.call('ai.requests', { limit: 1 }));
    expect(list.map((request) => request.id)).toEqual([requestId]);
    const [before] = list;
    const older = answered(await test.call('ai.requests', { before: before?.id ?? '' }));
    expect(older.map(({ feature }) => feature)).toEqual(['test']);
  });

  it('leave of a client who is erased what it cost, and not a word', async () => {
    await connect();
    const bakery = await newClient('Bakery');
    const requestId = await write(bakery, 'The secret recipe');
    const before = answered(await test.call('ai.usage', { span: 'today' })).total;
    answered(await test.call('offboarding.erase', { clientId: bakery, name: 'Bakery' }));
    expect(answered(await test.call('ai.usage', { span: 'today' })).total).toEqual(before);
    const left = answered(await test.call('ai.request', { id: requestId }));
    expect(left).toMatchObject({ clientId: null, sent: [], answer: '', subject: {} });
  });

  it('go on after a restart with what nothing had come of', async () => {
    await connect();
    const bakery = await newClient('Bakery');
    server.next({ isSilent: true });
    const ai = await open();
    const { requestId } = answered(
      await ai.submit({
        ...{ feature: 'plan', clientId: bakery, subject: {} },
        messages: [{ role: 'user', content: 'Plan December' }],
      }),
    );
    await expect.poll(() => server.requests.length).toBe(1);
    test = await test.reopen();
    expect(answered(await test.call('ai.request', { id: requestId })).state).toBe('queued');
    const again = await open();
    again.resume();
    expect(await again.wait(requestId)).toMatchObject({ state: 'done', text: 'Hello there' });
    expect(existsSync(join(test.userData, 'ai.lock'))).toBe(true);
  });

  it('refuse what makes no sense, and never throw', async () => {
    const { id } = await connect();
    const unknown = '019ab000-0000-7000-8000-000000000000';
    for (const [name, input, code] of [
      ['ai.request', { id: unknown }, 'not_found'],
      ['ai.cancel', { id: unknown }, 'not_found'],
      ['ai.testConnection', { id: unknown }, 'not_found'],
      ['ai.findModels', { id: unknown }, 'not_found'],
      ['ai.removeConnection', { id: unknown }, 'not_found'],
      ['ai.setKey', { id: unknown, key: 'k' }, 'not_found'],
      ['ai.setKey', { id, key: '' }, 'invalid_input'],
      ['ai.updateConnection', { id, models: [MODEL, MODEL] }, 'invalid_input'],
      ['ai.updateConnection', { id, concurrency: 0 }, 'invalid_input'],
      ['ai.setBudget', { clientId: unknown, budget: null }, 'not_found'],
      ['ai.usage', { span: 'year' }, 'invalid_input'],
    ] as const)
      expect(await test.invoke(name, input), name).toMatchObject({ error: { code } });
  });
});
