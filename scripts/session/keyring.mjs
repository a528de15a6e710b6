import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../setup/child.mjs';
import { inProject } from '../setup/project.mjs';
import { SetupError } from '../setup/say.mjs';
import { startService } from './service.mjs';

/** A bus without activation: nothing of the desktop's may answer in the place of our keyring. */
const BUS_CONFIG = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
const SYSTEM_BUS = '/run/dbus/system_bus_socket';
const PROBE = `const keychain = require(process.argv[1]);
keychain.setPassword('clientnest-dev', 'probe', 'kept')
  .then(() => keychain.getPassword('clientnest-dev', 'probe'))
  .then((found) => process.exit(found === 'kept' ? 0 : 1), (error) => {
    console.error(String(error));
    process.exit(1);
  });`;

/**
 * Starts a session bus of our own with an unlocked keyring whose data stays in `folder`, so that
 * the next start finds its secrets again. `env` points programs to it.
 */
export async function startKeyring(folder) {
  const password = readOrMakePassword(folder);
  const runFolder = mkdtempSync(path.join(tmpdir(), 'clientnest-keyring-'));
  const forget = () => rmSync(runFolder, { recursive: true, force: true });
  process.once('exit', forget);
  const services = [];
  const stop = async () => {
    while (services.length > 0) await services.pop().stop();
    process.off('exit', forget);
    forget();
  };
  try {
    const config = path.join(runFolder, 'bus.conf');
    writeFileSync(config, BUS_CONFIG);
    const bus = await startService(
      'dbus-daemon',
      [`--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=1'],
      { ready: /^(\S+)\n/ },
    );
    services.push(bus);
    const env = { DBUS_SESSION_BUS_ADDRESS: bus.match[1] };
    // Chromium complains on and on about a system bus that is not there.
    if (!existsSync(SYSTEM_BUS)) env.DBUS_SYSTEM_BUS_ADDRESS = bus.match[1];
    services.push(await startDaemon({ folder, runFolder, password, env }));
    await waitUntilUsable(env, folder);
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A keyring for one run of tests: gone with it. */
export async function startThrowawayKeyring() {
  const folder = mkdtempSync(path.join(tmpdir(), 'clientnest-keys-'));
  const forget = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', forget);
  const { env, stop } = await startKeyring(folder);
  const stopAndForget = async () => {
    await stop();
    process.off('exit', forget);
    forget();
  };
  return { env, stop: stopAndForget };
}

function startDaemon({ folder, runFolder, password, env }) {
  const args = ['--foreground', '--unlock', '--components=secrets'];
  const { GNOME_KEYRING_CONTROL: _other, ...base } = process.env;
  return startService('gnome-keyring-daemon', [...args, `--control-directory=${runFolder}`], {
    ready: /GNOME_KEYRING_CONTROL=/,
    input: password,
    env: { ...base, ...env, XDG_DATA_HOME: folder, XDG_RUNTIME_DIR: runFolder },
  });
}

/** On a machine without a login there is nobody to type it: it lies beside what it opens. */
function readOrMakePassword(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'password');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const password = randomBytes(24).toString('base64url');
    writeFileSync(file, password, { mode: 0o600 });
    return password;
  }
}

async function waitUntilUsable(env, folder) {
  const args = ['-e', PROBE, inProject('node_modules/keytar/keytar.js')];
  let output = '';
  for (let attempt = 0; attempt < 10; attempt++) {
    const probe = { quiet: true, timeout: 5_000, env: { ...process.env, ...env } };
    const result = await run(process.execPath, args, probe);
    if (result.code === 0) return;
    output = result.output;
  }
  throw new SetupError(`The keyring in ${folder} does not open: ${output.trim()}`);
}
