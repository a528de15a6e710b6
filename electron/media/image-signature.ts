/** What ClientNest takes. Others are told by name, so that the person knows what to do. */
export const IMAGE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

/** What the first bytes of a file say it is; its name is never asked. */
export type Signature = ImageType | 'heic' | 'video' | 'pdf' | 'svg' | 'tiff' | 'bmp' | 'unknown';

const startsWith = (bytes: Uint8Array, text: string, at = 0) =>
  [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0));

export function signatureOf(bytes: Uint8Array): Signature {
  if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'image/gif';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'image/webp';
  if (startsWith(bytes, 'ftyp', 4)) return isoMedia(bytes);
  if (startsWith(bytes, '\x1aE\xdf\xa3')) return 'video';
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
  return /hei[cxms]|hev[cxms]|mif1|msf1/.test(brands) ? 'heic' : 'video';
}

const latin1 = (bytes: Uint8Array) => String.fromCharCode(...bytes);
