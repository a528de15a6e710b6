import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { join } from 'node:path';
import { canonicalAnswers, type PackAnswers } from '../../shared/domain/approval.ts';
import { createProcessLock, holding } from '../database/process-lock.ts';
import { type SecretStore, secretNames } from '../vault/secret-store.ts';

/** How long another process may take to make the secret, in ms. */
const PATIENCE = 10_000;
const HEX = /^[0-9a-f]{64}$/;

/**
 * Each pack has a key of its own, derived (HKDF-SHA256, RFC 5869) from a secret of this workspace that never leaves
 * the keychain. The pack carries its key, so that its page can sign the answers: a signature proves that they were
 * made with that very pack, by whoever had it.
 */
export function createPackKeys({
  secrets,
  userData,
  sqliteBinding,
}: {
  secrets: SecretStore;
  userData: string;
  sqliteBinding?: string | undefined;
}) {
  const lock = createProcessLock(join(userData, 'approvals.lock'), sqliteBinding);

  const stored = async (): Promise<string | null> => {
    const secret = await secrets.get(secretNames.approvalSecret);
    return secret !== null && HEX.test(secret) ? secret : null;
  };

  /** Two processes must not both make one: packs of the first could never be answered. */
  const make = () =>
    holding(lock, PATIENCE, async () => {
      const before = await stored();
      if (before !== null) return before;
      await secrets.set(secretNames.approvalSecret, randomBytes(32).toString('hex'));
      return stored();
    });

  return {
    /**
     * The key of a pack, 32 bytes as hex.
     * @throws where the keychain does not answer
     */
    async of(packId: string): Promise<string> {
      const secret = (await stored()) ?? (await make());
      if (secret === null) throw new Error('The secret of packs could not be kept');
      const from = Buffer.from(secret, 'hex');
      const key = hkdfSync('sha256', from, packId, 'clientnest approval pack', 32);
      return Buffer.from(key).toString('hex');
    },
  };
}
export type PackKeys = ReturnType<typeof createPackKeys>;

/** HMAC-SHA256 (RFC 2104) over the canonical answers, hex. */
export const signatureOf = (key: string, answers: PackAnswers): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(canonicalAnswers(answers)).digest('hex');

export function isSignedBy(key: string, answers: PackAnswers, signature: string): boolean {
  const right = Buffer.from(signatureOf(key, answers), 'hex');
  const given = Buffer.from(signature, 'hex');
  return given.byteLength === right.byteLength && timingSafeEqual(given, right);
}
