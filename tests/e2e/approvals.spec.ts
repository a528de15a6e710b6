import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import { expectAccessible } from '../support/accessible.ts';
import { type Desk, furnish, middleOfNextMonth } from '../support/desk.ts';
import { importMedia } from '../support/import-media.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';
import { openPlainBrowser, type PlainBrowser } from '../support/plain-browser.ts';
import { connectPractice } from '../support/practice-accounts.ts';

let pds: Pds;
let folder: string;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clientnest-packs-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A loaf, as far as a test needs one: colours that are seen, and a size that has to be made smaller. */
const picture = () =>
  sharp({ create: { width: 1600, height: 1000, channels: 3, background: '#e7c9a0' } })
    .composite([
      {
        input: Buffer.from(
          '<svg width="1600" height="1000"><ellipse cx="800" cy="560" rx="520" ry="260" fill="#a5662a"/><path d="M480 460l120 180M680 400l120 220M900 400l120 200" stroke="#e7c9a0" stroke-width="36" stroke-linecap="round"/></svg>',
        ),
      },
    ])
    .jpeg()
    .toBuffer();

const TEXTS = [
  'Sourdough from the new oven, every morning from seven. #bakery',
  'Meet Jonas: he shapes two hundred loaves before you wake up. https://ada.example/jonas',
  'Plum cake week. Come early, it is gone by noon.',
  'חלה טרייה בכל יום שישי, מוזמנים להזמין מראש',
];

/** The second shows a part of the loaf only. */
const PICTURES = [
  [{ altText: 'A loaf with three cuts' }],
  [{ altText: 'The middle cut', crop: { x: 0.4, y: 0.2, width: 0.25, height: 0.4 } }],
];

/** Posts in review with planned times, the first two with a picture. */
async function inReview({ call, page, ada, account }: Desk, texts = TEXTS): Promise<string[]> {
  const loaf = await importMedia(page, 'loaf.jpg', await picture());
  const ids: string[] = [];
  for (const [index, text] of texts.entries()) {
    const { id } = await call('posts.create', {
      clientId: ada.id,
      text,
      targets: account ? [{ accountId: account.id }] : [],
      media: PICTURES[index]?.map((item) => ({ mediaId: loaf, ...item })) ?? [],
    });
    const wallTime = `${middleOfNextMonth(10 + index)}T09:00`;
    await call('posts.plan', { id, at: { wallTime, zone: 'Europe/Berlin' } });
    ids.push(id);
  }
  await call('approvals.submit', { postIds: ids });
  return ids;
}

const savesTo = ({ electron }: LaunchedApp, file: string) =>
  electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, file);

async function makePack(page: Page, format: 'HTML' | 'PDF' = 'HTML') {
  await page.getByRole('button', { name: 'Make a pack…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Make a pack' });
  await sheet
    .getByLabel('Message')
    .fill('Hello Ada, here is the next month. Tell me what you think.');
  await sheet.getByLabel('Answers by').fill(middleOfNextMonth(5));
  await sheet.getByRole('radio', { name: format }).click();
  return sheet;
}

async function bringIn(page: Page, file: string) {
  await page.getByRole('button', { name: 'Bring answers in…' }).click();
  await page.getByLabel('Answers file').setInputFiles(file);
}

/** The answers that a client saves in the page. */
async function saveAnswers(page: Page, to: string): Promise<void> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save my answers' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('ada-s-bakery-answers.json');
  await saved.saveAs(to);
}

async function answer(page: Page, number: number, choice: string, words?: string) {
  const group = page.getByRole('group', { name: `Your answer to post ${number}` });
  await group.getByRole('radio', { name: choice }).check();
  if (words !== undefined) await group.getByRole('textbox').fill(words);
}

const theme = (page: Page, dark: boolean) =>
  page.evaluate((isDark) => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  }, dark);

