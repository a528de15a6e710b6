import { readFileSync } from 'node:fs';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** The size of a PNG in pixels; undefined while it is not yet written to its end. */
export function readPicture(file) {
  const bytes = readFileSync(file);
  const isWhole =
    bytes.subarray(0, 8).equals(SIGNATURE) && bytes.includes('IEND', bytes.length - 12);
  return isWhole ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined;
}
