import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  fitWithin,
  type ImageResult,
  MAX_PIXELS,
  probe,
  thumbnail,
} from '../../../electron/media/image-operations.ts';
import { BLUESKY } from '../../../shared/domain/networks/bluesky.ts';
import { animatedPng, animation, flat, noise, photo } from '../../support/images.ts';

const { side, bytes: maxBytes, mimeTypes } = BLUESKY.images;
const LIMIT = { side, maxBytes, mimeTypes };

const must = <Value>(result: ImageResult<Value>): Value => {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
};
const fitted = async (bytes: Uint8Array, limit = LIMIT) => {
  const value = must(await fitWithin(bytes, limit));
  return { ...value, metadata: await sharp(value.bytes).metadata() };
};

describe('a photo of 24 megapixels', () => {
  let big: Buffer;
  beforeAll(async () => {
    big = await photo(6000, 4000);
    expect(big.length).toBeGreaterThan(3_000_000);
    expect((await sharp(big).metadata()).exif?.toString('latin1')).toContain('Phone');
  });

  it('is measured as a person sees it', async () => {
    expect(must(await probe(big))).toEqual({ mimeType: 'image/jpeg', width: 4000, height: 6000 });
  });

  it('goes out upright, small enough, and tells no place', async () => {
    const { bytes, metadata, ...facts } = await fitted(big);
    expect(bytes.byteLength).toBeLessThanOrEqual(2_000_000);
    expect(facts).toEqual({ mimeType: 'image/jpeg', width: 1333, height: 2000 });
    expect(metadata).toMatchObject({ format: 'jpeg', width: 1333, height: 2000 });
    for (const trace of ['exif', 'iptc', 'xmp', 'icc', 'orientation'] as const)
      expect(metadata[trace], trace).toBeUndefined();
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('Phone');
  });

  it('gives the same bytes again', async () => {
    const limit = { ...LIMIT, maxBytes: 300_000 };
    const [first, second] = [await fitted(big, limit), await fitted(big, limit)];
    expect(first.bytes.byteLength).toBeLessThanOrEqual(300_000);
    expect(Buffer.compare(first.bytes, second.bytes)).toBe(0);
  });
});

