import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { LaunchedApp, LaunchOptions } from './launch.ts';

/** The network of this computer, as the app has it: all of it can be taken away, and given back. */
export interface NetworkSwitch {
  /** For the app's launch. */
  launch: Pick<LaunchOptions, 'modules'> & { env: Record<string, string> };
  /** Also for the pages of an app that runs. */
  off(app?: LaunchedApp): Promise<void>;
  on(app?: LaunchedApp): Promise<void>;
}

/** @param file is there while the network is not */
export function networkSwitch(file: string): NetworkSwitch {
  const pages = (app: LaunchedApp | undefined, offline: boolean) =>
    app?.electron.context().setOffline(offline);
  return {
    launch: {
      modules: [path.join(import.meta.dirname, 'no-network.cjs')],
      env: { CLIENTNEST_TEST_NO_NETWORK: file },
    },
    async off(app) {
      writeFileSync(file, '');
      await pages(app, true);
    },
    async on(app) {
      rmSync(file, { force: true });
      await pages(app, false);
    },
  };
}
