import { describe, expect, it } from 'vitest';
import { initials } from '../../../../renderer/ui/initials.ts';

describe('initials', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['Brio', 'B'],
    ['  cove   swim  school ', 'CS'],
    ['Élan & Co', 'ÉC'],
    ['🥐 Bakery', '🥐B'],
    ['', ''],
  ])('of %j are %j', (name, expected) => {
    expect(initials(name)).toBe(expected);
  });
});
