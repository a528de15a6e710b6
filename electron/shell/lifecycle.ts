import { app } from 'electron';
import type { Log } from '../log.ts';
import type { MainWindow } from './window.ts';

/** How long the core may take to record the call in flight and close, in ms. */
const CLOSE_WITHIN_MS = 10_000;

export interface LifecycleOptions {
  window: MainWindow;
  /** Whether to go on publishing from the tray when the last window closes. */
  keepRunning(): Promise<boolean>;
  /** Closes the core. Waits for one that is still opening. */
  close(): Promise<void>;
  log: Log;
}

/** When the app comes to the front, stays in the tray, and ends. */
export function followLifecycle({ window, keepRunning, close, log }: LifecycleOptions): void {
  let quitting = false;
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('second-instance', () => window.open());
  app.on('activate', () => window.open());
  app.on('window-all-closed', async () => {
    if (quitting || process.platform === 'darwin' || (await keepRunning())) return;
    // A window may have been opened again while the setting was read.
    if (!window.current()) app.quit();
  });

  // Windows are gone by now, so what a page saved as it closed is in the core.
  let closing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    within(CLOSE_WITHIN_MS, close())
      .catch((error: unknown) => log.error('The core did not close', { error: String(error) }))
      .then(() => app.exit(0));
  });

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => app.quit());
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${ms} ms`)), ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
