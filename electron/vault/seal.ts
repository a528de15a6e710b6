import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

export const sealed = z.strictObject({ nonce: z.string(), data: z.string() });
export type Sealed = z.output<typeof sealed>;

const TAG_BYTES = 16;

/**
 * AES-256-GCM with a fresh 96-bit nonce. `purpose` is the associated data: a sealed value that is moved
 * to another name does not open.
 */
export function seal(key: Buffer, purpose: string, plain: Buffer): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(purpose));
  const data = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { nonce: nonce.toString('base64'), data: data.toString('base64') };
}

/** Null when the key, the purpose or a single bit is another one. */
export function unseal(key: Buffer, purpose: string, box: Sealed): Buffer | null {
  const bytes = Buffer.from(box.data, 'base64');
  const nonce = Buffer.from(box.nonce, 'base64');
  if (bytes.length < TAG_BYTES || nonce.length !== 12) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
