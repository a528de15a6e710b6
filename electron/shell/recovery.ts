import { app, type BrowserWindow, dialog } from 'electron';
import type { Log } from '../log.ts';
import { createCrashPolicy } from './crash-policy.ts';

const afterCrash = createCrashPolicy(() => performance.now());

/** Brings the page back when its process dies or hangs. Drafts are safe: main has what was saved. */
export function recoverWindow(window: BrowserWindow, log: Log): void {
  const { webContents: contents } = window;
  let waiting: AbortController | null = null;

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.error('The window crashed', { reason, exitCode });
    waiting?.abort();
    const wait = afterCrash();
    if (wait === null) void ask(window);
    else setTimeout(() => reload(window), wait);
  });

  window.on('unresponsive', async () => {
    log.warn('The window does not answer');
    const given = new AbortController();
    waiting = given;
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message: 'This window is not answering.',
      detail: 'You can wait, or reload it. Saved drafts and scheduled posts are safe.',
      buttons: ['Wait', 'Reload'],
      defaultId: 0,
      cancelId: 0,
      signal: given.signal,
    });
    // The answer of a dialog that we closed ourselves is no wish.
    if (response === 1 && !given.signal.aborted) contents.forcefullyCrashRenderer();
  });
  window.on('responsive', () => waiting?.abort());
}

/** GPU, network and utility processes come back by themselves; the log should say that they went. */
export function logProcessesGone(log: Log): void {
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') log.error('A process went away', { type, reason, exitCode, name });
  });
}

/** What nobody caught is a bug: it is logged, and the person may start afresh. The ledger survives either way. */
export function noticeErrors(log: Log): void {
  process.on('unhandledRejection', (error) => {
    log.error('A rejection was not handled', { error });
  });
  let asking = false;
  process.on('uncaughtException', async (error) => {
    log.error('An error was not caught', { error });
    if (asking) return;
    asking = true;
    await app.whenReady();
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message: 'Something in ClientNest went wrong.',
      detail:
        'Your posts are safe. Restart the app, or go on if you are in the middle of something.',
      buttons: ['Restart', 'Go on'],
      defaultId: 0,
      cancelId: 1,
    });
    asking = false;
    if (response !== 0) return;
    app.relaunch();
    app.quit();
  });
}

function reload(window: BrowserWindow): void {
  if (!window.isDestroyed()) window.webContents.reload();
}

async function ask(window: BrowserWindow): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'ClientNest keeps crashing.',
    detail: 'Your posts are safe. Restart the app; if it happens again, restart the computer.',
    buttons: ['Restart', 'Quit'],
    defaultId: 0,
    cancelId: 1,
  });
  if (window.isDestroyed()) return;
  if (response === 0) app.relaunch();
  app.quit();
}
