import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { app } from 'electron';
import type { Core } from '../core.ts';
import type { CallRoute } from './call-route.ts';
import { chooseFile, chooseFolder, chooseSaveFile, openBrowser } from './choosing.ts';
import type { createEarlyLog } from './early-log.ts';

export interface Backend {
  core: Core;
  invoke(name: string, input: unknown): Promise<unknown>;
  call: CallRoute;
}

/**
 * What the core stands on, a part at a time, while the page's process starts: what that asks for must not
 * wait for all of it. The core itself comes once the page has its files.
 */
export async function loadAhead(resources: string) {
  await import('better-sqlite3');
  await setImmediate();
  await import('keytar');
  await setImmediate();
  const { createRouter } = await import('../ipc/router.ts');
  await setImmediate();
  const { nodePorts } = await import('../ports.ts');
  const ports = await nodePorts({
    userData: app.getPath('userData'),
    migrations: app.isPackaged
      ? join(resources, 'migrations')
      : join(app.getAppPath(), 'electron/database/migrations'),
    version: app.getVersion(),
  });
  return { createRouter, ports };
}

interface BackendOptions {
  /** Folder of the built renderer. */
  renderer: string;
  log: ReturnType<typeof createEarlyLog>;
  resources: string;
  /** Answers are held against the contract, too. */
  checkOutput: boolean;
}

/** The core on what was loaded, publishing as soon as it may, and the way into it. */
export async function openBackend(
  ahead: ReturnType<typeof loadAhead>,
  { log, renderer, resources, checkOutput }: BackendOptions,
): Promise<Backend> {
  const { createRouter, ports } = await ahead;
  const { createCore } = await import('../core.ts');
  log.handOver(ports.log);
  const core = await createCore({
    ...ports,
    ...shippedSqlite(resources),
    openBrowser,
    chooseFile,
    chooseFolder,
    chooseSaveFile,
    // Seldom needed: nothing of it is on the way to the first screen.
    printPdf: async (html) => (await import('./printing.ts')).printPdf(html),
    readFont: async () => (await import('./printing.ts')).readFont(renderer),
    printPage: async (options) => (await import('./paper.ts')).printPage(options),
    pageAsPdf: async (options) => (await import('./paper.ts')).pageAsPdf(options),
  });
  core.startRunner();
  const router = createRouter(core, { checkOutput });
  const invoke = (name: string, input: unknown) => router.invoke(name, input, { kind: 'window' });
  return { core, invoke, call: invoke as CallRoute };
}

/** A development build on a runtime older than Node-API 10 carries a SQLite that this runtime can load. */
function shippedSqlite(resources: string): { sqliteBinding?: string } {
  const file = join(resources, 'better_sqlite3.node');
  const isNeeded = app.isPackaged && Number(process.versions.napi) < 10;
  return isNeeded && existsSync(file) ? { sqliteBinding: file } : {};
}
