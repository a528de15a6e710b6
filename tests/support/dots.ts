import { createHash } from 'node:crypto';
import type { OutgoingImage } from '../../electron/platforms/platform.ts';

/** A 1×1 PNG. */
export const PIXEL = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** A red 10×10 PNG. */
export const RED_DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mP8z8BQz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  'base64',
);

/** One of one pixel, as it is sent. */
export function image(altText: string, bytes: Uint8Array = PIXEL): OutgoingImage {
  const facts = { width: 1, height: 1, mimeType: 'image/png' };
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    altText,
    ...facts,
    read: async () => ({ bytes, ...facts }),
  };
}
