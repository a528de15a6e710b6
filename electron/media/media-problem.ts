import { fail } from '../../shared/ipc/route.ts';
import type { ImageProblem } from './image-codec.ts';
import { IMAGE_TYPES, type Signature, VIDEO_TYPES } from './signature.ts';
import type { VideoProblem } from './video-facts.ts';

const TAKEN =
  'ClientNest takes JPEG, PNG, WebP, GIF and AVIF images, and MP4, MOV and WebM videos.';

/** What to do with a file that is something else. */
const NOT_TAKEN: Partial<Record<Signature, string>> = {
  heic: 'is a HEIC photo. Export it as JPEG first; on an iPhone, Settings → Camera → Formats → Most Compatible does so for new photos.',
  video: 'is a video of a kind that no network takes. Export it as MP4 (H.264) first.',
  pdf: 'is a PDF. Export the page as PNG or JPEG first.',
  svg: 'is an SVG drawing. Export it as PNG first.',
  tiff: 'is a TIFF image. Export it as PNG or JPEG first.',
  bmp: 'is a BMP image. Export it as PNG first.',
};

/** What the first bytes of a file promise; null where it is nothing that is taken. */
export function kindOf(signature: Signature): 'image' | 'video' | null {
  if (IMAGE_TYPES.some((type) => type === signature)) return 'image';
  return VIDEO_TYPES.some((type) => type === signature) ? 'video' : null;
}

export function notTaken(fileName: string, signature: Signature) {
  const known = NOT_TAKEN[signature];
  return fail(
    'not_an_image',
    known ? `“${fileName}” ${known}` : `“${fileName}” is no image or video. ${TAKEN}`,
  );
}

export function mediaProblem(fileName: string, problem: ImageProblem | VideoProblem) {
  switch (problem.code) {
    case 'not_an_image':
    case 'not_a_video':
      return notTaken(fileName, problem.signature);
    case 'too_many_pixels':
      return tooLarge(fileName, 'has more than 100 megapixels');
    case 'empty':
      return isEmpty(fileName);
    case 'no_picture':
      return fail(
        'no_picture',
        `“${fileName}” has sound but no picture. Add a still picture to it in a video editor first.`,
      );
    case 'codec':
      return fail(
        'no_picture',
        `The picture of “${fileName}” is stored ${problem.codec === 'prores' ? 'as ProRes, which' : 'in a way that'} no network takes. Export it as MP4 (H.264) first.`,
      );
    case 'unreadable':
      return fail(
        'unreadable',
        `“${fileName}” can’t be read: the file is damaged or not complete. Export it again.`,
      );
  }
}

export const isEmpty = (fileName: string) =>
  fail('unreadable', `“${fileName}” is empty. Export it again, or copy it again.`);

export const tooLarge = (fileName: string, why: string) =>
  fail('too_large', `“${fileName}” ${why}. Make a smaller copy and add that.`);

export const noSpace = () =>
  fail(
    'no_space',
    'The disk is full, so the file could not be kept. Free some space, then try again.',
  );
