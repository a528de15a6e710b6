/** What ClientNest takes. Others are told by name, so that the person knows what to do. */
export const IMAGE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/apng',
  'image/webp',
  'image/gif',
  'image/avif',
] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

export const VIDEO_TYPES = ['video/mp4', 'video/quicktime', 'video/webm'] as const;
export type VideoType = (typeof VIDEO_TYPES)[number];

/** What the first bytes of a file say it is; its name is never asked. `video` is one of another kind. */
export type Signature =
  | ImageType
  | VideoType
  | 'video'
  | 'heic'
  | 'pdf'
  | 'svg'
  | 'tiff'
  | 'bmp'
  | 'unknown';

/** How many bytes of a file `signatureOf` looks at, but for an animated PNG, which may say so later. */
export const SIGNATURE_BYTES = 4096;

const startsWith = (bytes: Uint8Array, text: string, at = 0) =>
  [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0));

export function signatureOf(bytes: Uint8Array): Signature {
  if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return isAnimated(bytes) ? 'image/apng' : 'image/png';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'image/gif';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'AVI ', 8)) return 'video';
  if (startsWith(bytes, 'ftyp', 4)) return isoMedia(bytes);
  // QuickTime movies from before there were brands.
  if (['moov', 'mdat', 'wide'].some((box) => startsWith(bytes, box, 4))) return 'video/quicktime';
  if (startsWith(bytes, '\x1aE\xdf\xa3'))
    return latin1(bytes.subarray(0, 64)).includes('webm') ? 'video/webm' : 'video';
  if (startsWith(bytes, '\x00\x00\x01\xba') || startsWith(bytes, 'FLV\x01')) return 'video';
  if (startsWith(bytes, '0&\xb2u\x8ef\xcf\x11')) return 'video';
  if (startsWith(bytes, '%PDF-')) return 'pdf';
  if (startsWith(bytes, 'II*\0') || startsWith(bytes, 'MM\0*')) return 'tiff';
  if (startsWith(bytes, 'BM')) return 'bmp';
  if (/^\s*<(\?xml|svg|!--|!DOCTYPE svg)/i.test(latin1(bytes.subarray(0, 256)))) return 'svg';
  return 'unknown';
}

/** ISO base media files name their kinds in the first box: the major brand, then compatible ones. */
function isoMedia(bytes: Uint8Array): Signature {
  const end = Math.min(((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0), bytes.length, 256);
  const brands = latin1(bytes.subarray(8, Math.max(end, 12)));
  if (/avif|avis/.test(brands)) return 'image/avif';
  if (/hei[cxms]|hev[cxms]|mif1|msf1/.test(brands)) return 'heic';
  return brands.startsWith('qt  ') ? 'video/quicktime' : 'video/mp4';
}

/** An animated PNG says so by a chunk `acTL` before its picture (PNG, third edition, §11.3.2.2). */
function isAnimated(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  while (at + 8 <= bytes.byteLength) {
    if (startsWith(bytes, 'acTL', at + 4)) return true;
    if (startsWith(bytes, 'IDAT', at + 4)) return false;
    at += 12 + view.getUint32(at);
  }
  return false;
}

const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes);