test('a client answers a pack from the disk, and the answers come back once, signed and unchanged', async ({
  launch,
}, testInfo) => {
  test.slow();
  const app = await launch();
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const ids = await inReview(desk);
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await expect(page.getByRole('heading', { name: 'Approvals', level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: /Approvals/ })).toContainText('4');
  await expect(page.getByRole('list', { name: 'In review' }).getByRole('listitem')).toHaveCount(4);

  const packFile = join(folder, 'pack.html');
  await savesTo(app, packFile);
  const sheet = await makePack(page);
  await expect(sheet.getByRole('checkbox', { checked: true })).toHaveCount(4);
  await expect(sheet.getByText('4 posts, 2 pictures')).toBeVisible();
  await expectAccessible(page, 'making a pack');
  await keepPicture(page, 'approvals-make');
  await sheet.getByRole('button', { name: 'Save the pack…' }).click();
  await expect(page.getByText(/^Saved pack\.html/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Packs' })).toContainText('No answers yet, 4 posts');

  // The client: another browser, no network, the file alone.
  const client: PlainBrowser = await openPlainBrowser(folder);
  testInfo.annotations.push({ type: 'browser', description: client.name });
  const answersFile = join(folder, 'answers.json');
  try {
    const opened = await client.open(packFile);
    const asked: string[] = [];
    const said: string[] = [];
    opened.on('request', (request) => asked.push(request.url()));
    opened.on('console', (message) => said.push(message.text()));
    await opened.reload();
    await expect(opened.getByText('0 of 4 answered')).toBeVisible();
    expect(asked.filter((url) => !/^(file|data|blob):/.test(url))).toEqual([]);
    expect(said).toEqual([]);
    await expect(opened.getByRole('img', { name: 'A loaf with three cuts' })).toBeVisible();
    const shape = await opened
      .getByRole('img', { name: 'The middle cut' })
      .evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
    expect(shape).toEqual([400, 400]);
    await expectAccessible(opened, 'the pack, light');
    await keepPicture(opened, 'approvals-pack-light');
    await opened.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(opened, 'the pack, dark');
    await keepPicture(opened, 'approvals-pack-dark');
    await opened.emulateMedia({ colorScheme: 'light', media: 'print' });
    await expect(opened.getByRole('button', { name: 'Save my answers' })).toBeHidden();
    await keepPicture(opened, 'approvals-pack-paper');
    await opened.emulateMedia({ colorScheme: 'light', media: 'screen' });
    await opened.setViewportSize({ width: 390, height: 844 });
    await expectAccessible(opened, 'the pack on a telephone');
    await keepPicture(opened, 'approvals-pack-telephone');
    await opened.setViewportSize({ width: 900, height: 1000 });

    // Nothing is saved that is not said by somebody.
    await opened.getByRole('button', { name: 'Save my answers' }).click();
    await expect(opened.getByText('Answer at least one post first.')).toBeVisible();
    await answer(opened, 1, 'Approve');
    await answer(opened, 2, 'Approve', 'Jonas will love it');
    await answer(opened, 3, 'Ask for a change', 'It is a <b>pear</b> cake');
    await expect(opened.getByText('3 of 4 answered')).toBeVisible();
    await answer(opened, 4, 'Comment', 'Please check the spelling');
    await expect(opened.getByText('4 of 4 answered')).toBeVisible();
    await opened.getByRole('button', { name: 'Save my answers' }).click();
    await expect(opened.getByText(/Write your name/)).toBeVisible();
    await opened.getByLabel('Your name').fill('Ada Winter');
    await keepPicture(opened, 'approvals-pack-answered');
    await saveAnswers(opened, answersFile);
    await expect(opened.getByText(/Send that file back to Mara/)).toBeVisible();
  } finally {
    await client.close();
  }

  // Somebody changes one word of it on the way.
  const forged = join(folder, 'forged.json');
  writeFileSync(forged, readFileSync(answersFile, 'utf8').replace('"change"', '"approve"'));
  await bringIn(page, forged);
  const dialog = page.getByRole('dialog', { name: 'Bring answers in' });
  await expect(dialog.getByText(/These answers were changed after they were saved/)).toBeVisible();
  await expectAccessible(page, 'answers that were tampered with');
  await keepPicture(page, 'approvals-forged');
  expect((await call('posts.counts', {})).in_review).toBe(4);
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await bringIn(page, answersFile);
  const answers = page.getByRole('dialog', { name: 'Answers of Ada Winter' });
  await expect(answers.getByText('Becomes approved.')).toHaveCount(2);
  await expect(answers.getByText('It is a <b>pear</b> cake')).toBeVisible();
  await expectAccessible(page, 'answers, light');
  await keepPicture(page, 'approvals-answers');
  await theme(page, true);
  await expectAccessible(page, 'answers, dark');
  await keepPicture(page, 'approvals-answers-dark');
  await theme(page, false);
  await answers.getByRole('button', { name: 'Take 4 answers' }).click();
  await expect(answers).toBeHidden();
  await expect(page.getByText('Took the answers to 4 posts', { exact: true })).toBeVisible();
  const status = async () =>
    Promise.all(ids.map(async (id) => (await call('posts.get', { id })).status));
  expect(await status()).toEqual(['scheduled', 'scheduled', 'draft', 'in_review']);
  await expect(page.getByRole('list', { name: 'Packs' })).toContainText(
    '4 of 4 answered: 2 approved, 1 change, 1 comment',
  );

  // One keystroke takes it back, and the same file can be taken again.
  await page.keyboard.press('Control+z');
  await expect.poll(status).toEqual(['in_review', 'in_review', 'in_review', 'in_review']);
  await bringIn(page, answersFile);
  await answers.getByRole('button', { name: 'Take 4 answers' }).click();
  await expect.poll(status).toEqual(['scheduled', 'scheduled', 'draft', 'in_review']);
  await bringIn(page, answersFile);
  await expect(answers.getByText('There is nothing new in this file.')).toBeVisible();
  await answers.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('list', { name: 'Packs' }).getByRole('button').click();
  const packSheet = page.getByRole('dialog', { name: /Posts for/ });
  await expect(packSheet.getByText(/Ada Winter/).first()).toBeVisible();
  await expectAccessible(page, 'a pack');
  await keepPicture(page, 'approvals-pack-sheet');
  await packSheet.getByRole('button', { name: /Plum cake/ }).click();
  await expect(page.getByRole('heading', { name: 'What was said' })).toBeVisible();
  await expect(page.getByText('Ada Winter asked for a change')).toBeVisible();
  await expectAccessible(page, 'what was said of a post');
  await keepPicture(page, 'approvals-notes');
  app.expectNoCspViolations();
});

test('a pack is printed as a PDF, with its pictures', async ({ launch }) => {
  test.slow();
  const app = await launch();
  const desk = await furnish(app, pds);
  await inReview(desk);
  const { page, call, ada, account } = desk;
  const practice = (await connectPractice(app, desk, ['mastodon'])).get('mastodon');
  for (const ids of [[practice?.id], [account?.id, practice?.id]]) {
    const { id } = await call('posts.create', {
      clientId: ada.id,
      text: 'How it would look elsewhere',
      targets: ids.flatMap((accountId) => (accountId ? [{ accountId }] : [])),
    });
    await call('approvals.submit', { postIds: [id] });
  }
  await page.getByRole('link', { name: /Approvals/ }).click();
  await expectAccessible(page, 'approvals, light');
  await keepPicture(page, 'approvals-view');
  await theme(page, true);
  await expectAccessible(page, 'approvals, dark');
  await keepPicture(page, 'approvals-view-dark');
  await theme(page, false);
  const [content] = await app.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const before = window?.getContentSize();
    window?.setContentSize(900, 600);
    return [before];
  });
  await page.getByRole('button', { name: 'Make a pack…' }).click();
  await expectAccessible(page, 'making a pack in a small window');
  await keepPicture(page, 'approvals-make-small');
  await page.keyboard.press('Escape');
  await keepPicture(page, 'approvals-view-small');
  await app.electron.evaluate(({ BrowserWindow }, size) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(size?.[0] ?? 1280, size?.[1] ?? 800);
  }, content);
  const file = join(folder, 'pack.pdf');
  await savesTo(app, file);
  const sheet = await makePack(page, 'PDF');
  await sheet.getByRole('button', { name: 'Save the pack…' }).click();
  await expect(page.getByText(/^Saved pack\.pdf/)).toBeVisible();
  const bytes = readFileSync(file);
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(bytes.toString('latin1')).toMatch(/\/Subtype \/Image/);
  await expect.poll(() => app.electron.windows().length).toBe(1);
});

