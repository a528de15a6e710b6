import { z } from 'zod';
import { epochMs, id } from './fields.ts';
import { route } from './route.ts';

export const media = z.strictObject({
  id,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  fileName: z.string(),
  mimeType: z.string(),
  bytes: z.int().min(0),
  width: z.int().min(1),
  height: z.int().min(1),
  createdAt: epochMs,
});

const errors = ['not_an_image', 'too_large', 'unreadable', 'no_space'] as const;

export const mediaRoutes = {
  'media.import': route(() => ({
    summary: 'Keeps an image by its content hash. The same bytes twice are one file.',
    input: z.strictObject({
      fileName: z.string().min(1).max(255),
      bytes: z.instanceof(Uint8Array).describe('The file, at most 100 MB'),
    }),
    output: media,
    errors,
    requires: 'edit',
  })),
  'media.importFile': route(() => ({
    summary: 'The same from a path on this machine (command line only).',
    input: z.strictObject({ path: z.string().min(1).max(4096) }),
    output: media,
    errors: [...errors, 'not_found'],
    requires: 'local_files',
  })),
  'media.get': route(() => ({
    summary: 'One media file: its facts, not its bytes (those are at `app://bundle/media/<id>`).',
    input: z.strictObject({ id }),
    output: media,
    errors: ['not_found'],
    requires: 'read',
  })),
};
