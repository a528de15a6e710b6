import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { RouteInput } from '../../shared/ipc/contract.ts';
import {
  answers,
  beginPost,
  composer,
  connectAi,
  panel,
  part,
  SLOW,
  savedPost,
  text,
} from '../support/ai-panel.ts';
import { furnish } from '../support/desk.ts';
import { type HostileLlm, startHostileLlm } from '../support/hostile-llm.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { goTo } from '../support/places.ts';
import { openTrouble } from '../support/trouble.ts';

let llm: HostileLlm;
test.beforeEach(async ({ userData: _ }, testInfo) => {
  testInfo.setTimeout(240_000);
  llm = await startHostileLlm();
});
test.afterEach(() => llm.stop());

/** Every part of the panel, and what has to be filled in before its button can be pressed. */
const PARTS = [
  { name: 'Generate', button: 'Write three', field: 'What is it about?' },
  { name: 'Improve', button: 'Improve the text', field: null },
  { name: 'Hashtags', button: 'Suggest hashtags', field: null },
  { name: 'Translate', button: 'Translate', field: 'Into' },
  { name: 'For every network', button: 'Write for the network', field: null },
] as const;

async function openPart(page: Page, { name, button, field }: (typeof PARTS)[number]) {
  await part(page, name);
  if (field) await panel(page).getByRole('textbox', { name: field }).fill('German bread');
  return panel(page).locator('[data-shown]').getByRole('button', { name: button, exact: true });
}

test('without a connection, without a key, and with the service gone every AI button says why, and all else works', async ({
  launch,
}, testInfo) => {
  const trouble = await openTrouble(launch, testInfo.outputPath('clock-offset'));
  try {
    const { call, page } = trouble;
    await beginPost(trouble, ['bluesky']);
    await page.keyboard.type('Bread');
    await page.keyboard.press('ControlOrMeta+j');
    const why = panel(page).getByRole('status');
    const allSay = async (words: string) => {
      for (const one of PARTS) {
        await expect(await openPart(page, one), one.name).toBeDisabled();
        await expect(why, one.name).toContainText(words);
      }
    };
    await allSay('AI is not set up');
    const id = await connectAi(call, llm, { key: null });
    await expect(why).toContainText('needs its key');
    await allSay('needs its key');
    await call('ai.setKey', { id, key: 'sk-secret' });
    await call('ai.updateConnection', { id, paused: true });
    await expect(why).toContainText('AI is paused');
    await call('ai.updateConnection', { id, paused: false });
    await expect(panel(page)).toContainText('Test, small');

    await llm.stop();
    for (const one of PARTS) {
      const button = await openPart(page, one);
      await button.click();
      const said = panel(page).locator('[data-shown]').getByRole('status');
      await expect(said, one.name).toContainText('can’t be reached', SLOW);
      await expect(button, one.name).toBeEnabled();
    }
    await expect(text(page)).toHaveValue('Bread');
    await text(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' and rolls');
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    const question = page.getByRole('dialog', { name: 'Publish now?' });
    await question.getByRole('button', { name: 'Publish now' }).click();
    await expect(composer(page)).toBeHidden(SLOW);
    const published = async () => (await call('posts.list', { statuses: ['published'] })).posts;
    await expect.poll(async () => (await published()).length, SLOW).toBe(1);

    const views = page.getByRole('navigation', { name: 'Views' }).getByRole('link');
    for (const view of await views.all()) {
      await view.click();
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
      await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
    }
    // The last view is that of the settings.
    await page.getByRole('button', { name: 'AI', exact: true }).click();
    const section = page.getByRole('region', { name: 'AI', exact: true });
    await section.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(section.getByRole('alert')).toContainText('can’t be reached', SLOW);
    expect(trouble.app.pageErrors).toEqual([]);
  } finally {
    await trouble.sandbox.remove();
  }
});

