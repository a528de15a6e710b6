import type { AsyncEntry } from 'keytar';
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
  // On Linux to make one is to agree on a key with the keyring: 5 ms of the only thread, so it is kept.
  const entries = new Map<string, Promise<AsyncEntry>>();
  const entry = (name: string): Promise<AsyncEntry> => {
    let made = entries.get(name);
    if (!made) {
      // Without this, Linux falls back to the kernel's keyring without a word, and the next reboot
      // would lose the database key.
      const options = { linux: { store: 'secret-service' } } as const;
      made = import('keytar').then(({ AsyncEntry }) => new AsyncEntry(service, name, options));
      entries.set(name, made);
    }
    return made;
  };
  /** What failed is made anew for the next call: the keyring may have been started again. */
  const answered = async <Value>(
    name: string,
    call: (entry: AsyncEntry, signal: AbortSignal) => Promise<Value>,
  ): Promise<Value> => {
    const patient = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        patient.abort();
        reject(new Error('The keychain did not answer'));
      }, patience).unref();
    });
    try {
      const work = entry(name).then((made) => call(made, patient.signal));
      return await Promise.race([work, silence]);
    } catch (error) {
      entries.delete(name);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    kind: 'keychain',
    get: (name) => answered(name, async (made, signal) => (await made.getPassword(signal)) ?? null),
    set: (name, secret) => answered(name, (made, signal) => made.setPassword(secret, signal)),
    delete: (name) =>
      answered(name, async (made, signal) => {
        await made.deletePassword(signal);
        entries.delete(name);
      }),
  };
}
