import { createHash } from 'node:crypto';
import type { OutgoingVideo } from '../../electron/platforms/platform.ts';

/** What a network takes for an MP4 by its first bytes, as long as is wanted. */
export function film(altText: string, bytes = 3_000_000): OutgoingVideo & { content: Buffer } {
  const content = Buffer.alloc(bytes, altText || 'film');
  Buffer.from([0, 0, 0, 24, ...Buffer.from('ftypisom')]).copy(content);
  return {
    content,
    sha256: createHash('sha256').update(content).digest('hex'),
    altText,
    mimeType: 'video/mp4',
    bytes,
    width: 1280,
    height: 720,
    duration: 12,
    read: async (start, end) => content.subarray(start, end),
  };
}