describe('fitting', () => {
  it('loses quality first, then pixels', async () => {
    const source = await photo(600, 400);
    const good = await fitted(source);
    const within = (share: number) =>
      fitted(source, { ...LIMIT, maxBytes: Math.floor(good.bytes.byteLength * share) });
    const [less, small] = [await within(0.75), await within(0.1)];
    expect(less.height).toBe(good.height);
    expect(less.bytes.byteLength).toBeLessThanOrEqual(good.bytes.byteLength * 0.75);
    expect(small.height).toBeLessThan(good.height);
    expect(small.bytes.byteLength).toBeLessThanOrEqual(good.bytes.byteLength * 0.1);
  });

  it('strips the place also from a photo that fits already', async () => {
    const { metadata } = await fitted(await photo(60, 40));
    expect(metadata.exif).toBeUndefined();
    expect([metadata.width, metadata.height]).toEqual([40, 60]);
  });

  it('keeps a drawing as PNG, exactly', async () => {
    const drawing = await flat(300, 200)
      .composite([{ input: await flat(50, 50, 0.5).png().toBuffer(), left: 10, top: 10 }])
      .png()
      .toBuffer();
    const { bytes, mimeType } = await fitted(drawing);
    expect(mimeType).toBe('image/png');
    const pixels = (image: Uint8Array) => sharp(image).ensureAlpha().raw().toBuffer();
    expect((await pixels(bytes)).equals(await pixels(drawing))).toBe(true);
  });

  it('makes a JPEG of a PNG that is too heavy', async () => {
    const heavy = await noise(1100, 1100).png().toBuffer();
    const { bytes, mimeType } = await fitted(heavy);
    expect(heavy.length).toBeGreaterThan(maxBytes);
    expect(mimeType).toBe('image/jpeg');
    expect(bytes.byteLength).toBeLessThanOrEqual(maxBytes);
  });

  it('keeps what is see-through, also where PNG is too heavy', async () => {
    const cloud = await noise(300, 300)
      .joinChannel(await noise(300, 300).extractChannel(0).png().toBuffer())
      .png()
      .toBuffer();
    const { mimeType, metadata, bytes } = await fitted(cloud, { ...LIMIT, maxBytes: 60_000 });
    expect(cloud.length).toBeGreaterThan(60_000);
    expect(bytes.byteLength).toBeLessThanOrEqual(60_000);
    expect(mimeType).toBe('image/webp');
    expect(metadata.hasAlpha).toBe(true);
  });

  it('puts white behind where a network takes only JPEG', async () => {
    const { bytes, mimeType } = await fitted(await flat(20, 20, 0).png().toBuffer(), {
      ...LIMIT,
      mimeTypes: ['image/jpeg'],
    });
    expect(mimeType).toBe('image/jpeg');
    expect([...(await sharp(bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255]);
  });

  it('takes the first frame of an animation', async () => {
    const { bytes, metadata } = await fitted(await animation());
    expect(metadata.pages ?? 1).toBe(1);
    expect([...(await sharp(bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 0, 0]);
  });

  it.each(['webp', 'avif'] as const)('sends %s as JPEG', async (format) => {
    const { mimeType } = await fitted(await noise(200, 100).toFormat(format).toBuffer());
    expect(mimeType).toBe('image/jpeg');
  });

  it('takes the first frame of an animated PNG', async () => {
    const source = await animatedPng();
    expect(must(await probe(source))).toEqual({ mimeType: 'image/apng', width: 40, height: 30 });
    const { bytes, metadata } = await fitted(source);
    expect(metadata).toMatchObject({ format: 'png', width: 40, height: 30 });
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('acTL');
    const [red, , blue] = (await sharp(bytes).stats()).channels;
    expect([red?.min, blue?.max]).toEqual([255, 0]);
  });

  it.each([
    ['with its profile', true],
    ['without a profile', false],
  ])('brings a JPEG for printing, in CMYK, %s, to sRGB', async (_how, profile) => {
    const red = sharp({ create: { width: 60, height: 40, channels: 3, background: '#d02020' } });
    const printed = profile ? red.withIccProfile('cmyk') : red.toColourspace('cmyk');
    const source = await printed.jpeg({ quality: 95 }).toBuffer();
    expect(await sharp(source).metadata()).toMatchObject({ space: 'cmyk', channels: 4 });
    expect(must(await probe(source))).toEqual({ mimeType: 'image/jpeg', width: 60, height: 40 });
    const small = must(await thumbnail(source, 20));
    for (const bytes of [(await fitted(source)).bytes, small]) {
      expect(await sharp(bytes).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
      const [r, g, b] = (await sharp(bytes).stats()).channels.map(({ mean }) => mean);
      expect(r).toBeGreaterThan(170);
      expect(Math.max(g ?? 255, b ?? 255)).toBeLessThan(110);
    }
  });

  it('brings wide and deep colours to sRGB of 8 bits', async () => {
    const wide = await flat(20, 20).removeAlpha().withIccProfile('p3').png().toBuffer();
    const deep = await flat(20, 20).removeAlpha().toColourspace('rgb16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    for (const image of [wide, deep]) {
      const { bytes, metadata } = await fitted(image);
      expect(metadata).toMatchObject({ space: 'srgb', depth: 'uchar' });
      expect(metadata.icc).toBeUndefined();
      const [red = 0, green = 0] = await sharp(bytes).raw().toBuffer();
      expect(Math.abs(red - 200)).toBeLessThanOrEqual(2);
      expect(Math.abs(green - 40)).toBeLessThanOrEqual(2);
    }
  });

  it('takes grey images and very long ones', async () => {
    const grey = await noise(100, 50).toColourspace('b-w').jpeg().toBuffer();
    expect(await fitted(grey)).toMatchObject({ width: 100, height: 50 });
    expect(await fitted(await flat(8000, 2).png().toBuffer())).toMatchObject({ width: 2000 });
  });

  it('says so when nothing makes it small enough', async () => {
    const answer = await fitWithin(await noise(500, 500).jpeg().toBuffer(), {
      ...LIMIT,
      maxBytes: 50,
    });
    expect(answer).toEqual({ ok: false, problem: { code: 'unreadable' } });
  });
});

describe('probing', () => {
  it('finds a file that was cut off', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'gif'] as const) {
      const whole = await noise(400, 300).toFormat(format).toBuffer();
      expect(await probe(whole), format).toMatchObject({ ok: true });
      const cut = whole.subarray(0, Math.floor(whole.length / 2));
      expect(await probe(cut), format).toEqual({ ok: false, problem: { code: 'unreadable' } });
    }
  });

  it('does not unpack a bomb', async () => {
    const wide = Math.ceil(Math.sqrt(MAX_PIXELS)) + 100;
    const bomb = await sharp({
      create: { width: wide, height: wide, channels: 3, background: '#000' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(2_000_000);
    const before = process.memoryUsage.rss();
    expect(await probe(bomb)).toEqual({ ok: false, problem: { code: 'too_many_pixels' } });
    expect(process.memoryUsage.rss() - before).toBeLessThan(50_000_000);
    expect((await fitWithin(bomb, LIMIT)).ok).toBe(false);
    expect((await thumbnail(bomb, 96)).ok).toBe(false);
  });

  it('does not believe a name inside: only five formats are ever decoded', async () => {
    const tiff = await flat(10, 10).tiff().toBuffer();
    expect(await probe(tiff)).toMatchObject({
      problem: { code: 'not_an_image', signature: 'tiff' },
    });
    expect((await fitWithin(tiff, LIMIT)).ok).toBe(false);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    expect((await thumbnail(svg, 96)).ok).toBe(false);
  });

  it('answers for broken bytes of every format', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif'] as const) {
      const broken = Buffer.from(await flat(30, 30).toFormat(format).toBuffer());
      broken.fill(0x5a, 24);
      expect((await probe(broken)).ok, format).toBe(false);
    }
  });
});

describe('a thumbnail', () => {
  it('is a small upright WebP without metadata', async () => {
    const small = must(await thumbnail(await photo(600, 400), 96));
    expect(await sharp(small).metadata()).toMatchObject({ format: 'webp', width: 64, height: 96 });
    expect((await sharp(small).metadata()).exif).toBeUndefined();
  });

  it('never grows an image', async () => {
    const small = must(await thumbnail(await flat(20, 10).png().toBuffer(), 96));
    expect(await sharp(small).metadata()).toMatchObject({ width: 20, height: 10 });
  });
});
