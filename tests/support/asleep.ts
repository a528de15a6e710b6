import { writeFileSync } from 'node:fs';
import { expect, type LaunchedApp } from './launch.ts';

/** The tray, the menu and the power events come after the first view. */
export const untilPowerIsHeard = ({ electron }: LaunchedApp) =>
  expect
    .poll(() => electron.evaluate(({ powerMonitor }) => powerMonitor.listenerCount('suspend')))
    .toBe(1);

/**
 * Lets the computer sleep.
 * @param offset the file of the clock's offset
 * @param hours how far the clock is then ahead of the real one
 */
export async function sleepThrough(app: LaunchedApp, offset: string, hours: number) {
  await emit(app, 'suspend');
  writeFileSync(offset, String(hours * 3_600_000));
  await app.page.waitForTimeout(300);
  await emit(app, 'resume');
}

/** As the system does: between two turns. What is evaluated may cut into a query that is running. */
const emit = ({ electron }: LaunchedApp, event: 'suspend' | 'resume') =>
  electron.evaluate(({ powerMonitor }, name) => {
    setImmediate(() => powerMonitor.emit(name));
  }, event);
