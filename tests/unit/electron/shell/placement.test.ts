import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MINIMUM,
  type Placement,
  PREFERRED,
  place,
  readPlacement,
} from '../../../../electron/shell/placement.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const wide = { x: 1440, y: 0, width: 2560, height: 1400 };
const at = (x: number, y: number, width: number, height: number): Placement => ({
  bounds: { x, y, width, height },
  maximised: false,
});

describe('place', () => {
  it('opens in the middle of the first display when nothing is remembered', () => {
    expect(place(null, [laptop, wide])).toEqual({ x: 80, y: 63, ...PREFERRED });
  });

  it('comes back where it was, on whichever display', () => {
    const placement = at(1800, 200, 1200, 900);
    expect(place(placement, [laptop, wide])).toEqual(placement.bounds);
  });

  it('keeps its size but moves, when its display has gone', () => {
    const bounds = place(at(1800, 200, 1200, 700), [laptop]);
    expect(bounds).toEqual({ x: 120, y: 113, width: 1200, height: 700 });
  });

  it('is grabbed by the title bar: one that is above the display or nearly off it comes back', () => {
    expect(place(at(100, -300, 1200, 800), [laptop]).y).toBeGreaterThanOrEqual(laptop.y);
    expect(place(at(1400, 100, 1200, 800), [laptop]).x).toBe(120);
    expect(place(at(-1150, 100, 1200, 800), [laptop]).x).toBe(120);
  });

  it('is never larger than its display nor smaller than the minimum', () => {
    expect(place(at(0, 25, 5000, 4000), [laptop])).toMatchObject({ width: 1440, height: 875 });
    expect(place(at(0, 25, 10, 10), [laptop])).toMatchObject(MINIMUM);
  });

  it('can always be grabbed, whatever was stored', () => {
    const side = fc.integer({ min: -90_000, max: 90_000 });
    fc.assert(
      fc.property(side, side, side, side, (x, y, width, height) => {
        const bounds = place(at(x, y, width, height), [laptop, wide]);
        const reachable = [laptop, wide].some(
          (area) =>
            Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x) >=
              120 &&
            bounds.y >= area.y &&
            bounds.y + 22 <= area.y + area.height,
        );
        expect(reachable).toBe(true);
      }),
    );
  });
});

describe('readPlacement', () => {
  it('reads what was written', () => {
    expect(readPlacement(at(1, 2, 900, 600))).toEqual(at(1, 2, 900, 600));
  });

  it.each([
    undefined,
    null,
    'x',
    {},
    { bounds: null, maximised: true },
    { bounds: { x: 1, y: 2, width: '900', height: 600 }, maximised: false },
    { bounds: { x: 1, y: 2, width: Number.NaN, height: 600 }, maximised: false },
    { bounds: { x: 1e300, y: 2, width: 900, height: 600 }, maximised: false },
    { bounds: { x: 1, y: 2, width: 900, height: 600 } },
  ])('has nothing from %j', (stored) => {
    expect(readPlacement(stored)).toBeNull();
  });
});
