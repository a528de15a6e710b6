import type { VideoType } from './signature.ts';

/** Bytes from `start` (included) to `end` (excluded). */
type Read = (start: number, end: number) => Promise<Uint8Array>;

/** Top-level parts of a container; a recording in fragments has two for each second. */
const MOST_PARTS = 100_000;

/**
 * Whether a container is there to its end: each part says how long it is, and none goes beyond the file. What was
 * recorded live does not say it (Matroska's unknown size), and then nothing is missing as far as this can tell.
 */
export const isWhole = (type: VideoType, size: number, read: Read): Promise<boolean> =>
  type === 'video/webm' ? isWholeMatroska(size, read) : isWholeIso(size, read);

/** Boxes, each with its length before its name (ISO/IEC 14496-12, §4.2). */
async function isWholeIso(size: number, read: Read): Promise<boolean> {
  let at = 0;
  let hasIndex = false;
  // A few odd bytes after the last box are no box.
  for (let box = 0; at + 8 <= size && box < MOST_PARTS; box++) {
    const head = view(await read(at, Math.min(at + 16, size)));
    const name = head.getUint32(4);
    let length = head.getUint32(0);
    if (length === 1) {
      if (head.byteLength < 16) return false;
      length = Number(head.getBigUint64(8));
    }
    hasIndex ||= name === MOOV;
    // Nought is "to the end of the file".
    if (length === 0) return hasIndex;
    if (length < 8) return false;
    at += length;
  }
  return hasIndex && at <= size;
}

/** `moov`, which says what is where. */
const MOOV = 0x6d6f6f76;

/** An EBML header, then one segment (RFC 8794, §4 and RFC 9559, §5.1). */
async function isWholeMatroska(size: number, read: Read): Promise<boolean> {
  const head = view(await read(0, Math.min(size, 16)));
  const header = sizeAt(head, 4);
  if (header === null || header.value === null) return false;
  const segment = header.next + header.value;
  const start = view(await read(segment, Math.min(size, segment + 16)));
  if (start.byteLength < 5 || start.getUint32(0) !== SEGMENT) return false;
  const length = sizeAt(start, 4);
  if (length === null) return false;
  return length.value === null || segment + length.next + length.value <= size;
}

const SEGMENT = 0x18538067;

/** A variable-length number; its value is null where it says "unknown". */
function sizeAt(bytes: DataView, at: number): { value: number | null; next: number } | null {
  if (at >= bytes.byteLength) return null;
  const first = bytes.getUint8(at);
  const width = Math.clz32(first) - 23;
  if (width > 8 || at + width > bytes.byteLength) return null;
  let value = first & ((1 << (8 - width)) - 1);
  let isUnknown = value === (1 << (8 - width)) - 1;
  for (let index = 1; index < width; index++) {
    const byte = bytes.getUint8(at + index);
    isUnknown &&= byte === 0xff;
    value = value * 256 + byte;
  }
  return { value: isUnknown ? null : value, next: at + width };
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
