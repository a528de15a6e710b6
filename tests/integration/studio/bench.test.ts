import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ai } from '../../../electron/ai/ai.ts';
import type { Prompts } from '../../../electron/studio/prompts.ts';
import type { Studio } from '../../../electron/studio/studio.ts';
import { benchRoutes } from '../../../shared/ipc/bench.ts';
import { connect, openAi } from '../../support/ai.ts';
import { type HostileLlm, type LlmScript, startHostileLlm } from '../../support/hostile-llm.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';
import { openStudio } from '../../support/studio.ts';

const OWN = { system: 'You write for {{client}}.', user: 'About {{topic}}: {{count}}\n{{limits}}' };
const ALL = { feature: 'generate', clientId: null } as const;

let services: TestServices;
let server: HostileLlm;
let ai: Ai;
let prompts: Prompts;
let studio: Studio;
let client: ReturnType<TestServices['client']>;

beforeEach(async () => {
  services = openServices();
  client = services.client('Ada’s Bakery');
  server = await startHostileLlm();
  ai = openAi(services);
  await connect(ai, server.url);
  ({ prompts, studio } = openStudio(services, ai));
});
afterEach(async () => {
  await ai.close();
  await server.stop();
  services.close();
});

const says = (value: unknown, more: LlmScript = {}): LlmScript => ({
  pieces: [JSON.stringify(value)],
  ...more,
});
const posts = (...texts: string[]) => ({
  posts: texts.map((text) => ({ network: 'bluesky', text })),
});
const example = (name: string, topic: string, clientId: string | null = null) =>
  must(
    prompts.examples.save({
      ...{ feature: 'generate', clientId, id: null, name },
      values: { topic, count: '2' },
    }),
  );
const run = (versionIds: (string | null)[], exampleIds: string[]) =>
  studio.bench.run({ ...ALL, versionIds, exampleIds, network: 'bluesky' });
const bench = (whose: { feature: 'generate'; clientId: string | null } = ALL) =>
  must(studio.bench.get(whose));
const over = async (ids: readonly string[]) => {
  for (const id of ids) await ai.wait(id);
};
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? null : result.error.code;