test('a scheduled post is held and released, and looks paused meanwhile', async ({ launch }) => {
  const app = await launch();
  const desk = await furnish(app, pds);
  const { page, call, ada, account } = desk;
  const { id } = await call('posts.create', {
    clientId: ada.id,
    text: 'Held until the photo is here',
    targets: account ? [{ accountId: account.id }] : [],
  });
  const day = middleOfNextMonth();
  await call('posts.schedule', { id, wallTime: `${day}T09:00`, zone: 'Europe/Berlin' });
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `/posts/${id}`);
  await page.getByRole('button', { name: 'Hold back' }).click();
  await expect(page.getByRole('heading', { name: /On hold/ })).toBeVisible();
  await expect(page.getByText('You put it on hold')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publish now' })).toBeHidden();
  expect((await call('posts.get', { id })).heldAt).not.toBeNull();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: /Goes out/ })).toBeVisible();
  await page.getByRole('button', { name: 'Hold back' }).click();
  await expect(page.getByRole('heading', { name: /On hold/ })).toBeVisible();
  await keepPicture(page, 'approvals-hold-toast');
  await page.getByRole('button', { name: 'Add a reason', exact: true }).click();
  const why = page.getByRole('dialog', { name: 'Why is it on hold?' });
  await why.getByLabel('Reason').fill('The oven is broken');
  await expectAccessible(page, 'the reason of a hold');
  await keepPicture(page, 'approvals-hold-reason');
  await page.keyboard.press('Enter');
  await expect(why).toBeHidden();
  await expect(page.getByText('The oven is broken').first()).toBeVisible();
  await page.getByRole('button', { name: 'Change the reason of the hold' }).click();
  await why.getByLabel('Reason').fill('The oven is broken until Friday');
  await why.getByRole('button', { name: 'Save the reason' }).click();
  await expect(page.getByText('The oven is broken until Friday')).toHaveCount(2);
  await page.getByRole('button', { name: 'Release' }).click();
  await expect(page.getByRole('heading', { name: /Goes out/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^The oven is broken until Friday · you/)).toBeVisible();
  await page.getByLabel('Add a note').fill('The photographer comes on Monday');
  await page.getByRole('button', { name: 'Add the note' }).click();
  await expect(page.getByText('The photographer comes on Monday')).toBeVisible();
  await keepPicture(page, 'approvals-hold');

  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `/calendar?date=${day}`);
  const chip = page.getByRole('button', { name: /Held until the photo is here, on hold/ });
  await expect(chip).toBeVisible();
  await chip.click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await keepPicture(page, 'approvals-hold-calendar');
  await page.getByRole('menuitem', { name: 'Release' }).click();
  await expect(page.getByText('Released: it goes out at its time', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: /photo is here, scheduled/ })).toBeVisible();
});

