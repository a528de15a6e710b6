import keytar from 'keytar/keytar.js';

/** The environment of a machine without a keychain: every call to it is refused. Linux only. */
export const withoutKeyring = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };

/** Whether the machine's keychain answers. `npm test` gives Linux one of its own. */
export async function hasKeyring(): Promise<boolean> {
  try {
    await keytar.findPassword('clientnest-probe');
    return true;
  } catch {
    return false;
  }
}
