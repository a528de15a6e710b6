import { describe, expect, it } from 'vitest';
import { costOf } from '../../../../shared/domain/cost.ts';
import { dollarText } from '../../../../shared/domain/dollars.ts';
import type { NetworkPrice, TextLimit } from '../../../../shared/domain/network.ts';

const source = { page: 'made up', readOn: '2026-11-23' };
const price: NetworkPrice = { post: 0.015, postWithLink: 0.2, source };
const text: TextLimit = { unit: 'x_weighted', limit: 280, source };
const message = (first: string, thread: string[] = [], firstComment: string | null = null) => ({
  text: first,
  thread,
  firstComment,
});

describe('what publishing costs', () => {
  it('is nothing where the network has no price', () => {
    expect(costOf({ text }, message('Hello'))).toBeNull();
  });

  it('depends on whether there is a link, also one without a scheme', () => {
    expect(costOf({ price, text }, message('Hello'))).toBe(15_000);
    expect(costOf({ price, text }, message('See https://a.example.com/b'))).toBe(200_000);
    expect(costOf({ price, text }, message('See example.com'))).toBe(200_000);
    expect(costOf({ price, text: { ...text, unit: 'utf16' } }, message('v1.2 of it'))).toBe(15_000);
  });

  it('is the sum of the parts and of the first comment, each by its own words', () => {
    const thread = message('One', ['two example.com', 'three'], 'https://example.com');
    expect(costOf({ price, text }, thread)).toBe(15_000 + 200_000 + 15_000 + 200_000);
  });

  it('is told in dollars, to the tenth of a cent where that counts', () => {
    expect([0, 15_000, 200_000, 1_230_000].map(dollarText)).toEqual([
      '$0.00',
      '$0.015',
      '$0.20',
      '$1.23',
    ]);
  });
});
