import { existsSync, lstatSync } from 'node:fs';
import { npm } from './child.mjs';
import { withLock } from './lock.mjs';
import { inProject, node24, readJson, root } from './project.mjs';
import { SetupError, say } from './say.mjs';

/** Installs the locked packages when any of them is missing or has another version. */
export async function ensurePackages() {
  if (arePackagesInstalled()) return;
  await withLock('packages', async () => {
    if (arePackagesInstalled()) return;
    // npm empties what a link points to, which is another checkout's.
    if (lstatSync(inProject('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
      throw new SetupError(
        'node_modules is a link to packages that do not fit this checkout: remove the link, then try again.',
      );
    }
    say('installing the locked packages (npm ci)');
    const { code } = await npm(['ci', '--include=dev', '--no-fund', '--no-audit'], { cwd: root });
    if (code !== 0) throw new SetupError('npm ci failed: see its messages above.');
    if (!existsSync(node24)) {
      throw new SetupError(
        'npm ci left no Node 24: are install scripts switched off (ignore-scripts)?',
      );
    }
  });
}

/** Compares contents, not times: a fresh checkout or a rebase changes times without a reason. */
function arePackagesInstalled() {
  const wanted = readJson(inProject('package-lock.json'))?.packages;
  const installed = readJson(inProject('node_modules/.package-lock.json'))?.packages;
  if (!wanted || !installed || !existsSync(node24)) return false;
  return Object.entries(wanted).every(
    ([place, entry]) =>
      place === '' ||
      installed[place]?.version === entry.version ||
      (entry.optional && !installed[place]),
  );
}
