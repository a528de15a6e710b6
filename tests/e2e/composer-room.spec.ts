import type { Locator, Page } from 'playwright/test';
import sharp from 'sharp';
import { furnish } from '../support/desk.ts';
import { importMedia } from '../support/import-media.ts';
import { keepWindow } from '../support/keep-picture.ts';
import { expect, test } from '../support/launch.ts';
import { connectPractice } from '../support/practice-accounts.ts';
import { expectRoom, sized } from '../support/room.ts';
import { openPlace } from '../support/trouble.ts';

const composer = (page: Page) => page.getByRole('dialog', { name: 'Edit post' });

/** Every word of it can be read, and it can be pressed: nothing lies over its middle. */
async function expectReachable(control: Locator, place: string): Promise<void> {
  await control.scrollIntoViewIfNeeded();
  const told = await control.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const inside = left >= 0 && right <= innerWidth + 1 && top >= 0 && bottom <= innerHeight + 1;
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return { inside, isHit: hit !== null && element.contains(hit) };
  });
  expect(told, place).toEqual({ inside: true, isHit: true });
}

/** What floats ends where the window does, and what is more of it scrolls. */
async function expectWhole(floating: Locator, place: string): Promise<void> {
  const inside = await floating.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
  });
  expect(inside, place).toBe(true);
}

test('a post to several networks, with pictures and a queue, has its room in every window and at every zoom', async ({
  app,
}, testInfo) => {
  testInfo.setTimeout(180_000);
  const desk = await furnish(app);
  const { call, ada, page } = desk;
  await call('slots.set', {
    clientId: ada.id,
    slots: [1, 2, 3, 4, 5].map((weekday) => ({ weekday: weekday as 1, time: '09:00' })),
  });
  const accounts = await connectPractice(app, desk, [
    'x',
    'instagram',
    'linkedin',
    'threads',
    'bluesky',
    'mastodon',
  ]);
  const picture = await sharp({
    create: { width: 900, height: 900, channels: 3, background: '#7dd3fc' },
  })
    .jpeg()
    .toBuffer();
  const post = await call('posts.create', {
    clientId: ada.id,
    text: 'The first Stollen of the year come out of the oven on Saturday at 7.\n\nWe bake them with butter, almonds and raisins.\n\nOrder by Thursday.\n\nGift boxes leave on Monday.\n\n#stollen #bakery',
    firstComment: 'Order by Thursday',
    targets: [...accounts.values()].map(({ id }) => ({ accountId: id })),
    media: [{ mediaId: await importMedia(page, 'picture-1.jpg', picture), altText: 'The sky' }],
  });
  await openPlace(page, `/calendar?compose=${post.id}`);
  await expect(composer(page).getByRole('button', { name: /^Add to queue/ })).toBeVisible();

  for (const [width, height, zoom] of [
    [1280, 800, 1],
    [900, 600, 1],
    [1280, 800, 1.5],
    [1280, 800, 2],
  ] as const) {
    await sized(app, width, height, zoom);
    const place = `${width} × ${height} at ${zoom * 100} %`;
    await page.waitForTimeout(400);
    await keepWindow(app, `composer-room-${width}-${zoom * 100}`);
    await expectRoom(page, place);
    // Nothing of the desk is scrolled sideways but its tabs.
    const sideways = await composer(page).evaluate((sheet) =>
      [...sheet.querySelectorAll<HTMLElement>('*')]
        .filter((box) => box.role !== 'tablist' && getComputedStyle(box).overflowX === 'auto')
        .filter((box) => box.scrollWidth > box.clientWidth)
        .map((box) => box.className),
    );
    expect(sideways, place).toEqual([]);
    const button = (name: RegExp) => composer(page).getByRole('button', { name });
    for (const name of [/^Schedule for/, /^Add to queue/, /^Checks/, /^Crop picture-1/, /^Insert/])
      await expectReachable(button(name), `${name} in ${place}`);
    await expectReachable(composer(page).getByLabel('Text', { exact: true }), `text in ${place}`);
    // The words end above what follows them.
    const [words, comment] = await Promise.all([
      composer(page)
        .getByLabel('Text', { exact: true })
        .evaluate((field) => ({
          bottom: field.getBoundingClientRect().top + field.scrollHeight,
          clipped: field.scrollHeight - field.clientHeight,
        })),
      composer(page).getByRole('region', { name: 'First comment' }).boundingBox(),
    ]);
    expect(words.clipped, `what of the text is cut off in ${place}`).toBeLessThanOrEqual(1);
    expect(comment).not.toBeNull();

    // What has no room as a button is in the menu.
    const more = button(/^More ways on/);
    if (await button(/^Save draft/).isVisible()) {
      await expectReachable(button(/^Publish now/), `Publish now in ${place}`);
      continue;
    }
    await more.click();
    await expect(page.getByRole('menuitem', { name: 'Save draft' })).toBeVisible();
    await expect(page.getByRole('menuitem', { name: /^Publish now/ })).toBeVisible();
    await keepWindow(app, `composer-room-more-${zoom * 100}`);
    await page.keyboard.press('Escape');
    for (const [opener, name] of [
      [/^Checks/, 'Checks'],
      [/^Insert/, 'Insert'],
      [/^Today|^Tomorrow/, 'When'],
    ] as const) {
      await button(opener).first().click();
      await page.waitForTimeout(200);
      await expectWhole(page.getByRole('dialog', { name, exact: true }), `${name} in ${place}`);
      await keepWindow(app, `composer-room-${name.toLowerCase()}-${zoom * 100}`);
      await page.keyboard.press('Escape');
    }
    await button(/^Preview$/).click();
    await expect(composer(page).getByRole('complementary', { name: 'Preview' })).toBeVisible();
    await keepWindow(app, `composer-room-preview-${zoom * 100}`);
    await expectRoom(page, `the preview in ${place}`);
    await button(/^Write$/).click();
  }
});
