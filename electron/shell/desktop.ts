import type { Core } from '../core.ts';
import type { Log } from '../log.ts';
import type { CallRoute } from './call-route.ts';
import { setMenu } from './menu.ts';
import { powerEvents } from './power.ts';
import { showTray } from './tray.ts';
import type { MainWindow } from './window.ts';

export interface DesktopOptions {
  core: Core;
  call: CallRoute;
  window: MainWindow;
  /** Folder of icons. */
  resources: string;
  devTools: boolean;
  log: Log;
}

/** What stands beside the window, and may come after its first view: menu, tray, power events. */
export function settleOnDesktop(options: DesktopOptions): void {
  const { core, call, window, resources, devTools, log } = options;
  const go = (to?: string) => void window.open(to);
  setMenu({ go, devTools });
  showTray({ resources, bus: core.bus, call, log, open: go });
  core.followPower(powerEvents);
}
