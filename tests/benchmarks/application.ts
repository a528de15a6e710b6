import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPage, type Page, pause } from './devtools.ts';
import { sessionMemory } from './process-memory.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** An Electron application under measurement. */
export interface Application {
  /** Milliseconds from the spawn of the process to the renderer's `interactive` mark. */
  startUp: number;
  page: Page;
  /** Everything the application's processes hold, in bytes of PSS. */
  memory(): { bytes: number; processes: number };
  close(): Promise<void>;
}

export interface Launch {
  /** Folder with the package.json of the application. */
  folder: string;
  env: Record<string, string>;
}

/** ClientNest as built, on a workspace; like the packaged application it does not check its own answers. */
export const clientNest = (userData: string, env: Record<string, string> = {}): Launch => ({
  folder: root,
  env: { ...env, CLIENTNEST_USER_DATA: userData, CLIENTNEST_CHECK_OUTPUT: '0' },
});

/** A window with a static page, as the yardstick. */
export const bareWindow = (userData: string): Launch => ({
  folder: fileURLToPath(new URL('bare', import.meta.url)),
  env: { BARE_USER_DATA: userData },
});

/** The Electron that measures: the launchers' choice, or the one in node_modules. */
export function electronExecutable(): string {
  const folder =
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? path.join(root, 'node_modules/electron/dist');
  const executable = path.join(folder, 'electron');
  if (!existsSync(executable)) {
    throw new Error('There is no Electron yet: run `npm run setup`, then `npm run bench`.');
  }
  return executable;
}

/**
 * How long a start is left alone, in ms. To ask a page anything before makes a script context in its first, empty
 * document, with the preload in it: 35 ms of the start would be the question. The marks stay to be read later.
 */
const UNWATCHED_MS = 1500;

/** Starts an application and waits until its page says that it is interactive. */
export async function launch({ folder, env }: Launch): Promise<Application> {
  // Root has no user namespace to sandbox with; without a display there is no GPU. Both windows get the same.
  const flags = ['--remote-debugging-port=0', '--disable-gpu'];
  if (process.getuid?.() === 0) flags.push('--no-sandbox');
  const spawnedAt = Date.now();
  const child = spawn(electronExecutable(), [...flags, folder], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    // A session of its own: that is how its processes are told from others.
    detached: true,
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  try {
    const port = await debuggingPort(child);
    await pause(UNWATCHED_MS);
    const page = await openPage(port);
    const interactiveAt = await untilInteractive(page);
    return {
      startUp: interactiveAt - spawnedAt,
      page,
      memory: () => sessionMemory(child.pid ?? Number.NaN),
      async close() {
        page.close();
        await stop(child);
      },
    };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

async function debuggingPort(child: ChildProcess): Promise<number> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`It ended with ${code}:\n${said.slice(-2000)}`)));
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const port = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
      if (port) resolve(Number(port));
    });
  });
}

/** When the page marked itself interactive: UTC epoch milliseconds, by its own clock. */
async function untilInteractive(page: Page): Promise<number> {
  const expression = `(() => {
    const [mark] = performance.getEntriesByName('interactive');
    const ready = document.documentElement?.dataset.ready === 'true';
    return ready && mark ? performance.timeOrigin + mark.startTime : null;
  })()`;
  const until = Date.now() + 60_000;
  let trouble: unknown;
  while (Date.now() < until) {
    try {
      const at = await page.evaluate<number | null>(expression);
      if (at !== null) return at;
    } catch (error) {
      trouble = error; // A page that is just being loaded has nothing to evaluate in.
    }
    await pause(50);
  }
  throw new Error('The window did not become interactive within a minute', { cause: trouble });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(timer);
}
