import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm, run, tail } from './child.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, inProject, installedVersion } from './project.mjs';
import { SetupError, say } from './say.mjs';
import { ensureSystemPackages } from './system.mjs';

const PACKAGE = inProject('node_modules/better-sqlite3');
const TOOLS = { 'node-gyp': '12.4.0', 'node-addon-api': '8.9.2' };

/** The SQLite binary for an Electron older than Node-API 10: one for each version of the package. */
export function rebuiltSqlite() {
  const name = `sqlite-${installedVersion('better-sqlite3')}-${process.platform}-${process.arch}`;
  return path.join(cacheFolder, name, 'better_sqlite3.node');
}

/**
 * Builds that binary from the package's own source, in a copy: the package's files are what ships.
 * The published binaries ask for Node-API 10; the source needs nothing newer than 9 plus experimental.
 */
export async function ensureRebuiltSqlite(electron) {
  if (existsSync(rebuiltSqlite())) return;
  await ensureSystemPackages(['compiler']);
  await withLock('sqlite', async () => {
    if (existsSync(rebuiltSqlite())) return;
    say(`building SQLite for Electron ${electron.version} (about a minute, once a machine)`);
    const workFolder = mkdtempSync(path.join(cacheFolder, 'building-'));
    try {
      const binary = await build(workFolder);
      await verify(binary, electron, workFolder);
      mkdirSync(path.dirname(rebuiltSqlite()), { recursive: true });
      renameSync(binary, rebuiltSqlite());
    } finally {
      rmSync(workFolder, { recursive: true, force: true });
    }
  });
}

async function build(workFolder) {
  const source = path.join(workFolder, 'source');
  const isPrebuilt = (file) => path.relative(PACKAGE, file).startsWith('prebuilds');
  cpSync(PACKAGE, source, { recursive: true, filter: (file) => !isPrebuilt(file) });
  const recipe = path.join(source, 'binding.gyp');
  const adapted = readFileSync(recipe, 'utf8').replace('NAPI_VERSION=10', 'NAPI_EXPERIMENTAL');
  if (!adapted.includes('NAPI_EXPERIMENTAL')) {
    throw new SetupError(
      'better-sqlite3 no longer asks for NAPI_VERSION=10: adapt scripts/setup/sqlite.mjs.',
    );
  }
  writeFileSync(recipe, adapted);

  const tools = await toolsFolder(workFolder);
  const headers = await headersFolder(workFolder);
  const gyp = path.join(tools, 'node-gyp/bin/node-gyp.js');
  const args = ['rebuild', '--release', '--force_build=1', `--nodedir=${headers}`, '--jobs=max'];
  const { code, output } = await run(process.execPath, [gyp, ...args], {
    quiet: true,
    cwd: source,
    env: {
      ...process.env,
      NODE_PATH: tools,
      npm_config_nodedir: headers,
      // As fast as the package's -O3 in our benchmarks, and compiled in three quarters of the time.
      CFLAGS: '-O2',
    },
  });
  if (code !== 0) throw new SetupError(`SQLite could not be built:\n${tail(output, 30)}`);
  return path.join(source, 'build/Release/better_sqlite3.node');
}

/** node-gyp and node-addon-api come with other packages of ours; if they no longer do, npm has them. */
async function toolsFolder(workFolder) {
  const names = Object.keys(TOOLS);
  if (names.every((name) => installedVersion(name))) return inProject('node_modules');
  const specs = Object.entries(TOOLS).map(([name, version]) => `${name}@${version}`);
  await npmOrFail(['install', '--prefix', workFolder, '--no-save', '--ignore-scripts', ...specs]);
  return path.join(workFolder, 'node_modules');
}

/** Node's C headers: beside the `node` package's binary, or from npm when a later install pruned them. */
async function headersFolder(workFolder) {
  const platform = `node-${process.platform}-${process.arch}`;
  const beside = inProject('node_modules/node/node_modules', platform);
  if (hasHeaders(beside)) return beside;
  await npmOrFail([
    'pack',
    `${platform}@${installedVersion('node')}`,
    '--pack-destination',
    workFolder,
  ]);
  const tarball = readdirSync(workFolder).find((name) => name.endsWith('.tgz'));
  await run('tar', ['-xzf', path.join(workFolder, tarball), '-C', workFolder]);
  return path.join(workFolder, 'package');
}

const hasHeaders = (folder) => existsSync(path.join(folder, 'include/node/node_api.h'));

async function npmOrFail(args) {
  const { code, output } = await npm(args, { quiet: true });
  if (code !== 0) throw new SetupError(`npm ${args.join(' ')} failed:\n${tail(output)}`);
}

/** Opens an encrypted database once in that very Electron, before anybody relies on the binary. */
async function verify(binary, electron, workFolder) {
  const script = fileURLToPath(new URL('verify-sqlite.cjs', import.meta.url));
  const args = [script, PACKAGE, binary, path.join(workFolder, 'check.db')];
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { code, output } = await run(electron.executable, args, { quiet: true, env });
  if (code !== 0) {
    throw new SetupError(
      `The SQLite built for Electron ${electron.version} fails:\n${tail(output)}`,
    );
  }
}
