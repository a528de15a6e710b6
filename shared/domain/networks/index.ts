import type { NetworkCapabilities, NetworkId } from '../network.ts';
import { BLUESKY } from './bluesky.ts';

/** Every network that ClientNest knows. */
export const NETWORKS: Readonly<Record<NetworkId, NetworkCapabilities>> = { bluesky: BLUESKY };
