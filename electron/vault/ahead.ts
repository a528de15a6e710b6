import { readIdentity } from './identity.ts';
import { type SecretStore, secretNames } from './secret-store.ts';

/**
 * Asks the keychain for the workspace's key before anything needs it: the answer takes as long as opening the
 * database. Only where a workspace was opened before; what is missing or fails is asked for again in its turn,
 * under the workspace's lock.
 */
export function withKeyAhead(keychain: SecretStore, userData: string): SecretStore {
  const identity = readIdentity(userData);
  if (identity === null || identity === 'unreadable') return keychain;
  if (!identity.established || identity.secrets === 'passphrase') return keychain;
  const name = `${identity.id}/${secretNames.databaseKey}`;
  let ahead: Promise<string | null> | null = keychain.get(name).catch(() => null);
  return {
    ...keychain,
    async get(asked) {
      const early = asked === name ? ahead : null;
      if (early) ahead = null;
      return (await early) ?? keychain.get(asked);
    },
  };
}
