import {
  answers,
  beginPost,
  composer,
  connectAi,
  panel,
  SLOW,
  savedPost,
  text,
} from '../support/ai-panel.ts';
import { type HostileLlm, startHostileLlm } from '../support/hostile-llm.ts';
import { expect, test } from '../support/launch.ts';
import { lookAt } from '../support/look.ts';
import { goTo } from '../support/places.ts';
import { openTrouble, type Trouble } from '../support/trouble.ts';

let trouble: Trouble | null = null;
let llm: HostileLlm;
test.beforeEach(async ({ launch }, testInfo) => {
  testInfo.setTimeout(180_000);
  llm = await startHostileLlm();
  trouble = await openTrouble(launch, testInfo.outputPath('clock-offset'));
});
test.afterEach(async () => {
  await trouble?.sandbox.remove();
  await llm.stop();
});
const opened = (): Trouble => {
  if (!trouble) throw new Error('Nothing is open');
  return trouble;
};

test('a budget warns, then ends an answer in the middle: what came is shown, kept and of use, and nothing else is lost', async () => {
  const { call, ada, brio } = opened();
  await connectAi(call, llm);
  const budget = { cost: null, tokens: 4000, warnAt: 50, stops: true };
  await call('ai.setBudget', { clientId: ada.id, budget });
  const page = await beginPost(opened(), ['bluesky']);
  await page.keyboard.type('What I had written.');
  const post = await savedPost(opened());
  await page.keyboard.press('ControlOrMeta+j');
  await panel(page).getByRole('button', { name: 'Generate', exact: true }).click();
  await panel(page).getByRole('textbox', { name: 'What is it about?' }).fill('Rye bread');
  const write = panel(page).getByRole('button', { name: /^Write (three|others)$/ });

  // Half of it is used by the first one.
  const usage = { prompt_tokens: 1500, completion_tokens: 700 };
  llm.next(answers({ posts: [{ network: 'bluesky', text: 'Rye, from six.' }] }, { usage }));
  await write.click();
  await expect(panel(page)).toContainText('Rye, from six.', SLOW);
  llm.next(answers({ posts: [{ network: 'bluesky', text: 'Rye, at seven.' }] }));
  await write.click();
  await expect(panel(page)).toContainText('Rye, at seven.', SLOW);
  await expect(panel(page).getByText(/AI budget of Ada’s Bakery.* is used to 5\d %/)).toBeVisible();

  // The next one never ends.
  llm.next({
    pieces: [
      '{"posts":[{"network":"bluesky","text":"Rye, till noon."},',
      ...['{"network":"bluesky","text":"', ...Array(4000).fill('fresh bread ')],
    ],
    every: 2,
  });
  await write.click();
  const coming = panel(page).getByRole('list', { name: 'What has come so far' });
  await expect(coming).toContainText('fresh bread fresh bread', SLOW);
  await expect(panel(page).getByRole('status')).toContainText(
    'The AI budget of Ada’s Bakery for this month is used up',
    SLOW,
  );
  // What came is there still, to be read and copied.
  await expect(coming).toContainText('fresh bread fresh bread');
  const [last] = await call('ai.requests', { limit: 1 });
  expect(last).toMatchObject({ state: 'stopped', problem: 'over_budget', countedBy: 'estimate' });
  const kept = await call('ai.request', { id: last?.id ?? '' });
  expect(kept.answer.length).toBeGreaterThan(1000);
  const shown = (await coming.getByRole('paragraph').last().textContent()) ?? '';
  expect(kept.answer).toContain(shown.trim().slice(0, 500));
  await expect.poll(() => llm.requests.at(-1)?.wasDropped, SLOW).toBe(true);
  const { total } = await call('ai.usage', { span: 'today', clientId: ada.id });
  expect(total.tokensIn + total.tokensOut).toBeGreaterThan(4000);
  expect(total.tokensIn + total.tokensOut).toBeLessThan(4100);
  await lookAt(opened(), 'ai-budget-stopped');

  // It is of use as far as it came: the whole text as it is, the other one said to be cut. Both can be undone.
  const [whole, partial] = [
    coming.getByRole('listitem').first(),
    coming.getByRole('listitem').last(),
  ];
  await expect(whole).not.toContainText('Cut short');
  await whole.getByRole('button', { name: 'Use', exact: true }).click();
  await expect(text(page)).toHaveValue('Rye, till noon.');
  await expect(composer(page).getByRole('button', { name: 'Written with AI' })).toBeVisible();
  await expect(partial).toContainText('Cut short');
  await partial.getByRole('button', { name: 'Use what came' }).click();
  await expect(text(page)).toHaveValue(shown.trimEnd());
  await expect(text(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(text(page)).toHaveValue('Rye, till noon.');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(text(page)).toHaveValue('What I had written.');
  await composer(page).getByRole('button', { name: 'Written with AI' }).click();
  await lookAt(opened(), 'ai-budget-taken-back');

  // Nothing more is sent for her; for another client it is, and the post is as it was.
  const before = llm.requests.length;
  await write.click();
  await expect(panel(page).getByRole('status')).toContainText('is used up', SLOW);
  expect(llm.requests).toHaveLength(before);
  await expect(text(page)).toHaveValue('What I had written.');
  await expect.poll(post, SLOW).toMatchObject({ text: 'What I had written.', byAi: false });
  expect(await call('studio.ready', { clientId: brio.id })).toMatchObject({ model: 'small' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await goTo(page, '/settings?section=ai');
  const requests = page.getByRole('region', { name: 'Requests', exact: true });
  await expect(requests).toContainText('stopped by a budget', SLOW);
  await expect(requests).toContainText('about ');
});

test('what came of an answer that the service cut goes to the network that it was for, and to no other', async () => {
  const { call, accounts } = opened();
  await connectAi(call, llm);
  const page = await beginPost(opened(), ['bluesky', 'mastodon']);
  await page.keyboard.type('What I had written.');
  const post = await savedPost(opened());
  await page.keyboard.press('ControlOrMeta+j');
  await panel(page).getByRole('button', { name: 'Generate', exact: true }).click();
  await panel(page).getByRole('textbox', { name: 'What is it about?' }).fill('Rye bread');
  llm.next({
    pieces: ['{"posts":[{"network":"mastodon","text":"Rye, from six, ', 'as long as it'],
    ending: 'cut',
  });
  await panel(page).getByRole('button', { name: 'Write three' }).click();
  await expect(panel(page).getByRole('status')).toContainText('What had come is kept', SLOW);
  expect(llm.requests).toHaveLength(1);
  await panel(page).getByRole('button', { name: 'Use what came' }).click();
  const mastodon = { accountId: accounts.mastodon.id, text: 'Rye, from six, as long as it' };
  const bluesky = { accountId: accounts.bluesky.id, text: null };
  const targets = expect.arrayContaining([
    expect.objectContaining(mastodon),
    expect.objectContaining(bluesky),
  ]);
  await expect.poll(post, SLOW).toMatchObject({ text: 'What I had written.', byAi: true, targets });
  // The toast lies outside of the sheet, and can be pressed all the same.
  await page.locator('button', { hasText: 'Undo' }).click();
  await expect(composer(page)).toBeVisible();
  await expect.poll(async () => (await post()).byAi, SLOW).toBe(false);
  expect((await post()).targets.map(({ text: own }) => own)).toEqual([null, null]);
});
