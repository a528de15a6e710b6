import { open } from 'node:fs/promises';
import { SIGNATURE_BYTES } from './signature.ts';

/**
 * The size of a file and its first bytes. Measures before it reads: a path may name a disk image of many gigabytes,
 * or a pipe without end.
 * @throws where it is no file, or can't be read
 */
export async function readHead(path: string): Promise<{ size: number; bytes: Uint8Array }> {
  const file = await open(path, 'r');
  try {
    const found = await file.stat();
    if (!found.isFile())
      throw Object.assign(new Error('Not a file'), { code: 'ENOTFILE', syscall: 'open' });
    const bytes = new Uint8Array(Math.min(SIGNATURE_BYTES, found.size));
    const { bytesRead } = await file.read(bytes, 0, bytes.byteLength, 0);
    return { size: found.size, bytes: bytes.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}