describe('the test bench', () => {
  it('tries two versions with each example, measures what comes, and shows it again later', async () => {
    const version = must(prompts.save({ ...ALL, ...OWN, note: '' })).used.id;
    const rye = example('Rye', 'Rye bread');
    example('Stollen', 'Our first Stollen');
    server.always(says(posts('Rye, from six. Come early.', 'bread '.repeat(60))));
    const { examples } = bench();
    const ids = examples.map(({ id }) => id);
    const asked = must(await run([version, null], ids));
    expect(asked).toMatchObject({ refused: null, warning: null });
    await over(asked.requestIds);
    const shown = bench();
    expect(benchRoutes['bench.get'].output.parse(shown)).toEqual(shown);
    expect(shown.last).toMatchObject({ versionIds: [version, null], network: 'bluesky' });
    expect(shown.cells.map(({ exampleId, versionId }) => [exampleId, versionId]).sort()).toEqual(
      ids.flatMap((id) => [version, null].map((one) => [id, one])).sort(),
    );
    for (const { state, texts, tokens, cost, countedBy, tookMs } of shown.cells) {
      expect({ state, tokens, countedBy }).toEqual({
        ...{ state: 'done', tokens: 24, countedBy: 'endpoint' },
      });
      expect(cost).toBeGreaterThan(0);
      expect(tookMs).toBeGreaterThanOrEqual(0);
      expect(texts).toMatchObject([
        { text: 'Rye, from six. Come early.', fit: { used: 26, limit: 300, over: false } },
        { fit: { over: true } },
      ]);
      const [good, long] = texts ?? [];
      expect(good?.score).toBeGreaterThan(long?.score ?? 100);
    }
    // Both said what the person asked with, each in its own words; nobody who waits was kept back by it.
    const sent = server.requests.map(({ body }) => String(body.messages?.[1]?.content));
    expect(sent.filter((text) => text.startsWith('About Rye bread: 2'))).toHaveLength(1);
    expect(sent.filter((text) => text.includes('Rye bread'))).toHaveLength(2);
    const [row] = services.database.raw
      .prepare<[], { priority: number; subject: string }>(
        'SELECT priority, subject FROM ai_requests',
      )
      .all();
    expect(row?.priority).toBe(5);
    expect(JSON.parse(row?.subject ?? '')).toMatchObject({ exampleId: ids[0] });

    // A second try is what is shown then.
    server.always(says(posts('Another one.')));
    await over(must(await run([version], [rye.id])).requestIds);
    expect(bench().last?.versionIds).toEqual([version]);
    const again = bench().cells.find(
      (cell) => cell.exampleId === rye.id && cell.versionId === version,
    );
    expect(again?.texts).toMatchObject([{ text: 'Another one.' }]);
    expect(bench().cells).toHaveLength(4);
  });

  it('asks as the client whose example it is, and bills it', async () => {
    const own = example('Ada’s rye', 'Rye for Ada', client.id);
    const mine = example('Mine', 'Bread');
    server.always(says(posts('Bread.')));
    expect(bench().examples.map(({ clientId }) => clientId)).toEqual([client.id, null]);
    await over(must(await run([null], [own.id, mine.id])).requestIds);
    const of = ai.requests.list({ limit: 5 }).map(({ clientId }) => clientId);
    expect(of).toEqual([null, client.id]);
    expect(String(server.requests[0]?.body.messages?.[0]?.content)).toContain('Ada’s Bakery');
    // Another client sees neither.
    const brio = services.client('Brio');
    const theirs = bench({ ...ALL, clientId: brio.id }).examples;
    expect(theirs.map(({ name }) => name)).toEqual(['Mine']);
  });

  it('says what is not of the shape, what failed, and where a budget ends', async () => {
    const rye = example('Rye', 'Rye');
    server.next({ pieces: ['Here you are: bread!'] });
    await over(must(await run([null], [rye.id])).requestIds);
    expect(bench().cells).toMatchObject([
      { state: 'done', texts: null, answer: 'Here you are: bread!' },
    ]);
    // Nothing is asked once more: what a prompt does is what is shown.
    expect(server.requests).toHaveLength(1);
    server.next({ status: 402, error: { message: 'Insufficient Balance' } });
    await over(must(await run([null], [rye.id])).requestIds);
    expect(bench().cells[0]).toMatchObject({ state: 'failed', texts: null });
    expect(bench().cells[0]?.problemText).toMatch(/balance|credit|money/i);

    must(
      ai.budgets.set({
        clientId: null,
        budget: { cost: null, tokens: 10, warnAt: 80, stops: true },
      }),
    );
    const refused = await run([null], [rye.id]);
    expect(codeOf(refused)).toBe('over_budget');
    expect(server.requests).toHaveLength(2);
  });

  it('ends when somebody says so, and keeps what had come', async () => {
    const ids = ['Rye', 'Rolls', 'Stollen'].map((name) => example(name, name).id);
    server.always({ pieces: ['{"posts": [{"network": "bluesky", "text": "Ry'], ending: 'silence' });
    const asked = must(await run([null], ids));
    await expect
      .poll(() => bench().cells.filter(({ answer }) => answer !== '').length)
      .toBeGreaterThan(0);
    expect(must(await studio.bench.cancel(ALL)).cancelled).toBe(3);
    await over(asked.requestIds);
    const states = bench().cells.map(({ state }) => state);
    expect(states).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(bench().cells.some(({ answer }) => answer.includes('Ry'))).toBe(true);
    expect(server.requests.length).toBeLessThan(3);
  });

  it('forgets an example that is gone, and refuses one that never was', async () => {
    const rye = example('Rye', 'Rye');
    server.always(says(posts('Rye.')));
    await over(must(await run([null], [rye.id])).requestIds);
    must(prompts.examples.remove(rye.id));
    expect(bench()).toMatchObject({ examples: [], cells: [] });
    expect(codeOf(await run([null], [rye.id]))).toBe('not_found');
    const other = example('Rolls', 'Rolls');
    expect(codeOf(await run(['0199a5e0-0000-7000-8000-000000000000'], [other.id]))).toBe(
      'not_found',
    );
  });
});
