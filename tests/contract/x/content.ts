import { createHash } from 'node:crypto';
import type {
  OutgoingImage,
  OutgoingVideo,
  PublishProgress,
} from '../../../electron/platforms/platform.ts';

/** Progress as the ledger keeps it: what is saved is what the next try finds. */
export function memory(saved: PublishProgress['saved'] = null): PublishProgress {
  const progress: PublishProgress = {
    saved,
    save: async (next) => {
      progress.saved = structuredClone(next);
    },
  };
  return progress;
}

/** A 1×1 PNG, of another content for each name. */
export function image(name: string, altText = ''): OutgoingImage {
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const bytes = Buffer.concat([Buffer.from(pixel, 'base64'), Buffer.from(name)]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const facts = { width: 1, height: 1, mimeType: 'image/png' };
  return { sha256, altText, ...facts, read: async () => ({ bytes, ...facts }) };
}

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
