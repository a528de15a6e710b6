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

/** What ClientNest asks of a network for a delivery. */
export type NetworkOperation = 'publish' | 'reconcile';

/**
 * `idempotent`: doing it again changes nothing, by a key of ours or because it only reads.
 * `resumable`: what the network holds of it can be asked for, and it goes on from there.
 * `reconcile_only`: it must not be done again before the account was read and it surely is not there.
 */
export type RetryClass = 'idempotent' | 'resumable' | 'reconcile_only';

/** A counter of a network, as its documents give it. A server may allow another number: its answers count. */
export interface RateLimit {
  /** Our name of it, e.g. `writes_hour`; one that begins with `media` counts uploads and holds back nothing else. */
  bucket: string;
  count: number;
  /** ms */
  window: number;
  /** What a post takes off it; absent where that is one. */
  perPost?: number;
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
  /** What may be done about each operation when nobody knows whether it took effect. */
  retry: Readonly<Record<NetworkOperation, RetryClass>>;
  /** Ms for which the network knows a key of ours again, from its first use; null for ever. */
  keyLife: number | null;
  /** The counters that the network keeps of an account's calls; what remains is read from its answers. */
  rateLimits: readonly RateLimit[];
}
