const STARTS: readonly (readonly [type: string, at: number, bytes: string])[] = [
  ['image/jpeg', 0, 'ffd8ff'],
  ['image/png', 0, '89504e470d0a1a0a'],
  ['image/gif', 0, '47494638'],
  ['image/webp', 8, '57454250'],
  ['video/mp4', 4, '66747970'],
];

/** By its first bytes, as the networks look at it; null where they say nothing. */
export function typeOf(bytes: Buffer): string | null {
  for (const [type, at, start] of STARTS)
    if (bytes.toString('hex', at, at + start.length / 2) === start) return type;
  return null;
}

/** Width and height of a JPEG, by its frame header (ITU T.81 B.2.2); null where there is none. */
export function jpegSize(bytes: Buffer): { width: number; height: number } | null {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
