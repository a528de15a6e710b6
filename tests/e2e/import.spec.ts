import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { dayAhead, furnish } from '../support/desk.ts';
import { line } from '../support/importing.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';

let pds: Pds;
let folder: string;
test.beforeAll(async () => {
  pds = await startPds();
  folder = await mkdtemp(path.join(tmpdir(), 'clientnest-tables-'));
});
test.afterAll(async () => {
  await pds.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What the person would choose in the next dialogs of the system. */
const choosing = ({ electron }: LaunchedApp, file: string) =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: chosen });
  }, file);

async function table(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
}

async function openImport(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('import posts');
  await page.getByRole('option', { name: /Import posts/ }).click();
  await expect(page.getByRole('heading', { name: 'Import posts' })).toBeVisible();
}

/** A picture and axe in both themes. */
async function lookAt(page: Page, name: string): Promise<void> {
  // What is under the pointer looks different.
  await page.mouse.move(640, 2);
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((wanted) => {
      document.documentElement.dataset.theme = wanted;
    }, theme);
    await expectAccessible(page, `${name}, ${theme}`);
    await keepPicture(page, theme === 'light' ? name : `${name}-dark`);
  }
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
  });
}

/** The same in the smallest window. */
async function lookSmall(app: LaunchedApp, name: string): Promise<void> {
  const size = (width: number, height: number) =>
    app.electron.evaluate(
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
      [width, height] as const,
    );
  await size(900, 600);
  await app.page.waitForTimeout(300);
  await keepPicture(app.page, name);
  await size(1280, 800);
  await app.page.waitForTimeout(300);
}

