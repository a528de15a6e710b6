import { encodePng } from './png.ts';
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
/** They are painted so many times smaller; growing makes their edges soft. */
const SCALE = 5;

/** The pictures of a client: a gradient of its two hues with a few soft circles, as JPEG. */
export async function paintPictures(voice: Voice, random: Random): Promise<Picture[]> {
  const { default: sharp } = await import('sharp');
  const pictures: Picture[] = [];
  for (const { title, hues } of voice.pictures) {
    const [width, height] = random.pick(SIZES);
    const circles = random.between(4, 7);
    const pixels = paint(width / SCALE, height / SCALE, hues, circles, random);
    const raw = { width: width / SCALE, height: height / SCALE, channels: 3 } as const;
    const image = sharp(pixels, { raw }).resize(width, height, { kernel: 'cubic' });
    const bytes = new Uint8Array(await image.jpeg({ quality: 82 }).toBuffer());
    const altText = altOf(title, hues, circles);
    const fileName = `${nameOfFile(title)}.jpg`;
    pictures.push({ fileName, altText, bytes });
  }
  return pictures;
}

/** The same as smaller PNGs, in this process and without sharp. */
export function drawPictures(voice: Voice, random: Random): Picture[] {
  return voice.pictures.map(({ title, hues }) => {
    const [width, height] = random.pick(SIZES).map((side) => side / 2) as [number, number];
    const circles = random.between(4, 7);
    const bytes = encodePng(paint(width, height, hues, circles, random), width, height);
    return { fileName: `${nameOfFile(title)}.png`, altText: altOf(title, hues, circles), bytes };
  });
}

const nameOfFile = (title: string) => title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
const altOf = (title: string, hues: readonly [number, number], circles: number) =>
  `Sample picture “${title}”: ${circles} soft circles over a gradient from ${nameOf(hues[0])} to ${nameOf(hues[1])}`;

const NAMES = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'];
const nameOf = (hue: number) => NAMES[Math.round(hue / 45) % NAMES.length] ?? 'red';

type Colour = readonly [red: number, green: number, blue: number];

function paint(
  width: number,
  height: number,
  hues: readonly [number, number],
  count: number,
  random: Random,
): Uint8Array {
  const top = hsl(hues[0], 0.55, 0.88);
  const bottom = hsl(hues[1], 0.5, 0.46);
  const circles = Array.from({ length: count }, () => ({
    x: random.between(0, width),
    y: random.between(Math.round(height / 3), height),
    radius: random.between(Math.round(width / 14), Math.round(width / 4)),
    colour: hsl(
      random.pick(hues) + random.between(-14, 14),
      random.between(35, 70) / 100,
      random.between(40, 82) / 100,
    ),
  }));
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const down = Math.min(1, (0.85 * y) / height + (0.15 * x) / width);
      let colour = mix(top, bottom, down);
      for (const circle of circles) {
        const isInside = Math.hypot(x - circle.x, y - circle.y) < circle.radius;
        if (isInside) colour = mix(colour, circle.colour, 0.8);
      }
      pixels.set(colour, (y * width + x) * 3);
    }
  }
  return pixels;
}

const mix = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** CSS Color 4 §7.1, with the hue in degrees and the rest from 0 to 1. */
function hsl(hue: number, saturation: number, lightness: number): Colour {
  const channel = (offset: number) => {
    const k = (offset + (((hue % 360) + 360) % 360) / 30) % 12;
    const spread = saturation * Math.min(lightness, 1 - lightness);
    return 255 * (lightness - spread * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}
