import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { hasNoDisplay } from '../session/display.mjs';
import { endWithUs, run } from '../setup/child.mjs';
import { root } from '../setup/project.mjs';
import { runtimeEnv } from '../setup/runtime.mjs';
import { say } from '../setup/say.mjs';

/** What GTK says of a desktop that has neither a tray nor a place for notifications. */
const HARMLESS = /GLib-GObject: g_object_(un)?ref: assertion 'G_IS_OBJECT \(object\)' failed/;

/** Starts the built app in a process group of its own; `extra` is added to its environment. */
export async function startElectron(args, extra = {}) {
  const env = { ...runtimeEnv(), ...extra };
  const flags = await flagsForThisMachine();
  const child = spawn(env.ELECTRON_EXEC_PATH, [...flags, root, ...args], {
    stdio: ['ignore', 'inherit', 'pipe'],
    detached: process.platform !== 'win32',
    env,
  });
  const lines = createInterface({ input: child.stderr });
  lines.on('line', (line) => {
    if (!HARMLESS.test(line)) process.stderr.write(`${line}\n`);
  });
  return endWithUs(child);
}

/** Chromium's flags for where it runs: root, a container, a machine without a GPU. */
export async function flagsForThisMachine() {
  const flags = [];
  if (process.platform !== 'linux') return flags;
  if (await isSandboxImpossible()) flags.push('--no-sandbox');
  if (hasNoDisplay()) flags.push('--disable-gpu');
  return flags;
}

async function isSandboxImpossible() {
  if (process.getuid() === 0) return true;
  // The way Chromium makes its sandbox; some containers and distributions forbid it.
  const { code } = await run('unshare', ['-Ur', 'true'], { quiet: true }).catch(() => ({
    code: 1,
  }));
  if (code !== 0) say('this machine forbids user namespaces: running without the Chromium sandbox');
  return code !== 0;
}
