import { createHash } from 'node:crypto';
import type { OutgoingImage, OutgoingVideo } from '../../../electron/platforms/platform.ts';
import { image as dot, PIXEL } from '../../support/dots.ts';

/** A 1×1 PNG, of another content for each name. */
export const image = (name: string, altText = ''): OutgoingImage =>
  dot(altText, Buffer.concat([PIXEL, Buffer.from(name)]));

/** The head of an MP4 that says how long it lasts, and grain up to its size. */
export function film(size: number, seconds = 12): OutgoingVideo & { content: Buffer } {
  const header = Buffer.alloc(108);
  header.write('mvhd', 4);
  header.writeUInt32BE(1000, 20);
  header.writeUInt32BE(seconds * 1000, 24);
  const start = Buffer.concat([Buffer.from('0000001866747970', 'hex'), Buffer.alloc(16), header]);
  const content = Buffer.concat([start, Buffer.alloc(size - start.length, 'grain')]);
  return {
    content,
    sha256: createHash('sha256').update(content).digest('hex'),
    altText: '',
    mimeType: 'video/mp4',
    bytes: size,
    width: 1280,
    height: 720,
    duration: seconds,
    read: async (from, to) => content.subarray(from, to),
  };
}
