import type { NetworkCapabilities, NetworkId } from '../network.ts';
import { BLUESKY } from './bluesky.ts';
import { FACEBOOK } from './facebook.ts';
import { INSTAGRAM } from './instagram.ts';
import { LINKEDIN } from './linkedin.ts';
import { MASTODON } from './mastodon.ts';
import { THREADS } from './threads.ts';
import { TIKTOK } from './tiktok.ts';
import { X } from './x.ts';

/** Every network that ClientNest knows. */
export const NETWORKS: Readonly<Record<NetworkId, NetworkCapabilities>> = {
  x: X,
  facebook: FACEBOOK,
  instagram: INSTAGRAM,
  linkedin: LINKEDIN,
  tiktok: TIKTOK,
  threads: THREADS,
  bluesky: BLUESKY,
  mastodon: MASTODON,
};
