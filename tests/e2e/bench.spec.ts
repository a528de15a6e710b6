import type { Page } from 'playwright/test';
import { type Desk, furnish } from '../support/desk.ts';
import { type HostileLlm, type LlmScript, startHostileLlm } from '../support/hostile-llm.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { lookAt } from '../support/look.ts';
import { goTo } from '../support/places.ts';

const SLOW = { timeout: 30_000 };

let llm: HostileLlm;
test.beforeEach(async ({ app }, testInfo) => {
  testInfo.setTimeout(240_000);
  expect(app.page).toBeTruthy();
  llm = await startHostileLlm();
});
test.afterEach(() => llm.stop());

const answers = (value: unknown, more: LlmScript = {}): LlmScript => ({
  pieces: JSON.stringify(value).match(/.{1,12}/gsu) ?? [],
  ...more,
});
const posts = (...texts: string[]) => ({
  posts: texts.map((text) => ({ network: 'bluesky', text })),
});

async function connectAi({ call }: Desk) {
  const { id } = await call('ai.addConnection', {
    ...{ name: 'Test', kind: 'deepseek', baseUrl: llm.url },
    models: [
      {
        ...{ name: 'small', context: 64_000, sees: false },
        price: { in: 270_000, cached: 70_000, out: 1_100_000 },
      },
    ],
  });
  await call('ai.setKey', { id, key: 'sk-secret' });
}
const tab = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
const look = (app: LaunchedApp, desk: Desk, name: string) =>
  lookAt({ ...desk, app }, `bench-${name}`);

const PROMPT = {
  system: 'You write for {{client}}. Short, no clichés.',
  user: 'Write {{count}} posts about {{topic}}\n\n{{limits}}',
};

test('two versions are tried with examples side by side, cancelled, opened again, and stopped by a budget', async ({
  app,
}) => {
  const desk = await furnish(app);
  const { page, call } = desk;
  await connectAi(desk);
  await call('prompts.save', { feature: 'generate', clientId: null, ...PROMPT, note: 'Shorter' });
  await goTo(page, '/studio');
  await tab(page, 'Test bench').click();
  await expect(page.getByRole('heading', { name: 'Nothing to try it with yet' })).toBeVisible();
  await look(app, desk, 'empty');

  await page.getByRole('button', { name: 'Add an example' }).click();
  const dialog = page.getByRole('dialog', { name: 'An example to try the prompt with' });
  await expect(dialog.getByRole('textbox', { name: 'What the post is about' })).toBeFocused();
  await page.keyboard.type('Rye bread on Saturday, from six');
  await dialog.getByRole('textbox', { name: 'How many variants of each' }).fill('2');
  await look(app, desk, 'example');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const example = page.getByRole('region', { name: 'Rye bread on Saturday, from six' });
  await expect(example).toContainText('Not tried yet');
  await call('prompts.saveExample', {
    ...{ feature: 'generate', clientId: null, id: null, name: 'Stollen' },
    values: { topic: 'The first Stollen of the year', count: '1' },
  });
  await expect(page.getByRole('region', { name: 'Stollen', exact: true })).toBeVisible();

  await page.getByRole('combobox', { name: 'The version beside it' }).click();
  await page.getByRole('option', { name: 'Built in' }).click();
  // Slow enough to be looked at while it writes.
  llm.next(answers(posts('Rye, from six.', 'Who is up at six?'), { every: 60 }));
  llm.always({ isSilent: true });
  await page.getByRole('button', { name: 'Try all: 4 answers' }).click();
  await expect(example.getByText('Writing…').first()).toBeVisible(SLOW);
  await expect(example).toContainText('Rye, from');
  await expect(page.getByText('Waits its turn…').first()).toBeVisible();
  await expect(example).toContainText('Who is up at six?', SLOW);
  await look(app, desk, 'running');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. What had come is kept.')).toHaveCount(3, SLOW);

  const long = `${'Bread is made of flour, water and time. '.repeat(9).trim()}`;
  llm.always(answers(posts('Rye, from six. Come early.', long)));
  await page.getByRole('button', { name: 'Try all: 4 answers' }).click();
  await expect(page.getByText('Rye, from six. Come early.')).toHaveCount(4, SLOW);
  await expect(example.getByText(/\d+ too long/)).toHaveCount(2);
  const summary = page.getByRole('region', { name: 'Version 2, in all' });
  await expect(summary).toContainText(/2 answers · 48 tokens · \$0\.\d+ · [\d.]+ s each/);
  await expect(summary).toContainText('2 of 4 fit');
  await look(app, desk, 'answers');

  // A model is asked what it thinks only when somebody wants that.
  const before = llm.requests.length;
  llm.next(
    answers({ score: 64, reasons: [{ text: 'The start is flat.', step: 'Begin with six.' }] }),
  );
  await example.getByRole('button', { name: 'Ask a model too' }).first().click();
  await expect(example).toContainText('64 of 100', SLOW);
  await expect(example).toContainText('Begin with six.');
  expect(llm.requests.length).toBe(before + 1);

  // Somewhere else and back: what was tried last is there.
  await goTo(page, '/queue');
  await goTo(page, '/studio');
  await tab(page, 'Test bench').click();
  await expect(page.getByText('Rye, from six. Come early.')).toHaveCount(4);
  await expect(page.getByRole('combobox', { name: 'The version beside it' })).toContainText(
    'Built in',
  );

  // Removed, and taken back.
  await page.getByRole('button', { name: 'Remove “Stollen”' }).click();
  await expect(page.getByRole('region', { name: 'Stollen', exact: true })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('region', { name: 'Stollen', exact: true })).toBeVisible();

  await call('ai.setBudget', {
    clientId: null,
    budget: { cost: null, tokens: 50, warnAt: 80, stops: true },
  });
  await page.getByRole('button', { name: /^Try all/ }).click();
  await expect(
    page.getByRole('status').filter({ hasText: 'The AI budget for this month is used up.' }),
  ).toBeVisible();
  app.expectNoCspViolations();
});

