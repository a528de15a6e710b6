import { app, type BrowserWindow, dialog, shell } from 'electron';
import type { Core } from '../core.ts';
import type { Log } from '../log.ts';

/** The core could not be built at all: nothing was touched. Says why, and ends. */
export async function cannotStart(error: unknown, userData: string): Promise<never> {
  process.stderr.write(`ClientNest could not start: ${String(error)}\n`);
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'ClientNest could not open its folder.',
    detail: `${error instanceof Error ? error.message : String(error)}\n\n${userData}\n\nCheck that the folder can be written and that the disk is not full, then start ClientNest again.`,
    buttons: ['Quit', 'Show the folder'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) await shell.openPath(userData);
  app.exit(1);
  throw new Error('The app has ended');
}

/**
 * The page has screens for a newer or damaged workspace. Where the page itself does not load,
 * the system's dialogs say the same and offer the last backup.
 */
export function standInForPage(window: BrowserWindow, core: () => Promise<Core>, log: Log): void {
  window.webContents.on('did-fail-load', async (_event, code, reason, _url, isMainFrame) => {
    // -3 is a load that another one replaced.
    if (!isMainFrame || code === -3) return;
    log.error('The page did not load', { code, reason });
    const running = await core();
    const { state, message } = running.status();
    if (state === 'newer') return refuseNewer(message);
    if (state === 'damaged') return offerBackup(running, message);
    return brokenInstallation(reason);
  });
}

async function refuseNewer(message: string | null): Promise<void> {
  await dialog.showMessageBox({
    type: 'warning',
    message: 'This workspace was written by a newer ClientNest.',
    detail: message ?? 'Install the newest version, then open it again. Nothing was changed.',
    buttons: ['Quit'],
  });
  app.quit();
}

async function offerBackup(core: Core, message: string | null): Promise<void> {
  const [last] = core.backups();
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: 'The workspace is damaged.',
    detail: `${message ?? 'The integrity check failed.'}\n\n${
      last
        ? `The last backup is from ${new Date(last.at).toLocaleString()}. The damaged file is kept beside it.`
        : 'There is no backup on this computer.'
    }`,
    buttons: last ? ['Restore the backup', 'Quit'] : ['Quit'],
    defaultId: 0,
    cancelId: last ? 1 : 0,
  });
  if (last && response === 0) {
    const restored = await core.restore(last.name);
    if (!restored.ok) {
      await dialog.showMessageBox({ type: 'error', message: restored.error.message });
    } else app.relaunch();
  }
  app.quit();
}

async function brokenInstallation(reason: string): Promise<void> {
  await dialog.showMessageBox({
    type: 'error',
    message: 'ClientNest could not load its window.',
    detail: `${reason}\n\nInstall ClientNest again. Your workspace is not affected.`,
    buttons: ['Quit'],
  });
  app.quit();
}
