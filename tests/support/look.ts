import { expectAccessible } from './accessible.ts';
import type { Desk } from './desk.ts';
import { keepPicture } from './keep-picture.ts';
import { expect, type LaunchedApp } from './launch.ts';
import { sized } from './room.ts';

/** Both themes, both sizes of the window: what axe says of each, and a picture. */
export async function lookAt(
  { page, call, app }: Pick<Desk, 'page' | 'call'> & { app: LaunchedApp },
  picture: string,
): Promise<void> {
  for (const [width, height] of [
    [900, 600],
    [1280, 800],
  ] as const) {
    await sized(app, width, height);
    for (const theme of ['dark', 'light'] as const) {
      await call('settings.update', { theme });
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expectAccessible(page, `${picture} in ${theme} at ${width}`);
      await keepPicture(page, `${picture}-${theme}-${width}`);
    }
  }
}
