import { z } from 'zod';
import { MEDIA_PIECE } from '../domain/media-piece.ts';
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
  /** Of a video, in ms; null for an image. */
  durationMs: z.int().min(1).nullable(),
  createdAt: epochMs,
});

/** `not_an_image`: neither an image nor a video that is taken. `no_picture`: a video that shows nothing. */
const errors = ['not_an_image', 'no_picture', 'too_large', 'unreadable', 'no_space'] as const;

export const mediaRoutes = {
  'media.import': route(() => ({
    summary:
      'Keeps an image or a short video by its content hash. The same bytes twice are one file.',
    input: z.strictObject({
      fileName: z.string().min(1).max(255),
      bytes: z.instanceof(Uint8Array).describe('The file, at most 100 MB'),
    }),
    output: media,
    errors,
    requires: 'edit',
  })),
  'media.importFile': route(() => ({
    summary:
      'The same from a path on this machine (command line only). Videos up to 4 GB; they are copied in pieces.',
    // No file's name has a zero in it.
    input: z.strictObject({
      path: z
        .string()
        .regex(/^[^\0]+$/)
        .max(4096),
    }),
    output: media,
    errors: [...errors, 'not_found'],
    requires: 'local_files',
  })),
  'media.begin': route(() => ({
    summary:
      'Begins to keep a file that comes in pieces: a video of up to 4 GB. Nothing is kept before `media.finish`.',
    input: z.strictObject({
      fileName: z.string().min(1).max(255),
      bytes: z.int().min(0).describe('How many there are'),
    }),
    output: z.strictObject({ id }),
    errors: ['too_large', 'unreadable', 'no_space', 'busy'],
    requires: 'edit',
  })),
  'media.append': route(() => ({
    summary: 'The next bytes of a file that was begun. Where they are refused, it is dropped.',
    input: z.strictObject({
      id,
      bytes: z
        .instanceof(Uint8Array)
        .refine((bytes) => bytes.byteLength > 0 && bytes.byteLength <= MEDIA_PIECE)
        .describe('At most 4 MB'),
    }),
    output: z.strictObject({ id, bytes: z.int().min(0).describe('How many are in') }),
    errors: ['not_found', 'not_an_image', 'unreadable', 'no_space'],
    requires: 'edit',
  })),
  'media.finish': route(() => ({
    summary: 'All pieces are in: the file is looked into, and kept by its content hash.',
    input: z.strictObject({ id }),
    output: media,
    errors: [...errors, 'not_found'],
    requires: 'edit',
  })),
  'media.cancel': route(() => ({
    summary: 'Drops a file that was begun.',
    input: z.strictObject({ id }),
    output: z.strictObject({ id }),
    errors: [],
    requires: 'edit',
  })),
  'media.setPoster': route(() => ({
    summary: 'The picture that stands for a video, a frame of it.',
    input: z.strictObject({
      id,
      bytes: z
        .instanceof(Uint8Array)
        .refine((bytes) => bytes.byteLength <= MEDIA_PIECE)
        .describe('WebP, PNG or JPEG, at most 4 MB'),
    }),
    output: media,
    errors: ['not_found', 'not_a_video', 'unreadable'],
    requires: 'edit',
  })),
  'media.get': route(() => ({
    summary: 'One media file: its facts, not its bytes (those are at `app://bundle/media/<id>`).',
    input: z.strictObject({ id }),
    output: media,
    errors: ['not_found'],
    requires: 'read',
  })),
};
