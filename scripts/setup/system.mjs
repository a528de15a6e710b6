import { existsSync } from 'node:fs';
import path from 'node:path';
import { run, tail } from './child.mjs';
import { SetupError, say } from './say.mjs';

/** What Debian and Ubuntu call things: several names where releases differ, the newest first. */
const LIBRARIES = {
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libnss3.so': ['libnss3'],
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libgbm.so.1': ['libgbm1'],
  'libsecret-1.so.0': ['libsecret-1-0'],
  'libnotify.so.4': ['libnotify4'],
};
const PROGRAMS = {
  display: { Xvfb: ['xvfb'] },
  keyring: { 'dbus-daemon': ['dbus-daemon', 'dbus'], 'gnome-keyring-daemon': ['gnome-keyring'] },
  compiler: { python3: ['python3'], make: ['make'], 'g++': ['g++'] },
};
const EMOJI_FONT = '/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf';

/**
 * Makes sure that Linux has what the app links to, and the programs of the `groups` asked for
 * ('libraries', 'display', 'keyring', 'compiler'). As root on Debian or Ubuntu it installs them.
 */
export async function ensureSystemPackages(groups) {
  if (process.platform !== 'linux') return;
  const missing = await missingPackages(groups);
  if (missing.length === 0) return;
  const mayInstall = process.getuid() === 0 && onPath('apt-get');
  if (!mayInstall) {
    const names = missing.map((candidates) => candidates.at(-1)).join(' ');
    throw new SetupError(
      `This machine lacks system packages. On Debian or Ubuntu, run this and start again:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`,
    );
  }
  await install(missing);
  const left = await missingPackages(groups);
  if (left.length > 0) {
    throw new SetupError(`Still missing after the installation: ${left.flat().join(', ')}`);
  }
}

function onPath(program) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .some((folder) => existsSync(path.join(folder, program)));
}

async function missingPackages(groups) {
  const missing = [];
  if (groups.includes('libraries')) {
    const known = await loadableLibraries();
    for (const [library, names] of Object.entries(LIBRARIES)) {
      if (!known.includes(`${library} `)) missing.push(names);
    }
  }
  for (const group of groups) {
    for (const [program, names] of Object.entries(PROGRAMS[group] ?? {})) {
      if (!onPath(program)) missing.push(names);
    }
  }
  // A virtual display has no desktop's fonts: without this one, emoji in posts are empty boxes.
  if (groups.includes('display') && onPath('apt-get') && !existsSync(EMOJI_FONT)) {
    missing.push(['fonts-noto-color-emoji']);
  }
  return missing;
}

async function loadableLibraries() {
  const ldconfig = existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig';
  return (await run(ldconfig, ['-p'], { quiet: true })).output;
}

async function install(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await apt(['update'], env);
  const names = [];
  for (const candidates of missing) names.push(await available(candidates));
  say(`installing system packages: ${names.join(' ')}`);
  await apt(['install', '-y', '--no-install-recommends', ...names], env);
}

async function apt(args, env) {
  const { code, output } = await run('apt-get', args, { quiet: true, env });
  if (code !== 0) throw new SetupError(`apt-get ${args.join(' ')} failed:\n${tail(output)}`);
}

async function available(candidates) {
  for (const name of candidates) {
    const { output } = await run('apt-cache', ['policy', name], { quiet: true });
    if (/Candidate: (?!\(none\))/.test(output)) return name;
  }
  throw new SetupError(`No installable package: ${candidates.join(', ')}`);
}