test('a topic becomes a post that is edited, scheduled, and published at its time', async ({
  launch,
}, testInfo) => {
  const trouble = await openTrouble(launch, testInfo.outputPath('clock-offset'));
  try {
    const { call, page, clock, sandbox } = trouble;
    await connectAi(call, llm);
    await beginPost(trouble, ['bluesky']);
    await page.keyboard.press('ControlOrMeta+j');
    await panel(page).getByRole('textbox', { name: 'What is it about?' }).fill('Rye');
    llm.next(answers({ posts: [{ network: 'bluesky', text: 'Rye, from six.' }] }));
    await panel(page).getByRole('button', { name: 'Write three' }).click();
    const variant = panel(page).getByRole('listitem', { name: 'Variant 1' });
    await expect(variant).toContainText('Rye, from six.', SLOW);
    await variant.getByRole('button', { name: 'Use' }).click();
    await page.keyboard.press('End');
    await page.keyboard.type(' Come early.');
    const post = await savedPost(trouble);
    await expect.poll(async () => (await post()).text, SLOW).toBe('Rye, from six. Come early.');
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(composer(page)).toBeHidden(SLOW);
    await expect.poll(async () => (await post()).status, SLOW).toBe('scheduled');
    const { scheduledAt } = await post();
    clock.set((scheduledAt ?? 0) - Date.now() + 1000);
    await expect.poll(async () => (await post()).status, SLOW).toBe('published');
    expect(await post()).toMatchObject({ byAi: true });
    const journal = await readFile(join(sandbox.folder, 'journal.jsonl'), 'utf8');
    expect(journal).toContain('Rye, from six. Come early.');
  } finally {
    await trouble.sandbox.remove();
  }
});

