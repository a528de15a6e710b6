import { randomBytes } from 'node:crypto';
import type { SecretStore } from './secret-store.ts';

/** Windows' Credential Manager takes 2,560 bytes of UTF-16 (CRED_MAX_CREDENTIAL_BLOB_SIZE): 1,280 characters. */
const PART = 1_200;
const HEAD = /^parts:(\d{1,3}):([0-9a-f]{8})$/;

/**
 * Keeps secrets of any length in a store with short entries. A long one is written as parts under a
 * new mark, then the entry itself is switched to that mark, so a crash leaves the old or the new one.
 */
export function withLongSecrets(store: SecretStore): SecretStore {
  const partName = (name: string, mark: string, part: number) => `${name}/${mark}.${part}`;

  const removeParts = async (name: string, head: string | null) => {
    const [, count, mark] = HEAD.exec(head ?? '') ?? [];
    if (!mark) return;
    for (let part = 0; part < Number(count); part++) await store.delete(partName(name, mark, part));
  };

  return {
    kind: store.kind,
    async get(name) {
      const head = await store.get(name);
      const [, count, mark] = HEAD.exec(head ?? '') ?? [];
      if (!mark) return head;
      const parts: string[] = [];
      for (let part = 0; part < Number(count); part++) {
        const text = await store.get(partName(name, mark, part));
        // A part is gone, so the secret is; the account will ask to be connected again.
        if (text === null) return null;
        parts.push(text);
      }
      return parts.join('');
    },
    async set(name, secret) {
      const before = await store.get(name);
      if (secret.length <= PART && !HEAD.test(secret)) {
        await store.set(name, secret);
      } else {
        const mark = randomBytes(4).toString('hex');
        const parts = secret.match(new RegExp(`[^]{1,${PART}}`, 'g')) ?? [];
        for (const [part, text] of parts.entries()) {
          await store.set(partName(name, mark, part), text);
        }
        await store.set(name, `parts:${parts.length}:${mark}`);
      }
      await removeParts(name, before);
    },
    async delete(name) {
      const before = await store.get(name);
      await store.delete(name);
      await removeParts(name, before);
    },
  };
}

/** The same store under a prefix, so that workspaces do not see each other's entries. */
export const scoped = (store: SecretStore, scope: string): SecretStore => ({
  kind: store.kind,
  get: (name) => store.get(`${scope}/${name}`),
  set: (name, secret) => store.set(`${scope}/${name}`, secret),
  delete: (name) => store.delete(`${scope}/${name}`),
});
