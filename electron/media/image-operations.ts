import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { type Crop, cropArea } from '../../shared/domain/crop.ts';
import { IMAGE_TYPES, type ImageType, type Signature, signatureOf } from './signature.ts';

/**
 * Runs where a broken or hostile image can do no harm: in the image worker only. What sharp may load
 * is a switch of the whole process, so a process has one such worker at a time: a second one would
 * turn the loaders off, for a moment, under the first one's work.
 */
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});

/** 100 megapixels: above any camera that a freelancer posts from, below what fills the memory. */
export const MAX_PIXELS = 100_000_000;

export interface ImageFacts {
  mimeType: ImageType;
  /** Pixels as a person sees it, its orientation applied. */
  width: number;
  height: number;
}

export interface FittedImage {
  bytes: Uint8Array;
  mimeType: string;
  width: number;
  height: number;
}

export interface FitLimit {
  /** Longest side in pixels. */
  side: number;
  maxBytes: number;
  mimeTypes: readonly string[];
  /** The part that is wanted; all of it where it is null. */
  crop?: Crop | null;
}

export type ImageProblem =
  | { code: 'not_an_image'; signature: Signature }
  | { code: 'too_many_pixels' }
  | { code: 'unreadable' };

export type ImageResult<Value> = { ok: true; value: Value } | { ok: false; problem: ImageProblem };

/** What an image is, and that it can be decoded whole. */
export async function probe(bytes: Uint8Array): Promise<ImageResult<ImageFacts>> {
  const signature = signatureOf(bytes);
  const mimeType = IMAGE_TYPES.find((type) => type === signature);
  if (!mimeType) return problem({ code: 'not_an_image', signature });
  try {
    const metadata = await sharp(bytes, { ...READING, limitInputPixels: false }).metadata();
    const { width, height } = metadata.autoOrient;
    if (width * height > MAX_PIXELS) return problem({ code: 'too_many_pixels' });
    await open(bytes).resize({ width: 32, height: 32, fit: 'inside' }).raw().toBuffer();
    return { ok: true, value: { mimeType, width, height } };
  } catch {
    // Why the decoder gave up says nothing to a person: the file is cut off or damaged.
    return problem({ code: 'unreadable' });
  }
}

/** A small WebP that fits into a square. */
export async function thumbnail(bytes: Uint8Array, side: number): Promise<ImageResult<Uint8Array>> {
  try {
    const pipeline = open(bytes).resize({ width: side, height: side, ...INSIDE });
    return { ok: true, value: await pipeline.webp({ quality: 78 }).toBuffer() };
  } catch {
    return problem({ code: 'unreadable' });
  }
}

/**
 * The image as a network takes it: upright, sRGB, without metadata (a photo tells where it was
 * taken), within `limit`. Always encoded anew, and the same input gives the same bytes, so that a
 * retry uploads the same blob. Of an animation, the first frame.
 */
export async function fitWithin(
  bytes: Uint8Array,
  limit: FitLimit,
): Promise<ImageResult<FittedImage>> {
  try {
    const source = await sharp(bytes, READING).metadata();
    const upright = open(bytes);
    // Of the picture as a person sees it, so it is cut after it is turned.
    const part = limit.crop ? upright.extract(cropArea(limit.crop, source.autoOrient)) : upright;
    const { data, info } = await part
      .resize({ width: limit.side, height: limit.side, ...INSIDE })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: info.channels };
    const pixels: Pixels = () => sharp(data, { raw });
    const transparent = info.channels === 4 && !(await pixels().stats()).isOpaque;
    const lossless = source.format === 'png' || source.format === 'gif';
    const takes = (type: string) => limit.mimeTypes.includes(type);
    if ((lossless || transparent) && takes('image/png')) {
      const exact = await encode(pixels(), 'image/png', 100);
      if (exact.bytes.byteLength <= limit.maxBytes) return { ok: true, value: exact };
    }
    const lossy = transparent && takes('image/webp') ? 'image/webp' : 'image/jpeg';
    const type = takes(lossy) ? lossy : (['image/webp', 'image/png'].find(takes) ?? 'image/jpeg');
    const fitted = await squeeze(pixels, type, limit.maxBytes);
    if (fitted) return { ok: true, value: fitted };
    return problem({ code: 'unreadable' });
  } catch {
    return problem({ code: 'unreadable' });
  }
}

const READING: SharpOptions = { limitInputPixels: MAX_PIXELS, failOn: 'error' };
const INSIDE = { fit: 'inside', withoutEnlargement: true } as const;
const open = (bytes: Uint8Array): Sharp => sharp(bytes, READING).autoOrient();
const problem = (value: ImageProblem) => ({ ok: false as const, problem: value });

type Pixels = () => Sharp;

const QUALITIES = [92, 86, 80, 74, 68] as const;
const LEAST = QUALITIES[QUALITIES.length - 1] as number;
/** Below this longest side the picture says nothing any more. */
const SMALLEST = 64;

/** Less quality first, then fewer pixels; what is far too heavy is not tried at every step. */
async function squeeze(
  pixels: Pixels,
  mimeType: string,
  maxBytes: number,
): Promise<FittedImage | null> {
  let fitted: FittedImage | null = null;
  for (const quality of QUALITIES) {
    if (fitted && fitted.bytes.byteLength > 3 * maxBytes && quality !== LEAST) continue;
    fitted = await encode(pixels(), mimeType, quality);
    if (fitted.bytes.byteLength <= maxBytes) return fitted;
  }
  while (fitted) {
    const area = maxBytes / fitted.bytes.byteLength;
    const factor = Math.min(0.85, 0.97 * Math.sqrt(area));
    const side = Math.floor(Math.max(fitted.width, fitted.height) * factor);
    if (side < SMALLEST) return null;
    fitted = await encode(
      pixels().resize({ width: side, height: side, ...INSIDE }),
      mimeType,
      LEAST,
    );
    if (fitted.bytes.byteLength <= maxBytes) return fitted;
  }
  return null;
}

async function encode(image: Sharp, mimeType: string, quality: number): Promise<FittedImage> {
  const encoded = await encodeAs(image, mimeType, quality).toBuffer({ resolveWithObject: true });
  const { width, height } = encoded.info;
  return { bytes: encoded.data, mimeType, width, height };
}

function encodeAs(image: Sharp, mimeType: string, quality: number): Sharp {
  if (mimeType === 'image/png') return image.png({ compressionLevel: 9 });
  if (mimeType === 'image/webp') return image.webp({ quality });
  return image.flatten({ background: '#ffffff' }).jpeg({ quality, mozjpeg: true });
}
