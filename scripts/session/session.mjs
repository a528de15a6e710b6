import { startDisplay } from './display.mjs';
import { startKeyring, startThrowawayKeyring } from './keyring.mjs';

/**
 * What a program with a window and a keychain needs and this machine lacks: a virtual display,
 * a session bus with an unlocked keyring. `env` is for the program, `close` ends it all.
 * `keyring` is a folder to keep it in, or 'throwaway'; elsewhere than on Linux nothing is needed.
 */
export async function openSession({ display = false, keyring } = {}) {
  const parts = [];
  const close = async () => {
    while (parts.length > 0) await parts.pop().stop();
  };
  try {
    if (process.platform === 'linux') {
      if (display) parts.push(await startDisplay());
      if (keyring === 'throwaway') parts.push(await startThrowawayKeyring());
      else if (keyring) parts.push(await startKeyring(keyring));
    }
    return { env: Object.assign({}, ...parts.map((part) => part.env)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The session of a test run: windows pop up on no desktop, and no secret gets into a real keyring. */
export const openTestSession = () => openSession({ display: true, keyring: 'throwaway' });
