import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 } from 'uuid';
import { accounts } from '../../electron/database/schema/index.ts';
import { AI_FEATURES } from '../../shared/domain/ai.ts';
import { plantRequests } from '../support/ledger-rows.ts';
import { type Application, bareWindow, clientNest, launch } from './application.ts';
import { PAINTED } from './bare-grid.ts';
import { type Page, pause } from './devtools.ts';
import type { Row } from './report.ts';
import { openEmptyWorkspace, type Workspace } from './scheduled-posts.ts';

const ROWS = 10_000;
const SUMS = 60;
const DAYS30 = 30 * 24 * 60 * 60_000;
/** Before the first word, ms: the page has long stopped drawing that it waits. */
const THINKS = 300;
/** How long a page waits for a word, ms. */
const PATIENCE = 15_000;

/** Help by a model: until its first word is on screen, what the bills come to, and who says nothing any more. */
export async function measureAi(runs: number): Promise<Row[]> {
  return [...(await measureLedger()), await measureFirstWord(runs), await measureStall()];
}

/** From the arrival of the first word to the frame that shows it, beside a bare page that reads the same stream. */
async function measureFirstWord(runs: number): Promise<Row> {
  const service = await startService();
  const { userData, postId, remove } = await furnished(service.url);
  const bareData = mkdtempSync(path.join(tmpdir(), 'clientnest-bare-'));
  const ours: number[] = [];
  const yardstick: number[] = [];
  try {
    const composer = await launch(clientNest(userData));
    const bare = await launch(bareWindow(bareData));
    try {
      await openPanel(composer.page, postId);
      // The first one reads the code that asks.
      for (let run = 0; run <= runs; run++) {
        const own = await shownAfter(composer, WRITE, service);
        const floor = await shownAfter(bare, bareReading(service.url), service);
        if (run === 0) continue;
        ours.push(own);
        yardstick.push(floor);
      }
    } finally {
      await composer.close();
      await bare.close();
    }
  } finally {
    rmSync(bareData, { recursive: true, force: true });
    await remove();
    await service.stop();
  }
  return {
    ...{ name: 'AI: first word on screen', unit: 'ms', ours, yardstick },
    bar: { of: 'p95', most: 50 },
    note: 'from the moment at which the service writes it, so its way to main is in it too',
  };
}

/** A service on loopback that thinks for a while, then writes; it keeps the time of each first word. */
async function startService() {
  let asked = 0;
  const written = new Map<string, number>();
  const server = createServer((request, response) => {
    request.resume();
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
    response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
    if (request.method === 'OPTIONS') return void response.end();
    asked++;
    void write(response, `Word${asked}`);
  });
  const say = (response: ServerResponse, content: string, finish: string | null = null) =>
    void response.write(
      `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}\n\n`,
    );
  async function write(response: ServerResponse, word: string): Promise<void> {
    response.write(': keep-alive\n\n');
    await pause(THINKS);
    written.set(word, performance.timeOrigin + performance.now());
    say(response, `{"posts":[{"network":"bluesky","text":"${word} `);
    await pause(THINKS);
    say(response, 'and the rest."}]}', 'stop');
    response.end('data: [DONE]\n\n');
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    next: () => `Word${asked + 1}`,
    /** UTC epoch ms. */
    writtenAt: (word: string) => written.get(word) ?? Number.NaN,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
type Service = Awaited<ReturnType<typeof startService>>;

/** Ms from the service's writing to the frame that shows it. `ask` is an expression that makes the page ask. */
async function shownAfter({ page }: Application, ask: string, service: Service): Promise<number> {
  const word = service.next();
  const shownAt = await page.evaluate<number>(`new Promise((resolve, reject) => {
    const painted = ${PAINTED};
    const late = setTimeout(() => reject(new Error('No word came')), ${PATIENCE});
    const seen = new MutationObserver(async () => {
      const list = document.querySelector('[aria-label="What has come so far"]');
      if (!list?.textContent.includes(${JSON.stringify(`${word} `)})) return;
      seen.disconnect();
      clearTimeout(late);
      resolve(performance.timeOrigin + (await painted()));
    });
    seen.observe(document.body, { subtree: true, childList: true, characterData: true });
    ${ask};
  })`);
  // The rest of it.
  await pause(2 * THINKS);
  return shownAt - service.writtenAt(word);
}

const WRITE = `[...document.querySelectorAll('[aria-label="Write with AI"] button[type=submit]')]
  .find((button) => /^Write/.test(button.textContent)).click()`;

/** In a bare page: the same stream, its words put where they are looked for. */
const bareReading = (url: string): string => `(async () => {
  document.querySelector('ul')?.remove();
  const list = document.createElement('ul');
  list.setAttribute('aria-label', 'What has come so far');
  document.body.append(list);
  const { body } = await fetch(${JSON.stringify(`${url}/chat/completions`)}, { method: 'POST' });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read())
    list.append(part.value);
})().catch(reject)`;

async function openPanel(page: Page, postId: string): Promise<void> {
  await page.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await page.evaluate(`history.pushState({}, '', '/calendar?compose=${postId}');
    dispatchEvent(new PopStateEvent('popstate'))`);
  await until(page, `document.querySelector('textarea[aria-label=Text]') !== null`);
  await page.evaluate(`[...document.querySelectorAll('[role=dialog] button')]
    .find((button) => button.textContent.trim() === 'AI').click()`);
  await until(page, `document.querySelector('[aria-label="Write with AI"]') !== null`);
  await page.evaluate(`[...document.querySelectorAll('[aria-label="What to do"] button')]
    .find((button) => button.textContent === 'Generate').click()`);
  await pause(500);
  await page.evaluate(`(() => {
    const topic = document.querySelector('[aria-label="Write with AI"] [data-shown] textarea');
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    set.call(topic, 'Rye bread on Saturday');
    topic.dispatchEvent(new Event('input', { bubbles: true }));
  })()`);
  await until(
    page,
    `[...document.querySelectorAll('[aria-label="Write with AI"] button[type=submit]')]
      .some((button) => /^Write/.test(button.textContent) && !button.disabled)`,
  );
}

async function until(page: Page, condition: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await page.evaluate<boolean>(condition)) return;
    await pause(100);
  }
  throw new Error(`It never came to be: ${condition}`);
}

