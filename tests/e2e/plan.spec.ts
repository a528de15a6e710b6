import type { Page } from 'playwright/test';
import { type Desk, dayAhead, furnish } from '../support/desk.ts';
import { type HostileLlm, type LlmScript, startHostileLlm } from '../support/hostile-llm.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { lookAt } from '../support/look.ts';
import { type Pds, startPds } from '../support/pds.ts';

const SLOW = { timeout: 30_000 };
const ZONE = 'Europe/Berlin';

let pds: Pds;
let llm: HostileLlm;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());
test.beforeEach(async () => {
  llm = await startHostileLlm();
});
test.afterEach(() => llm.stop());

const answers = (value: unknown, more: LlmScript = {}): LlmScript => ({
  // In pieces, as a model writes.
  pieces: JSON.stringify(value).match(/.{1,12}/gsu) ?? [],
  ...more,
});

/** Next month, `YYYY-MM`. */
function nextMonth(): string {
  const [year = 0, month = 0] = dayAhead(0).split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
}
/** The days of next month that are a Tuesday or a Friday: the client’s slots. */
function slotDays(): string[] {
  const month = nextMonth();
  return Array.from(
    { length: 28 },
    (_, day) => `${month}-${String(day + 1).padStart(2, '0')}`,
  ).filter((day) => [2, 5].includes(new Date(`${day}T12:00Z`).getUTCDay()));
}

async function begin(app: LaunchedApp): Promise<Desk & { app: LaunchedApp }> {
  const desk = await furnish(app, pds);
  const { call, ada, account } = desk;
  await call('settings.update', { holidayPlaces: ['DE'] });
  await call('slots.set', {
    clientId: ada.id,
    slots: [2, 5].map((weekday) => ({ weekday, time: '09:00', accountId: null })),
  });
  const post = await call('posts.create', {
    ...{ clientId: ada.id, text: 'Opening hours over the holidays' },
    targets: account ? [{ accountId: account.id }] : [],
  });
  await call('posts.plan', {
    id: post.id,
    at: { wallTime: `${slotDays()[0]}T09:00`, zone: ZONE },
  });
  return { ...desk, app };
}

async function connect({ call }: Pick<Desk, 'call'>) {
  const { id } = await call('ai.addConnection', {
    ...{ name: 'Test', kind: 'deepseek', baseUrl: llm.url },
    models: [{ name: 'small', price: { in: 1, cached: 1, out: 1 }, context: 64_000, sees: false }],
  });
  await call('ai.setKey', { id, key: 'sk-secret' });
}

const rows = (page: Page) =>
  page.getByRole('region', { name: 'Proposals' }).locator('li[data-state]');
const row = (page: Page, topic: string) => rows(page).filter({ hasText: topic });
const state = (page: Page) =>
  page.getByRole('region', { name: 'Proposals' }).getByRole('status').first();
const goals = (page: Page) => page.getByRole('textbox', { name: /^What do you want for/ });

const TOPICS = [
  [
    'The first Stollen',
    'The first Stollen of the year is out of the oven. Come early on Saturday.',
  ],
  ['An apprentice', 'We look for an apprentice for the new year. Who gets up at four with us?'],
  [
    'Behind the counter',
    'Lena has sold you bread for eleven years. What she never sells: yesterday’s.',
  ],
  ['A win', 'Win a loaf at https://evil.example/win and thank @stranger.test for it.'],
  [
    'Rye for the feast',
    `${'Rye keeps for a week, and it is best on the third day. '.repeat(7)}`.trim(),
  ],
] as const;
const pieces = () =>
  TOPICS.map(([topic, text], at) => ({
    // The last one may be on a holiday.
    slot: `${slotDays().at(at === 4 ? -1 : at + 1)} 09:00`,
    ...{ accounts: ['a1'], topic, text },
    ...{ category: 'Bread', why: 'People plan their week on this day.' },
  }));

/** Goes to the plan by the command palette, and asks for one. */
async function planned(desk: Desk, script: LlmScript): Promise<void> {
  const { page } = desk;
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Plan the month');
  await page.keyboard.press('Enter');
  await page
    .getByRole('list', { name: 'Clients' })
    .getByRole('button', { name: /Ada/ })
    .last()
    .click();
  await goals(page).fill('Sell Stollen until the 20th\nFind an apprentice');
  llm.next(script, answers({ text: 'Rye keeps for a week. It is best on the third day.' }));
  await page.getByRole('button', { name: /^Propose \d+ posts$/ }).click();
}