test('a request that is cancelled in the middle keeps what had come, and is billed as far as it went', async ({
  launch,
}, testInfo) => {
  const trouble = await openTrouble(launch, testInfo.outputPath('clock-offset'));
  try {
    const { call, page } = trouble;
    await connectAi(call, llm);
    await beginPost(trouble, ['bluesky']);
    await page.keyboard.type('Bread.');
    await page.keyboard.press('ControlOrMeta+j');
    llm.next({ pieces: ['{"text":"', ...Array(2000).fill('rye bread ')], every: 10 });
    await panel(page).getByRole('button', { name: 'Improve the text' }).click();
    const coming = panel(page).getByRole('list', { name: 'What has come so far' });
    await expect(coming).toContainText('rye bread rye bread', SLOW);
    await panel(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(panel(page).getByRole('status')).toContainText('Cancelled', SLOW);
    await expect(coming).toContainText('rye bread rye bread');
    const [request] = await call('ai.requests', {});
    expect(request).toMatchObject({ state: 'cancelled', countedBy: 'estimate' });
    expect(request?.cost).toBe((request?.tokensIn ?? 0) + (request?.tokensOut ?? 0));
    await expect.poll(() => llm.requests[0]?.wasDropped, SLOW).toBe(true);
    expect(llm.requests).toHaveLength(1);
    await expect(text(page)).toHaveValue('Bread.');
  } finally {
    await trouble.sandbox.remove();
  }
});

/** Asks for an answer without waiting for it, as a page that goes away. */
const askInPage = (page: Page, input: RouteInput<'studio.generate'>) =>
  page.evaluate((value) => {
    void window.clientnest.invoke('studio.generate', value);
  }, input);

const topics = () =>
  llm.requests.map(({ body }) => /Topic \d/.exec(JSON.stringify(body.messages))?.[0] ?? '');

/** Three requests, one at a time: one that has begun to come, two that wait. */
async function askThree(app: LaunchedApp) {
  const { page, call, ada } = await furnish(app);
  await connectAi(call, llm, { concurrency: 1 });
  llm.next({ pieces: ['{"posts":[{"text":"', 'Half of ', 'it'], every: 20, ending: 'silence' });
  llm.always(answers({ posts: [{ network: 'bluesky', text: 'Whole.' }] }));
  for (const at of [1, 2, 3]) {
    await askInPage(page, {
      ...{ taskId: `019ab000-0000-7000-8000-00000000000${at}`, clientId: ada.id },
      ...{ topic: `Topic ${at}`, count: 1, places: [{ network: 'bluesky', accountId: null }] },
    });
    await expect.poll(async () => (await call('ai.requests', {})).length, SLOW).toBe(at);
  }
  const first = async () => (await call('ai.requests', {})).at(-1);
  await expect.poll(async () => (await first())?.firstTokenAt, SLOW).not.toBeNull();
}

for (const [how, end] of [
  ['closed', (app: LaunchedApp) => app.close()],
  [
    'killed',
    async ({ process }: LaunchedApp) => {
      const ended = new Promise((resolve) => process.once('exit', resolve));
      // What came is written twice a second.
      await new Promise((resolve) => setTimeout(resolve, 700));
      process.kill('SIGKILL');
      await ended;
    },
  ],
] as const)
  test(`an app that is ${how} in mid-stream goes on with what waited, and asks for nothing twice`, async ({
    launch,
  }) => {
    const before = await launch();
    await askThree(before);
    await end(before);

    const { page } = await launch();
    await page.waitForSelector('html[data-ready="true"]');
    const requests = async () => {
      const answer = await page.evaluate(() => window.clientnest.invoke('ai.requests', {}));
      return answer.ok ? answer.value.toReversed() : [];
    };
    const states = async () => (await requests()).map(({ state }) => state);
    await expect.poll(states, SLOW).toEqual(['failed', 'done', 'done']);
    const [first, ...others] = await requests();
    expect(first).toMatchObject({ problem: 'interrupted', countedBy: 'estimate' });
    for (const { cost } of others) expect(cost).toBe(24);
    expect(topics()).toEqual(['Topic 1', 'Topic 2', 'Topic 3']);
    const used = await page.evaluate(() => window.clientnest.invoke('ai.usage', { span: 'today' }));
    expect(used).toMatchObject({
      value: { total: { requests: 3, cost: (first?.cost ?? 0) + 48 } },
    });

    // What had come is where a person looks for it.
    await goTo(page, '/settings?section=ai');
    const list = page.getByRole('region', { name: 'Requests', exact: true });
    await expect(list).toContainText('failed');
    await list
      .getByRole('button', { name: /^What was sent/ })
      .last()
      .click();
    const dialog = page.getByRole('dialog', { name: 'What was sent' });
    await expect(dialog).toContainText('Half of it');
    await expect(dialog).toContainText('What had come is kept');
  });

test('a key is nowhere but in the keychain: no file, no log, no page, whatever the service says', async ({
  app,
  userData,
}) => {
  const KEY = 'sk-needle-in-the-haystack-42';
  const { page, call, ada } = await furnish(app);
  await page.getByRole('link', { name: 'Settings' }).click();
  await connectAi(call, llm, { key: KEY });
  const [connection] = await call('ai.connections', {});
  const id = connection?.id ?? '';
  const places = [{ network: 'bluesky' as const, accountId: null }];
  const seen: unknown[] = [await call('ai.connections', {})];
  const echo = { message: `Wrong key ${KEY}`, code: KEY };
  for (const script of [
    { status: 400, error: echo },
    { status: 401, error: echo },
    { status: 422, error: echo },
    { raw: [`data: ${JSON.stringify({ error: echo })}\n\n`] },
    answers({ posts: [{ network: 'bluesky', text: 'Rye.' }] }),
  ]) {
    llm.next(script);
    seen.push(
      await page.evaluate(([input]) => window.clientnest.invoke('studio.generate', input), [
        { taskId: id, clientId: ada.id, topic: 'Rye', places },
      ] as const),
    );
  }
  llm.next({ status: 400, error: echo });
  seen.push(
    await page.evaluate((one) => window.clientnest.invoke('ai.testConnection', { id: one }), id),
  );
  expect(llm.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
  for (const one of await call('ai.requests', {}))
    seen.push(await call('ai.request', { id: one.id }));
  expect(seen).toHaveLength(13);
  expect(JSON.stringify(seen)).not.toContain(KEY);
  await page.getByRole('button', { name: 'AI', exact: true }).click();
  await page.getByRole('button', { name: 'Test', exact: true }).click();
  await expect.poll(() => llm.requests.length, SLOW).toBeGreaterThan(6);
  expect(await page.content()).not.toContain(KEY);
  expect(app.stderr()).not.toContain(KEY);
  expect(app.consoleLines.join('\n')).not.toContain(KEY);

  await app.close();
  const files = await readdir(userData, { recursive: true, withFileTypes: true });
  const plain = files.filter((entry) => entry.isFile());
  expect(plain.length).toBeGreaterThan(3);
  for (const { parentPath, name } of plain)
    expect((await readFile(join(parentPath, name))).includes(KEY), name).toBe(false);
});
