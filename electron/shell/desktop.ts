import type { Core } from '../core.ts';
import type { Log } from '../log.ts';
import type { CallRoute } from './bridge.ts';
import { setMenu } from './menu.ts';
import { notifyPerson } from './notifications.ts';
import { sweepAfterSleep } from './power.ts';
import type { Preferences } from './preferences.ts';
import { chooseTheme } from './theme.ts';
import { showTray } from './tray.ts';
import type { MainWindow } from './window.ts';

export interface DesktopOptions {
  core: Core;
  call: CallRoute;
  window: MainWindow;
  preferences: Preferences;
  /** Folder of icons. */
  resources: string;
  devTools: boolean;
  log: Log;
}

/** What stands beside the window: menu, tray, notifications, power, the theme. Comes after the first frame. */
export function settleOnDesktop(options: DesktopOptions): void {
  const { core, call, window, preferences, resources, devTools, log } = options;
  const go = (to?: string) => void window.open(to);
  setMenu({ go, devTools });
  showTray({ resources, bus: core.bus, call, log, open: go });
  notifyPerson(core.bus, call, go);
  sweepAfterSleep(() => void core.services()?.schedule.sweep());

  const followSetting = async () => {
    const settings = await call('settings.get', {});
    if (settings.ok) chooseTheme(preferences, settings.value.theme);
  };
  core.bus.on('settings.changed', () => void followSetting());
  core.bus.on('app.changed', () => void followSetting());
  void followSetting();
}