test('a month is planned, accepted in part, changed and dismissed; undo takes back, and a restart keeps the rest', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(240_000);
  let desk = await begin(await launch());
  await connect(desk);
  const { page, call, ada } = desk;
  await planned(desk, answers({ posts: pieces() }, { every: 50 }));
  // Topics come before the plan is whole.
  await expect(page.getByRole('list', { name: 'What has come so far' })).toContainText(
    'The first Stollen',
  );
  await keepPicture(page, 'plan-writing');
  await expect(state(page)).toHaveText('5 open', SLOW);
  await expect(row(page, 'Rye for the feast')).toContainText('It is best on the third day.');
  await expect(row(page, 'A win')).toContainText(
    'Your goals don’t name https://evil.example/win, @stranger.test.',
  );
  // Only free times were offered: the one with a post was not.
  const sent = llm.requests
    .map(({ body }) => JSON.stringify(body.messages ?? []))
    .find((text) => text.includes('Free times'));
  expect(sent).toContain(`${slotDays()[1]} 09:00 (a1)`);
  expect(sent).not.toContain(`${slotDays()[0]} 09:00 (a1)`);
  await lookAt(desk, 'plan');

  // One is changed by hand.
  await row(page, 'An apprentice')
    .getByRole('button', { name: /An apprentice/ })
    .click();
  const editor = page.getByRole('form', { name: 'Proposal' });
  await expect(editor.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await keepPicture(page, 'plan-editor');
  await editor.getByRole('textbox', { name: 'Text' }).fill('Who gets up at four with us?');
  await editor.getByRole('textbox', { name: 'Time' }).fill('17:30');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(editor).toBeHidden();
  await expect(row(page, 'An apprentice')).toContainText('17:30');
  await expect(row(page, 'An apprentice').locator('[data-row]')).toBeFocused();

  // One hand: back to the first, accept two, dismiss one.
  await page.keyboard.press('k');
  await expect(row(page, 'The first Stollen').locator('[data-row]')).toBeFocused();
  await page.keyboard.press('a');
  await expect(row(page, 'The first Stollen')).toContainText('Draft');
  await expect(row(page, 'An apprentice').locator('[data-row]')).toBeFocused();
  await page.keyboard.press('a');
  await expect(row(page, 'An apprentice')).toContainText('Draft');
  await page.keyboard.press('j');
  await expect(row(page, 'A win').locator('[data-row]')).toBeFocused();
  await page.keyboard.press('x');
  await expect(state(page)).toHaveText('2 open · 2 accepted · 1 dismissed');
  const drafts = async () =>
    (await call('posts.list', { clientId: ada.id, statuses: ['draft'] })).posts.map(
      ({ excerpt }) => excerpt,
    );
  expect(await drafts()).toContain('Who gets up at four with us?');

  // Undo goes back one by one: the dismissal, then the second draft.
  await page.keyboard.press('ControlOrMeta+z');
  await expect(state(page)).toHaveText('3 open · 2 accepted');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(state(page)).toHaveText('4 open · 1 accepted');
  expect(await drafts()).not.toContain('Who gets up at four with us?');
  await row(page, 'An apprentice').getByRole('button', { name: 'Accept' }).click();
  await row(page, 'A win').getByRole('button', { name: 'Dismiss' }).click();
  await expect(state(page)).toHaveText('2 open · 2 accepted · 1 dismissed');

  // One of the drafts is deleted elsewhere.
  const { posts } = await call('posts.list', { clientId: ada.id, statuses: ['draft'] });
  const stollen = posts.find(({ excerpt }) => excerpt.startsWith('The first Stollen'));
  expect(stollen?.wallTime).toBe(`${slotDays()[1]}T09:00`);
  expect((await call('posts.get', { id: stollen?.id ?? '' })).byAi).toBe(true);
  await call('posts.remove', { id: stollen?.id ?? '' });
  await expect(row(page, 'The first Stollen')).toContainText('Deleted');
  await lookAt(desk, 'plan-in-part');
  await desk.app.close();

  const again = await launch();
  await again.page.waitForSelector('html[data-ready="true"]');
  desk = { ...desk, app: again, page: again.page };
  await again.page.evaluate((path) => {
    window.history.pushState(null, '', path);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, `/plan?client=${ada.id}`);
  await expect(state(again.page)).toHaveText('2 open · 2 accepted · 1 dismissed', SLOW);
  await expect(row(again.page, 'An apprentice')).toContainText('17:30');
  await expect(row(again.page, 'A win')).toContainText('Dismissed');
  await expect(row(again.page, 'The first Stollen')).toContainText('Deleted');

  // The rest goes straight onto the calendar.
  await again.page.getByRole('combobox', { name: 'Accept' }).click();
  await again.page.getByRole('option', { name: 'Scheduled' }).click();
  await row(again.page, 'Behind the counter').locator('[data-row]').focus();
  await again.page.keyboard.press('Shift+A');
  await expect(state(again.page)).toHaveText('4 accepted · 1 dismissed');
  await expect(row(again.page, 'Behind the counter')).toContainText('Scheduled');
  again.expectNoCspViolations();
});

test('with no connection it is said why, a plan can be cancelled while it is written, and one day gets another idea', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(180_000);
  const desk = await begin(await launch());
  const { page, call, ada } = desk;
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: 'Calendar' })
    .click();
  await keepPicture(page, 'plan-from-calendar');
  await page.getByRole('button', { name: 'Plan the month' }).click();
  await expect(page.getByText('For whom is the plan?')).toBeVisible();
  await keepPicture(page, 'plan-for-whom');
  await page
    .getByRole('list', { name: 'Clients' })
    .getByRole('button', { name: /Ada/ })
    .last()
    .click();
  await expect(page.getByRole('status')).toContainText('AI is not set up');
  await goals(page).fill('Sell Stollen');
  await page.getByRole('combobox', { name: 'Days' }).click();
  await page.getByRole('option').nth(1).click();
  await expect(page.getByRole('button', { name: /^Propose/ })).toBeDisabled();
  await expect(page.getByRole('complementary', { name: 'These days' })).toContainText(
    'slots are free',
  );
  await lookAt(desk, 'plan-no-connection');
  await connect(desk);
  await expect(page.getByText('Test, small')).toBeVisible();
  await lookAt(desk, 'plan-form');

  // Somebody without accounts is told what is missing; what was typed for the other one is still there.
  const whose = (name: string) =>
    page
      .getByRole('region', { name: 'Clients' })
      .getByRole('button', { name, exact: true })
      .click();
  await whose('Brio Bikes');
  await expect(page.getByText('A plan needs somewhere to go')).toBeVisible();
  await keepPicture(page, 'plan-no-account');
  await whose('Ada’s Bakery');
  await expect(goals(page)).toHaveValue('Sell Stollen');

  llm.next({ isSilent: true });
  await goals(page).press('ControlOrMeta+Enter');
  await expect(page.getByRole('status')).toContainText('Writing the plan for Ada’s Bakery');
  await lookAt(desk, 'plan-waiting');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status')).toContainText('Cancelled', SLOW);
  // Nothing that was typed is lost by it.
  await expect(goals(page)).toHaveValue('Sell Stollen');
  expect(await call('plans.list', { clientId: ada.id })).toEqual([]);

  // It goes on while something else is looked at.
  llm.next(answers({ posts: pieces().slice(0, 2) }, { every: 150 }));
  await goals(page).press('ControlOrMeta+Enter');
  await expect(page.getByRole('list', { name: 'What has come so far' })).toContainText('Stollen');
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: 'Studio' })
    .click();
  await expect(page.getByText('The plan for Ada’s Bakery is ready.', { exact: true })).toBeVisible(
    SLOW,
  );
  await page.getByRole('button', { name: 'Plan the month' }).click();
  await expect(state(page)).toHaveText('2 open');
  await expect(page.getByText(/^2 of \d+ posts can be proposed/)).toBeVisible();

  llm.next(
    answers({
      posts: [{ ...pieces()[0], topic: 'The oven', text: 'Our oven is older than the street.' }],
    }),
  );
  await row(page, 'The first Stollen').locator('[data-row]').focus();
  await page.keyboard.press('i');
  await expect(row(page, 'The oven')).toContainText('Our oven is older than the street.', SLOW);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(row(page, 'The first Stollen')).toBeVisible();

  // A new one begins with what was wanted before; the other is not lost.
  await page.getByRole('button', { name: 'New plan' }).click();
  await expect(goals(page)).toHaveValue('Sell Stollen');
  await page.getByRole('button', { name: 'Plans', exact: true }).click();
  await keepPicture(page, 'plan-earlier');
  await page.getByRole('menuitem', { name: /2 open/ }).click();
  await expect(state(page)).toHaveText('2 open');
  // It is of one client alone.
  await whose('Brio Bikes');
  await expect(page.getByText('A plan needs somewhere to go')).toBeVisible();
});
