import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type {} from '../../shared/ipc/bridge.ts';
import { expect, type LaunchedApp, test } from '../support/launch.ts';

const ROOT = path.join(import.meta.dirname, '../..');

const isUp = ({ page }: LaunchedApp) => expect(page.locator('#root > *').first()).toBeVisible();

/** What the main process says of its window; null without one. */
const windowOf = ({ electron }: LaunchedApp) =>
  electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return null;
    return {
      bounds: window.getNormalBounds(),
      visible: window.isVisible(),
      minimum: window.getMinimumSize(),
      background: window.getBackgroundColor().toLowerCase(),
    };
  });

/** Whether the page has rendered, asked through main: Playwright gives a page up when it crashes. */
const hasRendered = ({ electron }: LaunchedApp) =>
  electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed() || contents.isLoading()) return false;
    return contents.executeJavaScript(`document.querySelector('#root > *') !== null`);
  });

/** Exit code of a process; 'running' if it does not end in time. */
async function exitOf(child: ChildProcess, ms = 12_000): Promise<number | string | null> {
  if (child.exitCode !== null) return child.exitCode;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('running'), ms);
  });
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal);
  return Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

function startAgain(userData: string): ChildProcess {
  const executable = process.env.ELECTRON_EXEC_PATH;
  if (!executable) throw new Error('Run the end-to-end tests with `npm run test:e2e`.');
  return spawn(executable, ['--no-sandbox', '--disable-gpu', ROOT], {
    env: { ...process.env, CLIENTNEST_TEST: '1', CLIENTNEST_USER_DATA: userData },
    stdio: 'ignore',
  });
}

test('a second start shows the window of the first, and ends', async ({ launch, userData }) => {
  const app = await launch();
  await isUp(app);
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
  expect((await windowOf(app))?.visible).toBe(false);

  expect(await exitOf(startAgain(userData))).toBe(0);
  await expect.poll(async () => (await windowOf(app))?.visible).toBe(true);
  expect(app.electron.windows()).toHaveLength(1);
});

test('the window opens where it was, with the theme it had', async ({ launch }) => {
  const bounds = { x: 140, y: 70, width: 1010, height: 720 };
  const first = await launch();
  await isUp(first);
  expect((await windowOf(first))?.minimum).toEqual([900, 600]);
  await first.electron.evaluate(
    ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted),
    bounds,
  );
  const saved = await first.page.evaluate(() =>
    window.clientnest.invoke('settings.update', { theme: 'dark' }),
  );
  expect(saved).toMatchObject({ ok: true });
  await expect.poll(async () => (await windowOf(first))?.background).toBe('#121417');
  await first.close();

  const second = await launch();
  expect(await windowOf(second)).toMatchObject({ bounds, background: '#121417' });
  // Asked here and not in the page: Playwright emulates a light one.
  const dark = await second.electron.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors);
  expect(dark).toBe(true);
});

test('a lost display or a damaged file does not lose the window', async ({ launch, userData }) => {
  const file = path.join(userData, 'window.json');
  const far = { x: 9000, y: 9000, width: 1000, height: 700 };
  await writeFile(file, JSON.stringify({ placement: { bounds: far, maximised: false } }));
  const first = await launch();
  const bounds = (await windowOf(first))?.bounds;
  expect(bounds).toMatchObject({ width: 1000, height: 700 });
  expect(bounds?.x).toBeLessThan(1400);
  expect(bounds?.y).toBeLessThan(900);
  await first.close();

  await writeFile(file, '{ "placement": ');
  const second = await launch();
  expect((await windowOf(second))?.bounds).toMatchObject({ width: 1280, height: 800 });
});

test('a page that crashes comes back; when it keeps crashing, the person is asked', async ({
  launch,
}) => {
  const app = await launch();
  await isUp(app);
  await app.electron.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = ((...values: unknown[]) => {
      asked.push((values.at(-1) as { message: string }).message);
      return new Promise(() => undefined);
    }) as typeof dialog.showMessageBox;
  });
  const crash = () =>
    app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const gone = new Promise((resolve) => contents?.once('render-process-gone', resolve));
      contents?.forcefullyCrashRenderer();
      return gone.then(() => undefined);
    });
  const asked = () =>
    app.electron.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

  for (const _ of ['first', 'second']) {
    await crash();
    await expect.poll(() => hasRendered(app)).toBe(true);
  }
  expect(await asked()).toEqual([]);
  await crash();
  await expect.poll(asked).toEqual(['ClientNest keeps crashing.']);
});

