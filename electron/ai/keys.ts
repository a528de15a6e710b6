import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import { type SecretStore, secretNames } from '../vault/secret-store.ts';

/** The keys of connections: in the keychain, and asked for once while ClientNest runs. */
export function createKeys(secrets: SecretStore) {
  const known = new Map<string, string | null>();
  /** Of removed connections, so that an undo brings them back. Nowhere but in memory. */
  const removed = new Map<string, string>();

  /** Null where there is none, undefined where the keychain does not answer. */
  async function get(id: string): Promise<string | null | undefined> {
    const kept = known.get(id);
    if (kept !== undefined) return kept;
    const found = await secrets.get(secretNames.aiKey(id)).catch(() => undefined);
    if (found !== undefined) known.set(id, found);
    return found;
  }

  async function set(
    id: string,
    key: string | null,
  ): Promise<Result<null, 'keychain_unavailable'>> {
    try {
      if (key === null) await secrets.delete(secretNames.aiKey(id));
      else await secrets.set(secretNames.aiKey(id), key);
    } catch {
      return fail('keychain_unavailable', KEYCHAIN);
    }
    known.set(id, key);
    return ok(null);
  }

  return {
    get,
    set,
    async remove(id: string): Promise<Result<null, 'keychain_unavailable'>> {
      const key = await get(id);
      const done = await set(id, null);
      if (done.ok && key) removed.set(id, key);
      return done;
    },
    async restore(id: string): Promise<void> {
      const key = removed.get(id);
      if (key !== undefined && (await set(id, key)).ok) removed.delete(id);
    },
  };
}
export type Keys = ReturnType<typeof createKeys>;

export const KEYCHAIN =
  'The keychain does not answer, so the key can’t be reached. Unlock the keychain, then try again.';
