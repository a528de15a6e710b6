import type { Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { type Desk, furnish, middleOfNextMonth } from '../support/desk.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, test } from '../support/launch.ts';
import type { Pds } from '../support/pds.ts';
import { type OpenSandbox, startSandboxPds } from '../support/sandbox.ts';

let pds: Pds & { sandbox: OpenSandbox };
test.beforeAll(async () => {
  pds = await startSandboxPds();
});
test.afterAll(() => pds.stop());

const TODAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(Date.now());

async function open(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

async function inBothThemes({ page, call }: Desk, place: string, picture?: string) {
  for (const theme of ['light', 'dark'] as const) {
    await call('settings.update', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await expectAccessible(page, `${place}, ${theme}`);
    if (picture) await keepPicture(page, `clients-${picture}-${theme}`);
  }
  await call('settings.update', { theme: 'light' });
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const profile = ({ call, ada }: Desk) => call('clients.get', { id: ada.id });

test('a client’s page is opened from the rail, the list and the palette, and follows the filter', async ({
  app,
}) => {
  const desk = await furnish(app);
  const { page, ada, brio } = desk;
  const title = page.getByRole('heading', { level: 1 });
  await page.getByRole('button', { name: ada.name, exact: true }).hover();
  await page.getByRole('button', { name: `Open ${ada.name}` }).click();
  await expect(title).toHaveText(ada.name);
  await inBothThemes(desk, 'a client nothing is known of', 'empty');

  await page.getByRole('link', { name: 'Clients' }).click();
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Brio Bikes/ })
    .click();
  await expect(title).toHaveText(brio.name);
  await page.getByRole('button', { name: ada.name, exact: true }).click();
  await expect(title).toHaveText(ada.name);
  await expect(page).toHaveURL(new RegExp(`clients/${ada.id}\\?client=${ada.id}`));

  await page.keyboard.press('Control+k');
  await page.keyboard.type('open brio');
  await page.keyboard.press('Enter');
  await expect(title).toHaveText(brio.name);
  await page.goBack();
  await expect(title).toHaveText(ada.name);
});

test('voice, promise, link tags and marks are kept as they are typed', async ({ app }) => {
  const desk = await furnish(app, pds);
  const { page, ada, call } = desk;
  await open(page, `/clients/${ada.id}`);

  const voice = region(page, 'Voice');
  await voice.getByLabel('Tone').fill('Warm, plain, never salesy');
  await voice.getByLabel('Audience').fill('Neighbours');
  await voice.getByLabel('Words to use').fill('sourdough, rye');
  await page.keyboard.press('Enter');
  await voice.getByLabel('Words to avoid').fill('cheap');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await profile(desk)).voice)
    .toMatchObject({
      tone: 'Warm, plain, never salesy',
      audience: 'Neighbours',
      use: ['sourdough', 'rye'],
      avoid: ['cheap'],
    });
  await voice.getByRole('button', { name: 'Remove word rye' }).click();
  await expect.poll(async () => (await profile(desk)).voice?.use).toEqual(['sourdough']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await profile(desk)).voice?.use).toEqual(['sourdough', 'rye']);

  const month = page.locator('#month');
  await month.getByLabel('Posts promised a month').fill('12');
  await month.getByLabel('Hours promised a month').fill('ten');
  await page.keyboard.press('Tab');
  await expect(month.getByText(/Write hours such as 10/)).toBeVisible();
  await month.getByLabel('Hours promised a month').fill('10');
  await page.keyboard.press('Tab');
  await expect(month.getByText('0 of 12')).toBeVisible();
  await expect(month.getByText('12 more to plan')).toBeVisible();
  await month.getByRole('textbox', { name: 'Time', exact: true }).fill('1:30');
  await month.getByRole('textbox', { name: /^What for/ }).fill('Autumn menu');
  await page.keyboard.press('Enter');
  await expect(month.getByText('1 h 30 min of 10 h')).toBeVisible();
  await month.getByRole('button', { name: /^Remove 1 h 30 min/ }).click();
  await expect(month.getByText('0 min of 10 h')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(month.getByText('1 h 30 min of 10 h')).toBeVisible();

  const links = region(page, 'Link tags');
  await links.getByLabel('Source').fill('{network}');
  await links.getByLabel('Medium').fill('social');
  await links.getByLabel('Medium').blur();
  await expect(links.getByText('example.com/?utm_source=bluesky&utm_medium=social')).toBeVisible();
  await expect
    .poll(async () => (await profile(desk)).linkTags)
    .toEqual({ source: '{network}', medium: 'social', campaign: '' });

  const marks = region(page, 'Only theirs');
  await marks.getByLabel(/^Handles/).fill('co.uk');
  await page.keyboard.press('Enter');
  await expect(marks.getByText(/would be found in anybody’s posts/)).toBeVisible();
  await marks.getByLabel(/^Handles/).fill('https://www.adas-bakery.co.uk/');
  await page.keyboard.press('Enter');
  await expect(marks.getByText('adas-bakery.co.uk')).toBeVisible();

  const details = region(page, 'Name, colour, notes');
  await details.getByLabel('Name').fill('Brio Bikes');
  await details.getByLabel('Name').blur();
  await expect(details.getByText(/There is a client called/)).toBeVisible();
  await details.getByLabel('Name').fill('Ada & Sons');
  await details.getByRole('radio', { name: 'Green' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada & Sons');
  await expect.poll(async () => (await profile(desk)).colour).toBe('#43914f');

  await call('slots.set', { clientId: ada.id, slots: [{ weekday: 1, time: '09:00' }] });
  await expect(region(page, 'Schedule').getByText(/^1 time a week/)).toBeVisible();
  await page.locator('#month').scrollIntoViewIfNeeded();
  await inBothThemes(desk, 'a client with a voice and a promise', 'page');
  await page.getByRole('button', { name: 'Link tags' }).click();
  await inBothThemes(desk, 'the end of a client’s page', 'page-end');
});

test('people are added, changed, put in order, removed and brought back', async ({ app }) => {
  const desk = await furnish(app);
  const { page, ada, call } = desk;
  await open(page, `/clients/${ada.id}?section=people`);
  const people = region(page, 'People');
  for (const name of ['Ada Byron', 'Ben Ito']) {
    await people.getByRole('button', { name: 'Add a person' }).click();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(people.getByRole('button', { name: new RegExp(`^${name}`) })).toBeVisible();
  }
  const list = async () => call('contacts.list', { clientId: ada.id });
  await people.getByLabel('E-mail').fill('ben@');
  await people.getByLabel('Role').fill('Baker');
  await expect(people.getByText('Write it as name@example.com.')).toBeVisible();
  await people.getByLabel('E-mail').fill('ben@bakery.example');
  await people.getByRole('switch', { name: 'Approves posts' }).click();
  await expect
    .poll(async () => (await list())[1])
    .toMatchObject({ email: 'ben@bakery.example', role: 'Baker', approves: true });
  await expect(people.getByText('Baker · ben@bakery.example')).toBeVisible();
  await inBothThemes(desk, 'people at a client', 'people');

  await people.getByRole('button', { name: /^Ben Ito/ }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect
    .poll(async () => (await list()).map(({ name }) => name))
    .toEqual(['Ben Ito', 'Ada Byron']);
  await expect(people.getByRole('button', { name: /^Ben Ito/ })).toBeFocused();
  await people.getByRole('button', { name: 'More for Ben Ito' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(people.getByText('Ben Ito')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => (await list()).map(({ name }) => name))
    .toEqual(['Ben Ito', 'Ada Byron']);
});

test('labels are made, named, coloured, removed and brought back, for one client and for all', async ({
  app,
}) => {
  const desk = await furnish(app);
  const { page, ada, call } = desk;
  await open(page, '/clients');
  const shared = page.getByRole('main');
  await shared.getByLabel('New label').fill('Evergreen');
  await page.keyboard.press('Enter');
  await expect(shared.getByLabel('Name of label Evergreen')).toHaveValue('Evergreen');
  await inBothThemes(desk, 'the clients and their shared labels', 'list');

  await open(page, `/clients/${ada.id}?section=labels`);
  const labels = region(page, 'Labels');
  await expect(labels.getByText('Of all clients:')).toBeVisible();
  await expect(labels.getByText('Evergreen')).toBeVisible();
  await labels.getByLabel('New label').fill('Launch');
  await page.keyboard.press('Enter');
  const own = async () =>
    (await call('labels.list', { clientId: ada.id })).find(({ clientId }) => clientId === ada.id);
  await expect.poll(async () => (await own())?.name).toBe('Launch');
  const labelId = (await own())?.id ?? '';
  await call('posts.create', { clientId: ada.id, text: 'Rye', labelIds: [labelId] });
  await labels.getByLabel('Name of label Launch').fill('Openings');
  await expect.poll(async () => (await own())?.name).toBe('Openings');
  await labels.getByRole('button', { name: 'Colour of Openings' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Teal' }).click();
  await expect.poll(async () => (await own())?.colour).toBe('#26998e');
  await page.keyboard.press('Escape');
  await labels.getByLabel('New label').fill('openings');
  await page.keyboard.press('Enter');
  await expect(labels.getByText(/There is a label called/)).toBeVisible();
  await inBothThemes(desk, 'labels of a client', 'labels');

  await labels.getByRole('button', { name: 'Remove label Openings' }).click();
  await expect(
    page.getByText('“Openings” is removed, and off 1 post.', { exact: true }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await own())?.postCount).toBe(1);
});

test('what belongs to another client is asked about once before a post goes out', async ({
  app,
}) => {
  const desk = await furnish(app, pds);
  const { page, ada, brio, call } = desk;
  await call('clients.mark', { id: brio.id, marks: ['@briobikes', 'brio-bikes.example'] });
  await open(page, `/calendar?compose=new&client=${ada.id}&at=${middleOfNextMonth()}T09:00`);
  const composer = page.getByRole('dialog', { name: 'New post' });
  await expect(composer.getByRole('combobox', { name: 'Client' })).toHaveText(ada.name);
  await composer.getByRole('textbox', { name: 'Text' }).fill('Ride to us with @briobikes');
  const sheet = page.getByRole('dialog', { name: /^(New|Edit) post$/ });
  const checks = sheet.getByRole('button', { name: /^Checks:/ });
  await expect(checks).toContainText('1 worth a look');
  await keepPicture(page, 'clients-composer');
  await inBothThemes(desk, 'a post with another client’s handle', 'composer');

  const schedule = sheet.getByRole('button', { name: /^Schedule for/ });
  const question = page.getByRole('dialog', { name: 'Is this the right client?' });
  await schedule.click();
  await expect(question).toContainText(
    '“@briobikes” belongs to Brio Bikes, and this post is for Ada’s Bakery.',
  );
  await expect(question.getByRole('button', { name: 'Go back' })).toBeFocused();
  await inBothThemes(desk, 'the question', 'question');
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(schedule).toBeEnabled();
  const statuses = async () => (await call('posts.list', {})).posts.map(({ status }) => status);
  expect(await statuses()).toEqual(['draft']);

  await page.keyboard.press('Control+Enter');
  await question.getByRole('button', { name: 'It belongs here' }).click();
  await expect(sheet).toBeHidden();
  await expect.poll(statuses).toEqual(['scheduled']);
  const [post] = (await call('posts.list', {})).posts;

  // The same again is not asked again; something new is.
  await open(page, `/calendar?compose=${post?.id}`);
  const text = sheet.getByRole('textbox', { name: 'Text' });
  await text.fill('Ride to us with @briobikes!');
  await expect(checks).not.toContainText('worth a look');
  await sheet.getByRole('button', { name: 'Done' }).click();
  await expect(sheet).toBeHidden();
  await open(page, `/calendar?compose=${post?.id}`);
  await text.fill('Ride with @briobikes: https://shop.brio-bikes.example/ride');
  await sheet.getByRole('button', { name: 'Done' }).click();
  await expect(question).toContainText('“shop.brio-bikes.example”');
  await expect(question).not.toContainText('@briobikes');
  await question.getByRole('button', { name: 'Go back' }).click();
  await expect(sheet).toBeVisible();
});

test('a month is told against its promise, with what came before, also in a small window', async ({
  app,
}) => {
  const desk = await furnish(app, pds);
  const { page, ada, account, call } = desk;
  const before = new Date(Date.parse(`${TODAY.slice(0, 7)}-01T12:00:00Z`) - 5 * 86_400_000)
    .toISOString()
    .slice(0, 10);
  await call('clients.update', { id: ada.id, retainerPosts: 4, retainerMinutes: 600 });
  await call('work.add', { clientId: ada.id, day: TODAY, minutes: 90, note: 'Autumn menu' });
  await call('work.add', { clientId: ada.id, day: before, minutes: 330 });
  const post = async (text: string) => {
    const targets = account ? [{ accountId: account.id }] : [];
    return (await call('posts.create', { clientId: ada.id, text, targets })).id;
  };
  const id = await post('Fresh rye');
  await call('posts.publishNow', { id });
  await open(page, `/clients/${ada.id}`);
  const month = page.locator('#month');
  await expect(month.getByText('1 of 4')).toBeVisible({ timeout: 20_000 });
  await expect(month.getByRole('row', { name: /5 h 30 min of 10 h/ })).toBeVisible();
  await month.getByRole('button', { name: 'Month before' }).click();
  await expect(month.getByText(/^Time worked in/)).toBeVisible();
  await expect(month.getByLabel(/^Time on/)).toHaveValue('5 h 30 min');
  await month.getByRole('button', { name: 'Month after' }).click();
  await expect(month.getByLabel(/^Time on/)).toHaveValue('1 h 30 min');
  await inBothThemes(desk, 'a month against its promise', 'month');

  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600),
  );
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(900);
  const overflow = await page.evaluate(() =>
    [...document.querySelectorAll('html, main *')]
      .filter(
        (element) =>
          element.scrollWidth > element.clientWidth + 1 &&
          /auto|scroll/.test(getComputedStyle(element).overflowX),
      )
      .map((element) => element.className),
  );
  expect(overflow).toEqual([]);
  await keepPicture(page, 'clients-month-small');
});