test('a draft is submitted from its editor, with the time that was chosen', async ({ launch }) => {
  const app = await launch();
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const day = middleOfNextMonth();
  await page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `/calendar?compose=new&at=${day}T09:30`);
  await expect(page.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await page.keyboard.type('For the client to see first');
  await page.getByRole('button', { name: 'More ways on' }).click();
  await page.getByRole('menuitem', { name: 'Submit for review' }).click();
  await expect(page.getByText('Submitted for review', { exact: true })).toBeVisible();
  await expect.poll(async () => (await call('posts.counts', {})).in_review).toBe(1);
  const [submitted] = (await call('posts.list', { statuses: ['in_review'] })).posts;
  expect(submitted).toMatchObject({ wallTime: `${day}T09:30`, zone: 'Europe/Berlin' });
  await page.getByRole('link', { name: /Approvals/ }).click();
  await page.getByRole('button', { name: /For the client to see first/ }).hover();
  await page.getByRole('button', { name: 'Take back from review' }).click();
  await expect(page.getByText('Nothing waits for a client')).toBeVisible();
  await expectAccessible(page, 'approvals without anything');
  await keepPicture(page, 'approvals-empty');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /For the client to see first/ })).toBeVisible();
});

/** A post that is approved, planned for the middle of next month. */
async function approvedPost({ call, ada, account }: Desk): Promise<string> {
  const { id } = await call('posts.create', {
    clientId: ada.id,
    text: 'Plum cake from Friday',
    targets: account ? [{ accountId: account.id }] : [],
  });
  const at = { wallTime: `${middleOfNextMonth()}T09:00`, zone: 'Europe/Berlin' };
  await call('posts.plan', { id, at });
  await call('posts.setStage', { id, to: 'approved' });
  return id;
}

