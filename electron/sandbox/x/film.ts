const LOOKED_AT = 64;

/**
 * Seconds that an MP4 or QuickTime film lasts, by its movie header (ISO/IEC 14496-12 §8.2.2); null where it
 * has none. The file comes in pieces.
 */
export function filmLength(pieces: Iterable<Buffer>): number | null {
  let carried = Buffer.alloc(0);
  for (const piece of pieces) {
    const bytes = Buffer.concat([carried, piece]);
    const at = bytes.indexOf('mvhd');
    if (at >= 0 && bytes.length - at >= 40) return lengthIn(bytes.subarray(at + 4));
    // The header may lie across two pieces.
    carried = bytes.subarray(Math.max(0, bytes.length - LOOKED_AT));
  }
  return null;
}

function lengthIn(header: Buffer): number | null {
  const isLong = header[0] === 1;
  const scale = header.readUInt32BE(isLong ? 20 : 12);
  const units = isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  return scale > 0 ? units / scale : null;
}
