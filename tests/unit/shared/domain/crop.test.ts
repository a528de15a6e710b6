import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Crop,
  cropArea,
  croppedSize,
  keptCrop,
  middleCrop,
} from '../../../../shared/domain/crop.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const crops: fc.Arbitrary<Crop> = fc.record({ x: share, y: share, width: share, height: share });
const sizes = fc.record({
  width: fc.integer({ min: 1, max: 12_000 }),
  height: fc.integer({ min: 1, max: 12_000 }),
});

it('is kept within the image, and kept again it stays as it is', () => {
  fc.assert(
    fc.property(crops, (crop) => {
      const kept = keptCrop(crop);
      if (!kept) return;
      expect(kept.x + kept.width).toBeLessThanOrEqual(1 + 1e-9);
      expect(kept.y + kept.height).toBeLessThanOrEqual(1 + 1e-9);
      expect(keptCrop(kept)).toEqual(kept);
    }),
  );
});

it('is at least a pixel, and never beyond the image', () => {
  fc.assert(
    fc.property(crops, sizes, (crop, size) => {
      const { left, top, width, height } = cropArea(crop, size);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
      expect(left + width).toBeLessThanOrEqual(size.width);
      expect(top + height).toBeLessThanOrEqual(size.height);
    }),
  );
});

it('has the shape that was asked for, around the middle', () => {
  const ratio = fc.constantFrom(1, 4 / 5, 1.91, 9 / 16);
  fc.assert(
    fc.property(sizes, ratio, (size, wanted) => {
      const crop = middleCrop(size, wanted);
      const is = (crop.width * size.width) / (crop.height * size.height);
      expect(is).toBeCloseTo(wanted, 5);
      expect(Math.max(crop.width, crop.height)).toBe(1);
      expect(crop.x).toBeCloseTo(1 - crop.x - crop.width, 9);
      expect(crop.y).toBeCloseTo(1 - crop.y - crop.height, 9);
    }),
  );
});

it('is none where it is everything, or nothing', () => {
  expect(keptCrop({ x: 0, y: 0, width: 1, height: 1 })).toBeNull();
  expect(keptCrop({ x: 1, y: 0, width: 1, height: 1 })).toBeNull();
  expect(keptCrop(null)).toBeNull();
  expect(croppedSize({ width: 600, height: 400 })).toEqual({ width: 600, height: 400 });
  expect(
    croppedSize({ width: 600, height: 400, crop: { x: 0.5, y: 0, width: 0.5, height: 1 } }),
  ).toEqual({ width: 300, height: 400 });
});
