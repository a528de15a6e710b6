import { v7 } from 'uuid';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, test } from '../support/launch.ts';
import { lookAt } from '../support/look.ts';
import { openPlace, openTrouble, type Trouble } from '../support/trouble.ts';
import { openWorkspaceFile } from '../support/workspace-file.ts';

const DAY = 86_400_000;
const SLOW = { timeout: 40_000 };
const GOOD = 'I love this, it is wonderful, thank you so much!';
const BAD = 'Awful. I am so disappointed and angry, never again.';
const PLAIN = 'What are your opening hours in December?';
const FOREIGN = 'Das ist wirklich sehr schön, vielen Dank dafür';

let trouble: Trouble | null = null;
test.afterEach(async () => trouble?.sandbox.remove());

/** Comments of two months as an older version left them, without a mood: kind ones, then angry ones. */
async function plant(userData: string, accountId: string, deliveryId: string) {
  const file = await openWorkspaceFile(userData);
  const insert = file.prepare(
    `INSERT INTO inbox_items (id, account_id, delivery_id, kind, remote_id, parent_id, author, handle, text,
       written_at, seen_at, state, answered_at)
     VALUES (?, ?, ?, 'comment', ?, 'post', ?, ?, ?, ?, ?, ?, ?)`,
  );
  const one = (text: string, daysAgo: number, index: number) => {
    const id = v7();
    const at = Date.now() - daysAgo * DAY;
    const isDone = daysAgo > 2;
    insert.run(
      ...[id, accountId, deliveryId, id, `Person ${index}`, `person${index}.test`, text, at, at],
      ...[isDone ? 'done' : 'open', isDone ? at + 3 * 3_600_000 : null],
    );
  };
  for (let index = 0; index < 120; index++)
    one([GOOD, PLAIN, GOOD, FOREIGN][index % 4] ?? GOOD, 58 - index * 0.46, index);
  for (let index = 0; index < 12; index++) one(BAD, 1.5 - index * 0.12, 200 + index);
  one(FOREIGN, 0.05, 300);
  file.close();
}

test('earlier comments get their mood, a sudden turn is told once, and leads to them', async ({
  launch,
  userData,
}, testInfo) => {
  testInfo.setTimeout(240_000);
  trouble = await openTrouble(launch, testInfo.outputPath('clock-offset'));
  const { accounts, clock, ada } = trouble;
  const { id: postId } = await trouble.publish('Loaves are out of the oven', ['bluesky']);
  await expect(async () => {
    expect((await trouble?.delivery(postId, 'bluesky'))?.state).toBe('published');
  }).toPass(SLOW);
  const delivery = await trouble.delivery(postId, 'bluesky');
  await trouble.app.close();
  await plant(userData, accounts.bluesky.id, delivery.id);

  let app = await launch({ env: clock.env });
  let { page } = app;
  await page.waitForSelector('html[data-ready="true"]');
  await openPlace(page, '/today');
  const needs = page.getByRole('list', { name: 'Needs you' });
  const line = needs.getByRole('listitem').filter({ hasText: 'turned worse' });
  await expect(line).toContainText('Ada’s Bakery', SLOW);
  await expect(line).toContainText('12 since');
  const desk = { page, app, call: callOf(page) };
  await lookAt(desk, 'today-turn');

  await line.getByRole('button', { name: /^Read them/ }).click();
  await expect(page).toHaveURL(new RegExp(`/inbox\\?client=${ada.id}$`));
  const rows = page.getByRole('list', { name: 'Open' }).getByRole('button');
  await expect(rows).toHaveCount(12);
  await expect(rows.first()).toContainText('Sounds negative');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Negative' })).toBeChecked();
  await keepPicture(page, 'inbox-mood-filter');
  await page.getByRole('menuitemcheckbox', { name: 'Negative' }).click();
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(13);
  // What is not in English has no face in the list, and says so where it is read.
  await expect(rows.first()).not.toContainText('Sounds');
  await rows.first().click();
  await expect(page.getByText('Mood unknown')).toBeVisible();
  await lookAt(desk, 'inbox-mood');

  await page.getByRole('button', { name: 'Mood and answers' }).click();
  const figures = page.getByRole('dialog', { name: 'Mood and answers' });
  await expect(figures.getByRole('heading', { level: 3 }).first()).toHaveText(
    /^More criticism: \d+ %, 0 % before$/,
  );
  await expect(figures.getByRole('row', { name: /Ada’s Bakery/ })).toContainText('3 h');
  await lookAt(desk, 'inbox-figures');
  await figures.getByRole('radio', { name: 'A day' }).click();
  await lookAt(desk, 'inbox-figures-days');
  await figures.getByRole('button', { name: 'Show as a table' }).click();
  await expect(figures.getByRole('columnheader', { name: 'Judged' })).toBeVisible();
  await page.keyboard.press('Escape');

  await openPlace(page, '/today');
  await line.getByRole('button', { name: /^Put away/ }).click();
  await expect(line).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(line).toBeVisible();
  await line.getByRole('button', { name: /^Put away/ }).click();
  await expect(line).toBeHidden();
  await app.close();

  // Never again for the same turn.
  app = await launch({ env: clock.env });
  ({ page } = app);
  await page.waitForSelector('html[data-ready="true"]');
  await openPlace(page, '/today');
  await page.waitForTimeout(11_000);
  expect(await callOf(page)('moods.turns', {})).toEqual([]);
  await expect(page.getByText('turned worse')).toBeHidden();
  app.expectNoCspViolations();
});

const callOf = (page: Trouble['page']): Trouble['call'] =>
  (async (name: never, input: never) => {
    const answer = await page.evaluate(
      ([route, value]) => window.clientnest.invoke(route as never, value as never),
      [name, input] as const,
    );
    if (!(answer as { ok: boolean }).ok) throw new Error(String(name));
    return (answer as { value: unknown }).value;
  }) as never;
