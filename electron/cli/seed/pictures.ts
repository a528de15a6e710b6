import sharp from 'sharp';
import type { Random } from './random.ts';
import type { Voice } from './voices/voice.ts';

export interface Picture {
  fileName: string;
  altText: string;
  bytes: Uint8Array;
}

const SIZES = [
  [1600, 1200],
  [1200, 1500],
  [1600, 900],
  [1400, 1400],
] as const;

/** The pictures of a client: a gradient of its two hues with a few soft shapes, as JPEG. */
export async function paintPictures(voice: Voice, random: Random): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const { title, hues } of voice.pictures) {
    const [width, height] = random.pick(SIZES);
    const shapes = random.between(4, 7);
    const svg = draw(width, height, hues, shapes, random);
    const altText = `Sample picture “${title}”: ${shapes} soft shapes over a gradient from ${colour(hues[0])} to ${colour(hues[1])}`;
    const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
    const fileName = `${title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.jpg`;
    pictures.push({ fileName, altText, bytes: new Uint8Array(bytes) });
  }
  return pictures;
}

const COLOURS = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'];
const colour = (hue: number) => COLOURS[Math.round(hue / 45) % COLOURS.length] ?? 'red';

function draw(
  width: number,
  height: number,
  hues: readonly [number, number],
  count: number,
  random: Random,
) {
  const shapes = Array.from({ length: count }, () => {
    const hue = random.pick(hues) + random.between(-14, 14);
    const fill = `hsl(${hue} ${random.between(35, 70)}% ${random.between(40, 82)}%)`;
    const [x, y] = [random.between(0, width), random.between(Math.round(height / 3), height)];
    const radius = random.between(Math.round(width / 14), Math.round(width / 4));
    return random.chance(0.6)
      ? `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" fill-opacity="0.8"/>`
      : `<rect x="${x - radius}" y="${y - radius}" width="${radius * 2}" height="${radius * 3}" rx="${Math.round(radius / 6)}" fill="${fill}" fill-opacity="0.75" transform="rotate(${random.between(-18, 18)} ${x} ${y})"/>`;
  }).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0.4" y2="1">
      <stop offset="0" stop-color="hsl(${hues[0]} 55% 88%)"/>
      <stop offset="1" stop-color="hsl(${hues[1]} 50% 46%)"/>
    </linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>${shapes}</svg>`;
}