const goTo = (page: Page, place: string) =>
  page.evaluate((to) => {
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, place);

test('a change after the approval is told before, and sends the post back for approval', async ({
  launch,
}) => {
  const app = await launch();
  const desk = await furnish(app, pds);
  const { page, call } = desk;
  const id = await approvedPost(desk);
  const status = async () => (await call('posts.get', { id })).status;
  await goTo(page, `/posts/${id}?compose=${id}`);
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await expect(text).toBeFocused();
  await expect(
    page.getByText('You approved this post. A change sends it back for approval.'),
  ).toBeVisible();
  await expectAccessible(page, 'an approved post in the composer');
  await keepPicture(page, 'approvals-edit-before');
  await text.press('End');
  await page.keyboard.type(', and bread');
  const sheet = page.getByRole('dialog', { name: 'Edit post' });
  await expect(sheet.getByText(/^Edited since you approved it, so it waits/)).toBeVisible();
  await expect.poll(status).toBe('in_review');
  await keepPicture(page, 'approvals-edit-after');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /Approvals/ }).click();
  await expect(
    page.getByRole('button', { name: /Plum cake from Friday, and bread Changed after approval/ }),
  ).toBeVisible();
  await expectAccessible(page, 'what came back for approval');
  await keepPicture(page, 'approvals-changed-after');
  await goTo(page, `/posts/${id}?compose=${id}`);
  await sheet.getByRole('button', { name: 'Put it back' }).click();
  await expect(text).toHaveValue('Plum cake from Friday');
  await expect.poll(status).toBe('approved');

  // Scheduled, it stays scheduled: whether that is fine is the person's decision.
  await text.press('End');
  await page.keyboard.type(', and rolls');
  await expect.poll(status).toBe('in_review');
  const at = { wallTime: `${middleOfNextMonth()}T09:00`, zone: 'Europe/Berlin' };
  await page.keyboard.press('Escape');
  await call('posts.schedule', { id, ...at });
  await expect(
    page.getByText('Edited since you approved it. It goes out as it is now.'),
  ).toBeVisible();
  await expect(page.getByText('You changed it after it was approved')).toBeVisible();
  await expectAccessible(page, 'a post that was edited since its approval');
  await keepPicture(page, 'approvals-edited-since');
  await theme(page, true);
  await expectAccessible(page, 'a post that was edited since its approval, dark');
  await keepPicture(page, 'approvals-edited-since-dark');
  await theme(page, false);
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600);
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(900);
  await keepPicture(page, 'approvals-edited-since-small');
  await goTo(page, `/posts/${id}?compose=${id}`);
  await expect(sheet.getByText(/^Edited since you approved it/)).toBeVisible();
  await keepPicture(page, 'approvals-edit-scheduled-small');
  await page.keyboard.press('Escape');
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800);
  });
  await goTo(page, `/calendar?date=${middleOfNextMonth()}`);
  await page.getByRole('button', { name: /Plum cake from Friday, and rolls/ }).click();
  await expect(
    page.getByText('Edited since you approved it. It goes out as it is now.'),
  ).toBeVisible();
  await keepPicture(page, 'approvals-edited-since-peek');
  await goTo(page, `/posts/${id}`);
  await page.getByRole('button', { name: 'It is fine' }).click();
  await expect(page.getByText(/Edited since/)).toBeHidden();
  expect(await status()).toBe('scheduled');
});
