import { expectAccessible } from './accessible.ts';
import type { Desk } from './desk.ts';
import { keepPicture } from './keep-picture.ts';
import { expect, type LaunchedApp } from './launch.ts';
import { sized } from './room.ts';

/**
 * Both themes, both sizes of the window: what axe says of each, nothing wider than the window, and a picture.
 * @param also what else is looked at each time, e.g. `dark-900`
 */
export async function lookAt(
  { page, call, app }: Pick<Desk, 'page' | 'call'> & { app: LaunchedApp },
  picture: string,
  also: (at: string) => Promise<void> = async () => {},
): Promise<void> {
  for (const [width, height] of [
    [900, 600],
    [1280, 800],
  ] as const) {
    await sized(app, width, height);
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    for (const theme of ['dark', 'light'] as const) {
      await call('settings.update', { theme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expectAccessible(page, `${picture} in ${theme} at ${width}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await keepPicture(page, `${picture}-${theme}-${width}`);
      await also(`${theme}-${width}`);
    }
  }
}
