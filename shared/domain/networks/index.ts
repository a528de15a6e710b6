import type { NetworkCapabilities, NetworkId } from '../network.ts';
import { BLUESKY } from './bluesky.ts';
import { MASTODON } from './mastodon.ts';
import { TIKTOK } from './tiktok.ts';

/** Every network that ClientNest knows. */
export const NETWORKS: Readonly<Record<NetworkId, NetworkCapabilities>> = {
  tiktok: TIKTOK,
  bluesky: BLUESKY,
  mastodon: MASTODON,
};
