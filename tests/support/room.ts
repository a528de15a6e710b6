import type { Page } from 'playwright/test';
import { expect, type LaunchedApp } from './launch.ts';

/** The window's content in px of the screen, and how far the page is zoomed. */
export const sized = (app: LaunchedApp, width: number, height: number, zoom = 1) =>
  app.electron.evaluate(
    ({ BrowserWindow }, [w, h, factor]) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(w, h);
      if (window) window.webContents.zoomFactor = factor;
    },
    [width, height, zoom] as [number, number, number],
  );

/** What a person needs is on screen: nothing runs out of the window sideways, and the title is in sight. */
export async function expectRoom(page: Page, place: string): Promise<void> {
  const { over, wide } = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - window.innerWidth,
    // What is clipped without a way to scroll to it.
    wide: [
      ...document.querySelectorAll<HTMLElement>('button, a[href], input, textarea, [role="tab"]'),
    ]
      .filter((control) =>
        control.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
      )
      .filter((control) => {
        const { left, right, width } = control.getBoundingClientRect();
        if (width < 2 || (left >= -1 && right <= window.innerWidth + 1)) return false;
        for (let box = control.parentElement; box; box = box.parentElement)
          if (
            /auto|scroll/.test(getComputedStyle(box).overflowX) &&
            box.scrollWidth > box.clientWidth
          )
            return false;
        return true;
      })
      .map(
        (control) => control.getAttribute('aria-label') ?? control.textContent ?? control.tagName,
      ),
  }));
  // Soft: one run tells of every screen.
  expect.soft({ over, wide }, place).toEqual({ over: 0, wide: [] });
}
