import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { holding, type ProcessLock } from '../database/process-lock.ts';
import { writeAtomically } from './atomic-file.ts';
import { seal, sealed, unseal } from './seal.ts';
import type { SecretStore } from './secret-store.ts';

/** RFC 9106 §4, its second recommended option: 64 MiB, three passes. One lane, as WebAssembly has no threads here. */
const KDF = { memory: 65_536, passes: 3, lanes: 1 };

const vaultFile = z.strictObject({
  version: z.literal(1),
  kdf: z.strictObject({
    algorithm: z.literal('argon2id'),
    /** KiB. */
    memory: z.int().min(8_192).max(4_194_304),
    passes: z.int().min(1).max(100),
    lanes: z.int().min(1).max(16),
    salt: z.string(),
  }),
  /** The key of everything below, sealed with the key that the passphrase derives. */
  masterKey: sealed,
  secrets: z.record(z.string(), sealed),
});
type VaultFile = z.output<typeof vaultFile>;
type Kdf = VaultFile['kdf'];

const LOCK_PATIENCE = 10_000;

/** Whether a vault file is there, and whether it is what we wrote. */
export function lookAtVault(file: string): 'none' | 'sealed' | 'unreadable' {
  try {
    vaultFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    return 'sealed';
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return missing ? 'none' : 'unreadable';
  }
}

/** Makes a new vault under a passphrase. The caller makes sure that there is none. */
export async function createVaultFile(
  file: string,
  passphrase: string,
  lock: ProcessLock,
): Promise<SecretStore> {
  const kdf: Kdf = {
    algorithm: 'argon2id',
    ...KDF,
    salt: randomBytes(16).toString('base64'),
  };
  const masterKey = randomBytes(32);
  const wrapping = await derive(passphrase, kdf);
  const content: VaultFile = {
    version: 1,
    kdf,
    masterKey: seal(wrapping, purposeOfMasterKey(kdf), masterKey),
    secrets: {},
  };
  writeAtomically(file, JSON.stringify(content));
  return openStore(file, masterKey, lock);
}

/** Null when the passphrase is not the one. Takes about a third of a second, on purpose. */
export async function openVaultFile(
  file: string,
  passphrase: string,
  lock: ProcessLock,
): Promise<SecretStore | null> {
  const { kdf, masterKey } = read(file);
  const wrapping = await derive(passphrase, kdf);
  const key = unseal(wrapping, purposeOfMasterKey(kdf), masterKey);
  return key ? openStore(file, key, lock) : null;
}

function openStore(file: string, masterKey: Buffer, lock: ProcessLock): SecretStore {
  const purposeOf = (name: string) => `clientnest vault 1: ${name}`;
  // Another process may have written since: the file is read again under the lock.
  const change = async (edit: (secrets: VaultFile['secrets']) => void) => {
    const done = await holding(lock, LOCK_PATIENCE, () => {
      const content = read(file);
      edit(content.secrets);
      writeAtomically(file, JSON.stringify(content));
      return true;
    });
    if (!done) throw new Error('Another process keeps the vault locked');
  };
  // One at a time: the lock belongs to the process, not to a call.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = (edit: (secrets: VaultFile['secrets']) => void): Promise<void> => {
    const turn = queue.then(() => change(edit));
    queue = turn.catch(() => undefined);
    return turn;
  };
  return {
    kind: 'passphrase',
    async get(name) {
      const { secrets } = read(file);
      const box = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      if (!box) return null;
      const plain = unseal(masterKey, purposeOf(name), box);
      if (!plain) throw new Error('A secret in the vault was changed by something else');
      return plain.toString('utf8');
    },
    set: (name, secret) =>
      inTurn((secrets) => {
        secrets[name] = seal(masterKey, purposeOf(name), Buffer.from(secret, 'utf8'));
      }),
    delete: (name) =>
      inTurn((secrets) => {
        delete secrets[name];
      }),
  };
}

async function derive(passphrase: string, kdf: Kdf): Promise<Buffer> {
  const { argon2id } = await import('hash-wasm');
  const key = await argon2id({
    // The same characters typed on another keyboard may be encoded otherwise.
    password: passphrase.normalize('NFKC'),
    salt: Buffer.from(kdf.salt, 'base64'),
    memorySize: kdf.memory,
    iterations: kdf.passes,
    parallelism: kdf.lanes,
    hashLength: 32,
    outputType: 'binary',
  });
  return Buffer.from(key);
}

const purposeOfMasterKey = (kdf: Kdf) =>
  `clientnest vault 1 master key: ${kdf.algorithm} ${kdf.memory} ${kdf.passes} ${kdf.lanes} ${kdf.salt}`;

const read = (file: string): VaultFile => vaultFile.parse(JSON.parse(readFileSync(file, 'utf8')));
