import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(
  path.join(import.meta.dirname, '../../../../renderer/styles/tokens.css'),
  'utf8',
);
const COLOUR = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;

type Colour = readonly [lightness: number, chroma: number, hue: number];

/** An opaque colour of the tokens, in one theme. */
function colourOf(token: string, theme: 'light' | 'dark'): Colour {
  const both = new RegExp(`--${token}: light-dark\\(${COLOUR}, ${COLOUR}\\);`).exec(CSS);
  const one = new RegExp(`--${token}: ${COLOUR};`).exec(CSS);
  const found = both ? both.slice(theme === 'light' ? 1 : 4) : one?.slice(1);
  if (!found) throw new Error(`No colour --${token}`);
  const [l = 0, c = 0, h = 0] = found.map(Number);
  return [l, c, h];
}

/** Linear sRGB, with what a screen can't show cut off (CSS Color 4, §9.5: OKLab to sRGB). */
function linear([lightness, chroma, hue]: Colour): readonly number[] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((value) => Math.min(1, Math.max(0, value)));
}

/** WCAG 2.2, relative luminance. */
const luminance = (colour: Colour): number => {
  const [r = 0, g = 0, b = 0] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG 2.2, contrast ratio. */
function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ['paper', 'panel', 'raised', 'sunken', 'control', 'well'];
const TOUCHED = ['hover', 'pressed', 'highlight'];

/** What words are written in, and on what. */
const PAIRS: readonly (readonly [text: string, grounds: readonly string[]])[] = [
  ['ink', [...GROUNDS, ...TOUCHED, 'thumb', 'accent-soft', 'published-soft', 'failed-soft']],
  ['muted', [...GROUNDS, ...TOUCHED]],
  ['on-accent', ['accent', 'accent-hover', 'danger', 'danger-hover']],
  ['accent-text', ['paper', 'panel', 'raised', 'sunken', 'hover', 'accent-soft']],
  ['published', ['paper', 'panel', 'raised', 'hover', 'published-soft']],
  ['attention', ['paper', 'panel', 'raised', 'hover', 'attention-soft']],
  ['failed', ['paper', 'panel', 'raised', 'hover', 'failed-soft']],
];

describe('the contrast of words on what they stand on', () => {
  it('is measured as WCAG does', () => {
    expect(contrast([1, 0, 0], [0, 0, 0])).toBeCloseTo(21, 5);
    // #767676 on white, the grey that just passes.
    expect(contrast([0.5658, 0, 0], [1, 0, 0])).toBeCloseTo(4.54, 2);
  });

  for (const theme of ['light', 'dark'] as const)
    it(`is 4.5 or more in ${theme}`, () => {
      const low = PAIRS.flatMap(([text, grounds]) =>
        grounds.map((ground) => ({
          pair: `${text} on ${ground}`,
          ratio: contrast(colourOf(text, theme), colourOf(ground, theme)),
        })),
      ).filter(({ ratio }) => ratio < 4.5);
      expect(low).toEqual([]);
    });
});
