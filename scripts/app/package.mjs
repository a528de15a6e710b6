import {
  cpSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { openTestSession } from '../session/session.mjs';
import { run } from '../setup/child.mjs';
import { ensureElectron } from '../setup/electron.mjs';
import { inProject, installedVersion, root } from '../setup/project.mjs';
import { ensureRuntime, runtimeEnv } from '../setup/runtime.mjs';
import { SetupError, say } from '../setup/say.mjs';
import { rebuiltSqlite } from '../setup/sqlite.mjs';
import { ensureBuild } from './build.mjs';

const RELEASE = inProject('release');

/** Packages the app; answers an exit code. */
export async function packageApp(args) {
  const known = ['--smoke', '--installers'];
  const strange = args.find((arg) => !known.includes(arg));
  if (strange)
    throw new SetupError(`package does not know ${strange}; it knows ${known.join(', ')}`);

  const isSmoke = args.includes('--smoke');
  await ensureRuntime(isSmoke ? ['display', 'keyring'] : []);
  await ensureBuild();
  const electron = await ensureElectron();
  const installers = args.includes('--installers');
  if (installers && !electron.isPinned) {
    throw new SetupError(
      `Installers ship Electron ${installedVersion('electron')}, and this machine has ${electron.version} only.`,
    );
  }
  const folder = await build(electron, installers);
  say(`the application is ${path.relative(root, folder)}`);
  return isSmoke ? smokeTest(folder) : 0;
}

/** Runs electron-builder with electron-builder.yml; answers the folder of the unpacked application. */
async function build(electron, installers) {
  const { build: electronBuilder } = await import('electron-builder');
  rmSync(RELEASE, { recursive: true, force: true });
  let folder;
  const afterPack = ({ appOutDir }) => {
    folder = appOutDir;
    if (!electron.isPinned) fitFallback(electron, appOutDir);
  };
  const config = installers
    ? { afterPack }
    : { afterPack, electronDist: electron.folder, electronVersion: electron.version };
  if (!electron.isPinned) {
    say(
      `this is a development build on Electron ${electron.version}: releases ship ${installedVersion('electron')}`,
    );
  }
  await electronBuilder({ projectDir: root, publish: 'never', dir: !installers, config });
  return folder;
}

/** Takes the development loader out of the fallback runtime, and puts the SQLite that it can load in. */
function fitFallback(electron, folder) {
  const resources = path.join(folder, 'resources');
  rmSync(path.join(resources, 'app'), { recursive: true, force: true });
  rmSync(path.join(folder, 'browser_v8_context_snapshot.bin'), { force: true });
  if (electron.needsOwnSqlite) {
    cpSync(rebuiltSqlite(), path.join(resources, 'better_sqlite3.node'));
  }
}

/** Runs tests/e2e/smoke.spec.ts on a copy that differs from the application in one fuse. */
async function smokeTest(folder) {
  const copy = path.join(RELEASE, 'under-test');
  linkFolder(folder, copy);
  const executable = executableIn(copy);
  const original = executableIn(folder);
  rmSync(executable);
  cpSync(original, executable);
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  say('the copy under test keeps one fuse on, Node’s inspector, because Playwright drives it');

  const session = await openTestSession();
  try {
    const cli = inProject('node_modules/playwright/cli.js');
    const place = ['--reporter=list', '--output=test-results/smoke'];
    const { code } = await run(process.execPath, [cli, 'test', 'smoke.spec.ts', ...place], {
      cwd: root,
      env: {
        ...runtimeEnv({ ...process.env, ...session.env }),
        CLIENTNEST_PACKAGED: executable,
      },
    });
    return code;
  } finally {
    await session.close();
    rmSync(copy, { recursive: true, force: true });
  }
}

function executableIn(folder) {
  if (process.platform === 'darwin') {
    return path.join(folder, 'ClientNest.app/Contents/MacOS/ClientNest');
  }
  return path.join(folder, process.platform === 'win32' ? 'ClientNest.exe' : 'clientnest');
}

/** The same files under another name, without a second copy of their bytes. */
function linkFolder(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else linkSync(source, target);
  }
}