test('two versions take turns, and what became of their answers says which one to keep', async ({
  app,
}) => {
  const desk = await furnish(app);
  const { page, call, ada } = desk;
  await connectAi(desk);
  const whose = { feature: 'optimise', clientId: null } as const;
  await goTo(page, '/studio?prompt=optimise');
  await tab(page, 'Trial').click();
  await expect(page.getByRole('button', { name: 'Write another version first' })).toBeVisible();
  await look(app, desk, 'trial-none');
  await page.getByRole('button', { name: 'Write another version first' }).click();
  await expect(tab(page, 'Write')).toBeChecked();

  const { used } = await call('prompts.save', {
    ...{ ...whose, note: 'Kinder' },
    system: 'Be kind to {{client}}.',
    user: 'Better: {{post}} by {{goals}} within {{limits}}',
  });
  await tab(page, 'Trial').click();
  await page.getByRole('button', { name: 'Start the trial' }).click();
  await expect(
    page.getByRole('heading', { name: 'Too few answers to say anything yet' }),
  ).toBeVisible();
  const trial = await call('prompts.get', whose);
  expect(trial.used.id).toBe(used.id);
  expect(trial.rival?.user).toBe(trial.fallback.user);
  await look(app, desk, 'trial-begun');

  // Asked by the way that the composer asks; ours is taken nearly always, the other one hardly ever.
  llm.always(answers({ text: 'Fresh rye.', explanation: 'Shorter.', improvements: [] }));
  const counts = { used: 0, rival: 0 };
  for (let at = 0; counts.used < 14 || counts.rival < 14; at++) {
    expect(at).toBeLessThan(200);
    const { requestIds } = await call('studio.optimise', {
      taskId: await page.evaluate(() => crypto.randomUUID()),
      ...{ clientId: ada.id, text: 'Rye that is fresh.', goals: ['Shorter'] },
      place: { network: 'bluesky', accountId: null },
    });
    const side = String(llm.requests.at(-1)?.body.messages?.[1]?.content).startsWith('Better:')
      ? 'used'
      : 'rival';
    counts[side]++;
    if (counts[side] % 7 === 0 ? side === 'used' : side === 'rival') continue;
    const { id } = await call('posts.create', {
      ...{ clientId: ada.id, text: at % 4 ? 'Fresh rye.' : 'Fresh rye, says Ada.' },
      ...{ targets: [], media: [] },
    });
    await call('studio.taken', {
      ...{ requestIds, postId: id, text: at % 3 ? 'Fresh rye.' : 'Fresh rye from six.' },
    });
  }
  await expect(page.getByRole('heading', { name: 'Version 2 is taken more often' })).toBeVisible(
    SLOW,
  );
  const taken = page.getByRole('row', { name: /^Taken/ });
  await expect(taken).toContainText(new RegExp(`\\d+ of ${counts.used}`));
  await expect(page.getByRole('row', { name: /^Engagement/ })).toContainText('Too few to say');
  await look(app, desk, 'trial');

  await page.getByRole('button', { name: /^Make this the one\W+Version 2$/ }).click();
  await expect(page.getByRole('button', { name: 'Start the trial' })).toBeVisible();
  expect((await call('prompts.get', whose)).rival).toBeNull();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('heading', { name: 'Version 2 is taken more often' })).toBeVisible();
  expect((await call('prompts.get', whose)).rival?.id).toBe(trial.rival?.id);
  app.expectNoCspViolations();
});
