import { crc32 } from 'node:zlib';
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

/** An animated PNG (PNG, third edition, §4.9): a red frame, then a blue one. */
export const animatedPng = async (): Promise<Buffer> => {
  const frame = async (background: string) =>
    chunksOf(
      await sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    );
  const [red, blue] = [await frame('#ff0000'), await frame('#0000ff')];
  const pixels = (of: Chunk[]) =>
    Buffer.concat(of.filter(({ name }) => name === 'IDAT').map(({ data }) => data));
  const control = (sequence: number) => {
    const data = Buffer.alloc(26);
    data.writeUInt32BE(sequence, 0);
    data.writeUInt32BE(40, 4);
    data.writeUInt32BE(30, 8);
    data.writeUInt16BE(1, 20);
    data.writeUInt16BE(10, 22);
    return data;
  };
  const animationControl = Buffer.alloc(8);
  animationControl.writeUInt32BE(2, 0);
  const second = Buffer.concat([Buffer.from([0, 0, 0, 2]), pixels(blue)]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...red.filter(({ name }) => name === 'IHDR').map(chunk),
    chunk({ name: 'acTL', data: animationControl }),
    chunk({ name: 'fcTL', data: control(0) }),
    chunk({ name: 'IDAT', data: pixels(red) }),
    chunk({ name: 'fcTL', data: control(1) }),
    chunk({ name: 'fdAT', data: second }),
    chunk({ name: 'IEND', data: Buffer.alloc(0) }),
  ]);
};

interface Chunk {
  name: string;
  data: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const name = png.toString('latin1', at + 4, at + 8);
    chunks.push({ name, data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function chunk({ name, data }: Chunk): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
