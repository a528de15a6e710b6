import type { Locator, Page } from 'playwright/test';
import { resolveWallTime } from '../../shared/domain/wall-time.ts';
import type {} from '../../shared/ipc/bridge.ts';
import { keepPicture } from '../support/keep-picture.ts';
import { expect, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';
import { movableClock } from '../support/trouble.ts';

let pds: Pds;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());

const MINUTE = 60_000;
/** A key is down for a while, in ms. */
const AS_A_HAND = { delay: 60 };
/** A way of more presses than that is no way. */
const FAR = 40;

/** Goes on with Tab until the control has the focus, as somebody without a pointer does. */
async function tabTo(page: Page, control: Locator, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < FAR; presses++) {
    const isThere = await control.evaluateAll((found) =>
      found.some((element) => element === document.activeElement),
    );
    if (isThere) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${FAR} presses of ${key} did not lead to ${control}`);
}

async function press(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}

/** What has the focus shows that it has it: an outline or a ring, or the caret of a text. */
const focusIsSeen = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return false;
    if (element.matches('input, textarea')) return true;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  });

test('from the first start to a published post without a pointer, scheduled within a minute', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(180_000);
  const person = await pds.createAccount('keys');
  const appPassword = await pds.createAppPassword(person);
  const clock = movableClock(testInfo.outputPath('clock-offset'));
  const app = await launch({ env: clock.env });
  const { page } = app;
  const { keyboard } = page;
  await page.waitForSelector('html[data-ready="true"]');
  const begun = Date.now();

  await test.step('who I am, and a client', async () => {
    await tabTo(page, page.getByLabel('Your name'));
    await keyboard.type('Robin Ortega');
    await keyboard.press('Enter');
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
    await keyboard.type('Brio Coffee');
    await keyboard.press('Enter');
  });

  await test.step('an account', async () => {
    await expect(page.getByRole('heading', { name: 'Connect Bluesky' })).toBeVisible();
    await tabTo(page, page.getByRole('radio', { checked: true }).last());
    if (!(await page.getByRole('radio', { name: 'With an app password' }).isChecked()))
      await keyboard.press('ArrowRight', AS_A_HAND);
    await expect(page.getByRole('radio', { name: 'With an app password' })).toBeChecked();
    await tabTo(page, page.getByLabel('Handle'));
    await keyboard.type(person.handle);
    await tabTo(page, page.getByLabel('App password', { exact: true }));
    await keyboard.type(appPassword);
    await press(page, page.getByRole('button', { name: 'Other server' }));
    await tabTo(page, page.getByLabel('Service address'));
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type(pds.url);
    await keyboard.press('Enter');
    await expect(page).toHaveURL(/\/calendar/);
  });

  await test.step('a post, scheduled', async () => {
    await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
    await keyboard.press('n');
    const composer = page.getByRole('dialog', { name: 'New post' });
    await expect(composer.getByRole('textbox', { name: 'Text', exact: true })).toBeFocused();
    await keyboard.type('Two new roasts from Saturday on. #coffee');
    expect(await focusIsSeen(page)).toBe(true);
    await expect(composer.getByRole('button', { name: /^Schedule for/ })).toBeEnabled();
    await keyboard.press('Control+Enter');
    await expect(composer).toBeHidden();
  });
  const took = Date.now() - begun;
  console.log(`from the first start to a scheduled post: ${(took / 1000).toFixed(1)} s`);
  expect(took).toBeLessThan(MINUTE);

  const chip = page.getByRole('button', { name: /Two new roasts/ });
  const wallTime = async () => {
    const listed = await page.evaluate(() =>
      window.clientnest.invoke('posts.list', { limit: 1 } as never),
    );
    return JSON.stringify(listed).match(/"wallTime":"([^"]+)"/)?.[1] ?? '';
  };
  const first = await wallTime();

  await test.step('moved to the next day and back', async () => {
    await tabTo(page, page.getByRole('grid').locator('[data-date]'));
    const day = page.locator('[data-date]').filter({ has: chip });
    for (let presses = 0; presses < FAR && !(await isFocused(chip)); presses++)
      await keyboard.press((await isFocused(day)) ? 'ArrowDown' : 'ArrowRight');
    await expect(chip).toBeFocused();
    expect(await focusIsSeen(page)).toBe(true);
    await keyboard.press('Alt+ArrowRight');
    await expect.poll(wallTime).not.toBe(first);
    expect((await wallTime()).slice(11)).toBe(first.slice(11));
    await keepPicture(page, 'keyboard-moved');
    await keyboard.press('Control+z');
    await expect.poll(wallTime).toBe(first);
  });

  await test.step('found again with the palette, and its page', async () => {
    await keyboard.press('Control+k');
    await keyboard.type('two new roasts');
    await expect(page.getByRole('option', { name: /Two new roasts/ }).first()).toBeVisible();
    await keyboard.press('Enter');
    await expect(page).toHaveURL(/\/posts\//);
    await keyboard.press('?');
    await expect(page.getByRole('dialog', { name: /shortcuts/i })).toBeVisible();
    await keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('published when its time has come, once', async () => {
    const due = resolveWallTime(first, Intl.DateTimeFormat().resolvedOptions().timeZone).at;
    clock.set(due - Date.now() + 5_000);
    await expect(page.getByRole('heading', { name: 'Published', exact: true })).toBeVisible({
      timeout: 30_000,
    });
    expect(await pds.records(person.did)).toHaveLength(1);
  });
  app.expectNoCspViolations();
});

const isFocused = (control: Locator): Promise<boolean> =>
  control.evaluateAll((found) => found.some((element) => element === document.activeElement));
