import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Durability } from './journal.ts';

export type MediaStore = ReturnType<typeof openMediaStore>;

/** What was uploaded, as files `<folder>/media/<sha256>`: the same bytes are one file. */
export function openMediaStore(folder: string, durable: Durability) {
  const place = join(folder, 'media');
  mkdirSync(place, { recursive: true, mode: 0o700 });
  return {
    /** Keeps the bytes; their SHA-256 as hex. */
    keep(bytes: Uint8Array): string {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const file = join(place, sha256);
      if (existsSync(file)) return sha256;
      // Under its name only when whole: a process may end in the middle.
      const draft = `${file}.part`;
      const descriptor = openSync(draft, 'w', 0o600);
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      if (durable === 'fsync') fdatasyncSync(descriptor);
      closeSync(descriptor);
      renameSync(draft, file);
      return sha256;
    },
    /** The bytes, or null where there are none of that name. */
    read(sha256: string): Buffer | null {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
      const file = join(place, sha256);
      return existsSync(file) ? readFileSync(file) : null;
    },
  };
}
