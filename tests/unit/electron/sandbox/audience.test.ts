import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAudience } from '../../../../electron/sandbox/audience.ts';

const HOUR = 60 * 60_000;
const START = Date.UTC(2026, 10, 22, 9, 0);

it('people speak of somebody soon, then every few days, and never take a word of it back', () => {
  const at = (now: number) => createAudience(7, () => now).mentionsOf('ada', '@ada', START);
  expect(at(START)).toEqual([]);
  const [first] = at(START + HOUR);
  expect(first?.text).toContain('@ada');
  fc.assert(
    fc.property(fc.nat(2000), fc.nat(2000), (one, other) => {
      const [early, late] = [Math.min(one, other), Math.max(one, other)];
      const before = at(START + early * HOUR);
      const after = at(START + late * HOUR);
      expect(after.slice(0, before.length)).toEqual(before);
      expect(after.every((mention, index) => mention.index === index)).toBe(true);
      const times = after.map((mention) => mention.at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.every((time) => time <= START + late * HOUR)).toBe(true);
    }),
  );
});