test('a small table: columns told, rows mended in place, imported and taken back', async ({
  app,
}) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const handle = desk.account?.handle ?? '';
  const [first, second] = [dayAhead(30), dayAhead(31)];
  const dmy = (day: string) => day.split('-').toReversed().join('/');
  const file = await table(
    'may.csv',
    [
      line('Kunde', 'Datum', 'Uhrzeit', 'Beitrag', 'Kanal', 'Schlagworte'),
      line('Ada’s Bakery', dmy(first), '9:00', 'Sourdough at seven', handle, 'Bread; Spring'),
      line('Ada’s Bakery', dmy(second), '25:00', 'A time that is none', 'Bluesky', ''),
      line('Ada’s Bakery', dmy(second), '10:00', 'Too long. '.repeat(40), 'Bluesky', ''),
      line('Ada’s Bakery', dmy(second), '11:00', 'For nobody', '@nobody', ''),
      line('Ada’s Bakery', '', '', 'An idea', '', ''),
    ].join(''),
  );

  await openImport(page);
  await lookAt(page, 'import-start');
  await choosing(app, file);
  await page.getByRole('button', { name: 'Choose a file' }).click();

  await expect(page.getByRole('combobox', { name: 'Beitrag comes in as' })).toContainText('Text');
  await expect(page.getByRole('combobox', { name: 'Kanal comes in as' })).toContainText('Accounts');
  await expect(page.getByLabel('How dates are read')).toContainText('Europe/Berlin');
  await lookAt(page, 'import-columns');
  await lookSmall(app, 'import-columns-small');

  await page.getByRole('button', { name: 'Check 5 rows' }).click();
  await expect(page.getByText('2 ready')).toBeVisible();
  await expect(page.getByText('3 need you')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import all' })).toBeDisabled();
  const rows = page.getByRole('table', { name: 'Rows of the table' });
  await expect(rows.getByText('“25:00” is no time.')).toBeVisible();
  await lookAt(page, 'import-rows');
  await lookSmall(app, 'import-rows-small');

  // By keyboard: the row opens, its text has the focus, Esc closes it and gives the focus back.
  await rows.getByRole('button', { name: 'Needs you, line 4' }).focus();
  await page.keyboard.press('Enter');
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await expect(text).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Short enough');
  await expect(page.getByText('This row is ready.')).toBeVisible();
  await expect(page.getByText('2 need you')).toBeVisible();
  await lookAt(page, 'import-fix');
  await page.keyboard.press('Escape');
  await expect(text).toBeHidden();

  await rows.getByRole('button', { name: 'Needs you, line 3' }).click();
  await page.getByLabel('Time', { exact: true }).fill('10:30');
  await page.getByLabel('Time', { exact: true }).press('Enter');
  await expect(page.getByText('This row is ready.')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();

  await rows.getByRole('button', { name: 'Needs you, line 5' }).click();
  await page.getByRole('button', { name: new RegExp(`@${handle}`) }).click();
  await expect(page.getByText('This row is ready.')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('No row needs you')).toBeVisible();

  await page.getByRole('button', { name: 'Import all 5 rows' }).click();
  await expect(page.getByText('5 posts imported.', { exact: true })).toBeVisible();
  expect(await call('posts.counts', {})).toMatchObject({ scheduled: 4, draft: 1 });
  const labels = await call('labels.list', {});
  expect(labels.map(({ name }) => name)).toEqual(['Bread', 'Spring']);
  await expect(page.getByText('may.csv')).toBeVisible();
  await lookAt(page, 'import-done');

  await page.keyboard.press('Control+z');
  await expect(page.getByText('5 posts removed.', { exact: true })).toBeVisible();
  expect((await call('posts.counts', {})).scheduled ?? 0).toBe(0);
  expect(await call('labels.list', {})).toEqual([]);

  // Also when the toast is gone: from the list of imports.
  await page.getByRole('button', { name: 'Bring back the import of may.csv' }).click();
  await expect(page.getByText('5 posts back.', { exact: true })).toBeVisible();
  expect(await call('posts.counts', {})).toMatchObject({ scheduled: 4, draft: 1 });
  expect((await call('labels.list', {})).map(({ name }) => name)).toEqual(['Bread', 'Spring']);
  await expect(page.getByRole('button', { name: 'Undo the import of may.csv' })).toBeVisible();
});

test('5,000 rows of which 40 need you: the rest come in within five seconds, and go again', async ({
  app,
}) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  let text = line('Date', 'Time', 'Text', 'Account');
  for (let row = 0; row < 5_000; row++) {
    const at = new Date(Date.UTC(2027, 0, 1) + row * 3_600_000).toISOString();
    const isBroken = row % 125 === 60;
    text += line(
      at.slice(0, 10),
      isBroken && row % 250 === 60 ? '99:99' : at.slice(11, 16),
      `Bread number ${row}`,
      isBroken && row % 250 !== 60 ? '@nobody' : (desk.account?.handle ?? ''),
    );
  }
  await choosing(app, await table('year.csv', text));
  await openImport(page);
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await page.getByRole('button', { name: 'Check 5,000 rows' }).click();
  await expect(page.getByText('4,960 ready')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('40 need you')).toBeVisible();
  const rows = page.getByRole('table', { name: 'Rows of the table' });
  await expect(rows).toHaveAttribute('aria-rowcount', '41');
  await lookAt(page, 'import-rows-many');
  // What is mended in one row is offered for the others that say the same.
  await rows.getByRole('button', { name: 'Needs you, line 187' }).click();
  await page.getByRole('button', { name: new RegExp(`@${desk.account?.handle}`) }).click();
  await expect(
    page.getByRole('button', { name: 'Also in the 19 other rows that say the same' }),
  ).toBeVisible();
  await keepPicture(page, 'import-alike');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('39 need you')).toBeVisible();
  await page.getByRole('radio', { name: /^All/ }).click();
  await expect(rows).toHaveAttribute('aria-rowcount', '5001');
  await rows.getByRole('button').first().focus();
  await page.keyboard.press('End');
  await expect(rows.getByText('Bread number 4999')).toBeVisible();

  // Frames go on while it is written: the longest pause between two is told.
  await page.evaluate(() => {
    const seen = { last: performance.now(), longest: 0 };
    Object.assign(window, { seen });
    const beat = () => {
      seen.longest = Math.max(seen.longest, performance.now() - seen.last);
      seen.last = performance.now();
      requestAnimationFrame(beat);
    };
    requestAnimationFrame(beat);
  });
  const from = Date.now();
  // What main computes, since others may have this computer, too; a free one takes little longer.
  const before = await app.electron.evaluate(() => process.cpuUsage());
  await page.getByRole('button', { name: 'Import the 4,961 good rows' }).click();
  await expect(page.getByText('4,961 posts imported.', { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  const took = Date.now() - from;
  const { user, system } = await app.electron.evaluate((_, was) => process.cpuUsage(was), before);
  const computed = (user + system) / 1000;
  const longest = await page.evaluate(
    () => (window as unknown as { seen: { longest: number } }).seen.longest,
  );
  process.stdout.write(
    `4,961 posts imported in ${took} ms, of which main computed ${Math.round(computed)} ms; longest frame ${Math.round(longest)} ms\n`,
  );
  expect(computed).toBeLessThan(5_000);
  expect((await call('posts.counts', {})).scheduled).toBe(4_961);

  await page.getByRole('button', { name: 'Undo the import of year.csv' }).click();
  await expect(page.getByText('4,961 posts removed.', { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  expect((await call('posts.counts', {})).scheduled ?? 0).toBe(0);
});

/** By a span of days: from the calendar, of the client that it is narrowed to, and from the list of posts. */
async function exportDays(app: LaunchedApp): Promise<void> {
  const { page } = app;
  const file = path.join(folder, 'days.csv');
  await choosing(app, file);
  const dialog = page.getByRole('dialog', { name: 'Export posts to CSV' });
  const [first, last] = [dialog.getByLabel('From'), dialog.getByLabel('To')];
  const open = async (place: string) => {
    await page.goto(`app://bundle${place}`);
    await page.getByRole('button', { name: 'More of the calendar' }).click();
    await page.getByRole('menuitem', { name: 'Export CSV…' }).click();
  };

  await open('/calendar?date=2027-03-15');
  await expect(first).toHaveValue('2027-03-01');
  await expect(last).toHaveValue('2027-03-31');
  await expect(dialog).toContainText('Posts of all clients');
  await lookAt(page, 'export-days');
  await lookSmall(app, 'export-days-small');
  await first.fill('2027-03-05');
  await last.fill('2027-03-04');
  await expect(dialog.getByText('Choose a day that is not before the first.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Export' })).toBeDisabled();
  // The day itself is in it, whole; the day after begins without.
  await first.fill('2027-03-04');
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText(/^1 post saved to/)).toBeVisible();
  await expect(dialog).toBeHidden();
  expect(await readFile(file, 'utf8')).toContain('Either way');

  const brio = await page.evaluate(async () => {
    const answer = await window.clientnest.invoke('clients.list', {});
    return answer.ok ? answer.value.find(({ name }) => name === 'Brio Bikes')?.id : undefined;
  });
  await open(`/calendar?date=2027-03-15&client=${brio}`);
  await expect(dialog).toContainText('Posts of Brio Bikes');
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText(/^0 posts saved to/)).toBeVisible();
  expect(await readFile(file, 'utf8')).not.toContain('Either way');

  await page.goto('app://bundle/posts?tab=scheduled');
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: 'Export days as CSV…' }).click();
  await first.fill('2027-03-05');
  await last.fill('2027-04-05');
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText(/^0 posts saved to/)).toBeVisible();
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: 'Export days as CSV…' }).click();
  await first.fill('2027-03-01');
  await last.fill('2027-03-04');
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText(/^1 post saved to/)).toBeVisible();
  await choosing(app, path.join(folder, 'saved.csv'));
}

