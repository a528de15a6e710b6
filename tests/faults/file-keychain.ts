import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { SecretStore } from '../../electron/vault/secret-store.ts';

/** In the place of the machine's keychain: a file, whole at any time. Opens in no time, unlike a passphrase. */
export function fileKeychain(file: string): SecretStore {
  const read = (): Record<string, string> => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      throw error;
    }
  };
  const write = (secrets: Record<string, string>) => {
    writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return {
    kind: 'keychain',
    get: async (name) => read()[name] ?? null,
    set: async (name, secret) => write({ ...read(), [name]: secret }),
    delete: async (name) => {
      const { [name]: _gone, ...rest } = read();
      write(rest);
    },
  };
}
