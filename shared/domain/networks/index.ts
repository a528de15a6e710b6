import type { NetworkCapabilities, NetworkId } from '../network.ts';
import { BLUESKY } from './bluesky.ts';
import { FACEBOOK } from './facebook.ts';
import { MASTODON } from './mastodon.ts';
import { THREADS } from './threads.ts';
import { TIKTOK } from './tiktok.ts';

/** Every network that ClientNest knows. */
export const NETWORKS: Readonly<Record<NetworkId, NetworkCapabilities>> = {
  facebook: FACEBOOK,
  tiktok: TIKTOK,
  threads: THREADS,
  bluesky: BLUESKY,
  mastodon: MASTODON,
};
