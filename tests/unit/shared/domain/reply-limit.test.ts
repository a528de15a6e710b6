import { expect, it } from 'vitest';
import { NETWORKS } from '../../../../shared/domain/networks/index.ts';
import { asAnswered } from '../../../../shared/domain/reply-limit.ts';

it('an answer has the room of a comment where that is less than a post’s', () => {
  const limit = (id: keyof typeof NETWORKS) => asAnswered(NETWORKS[id]).text.limit;
  expect([limit('facebook'), limit('linkedin'), limit('bluesky'), limit('x')]).toEqual([
    8000, 1250, 300, 280,
  ]);
  expect(asAnswered(NETWORKS.bluesky)).toBe(NETWORKS.bluesky);
  const wide = { ...NETWORKS.mastodon, text: { ...NETWORKS.mastodon.text, limit: 50_000 } };
  expect(asAnswered(wide).text.limit).toBe(10_000);
});
