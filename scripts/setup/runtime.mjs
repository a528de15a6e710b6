import { ensureElectron, findElectron } from './electron.mjs';
import { withNode24 } from './node24.mjs';
import { ensurePackages } from './packages.mjs';
import { installedVersion } from './project.mjs';
import { say } from './say.mjs';
import { ensureRebuiltSqlite, rebuiltSqlite } from './sqlite.mjs';
import { ensureSystemPackages } from './system.mjs';

/** Gets everything that running the app needs. `groups` are those of ensureSystemPackages(). */
export async function ensureRuntime(groups = []) {
  await ensurePackages();
  await ensureSystemPackages(['libraries', ...groups]);
  const electron = await ensureElectron();
  if (electron.needsOwnSqlite) await ensureRebuiltSqlite(electron);
  const pinned = installedVersion('electron');
  if (electron.version !== pinned) {
    say(`running on Electron ${electron.version} (the packaged app ships ${pinned})`);
  }
}

/** The environment in which every launcher starts Electron, once ensureRuntime() has run. */
export function runtimeEnv(base = process.env) {
  const electron = findElectron();
  if (!electron) throw new Error('there is no Electron yet: run `npm run setup`');
  const env = {
    ...base,
    PATH: withNode24(base.PATH),
    ELECTRON_OVERRIDE_DIST_PATH: electron.folder,
    ELECTRON_EXEC_PATH: electron.executable,
  };
  if (electron.needsOwnSqlite) env.CLIENTNEST_SQLITE_BINDING = rebuiltSqlite();
  else delete env.CLIENTNEST_SQLITE_BINDING;
  // A terminal inside an editor built on Electron has it, and then no window would open.
  delete env.ELECTRON_RUN_AS_NODE;
  return env;
}
