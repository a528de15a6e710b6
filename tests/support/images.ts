import sharp, { type Sharp } from 'sharp';

/** A photo as a phone takes it: on its side, with the place where it was taken. */
export const photo = async (width: number, height: number): Promise<Buffer> => {
  // Making grain is slow, so a quarter of it is enlarged.
  const grain = await noise(Math.ceil(width / 4), Math.ceil(height / 4))
    .png()
    .toBuffer();
  return sharp(grain)
    .resize({ width, height, fit: 'fill', kernel: 'nearest' })
    .withExif({
      IFD0: { Make: 'Phone' },
      IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();
};

/** Grain that does not compress well. */
export const noise = (width: number, height: number, sigma = 30): Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma },
    },
  });

/** One colour; `alpha` from 0 to 1. */
export const flat = (width: number, height: number, alpha = 1): Sharp =>
  sharp({
    create: { width, height, channels: 4, background: { r: 200, g: 40, b: 40, alpha } },
  });

/** An animated GIF: a red frame, then a blue one. */
export const animation = async (): Promise<Buffer> => {
  const frame = (background: string) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .png()
      .toBuffer();
  return sharp([await frame('#ff0000'), await frame('#0000ff')], { join: { animated: true } })
    .gif({ delay: [100, 100] })
    .toBuffer();
};
