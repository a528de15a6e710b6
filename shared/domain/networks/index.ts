import type { NetworkCapabilities, NetworkId } from '../network.ts';
import { BLUESKY } from './bluesky.ts';
import { FACEBOOK } from './facebook.ts';
import { INSTAGRAM } from './instagram.ts';
import { MASTODON } from './mastodon.ts';

/** Every network that ClientNest knows. */
export const NETWORKS: Readonly<Record<NetworkId, NetworkCapabilities>> = {
  facebook: FACEBOOK,
  instagram: INSTAGRAM,
  bluesky: BLUESKY,
  mastodon: MASTODON,
};