/** A workspace with a client, an account, a draft and a connection. */
async function furnished(url: string) {
  const workspace = await openEmptyWorkspace();
  const { core, services, userData, remove } = workspace;
  services.profiles.save({ name: 'Robin Sample', email: '', bio: '', timeZone: 'Europe/Berlin' });
  const clientId = newClient(workspace);
  const accountId = v7();
  const now = Date.now();
  services.database.orm
    .insert(accounts)
    .values({
      ...{ id: accountId, clientId, network: 'bluesky', remoteId: accountId },
      ...{ serviceUrl: 'https://bsky.social', handle: 'ada.test', displayName: 'Ada’s Bakery' },
      ...{ status: 'disabled', createdAt: now, updatedAt: now },
    })
    .run();
  const post = services.posts.create({
    ...{ clientId, text: 'Rye.', threading: 'off', media: [] },
    targets: [{ accountId, text: null }],
  });
  if (!post.ok) throw new Error(post.error.message);
  const ai = await services.ai.open();
  const made = await ai.connections.add({
    ...{ name: 'Bench', kind: 'other', baseUrl: url, concurrency: 1 },
    ...{ perMinute: null, redact: false },
    models: [{ name: 'small', price: null, context: null, sees: false }],
  });
  if (!made.ok) throw new Error(made.error.message);
  await core.close();
  const removeFolder = async () => {
    await remove().catch(() => rmSync(userData, { recursive: true, force: true }));
  };
  return { userData, postId: post.value.id, remove: removeFolder };
}

function newClient({ services }: Workspace): string {
  const client = services.clients.create({ name: 'Ada’s Bakery', notes: '' });
  if (!client.ok) throw new Error(client.error.message);
  return client.value.id;
}

/** Sums by client, feature, model and day, beside the bare reading of the same rows. */
async function measureLedger(): Promise<Row[]> {
  const workspace = await openEmptyWorkspace();
  const { services, remove } = workspace;
  try {
    const clientId = newClient(workspace);
    const now = Date.now();
    plantRequests(
      services.database,
      Array.from({ length: ROWS }, (_, at) => ({
        at: now - Math.floor((at * 0.95 * DAYS30) / ROWS),
        clientId: at % 3 === 0 ? clientId : null,
        feature: AI_FEATURES[at % AI_FEATURES.length] ?? 'plan',
      })),
    );
    const { ledger } = await services.ai.open();
    const bare = services.database.raw
      .prepare(
        `SELECT created_at, client_id, feature, model, tokens_in, tokens_cached, tokens_out, cost
         FROM ai_requests INDEXED BY ai_requests_ledger WHERE created_at >= ? AND state <> 'queued'`,
      )
      .raw();
    const timed = (work: () => number): number => {
      const began = performance.now();
      if (work() !== ROWS) throw new Error('Not all of the rows were read');
      return performance.now() - began;
    };
    const ours: number[] = [];
    const yardstick: number[] = [];
    for (let round = 0; round < SUMS + 5; round++) {
      const own = timed(() => ledger.usage({ span: 'days30' }).total.requests);
      const floor = timed(() => bare.all(now - DAYS30).length);
      // The first ones only warm up.
      if (round < 5) continue;
      ours.push(own);
      yardstick.push(floor);
    }
    const name = `AI: ${ROWS.toLocaleString('en')} requests summed up`;
    return [{ name, unit: 'ms', ours, yardstick, bar: { of: 'p95', most: 20 } }];
  } finally {
    await remove();
  }
}

/** In real time: from the last byte of a stream that falls silent to the end of the request. */
async function measureStall(): Promise<Row> {
  let lastByteAt = Number.NaN;
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"choices":[{"delta":{"content":"Half of"}}]}\n\n');
    lastByteAt = performance.now();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { services, remove } = await openEmptyWorkspace();
  try {
    const ai = await services.ai.open();
    await ai.connections.add({
      ...{ name: 'Bench', kind: 'other', baseUrl: `http://127.0.0.1:${port}/v1`, concurrency: 1 },
      ...{ perMinute: null, redact: false },
      models: [{ name: 'small', price: null, context: null, sees: false }],
    });
    const asked = await ai.submit({
      ...{ feature: 'generate', clientId: null, subject: {} },
      messages: [{ role: 'user', content: 'Rye' }],
    });
    if (!asked.ok) throw new Error(asked.error.message);
    const outcome = await ai.wait(asked.value.requestId);
    const took = performance.now() - lastByteAt;
    if (outcome?.problem?.code !== 'stalled') throw new Error(`It ended as ${outcome?.state}`);
    return {
      ...{ name: 'AI: a stalled stream is noticed', unit: 'ms', ours: [took] },
      ...{ yardstick: [30_000], bar: { of: 'most', most: 30_000 } },
      note: 'one, in real time; its yardstick is the half minute itself',
    };
  } finally {
    server.closeAllConnections();
    server.close();
    await remove();
  }
}