test('a table that is dropped, dates that say two things, and the posts as a table again', async ({
  app,
}) => {
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  await openImport(page);
  const text = [
    line('Text', 'Date', 'Account'),
    line('Either way', '03/04/2027 9:00 AM', desk.account?.handle ?? ''),
  ].join('');
  const data = await page.evaluateHandle((csv) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([csv], 'dropped.csv', { type: 'text/csv' }));
    return transfer;
  }, text);
  await page.getByTestId('file-drop').dispatchEvent('drop', { dataTransfer: data });
  const dates = page.getByLabel('How dates are read');
  await expect(dates).toContainText(/Saturday.*(3 April|April 3)/);
  await expect(dates).toContainText('may also be');
  await lookAt(page, 'import-dates');
  await page.getByRole('radio', { name: 'Month first' }).click();
  await expect(dates).toContainText(/Thursday.*(4 March|March 4)/);
  await page.getByRole('button', { name: 'Check 1 row' }).click();
  await page.getByRole('button', { name: 'Import all 1 row' }).click();
  await expect(page.getByText('1 post imported.', { exact: true })).toBeVisible();

  const saved = path.join(folder, 'saved.csv');
  await choosing(app, saved);
  await page.goto('app://bundle/posts?tab=scheduled');
  await page.getByRole('button', { name: 'Import and export' }).click();
  await page.getByRole('menuitem', { name: 'Save these as CSV…' }).click();
  await expect(page.getByText(/^1 post saved to/)).toBeVisible();
  expect(await readFile(saved, 'utf8')).toContain('Either way');

  await exportDays(app);

  // What is there already is not made twice.
  await openImport(page);
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await expect(page.getByText('ClientNest export')).toBeVisible();
  await page.getByRole('button', { name: 'Check 1 row' }).click();
  await expect(page.getByText('This post is here already, at that time.')).toBeVisible();
  expect((await call('posts.counts', {})).scheduled).toBe(1);

  // A page can't name a path: only the command line may.
  expect(await desk.refused('imports.readFile', { path: saved })).toBe('forbidden');
});
