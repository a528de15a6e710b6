import type { NetworkCapabilities, NetworkId } from '../network.ts';
import { BLUESKY } from './bluesky.ts';
import { MASTODON } from './mastodon.ts';
import { X } from './x.ts';

/** Every network that ClientNest knows. */
export const NETWORKS: Readonly<Record<NetworkId, NetworkCapabilities>> = {
  bluesky: BLUESKY,
  mastodon: MASTODON,
  x: X,
};
