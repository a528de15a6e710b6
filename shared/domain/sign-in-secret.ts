import type { NetworkId } from './network.ts';
import { NETWORKS } from './networks/index.ts';

/** What a person signs in with: an access token says whose it is, an app password needs the handle. */
export const signInSecret = (network: NetworkId): 'app password' | 'access token' =>
  NETWORKS[network].signIn.includes('access_token') ? 'access token' : 'app password';
