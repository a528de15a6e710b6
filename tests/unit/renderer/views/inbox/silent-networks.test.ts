import { expect, it } from 'vitest';
import { silentAbout } from '../../../../../renderer/views/inbox/silent-networks.ts';
import type { NetworkId } from '../../../../../shared/domain/network.ts';

const of = (...networks: NetworkId[]) => silentAbout(networks.map((network) => ({ network })));

it('names the networks that tell of no mentions, and nobody else', () => {
  expect(of()).toBeNull();
  expect(of('bluesky', 'mastodon', 'x', 'facebook')).toBeNull();
  expect(of('linkedin', 'linkedin', 'bluesky')).toBe(
    'LinkedIn does not tell ClientNest who mentions you: look there.',
  );
  expect(of('tiktok', 'instagram', 'threads')).toBe(
    'Instagram, TikTok and Threads do not tell ClientNest who mentions you: look there.',
  );
});
