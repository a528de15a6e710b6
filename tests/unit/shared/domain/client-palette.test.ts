import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLIENT_PALETTE, nextClientColour } from '../../../../shared/domain/client-palette.ts';

/** Linear sRGB of `#rrggbb` (IEC 61966-2-1). */
const linear = (colour: string) =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];

const luminance = (colour: string) => {
  const [r, g, b] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: string, b: string) => {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

/** OKLab, where equal distances look equally different. */
const oklab = (colour: string) => {
  const [r, g, b] = linear(colour);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ] as const;
};

const distance = (a: string, b: string) => {
  const [x, y] = [oklab(a), oklab(b)];
  return Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
};

describe('the palette of clients', () => {
  it('has ten colours', () => expect(new Set(CLIENT_PALETTE).size).toBe(10));

  // The lightest and the darkest surface of renderer/styles/tokens.css that a client's mark lies on.
  it.each(CLIENT_PALETTE)('%s is seen on light and on dark surfaces', (colour) => {
    expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(3);
    expect(contrast(colour, '#f4f2ef')).toBeGreaterThanOrEqual(3);
    expect(contrast(colour, '#23262b')).toBeGreaterThanOrEqual(3);
  });

  it('has no two colours that are taken for one another', () => {
    for (const [index, colour] of CLIENT_PALETTE.entries())
      for (const other of CLIENT_PALETTE.slice(index + 1))
        expect(distance(colour, other), `${colour} ${other}`).toBeGreaterThan(0.08);
  });

  it('gives each client a colour of its own until all are used', () => {
    const used: string[] = [];
    for (let count = 0; count < 25; count++) used.push(nextClientColour(used));
    expect(used.slice(0, 10)).toEqual([...CLIENT_PALETTE]);
    expect(used.slice(10, 20)).toEqual([...CLIENT_PALETTE]);
  });

  it('never takes a colour that is used more than another', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CLIENT_PALETTE, '#000000')), (used) => {
        const uses = (colour: string) => used.filter((other) => other === colour).length;
        const next = nextClientColour(used);
        expect(CLIENT_PALETTE.every((colour) => uses(next) <= uses(colour))).toBe(true);
      }),
    );
  });
});
