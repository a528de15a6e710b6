import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { openSession } from '../session/session.mjs';
import { ensureSystemPackages } from '../setup/system.mjs';
import { keyringFolder } from './keyring-folder.mjs';

/**
 * The session of a command: on a Linux machine without a login, the keyring that lies in the
 * workspace, so that a command finds the key that `npm start` or `npm run seed` left there.
 */
export async function openCommandSession(args, { mayCreateKeyring, display = false }) {
  if (process.platform !== 'linux' || process.env.DBUS_SESSION_BUS_ADDRESS) {
    return openSession({ display });
  }
  const keyring = keyringFolder(userDataOf(args));
  if (!mayCreateKeyring && !existsSync(keyring)) return openSession({ display });
  await ensureSystemPackages(['keyring']);
  return openSession({ display, keyring });
}

function userDataOf(args) {
  const flag = '--user-data';
  const at = args.indexOf(flag);
  const given =
    (at >= 0 ? args[at + 1] : undefined) ??
    args.find((arg) => arg.startsWith(`${flag}=`))?.slice(flag.length + 1) ??
    process.env.CLIENTNEST_USER_DATA;
  if (given) return path.resolve(given);
  // Electron's own default place, for the name in package.json.
  const config = process.env.XDG_CONFIG_HOME || path.join(homedir(), '.config');
  return path.join(config, 'ClientNest');
}
