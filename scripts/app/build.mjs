import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run, tail } from '../setup/child.mjs';
import { withLock } from '../setup/lock.mjs';
import { checkoutId, inProject, root } from '../setup/project.mjs';
import { runtimeEnv } from '../setup/runtime.mjs';
import { SetupError, say } from '../setup/say.mjs';
import { flagsForThisMachine } from './electron.mjs';

/** Everything that the build reads. */
const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'scripts/app/compile-ahead.cjs',
];
const STAMP = inProject('out/.stamp');

/** Builds the app into out/, unless nothing that it reads has changed since the last build. */
export async function ensureBuild() {
  if (isBuilt()) return;
  await withLock(`build-${checkoutId}`, async () => {
    const fingerprint = fingerprintOfSources();
    if (isBuilt(fingerprint)) return;
    say('building the app');
    rmSync(STAMP, { force: true });
    const vite = inProject('node_modules/electron-vite/bin/electron-vite.js');
    const { code, output } = await run(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      quiet: true,
      cwd: root,
      env: { ...runtimeEnv(), NODE_ENV: 'production' },
    });
    if (code !== 0) throw new SetupError(`The build failed:\n${tail(output, 40)}`);
    if (output.trim()) say(`the build says:\n${tail(output, 40)}`);
    await compileAhead();
    mkdirSync(path.dirname(STAMP), { recursive: true });
    // What was edited while Vite ran may or may not be in: the stamp is from before.
    writeFileSync(STAMP, fingerprint);
  });
}

/** Only the start is slower without it, so a machine on which it fails still gets its build. */
async function compileAhead() {
  const env = runtimeEnv();
  const flags = await flagsForThisMachine();
  const script = inProject('scripts/app/compile-ahead.cjs');
  const { code, output } = await run(env.ELECTRON_EXEC_PATH, [...flags, script], {
    quiet: true,
    cwd: root,
    env,
  });
  if (code !== 0) say(`the code of main was not compiled ahead:\n${tail(output, 10)}`);
}

function isBuilt(fingerprint = fingerprintOfSources()) {
  try {
    return readFileSync(STAMP, 'utf8') === fingerprint;
  } catch {
    return false;
  }
}

/** Names, sizes and times of all source files: reading them all would take longer than it is worth. */
function fingerprintOfSources() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesIn(inProject(source)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${path.relative(root, file)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesIn(place) {
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [place];
  return readdirSync(place)
    .sort()
    .flatMap((name) => filesIn(path.join(place, name)));
}