test('it ends with its last window, unless it is to go on in the tray', async ({
  launch,
  userData,
}) => {
  const closeWindow = ({ electron }: LaunchedApp) =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const keepRunning = ({ page }: LaunchedApp, keep: boolean) =>
    page.evaluate(
      (value) => window.clientnest.invoke('settings.update', { keepRunning: value }),
      keep,
    );

  const staying = await launch();
  await isUp(staying);
  expect(await keepRunning(staying, true)).toMatchObject({ ok: true });
  await closeWindow(staying);
  await expect.poll(() => windowOf(staying)).toBeNull();
  expect(await exitOf(staying.process, 1000)).toBe('running');

  expect(await exitOf(startAgain(userData))).toBe(0);
  await expect.poll(() => hasRendered(staying)).toBe(true);
  const page = await staying.electron.firstWindow();
  expect(await keepRunning({ ...staying, page }, false)).toMatchObject({ ok: true });
  await closeWindow(staying);
  expect(await exitOf(staying.process)).toBe(0);
});

test('where the page does not load, the system says what is wrong, and the app ends', async ({
  launch,
  userData,
}) => {
  const failToLoad = async ({ electron }: LaunchedApp) => {
    await electron.evaluate(({ dialog, BrowserWindow }) => {
      dialog.showMessageBox = ((options: { message: string; buttons: string[] }) => {
        process.stderr.write(`Asked: ${options.message} [${options.buttons.join(', ')}]\n`);
        return Promise.resolve({
          response: options.buttons.indexOf('Quit'),
          checkboxChecked: false,
        });
      }) as typeof dialog.showMessageBox;
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'app://bundle/', true);
    });
  };
  const healthy = await launch();
  await isUp(healthy);
  await failToLoad(healthy);
  expect(await exitOf(healthy.process)).toBe(0);
  expect(healthy.stderr()).toContain('Asked: ClientNest could not load its window. [Quit]');

  await writeFile(path.join(userData, 'workspace.db'), Buffer.alloc(64 * 1024, 'damage'));
  const damaged = await launch();
  await isUp(damaged);
  await failToLoad(damaged);
  expect(await exitOf(damaged.process)).toBe(0);
  expect(damaged.stderr()).toContain('Asked: The workspace is damaged. [');
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`it closes its workspace and ends on ${signal}`, async ({ launch }) => {
    test.skip(process.platform === 'win32', 'Windows has no signals');
    const app = await launch();
    await isUp(app);
    app.process.kill(signal);
    expect(await exitOf(app.process)).toBe(0);
    const again = await launch();
    await isUp(again);
  });
}

test('the menu leads to places in the app', async ({ app }) => {
  await isUp(app);
  const choose = () =>
    app.electron.evaluate(({ Menu }) => {
      const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&File');
      const item = file?.submenu?.items.find(({ label }) => label === 'New post');
      item?.click();
      return item?.accelerator;
    });
  // The menu comes a moment after the first frame.
  await expect.poll(choose).toBe('CmdOrCtrl+N');
  await expect(app.page).toHaveURL('app://bundle/calendar?compose=new');
});

test('at rest it has the processes of one bare window', async ({ app }) => {
  await isUp(app);
  await app.page.waitForTimeout(1000);
  const types = await app.electron.evaluate(({ app: main }) =>
    main.getAppMetrics().map(({ type, serviceName }) => serviceName ?? type),
  );
  expect(types.filter((type) => type === 'Tab')).toHaveLength(1);
  const usual = ['Browser', 'Tab', 'GPU', 'Zygote', 'network.mojom.NetworkService'];
  expect(types.filter((type) => !usual.includes(type))).toEqual([]);
});

test('a picture of the settled window is written where the environment says', async ({
  launch,
  userData,
}) => {
  const file = path.join(userData, 'picture.png');
  const app = await launch({ env: { CLIENTNEST_SCREENSHOT: file } });
  const isThere = () =>
    readFile(file).then(
      (bytes) => bytes.length > 1000,
      () => false,
    );
  await expect.poll(isThere, { timeout: 25_000 }).toBe(true);
  expect((await readFile(file)).subarray(1, 4).toString()).toBe('PNG');
  await isUp(app);
});
