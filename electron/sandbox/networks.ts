import { type BlueskyOptions, createBluesky } from './bluesky/bluesky.ts';
import type { NetworkName } from './events.ts';
import { createFacebook } from './facebook/facebook.ts';
import { createInstagram } from './instagram/instagram.ts';
import { createLinkedIn } from './linkedin/linkedin.ts';
import { createMastodon } from './mastodon/mastodon.ts';
import type { Network, NetworkParts } from './network.ts';
import { createThreads } from './threads/threads.ts';
import { createTikTok, type TikTokOptions } from './tiktok/tiktok.ts';
import { createX } from './x/x.ts';

export interface NetworkOptions {
  bluesky?: BlueskyOptions;
  tiktok?: TikTokOptions;
}

type Play = (parts: NetworkParts, options: NetworkOptions) => Network;

/** What plays each network. */
export const PLAYS: Readonly<Record<NetworkName, Play>> = {
  x: createX,
  facebook: createFacebook,
  instagram: createInstagram,
  linkedin: createLinkedIn,
  tiktok: (parts, { tiktok = {} }) => createTikTok(parts, tiktok),
  threads: createThreads,
  bluesky: (parts, { bluesky = { appView: true } }) => createBluesky(parts, bluesky),
  mastodon: createMastodon,
};
