import { join } from 'node:path';
import { app, Menu, type NativeImage, nativeImage, nativeTheme, Tray } from 'electron';
import type { Bus } from '../bus.ts';
import type { Log } from '../log.ts';
import type { CallRoute } from './call-route.ts';
import { PLACES } from './menu.ts';

const REFRESH_AFTER_MS = 500;

export interface TrayOptions {
  /** Folder of icons. */
  resources: string;
  bus: Bus;
  call: CallRoute;
  log: Log;
  open(to?: string): void;
}

/** The tray icon: what waits for the person, and the ways in. A desktop without a tray goes without. */
export function showTray({ resources, bus, call, log, open }: TrayOptions): void {
  let tray: Tray;
  try {
    tray = new Tray(image(resources));
  } catch (error) {
    log.warn('There is no tray here', { error: String(error) });
    return;
  }

  const draw = async () => {
    const status = await statusLine(call);
    if (tray.isDestroyed()) return;
    tray.setToolTip(`ClientNest: ${status}`);
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: status, enabled: false },
        { type: 'separator' },
        { label: 'Open ClientNest', click: () => open() },
        { label: 'New post', click: () => open(PLACES.newPost) },
        { type: 'separator' },
        { label: 'Quit ClientNest', click: () => app.quit() },
      ]),
    );
  };

  // Events come in bursts, and a tray menu is drawn whole.
  let due = false;
  const soon = () => {
    if (due) return;
    due = true;
    setTimeout(() => {
      due = false;
      void draw();
    }, REFRESH_AFTER_MS);
  };
  bus.on('post.changed', soon);
  bus.on('runner.changed', soon);
  bus.on('app.changed', soon);
  tray.on('click', () => open());
  nativeTheme.on('updated', () => tray.setImage(image(resources)));
  void draw();
}

/** One line for the tray: what waits, or who publishes. */
async function statusLine(call: CallRoute): Promise<string> {
  const [status, waiting] = await Promise.all([call('app.status', {}), call('posts.needsYou', {})]);
  if (!status.ok || status.value.state !== 'ready') return 'not open yet';
  if (waiting.ok) {
    const { failed, missed, needsCheck } = waiting.value;
    const count = failed + missed + needsCheck;
    if (count > 0) return count === 1 ? '1 post needs you' : `${count} posts need you`;
  }
  const { runner } = status.value;
  if (runner === 'none') return 'not publishing';
  return runner === 'here' ? 'publishing on time' : 'another process publishes';
}

/** macOS tints a template image itself; elsewhere light or dark strokes fit the task bar. */
function image(resources: string): NativeImage {
  if (process.platform === 'darwin') {
    return nativeImage.createFromPath(join(resources, 'tray', 'trayTemplate.png'));
  }
  const dark =
    nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ?? nativeTheme.shouldUseDarkColors;
  return nativeImage.createFromPath(
    join(resources, 'tray', dark ? 'tray-on-dark.png' : 'tray-on-light.png'),
  );
}
