/** A part of an image, as shares of its width and height from 0 to 1, from its top left corner. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Finer than a pixel of any image that is taken. */
const GRAIN = 100_000;
const rounded = (share: number): number => Math.round(share * GRAIN) / GRAIN;

/** As it is kept: within the image, in one spelling; null where it is all of it, or nothing. */
export function keptCrop(crop: Crop | null | undefined): Crop | null {
  if (!crop) return null;
  const [x, y] = [clamped(crop.x, 0, 1), clamped(crop.y, 0, 1)];
  const width = clamped(crop.width, 0, 1 - x);
  const height = clamped(crop.height, 0, 1 - y);
  const isWhole = width > 0.999 && height > 0.999;
  return isWhole || width <= 0 || height <= 0 ? null : { x, y, width, height };
}

const clamped = (share: number, least: number, most: number): number =>
  rounded(Math.min(most, Math.max(least, share)));

interface Size {
  width: number;
  height: number;
}

/** The part in whole pixels, at least one, never beyond the image. */
export function cropArea(
  crop: Crop,
  { width, height }: Size,
): { left: number; top: number; width: number; height: number } {
  const [left, right] = between(crop.x, crop.width, width);
  const [top, bottom] = between(crop.y, crop.height, height);
  return { left, top, width: right - left, height: bottom - top };
}

function between(from: number, share: number, pixels: number): [number, number] {
  const start = Math.max(0, Math.min(pixels - 1, Math.round(from * pixels)));
  return [start, Math.max(start + 1, Math.min(pixels, Math.round((from + share) * pixels)))];
}

/** How large the image is that is sent, before it is made to fit. */
export function croppedSize({ crop, ...size }: Size & { crop?: Crop | null }): Size {
  if (!crop) return { width: size.width, height: size.height };
  const { width, height } = cropArea(crop, size);
  return { width, height };
}

/** The largest part of a shape (width by height) around the middle of the image. */
export function middleCrop({ width, height }: Size, ratio: number): Crop {
  const is = width / height;
  const part = is > ratio ? { width: ratio / is, height: 1 } : { width: 1, height: is / ratio };
  return { x: (1 - part.width) / 2, y: (1 - part.height) / 2, ...part };
}
