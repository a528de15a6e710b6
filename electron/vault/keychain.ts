import type { SecretStore } from './secret-store.ts';

/** Named in the system's keychain, where the person sees it. */
const KEYCHAIN_SERVICE = 'ClientNest';

/** How long an answer may take, in ms: somebody may have to type a password into the system's prompt. */
const PATIENCE = 60_000;

/**
 * The operating system's keychain: Keychain, Credential Manager, or a Secret Service (GNOME Keyring,
 * KWallet, KeePassXC). Every call rejects when it is locked, missing or silent.
 */
export function createKeychain(service = KEYCHAIN_SERVICE, patience = PATIENCE): SecretStore {
  const entry = async (name: string) => {
    const { AsyncEntry } = await import('keytar');
    // Without this, Linux falls back to the kernel's keyring without a word, and the next reboot
    // would lose the database key.
    return new AsyncEntry(service, name, { linux: { store: 'secret-service' } });
  };
  const answered = <Value>(call: (signal: AbortSignal) => Promise<Value>): Promise<Value> => {
    const signal = AbortSignal.timeout(patience);
    return Promise.race([
      call(signal),
      new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => reject(new Error('The keychain did not answer'))),
      ),
    ]);
  };
  return {
    kind: 'keychain',
    get: (name) =>
      answered(async (signal) => (await (await entry(name)).getPassword(signal)) ?? null),
    set: (name, secret) =>
      answered(async (signal) => (await entry(name)).setPassword(secret, signal)),
    delete: (name) =>
      answered(async (signal) => void (await (await entry(name)).deletePassword(signal))),
  };
}
