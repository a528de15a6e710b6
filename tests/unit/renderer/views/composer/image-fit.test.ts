import { describe, expect, it } from 'vitest';
import { imageFit, shapeNotes } from '../../../../../renderer/views/composer/image-fit.ts';
import { focusMedia, mediaOf } from '../../../../../renderer/views/composer/media-place.ts';
import { middleCrop } from '../../../../../shared/domain/crop.ts';
import { error } from '../../../../../shared/domain/preflight/finding.ts';
import type { PostMedia } from '../../../../../shared/ipc/views.ts';

const image = (width: number, height: number, crop: PostMedia['crop'] = null): PostMedia => ({
  media: {
    id: `${width}x${height}`,
    sha256: 'a'.repeat(64),
    fileName: `${width}.jpg`,
    mimeType: 'image/jpeg',
    bytes: 1000,
    width,
    height,
    durationMs: null,
    createdAt: 0,
  },
  altText: '',
  crop,
});
const notes = (item: PostMedia, first = item) =>
  shapeNotes(item, first, ['instagram', 'x', 'instagram']).map(({ kind, told }) => [kind, told]);

describe('what a network does to the shape of an image', () => {
  it('is told where it is refused, and is gone with the crop that mends it', () => {
    const tall = image(800, 1600);
    expect(notes(tall)).toEqual([['refused', 'Instagram: too tall, 4:5 at the tallest']]);
    expect(notes(image(3000, 1000))).toEqual([
      ['refused', 'Instagram: too wide, 1.91:1 at the widest'],
    ]);
    expect(notes({ ...tall, crop: middleCrop(tall.media, 4 / 5) })).toEqual([]);
  });

  it('is told where it is cut to the first one’s', () => {
    expect(notes(image(1500, 1000), image(1000, 1000))).toEqual([
      ['cut', 'Instagram: shown cut to 1:1, like the first image'],
    ]);
    expect(notes(image(1500, 1000), image(3000, 2000))).toEqual([]);
  });
});

describe('the size that goes out', () => {
  it('is that of the part', () => {
    const { media } = image(2000, 1000);
    const half = { x: 0, y: 0, width: 0.5, height: 1 };
    expect(imageFit(media, ['x'], half)).toEqual({
      size: '1000 × 1000',
      told: 'Cropped from 2000 × 1000. Sent as 1000 × 1000.',
    });
    expect(imageFit({ ...media, width: 6000, height: 3000 }, ['instagram'], half).size).toBe(
      '1440 × 1440',
    );
    expect(imageFit(media, ['x'])).toMatchObject({ told: 'Sent as it is, 2000 × 1000.' });
  });
});

it('knows which image a finding is about by its name', () => {
  const media = [image(800, 600), image(900, 600)];
  const about = (message: string) => mediaOf(error('image_ratio', message), media)?.media.id;
  expect(about('“900.jpg” is too tall for Instagram.')).toBe('900x600');
  expect(about('Instagram takes 10 images in a post.')).toBeUndefined();
  expect(focusMedia(error('no_target', 'Choose an account.'), media)).toBe(false);
});
