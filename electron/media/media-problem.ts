import { fail } from '../../shared/ipc/route.ts';
import type { ImageProblem } from './image-codec.ts';
import type { Signature } from './image-signature.ts';

const TAKEN = 'ClientNest takes JPEG, PNG, WebP, GIF and AVIF images.';

/** What to do with a file that is something else. */
const NOT_TAKEN: Partial<Record<Signature, string>> = {
  heic: 'is a HEIC photo. Export it as JPEG first; on an iPhone, Settings → Camera → Formats → Most Compatible does so for new photos.',
  video: 'is a video. ClientNest sends images only for now.',
  pdf: 'is a PDF. Export the page as PNG or JPEG first.',
  svg: 'is an SVG drawing. Export it as PNG first.',
  tiff: 'is a TIFF image. Export it as PNG or JPEG first.',
  bmp: 'is a BMP image. Export it as PNG first.',
};

export function mediaProblem(fileName: string, problem: ImageProblem) {
  switch (problem.code) {
    case 'not_an_image': {
      const known = NOT_TAKEN[problem.signature];
      return fail(
        'not_an_image',
        known ? `“${fileName}” ${known}` : `“${fileName}” is no image that can be sent. ${TAKEN}`,
      );
    }
    case 'too_many_pixels':
      return tooLarge(fileName, 'has more than 100 megapixels');
    case 'unreadable':
      return fail(
        'unreadable',
        `“${fileName}” can’t be read: the file is damaged or not complete. Export it again.`,
      );
  }
}

export const tooLarge = (fileName: string, why: string) =>
  fail('too_large', `“${fileName}” ${why}. Make a smaller copy and add that.`);

export const noSpace = () =>
  fail(
    'no_space',
    'The disk is full, so the image could not be kept. Free some space, then try again.',
  );
