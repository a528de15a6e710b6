import { createHash } from 'node:crypto';
import type { OutgoingImage, OutgoingVideo } from '../../electron/platforms/platform.ts';
import { flat } from './images.ts';

/** A JPEG of one colour. */
export async function photoOf(altText: string, width = 60, height = 50): Promise<OutgoingImage> {
  const bytes = new Uint8Array(await flat(width, height).jpeg().toBuffer());
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    altText,
    width,
    height,
    mimeType: 'image/jpeg',
    read: async () => ({ bytes, mimeType: 'image/jpeg', width, height }),
  };
}

/** The head of an MP4 and then nothing of worth: sandboxes look no further. */
export function videoOf(
  bytes: number,
  start = '0000001866747970',
): OutgoingVideo & { reads: [number, number][] } {
  const content = Buffer.alloc(bytes, 7);
  content.write(start, 0, 'hex');
  const reads: [number, number][] = [];
  return {
    sha256: createHash('sha256').update(content).digest('hex'),
    altText: '',
    mimeType: 'video/mp4',
    bytes,
    width: 640,
    height: 360,
    duration: 5,
    reads,
    read: async (from, to) => {
      reads.push([from, to]);
      return new Uint8Array(content.subarray(from, to));
    },
  };
}
