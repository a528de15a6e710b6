import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { app, session } from 'electron';
import { type Backend, loadAhead, openBackend } from './shell/backend.ts';
import { answerPage, tellPage } from './shell/bridge.ts';
import { cannotStart, standInForPage } from './shell/dialogs.ts';
import { createEarlyLog } from './shell/early-log.ts';
import { readEnvironment } from './shell/environment.ts';
import { hardenProcess } from './shell/hardening.ts';
import { followLifecycle } from './shell/lifecycle.ts';
import { withoutDefaultMenu } from './shell/menu.ts';
import { guardNavigation } from './shell/navigation.ts';
import { notifyPerson } from './shell/notifications.ts';
import { openPreferences } from './shell/preferences.ts';
import { registerScheme, servePages } from './shell/protocol.ts';
import { logProcessesGone, noticeErrors, recoverWindow } from './shell/recovery.ts';
import { closeSession } from './shell/session.ts';
import { applyThemeHint, followSettings } from './shell/theme.ts';
import { createMainWindow } from './shell/window.ts';

const environment = readEnvironment(process.env, app.isPackaged);
const built = join(app.getAppPath(), 'out');
const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources');
const devTools = !app.isPackaged;
const log = createEarlyLog();

/** How long the page's first frame may take, and how long the page then has for itself, in ms. */
const PATIENCE_MS = 5000;
const SETTLE_MS = 1000;
/** Files go out in pieces, each a turn of this process, so they are not all gone when they are served. */
const HANDED_OUT_MS = 6;

if (environment.userData) app.setPath('userData', environment.userData);
// Before anything opens the workspace: two processes must not both hold it.
if (app.requestSingleInstanceLock()) void start();
else app.exit(0);

async function start(): Promise<void> {
  hardenProcess();
  registerScheme();
  withoutDefaultMenu();
  guardNavigation(log);
  logProcessesGone(log);
  noticeErrors(log);
  const preferences = openPreferences(app.getPath('userData'));
  await app.whenReady();

  // The window first. This process serves its files, so it opens the workspace only once they are served:
  // the page runs its code meanwhile, and what it asks waits.
  let loading: ReturnType<typeof loadAhead> | null = null;
  const load = () => {
    loading ??= loadAhead(resources);
    return loading;
  };
  let opening: Promise<Backend> | null = null;
  const backend = () => {
    opening ??= openBackend(load(), {
      log,
      renderer: join(built, 'renderer'),
      resources,
      checkOutput: environment.checkOutput,
    }).then(listen, (error: unknown) => cannotStart(error, app.getPath('userData')));
    return opening;
  };
  applyThemeHint(preferences);
  closeSession(session.defaultSession, environment.rendererUrl);
  servePages({
    root: join(built, 'renderer'),
    devServer: environment.rendererUrl,
    openMedia: async (id, size) =>
      (await (await backend()).core.services()?.media.open(id, size)) ?? null,
    month: () => preferences.month(),
    onFilesServed: () => void setTimeout(HANDED_OUT_MS).then(backend),
  });
  let lookAtSettings = () => {};
  const listen = (opened: Backend): Backend => {
    const { core, call } = opened;
    tellPage(window, core.bus);
    lookAtSettings = followSettings(core.bus, call, preferences);
    notifyPerson({
      bus: core.bus,
      call,
      open: (to) => void window.open(to),
      isWatching: () => window.current()?.isFocused() ?? false,
    });
    return opened;
  };
  const window = createMainWindow({
    preload: join(built, 'preload/preload.cjs'),
    resources,
    devTools,
    preferences,
    onCreated(made) {
      // Its process has the page now and makes a world for it. What goes wrong is told when the workspace is opened.
      made.webContents.once('did-navigate', () => void load().catch(() => undefined));
      recoverWindow(made, log);
      standInForPage(made, async () => (await backend()).core, log);
    },
  });
  answerPage(
    window,
    async (name, input) => {
      const answer = await (await backend()).invoke(name, input);
      // The page has what it needs to draw its first frame.
      if (name === 'app.status') globalThis.setTimeout(window.reveal);
      return answer;
    },
    log,
  );
  followLifecycle({
    window,
    log,
    async keepRunning() {
      const { call } = await backend();
      const settings = await call('settings.get', {});
      return settings.ok && settings.value.keepRunning;
    },
    close: async () => (await opening)?.core.close(),
  });
  const first = window.open();
  const painted = new Promise<void>((resolve) =>
    first.webContents.once('did-finish-load', resolve),
  );
  // The rest must not hold up the first view, nor wait for one that never comes.
  await Promise.race([painted, setTimeout(PATIENCE_MS)]);
  const { core, call } = await backend();
  lookAtSettings();
  await setTimeout(SETTLE_MS);
  const { settleOnDesktop } = await import('./shell/desktop.ts');
  settleOnDesktop({ core, call, window, resources, devTools, log });
  if (environment.screenshot) {
    const { takeScreenshot } = await import('./shell/screenshot.ts');
    await takeScreenshot(first, environment.screenshot);
  }
}
