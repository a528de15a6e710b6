import './session.ts';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  _electron,
  test as base,
  type ElectronApplication,
  errors,
  expect,
  type Page,
  type TestInfo,
} from 'playwright/test';

const ROOT = path.join(import.meta.dirname, '../..');
const LAUNCH_WITHIN_MS = 25_000;
const CLOSE_WITHIN_MS = 15_000;
const CSP_MESSAGE =
  /content security policy|^.*refused to (load|execute|apply|connect|frame|create)/im;

export interface LaunchOptions {
  /** Folder of the workspace. */
  userData: string;
  /** Added to the environment; undefined takes a variable out. */
  env?: Record<string, string | undefined>;
  /** Flags for the app. */
  args?: string[];
  /** Modules that Electron reads in before the app. */
  modules?: readonly string[];
  /** Folder for what Playwright records while the app runs. */
  traces?: string;
  /** Another executable, such as a packaged app; then no folder is passed to it. */
  executable?: string;
}

/** A running ClientNest in real Electron. */
export interface LaunchedApp {
  electron: ElectronApplication;
  /** The main window. */
  page: Page;
  /** The main process; also after its end, when Playwright no longer answers for it. */
  process: ChildProcess;
  /** All that its processes wrote to stderr, Chromium's console messages among it. */
  stderr(): string;
  /** What the pages logged, as `type: text`. */
  consoleLines: string[];
  /** Errors that no page caught. */
  pageErrors: Error[];
  expectNoCspViolations(): void;
  /** Asks the app to quit and waits for it; fails when it does not within 15 s. */
  close(): Promise<void>;
}

/** Starts the built app and waits for its window. The environment comes from `npm run test:e2e`. */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const electron = await startElectron(options);
  const child = electron.process();
  const chunks: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  const stderr = () => chunks.join('');
  const consoleLines: string[] = [];
  const pageErrors: Error[] = [];
  electron.context().on('console', (message) => {
    consoleLines.push(`${message.type()}: ${message.text()}`);
  });
  electron.context().on('weberror', (error) => pageErrors.push(error.error()));
  try {
    const page = await electron.firstWindow();
    return {
      electron,
      page,
      process: child,
      stderr,
      consoleLines,
      pageErrors,
      expectNoCspViolations() {
        const said = [...stderr().split('\n'), ...consoleLines];
        expect(said.filter((line) => CSP_MESSAGE.test(line))).toEqual([]);
      },
      close: () => closeApp(electron, child),
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`The app opened no window:\n${stderr()}`, { cause: error });
  }
}

async function startElectron(options: LaunchOptions): Promise<ElectronApplication> {
  if (!process.env.ELECTRON_OVERRIDE_DIST_PATH) {
    throw new Error('Run the end-to-end tests with `npm run test:e2e`.');
  }
  const launch = () =>
    _electron.launch({
      // Without an executable Playwright takes that of the electron package, and holds the app back
      // until it is attached. A packaged app cannot be held back, so the attachment can miss it.
      ...(options.executable && { executablePath: options.executable }),
      ...(options.traces && { tracesDir: options.traces }),
      // Playwright would pretend a light desktop; the app has a theme of its own.
      colorScheme: null,
      timeout: LAUNCH_WITHIN_MS,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--enable-logging=stderr',
        ...(options.modules ?? []).flatMap((file) => ['-r', file]),
        ...(options.executable ? [] : [ROOT]),
        ...(options.args ?? []),
      ],
      env: definedOnly({
        ...process.env,
        CLIENTNEST_TEST: '1',
        CLIENTNEST_USER_DATA: options.userData,
        ...options.env,
      }),
    });
  try {
    return await launch();
  } catch (error) {
    if (options.executable && error instanceof errors.TimeoutError) return launch();
    throw error;
  }
}

interface Fixtures {
  /** A folder that is empty when the test starts, and gone when it ends. */
  userData: string;
  /** Starts the app, on `userData` unless told; what still runs when the test ends is closed. */
  launch(options?: Partial<LaunchOptions>): Promise<LaunchedApp>;
  /** The app on a fresh workspace. A CSP message fails the test at its end. */
  app: LaunchedApp;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are needed from it.
  userData: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'clientnest-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },
  launch: async ({ userData }, use, testInfo) => {
    const started: LaunchedApp[] = [];
    await use(async (options) => {
      const app = await launchApp({ userData, traces: testInfo.outputPath('traces'), ...options });
      started.push(app);
      await app.electron.context().tracing.start({ snapshots: true, sources: true });
      return app;
    });
    const hasFailed = testInfo.status !== testInfo.expectedStatus;
    for (const [index, app] of started.entries()) {
      if (hasEnded(app.process)) continue;
      if (hasFailed) await keepEvidence(app, testInfo, index);
      await app.close();
    }
  },
  app: async ({ launch }, use) => {
    const app = await launch();
    await use(app);
    app.expectNoCspViolations();
  },
});

export { expect };

/** A picture, a trace and the messages of an app, beside the report of the test that failed. */
async function keepEvidence(app: LaunchedApp, testInfo: TestInfo, index: number): Promise<void> {
  const place = (name: string) => testInfo.outputPath(`app-${index}-${name}`);
  await writeFile(place('stderr.log'), app.stderr());
  await writeFile(place('console.log'), app.consoleLines.join('\n'));
  // A window that hangs must not hide why the test failed.
  await app.page.screenshot({ path: place('window.png'), timeout: 5_000 }).catch(() => {});
  await app.electron
    .context()
    .tracing.stop({ path: place('trace.zip') })
    .catch(() => {});
}

const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

async function closeApp(electron: ElectronApplication, child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The app did not quit within ${CLOSE_WITHIN_MS / 1000} s`));
    }, CLOSE_WITHIN_MS);
  });
  try {
    await Promise.race([electron.close(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function definedOnly(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
