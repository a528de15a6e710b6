import { expectAccessible } from '../support/accessible.ts';
import { type Desk, dayAhead, furnish } from '../support/desk.ts';
import { keepPicture, keepWindow } from '../support/keep-picture.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';
import { type Pds, startPds } from '../support/pds.ts';
import { fillPlaces, goTo, placesOf } from '../support/places.ts';
import { expectRoom, sized } from '../support/room.ts';

let pds: Pds;
test.beforeAll(async () => {
  pds = await startPds();
});
test.afterAll(() => pds.stop());

/** Right to left, an emoji of several parts, and a word that no line is long enough for. */
const RTL = 'مرحبا بالعالم 👩‍👩‍👧 #قهوة';
const LONG = `https://brio.example/${'a'.repeat(180)}`;

async function furnished(
  app: LaunchedApp,
): Promise<Desk & { places: ReturnType<typeof placesOf> }> {
  const desk = await furnish(app, pds);
  const { call, ada, account } = desk;
  await fillPlaces(desk);
  const targets = account ? [{ accountId: account.id }] : [];
  const make = (text: string) => call('posts.create', { clientId: ada.id, text, targets });
  const draft = await make(`${RTL}\n${LONG}`);
  const post = await make(RTL);
  await call('posts.schedule', {
    id: post.id,
    wallTime: `${dayAhead(1)}T09:30`,
    zone: 'Europe/Berlin',
  });
  return { ...desk, places: placesOf({ post: post.id, draft: draft.id, client: ada.id }) };
}

for (const theme of ['light', 'dark'] as const)
  test(`axe finds nothing on any screen in ${theme}, wide and narrow`, async ({
    app,
  }, testInfo) => {
    testInfo.setTimeout(300_000);
    const { page, call, places } = await furnished(app);
    await call('settings.update', { theme });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    for (const [width, height] of [
      [1280, 800],
      [900, 600],
    ] as const) {
      await sized(app, width, height);
      for (const { name, to } of places) {
        await goTo(page, to);
        await expectAccessible(page, `${name} in ${theme}, ${width} × ${height}`);
        await expectRoom(page, `${name} in ${theme}, ${width} × ${height}`);
        await keepPicture(page, `${name}-${theme}-${width}`);
      }
    }
    app.expectNoCspViolations();
  });

test('from 80 to 200 % nothing runs out of the window', async ({ app }, testInfo) => {
  testInfo.setTimeout(300_000);
  const { page, places } = await furnished(app);
  for (const zoom of [0.8, 1.25, 1.5, 2]) {
    await sized(app, 1280, 800, zoom);
    for (const { name, to } of places) {
      await goTo(page, to);
      await expectRoom(page, `${name} at ${zoom * 100} %`);
      if (zoom === 2) await keepWindow(app, `${name}-zoom-200`);
    }
  }
});

test('with high contrast every control has an edge, and what is chosen is seen without its colour', async ({
  app,
}, testInfo) => {
  testInfo.setTimeout(120_000);
  const { page, places } = await furnished(app);
  await page.emulateMedia({ forcedColors: 'active' });
  for (const { name, to } of places) {
    await goTo(page, to);
    const chosen = await page.evaluate(() => {
      const looks = (element: Element) => {
        const { backgroundColor, borderTopColor, borderTopWidth, outlineStyle, outlineColor } =
          getComputedStyle(element);
        return [
          backgroundColor,
          borderTopWidth === '0px' ? '' : borderTopColor,
          outlineStyle,
          outlineColor,
        ].join();
      };
      return [...document.querySelectorAll('[role="radiogroup"]')].flatMap((group) => {
        const radios = [...group.querySelectorAll('[role="radio"]')];
        const on = radios.find((radio) => radio.getAttribute('aria-checked') === 'true');
        const off = radios.find((radio) => radio !== on);
        return on && off && looks(on) === looks(off) ? [group.getAttribute('aria-label')] : [];
      });
    });
    expect(chosen, name).toEqual([]);
    await keepPicture(page, `${name}-high-contrast`);
  }
});

test('text from right to left stands right in the editor, the preview and the lists', async ({
  app,
}) => {
  const { page, places } = await furnished(app);
  const at = (name: string) => places.find((place) => place.name === name)?.to ?? '/';
  await goTo(page, at('composer'));
  const editor = page.getByLabel('Text', { exact: true });
  expect(await editor.evaluate((field) => getComputedStyle(field).direction)).toBe('rtl');
  await goTo(page, '/posts');
  await goTo(page, at('post'));
  const shown = page.getByText(/مرحبا/).first();
  expect(await shown.evaluate((text) => text.closest('[dir]')?.getAttribute('dir'))).toBe('auto');
});
