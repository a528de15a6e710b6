import type { SecretStore } from '../../electron/vault/secret-store.ts';

export interface MemorySecrets extends SecretStore {
  entries: Map<string, string>;
}

/** A keychain that lives as long as the test. */
export function memorySecrets(kind: SecretStore['kind'] = 'keychain'): MemorySecrets {
  const entries = new Map<string, string>();
  return {
    kind,
    entries,
    get: async (name) => entries.get(name) ?? null,
    set: async (name, secret) => void entries.set(name, secret),
    delete: async (name) => void entries.delete(name),
  };
}
