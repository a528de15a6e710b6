/** What a network can do, as data. Composer, pre-flight check, publisher and analytics read the same record. */
export type NetworkId = 'bluesky' | 'mastodon';

/** A fact about a network with the page and the day it was read. */
export interface Source {
  page: string;
  readOn: string;
}

export interface TextLimit {
  /** How the network counts. */
  unit: 'graphemes' | 'code_points';
  limit: number;
  /** A second limit on the UTF-8 length, where the network has one. */
  bytes?: number;
  /** What a link counts, however long it is; absent where it counts as written. */
  linkLength?: number;
  /** Of `@user@domain` only `@user` counts. */
  mentionDomainsFree?: boolean;
  source: Source;
}

export interface ImageLimit {
  count: number;
  bytes: number;
  /** Longest side in pixels that images are fitted into before sending. */
  side: number;
  mimeTypes: readonly string[];
  altText: boolean;
  /** Longest alt text, in `altTextUnit`. */
  altTextLimit: number;
  altTextUnit: TextLimit['unit'];
  source: Source;
}

/** What a network takes of posts that it is to publish later. */
export interface NativeScheduleLimit {
  /** Least time ahead, ms. */
  ahead: number;
  /** Posts that are due on one day, by UTC. */
  perDay: number;
  total: number;
  source: Source;
}

export interface NetworkCapabilities {
  id: NetworkId;
  name: string;
  text: TextLimit;
  images: ImageLimit;
  /** Sign-in ways the network offers to a desktop app. */
  signIn: readonly ('app_password' | 'access_token' | 'oauth')[];
  defaultServiceUrl: string;
  /** Whether another server of the same kind can be named. */
  serviceUrlEditable: boolean;
  /** Whether it publishes at a later time by itself; absent where it does not. */
  nativeSchedule?: NativeScheduleLimit;
  /** Whether the network honours a key of ours, so that sending the same thing twice is one post. */
  publishRetry: 'idempotent' | 'resumable' | 'reconcile_only';
}
