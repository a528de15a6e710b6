import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../support/workspace.ts';

const PROBE = fileURLToPath(new URL('../../support/keychain-probe.ts', import.meta.url));
const NEEDED = ['dbus-run-session', 'gnome-keyring-daemon'];
const missing = process.platform === 'linux' ? NEEDED.filter((name) => !isInstalled(name)) : NEEDED;
if (missing.length > 0) {
  console.log(`Skipped: the keychain tests need ${missing.join(' and ')} on Linux.`);
}

function isInstalled(name: string): boolean {
  try {
    execFileSync('which', [name]);
    return true;
  } catch {
    return false;
  }
}

let folder: string;
let userData: string;
beforeEach(() => {
  folder = temporaryFolder();
  userData = join(folder, 'data');
  mkdirSync(userData);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Keyring = 'unlocked' | 'locked' | 'no session bus';
interface Found {
  kind: string;
  key: string | null;
  session: string | null;
  said: string | string[];
}

/** Runs the probe in a session of its own, with a keyring in the test's folder. */
function probe(keyring: Keyring): Promise<Found> {
  const home = join(folder, 'home');
  const runtime = join(folder, 'run');
  mkdirSync(home, { recursive: true });
  mkdirSync(runtime, { recursive: true, mode: 0o700 });
  const { DBUS_SESSION_BUS_ADDRESS: _bus, DISPLAY: _display, ...env } = process.env;
  const own = {
    ...env,
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    XDG_DATA_HOME: join(home, '.local/share'),
  };
  const node = `'${process.execPath}' '${PROBE}' '${userData}'`;
  const start =
    keyring === 'unlocked'
      ? 'printf pw | gnome-keyring-daemon --unlock --components=secrets'
      : 'gnome-keyring-daemon --start --components=secrets';
  const [command, args] =
    keyring === 'no session bus'
      ? ['bash', ['-c', node]]
      : ['dbus-run-session', ['--', 'bash', '-c', `${start} >/dev/null 2>&1; ${node}`]];
  return new Promise((resolve, reject) => {
    execFile(command, args, { env: own, timeout: 25_000 }, (error, stdout, stderr) => {
      const line = stdout.split('\n').find((text) => text.startsWith('{"kind"'));
      if (line) resolve(JSON.parse(line) as Found);
      else reject(new Error(`The probe said nothing: ${error?.message} ${stderr}`));
    });
  });
}

describe.skipIf(missing.length > 0)("the machine's keychain", () => {
  it('keeps the key and sessions of any length', async () => {
    const made = await probe('unlocked');
    expect(made).toMatchObject({ kind: 'open', session: 'whole' });
    const again = await probe('unlocked');
    expect(again).toMatchObject({ kind: 'open', key: made.key });
    for (const file of readdirSync(userData)) {
      expect(readFileSync(join(userData, file), 'latin1')).not.toMatch(/token\./);
    }
  });

  it('asks for a passphrase where there is none, and never uses the keyring of the kernel', async () => {
    expect(await probe('no session bus')).toMatchObject({
      kind: 'choose_passphrase',
      said: [expect.stringMatching(/DBus|Access/i)],
    });
  });

  it('waits for the keychain that holds the key instead of making another one', async () => {
    const made = await probe('unlocked');
    writeFileSync(join(userData, 'workspace.db'), 'not empty');
    expect(await probe('locked')).toMatchObject({ kind: 'refused', said: /keychain/ });
    expect(await probe('no session bus')).toMatchObject({ kind: 'refused', said: /keychain/ });
    expect(await probe('unlocked')).toMatchObject({ kind: 'open', key: made.key });
  });
});
