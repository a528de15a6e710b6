/** Every network that ClientNest knows, in the order in which people are shown them. */
export const NETWORK_IDS = [
  'x',
  'facebook',
  'instagram',
  'linkedin',
  'tiktok',
  'threads',
  'bluesky',
  'mastodon',
] as const;
export type NetworkId = (typeof NETWORK_IDS)[number];

/** A fact about a network with the page and the day it was read. */
export interface Source {
  page: string;
  readOn: string;
}

export interface TextLimit {
  /**
   * How the network counts. `x_weighted`: twitter-text v3, NFC first. `utf16`: as JavaScript does.
   * `emoji_bytes`: code points, an emoji as its UTF-8 bytes.
   */
  unit: 'graphemes' | 'code_points' | 'x_weighted' | 'utf16' | 'emoji_bytes';
  limit: number;
  /** Counted after the network's own escaping. */
  escaping?: 'linkedin';
  /** Most hashtags and mentions in a text; absent where nobody counts. */
  hashtags?: number;
  mentions?: number;
  /** A second limit on the UTF-8 length, where the network has one. */
  bytes?: number;
  /** What a link counts, however long it is; absent where it counts as written. */
  linkLength?: number;
  /** Of `@user@domain` only `@user` counts. */
  mentionDomainsFree?: boolean;
  source: Source;
}

/** Whether a file is sent to the network, or put at a public address of the person's own for it to fetch. */
export type MediaTransfer = 'upload' | 'fetched_by_url';

export interface ImageLimit {
  count: number;
  transfer: MediaTransfer;
  /** Width by height, from and to; absent where any will do. */
  ratio?: { least: number; most: number };
  /** Several are cut to the shape of the first one there; absent where each keeps its own. */
  cutToFirst?: true;
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

export interface VideoLimit {
  transfer: MediaTransfer;
  bytes: number;
  /** Fewest bytes; absent where there is no such limit. */
  leastBytes?: number;
  /** Pixels of each side; absent where any will do. */
  side?: { least: number; most: number };
  /** Length in seconds, from and to. */
  seconds: { least: number; most: number };
  mimeTypes: readonly string[];
  ratio?: { least: number; most: number };
  altText: boolean;
  source: Source;
}

/** Numbers that a network may give for a post. */
export const METRICS = [
  'views',
  'reach',
  'likes',
  'comments',
  'shares',
  'quotes',
  'saves',
  'clicks',
] as const;
export type Metric = (typeof METRICS)[number];

/** What may be done with the comments under a post. */
export interface CommentAbilities {
  read: boolean;
  reply: boolean;
  hide: boolean;
  remove: boolean;
  /** Liked by the account, and not any more. */
  like: boolean;
}

/** What a network tells of posts elsewhere that name the account. */
export interface MentionAbilities {
  /** Whether its numbers of anybody's posts tell which of them are gone. */
  watched: boolean;
  /** Where an answer is found again: in the talk below, or among the account's own posts. */
  answersIn: 'talk' | 'own_posts';
  source: Source;
}

/**
 * How the browser comes back after signing in. `loopback-any`: to any port of 127.0.0.1. `loopback-fixed`: to
 * one of `ports`, as registered. `https-relay`: to a page of the person's own that passes it on.
 * `manual-code`: the person copies a code or the address of the last page.
 */
export const REDIRECT_STRATEGIES = [
  'loopback-any',
  'loopback-fixed',
  'https-relay',
  'manual-code',
] as const;
export type RedirectStrategy = (typeof REDIRECT_STRATEGIES)[number];

export interface OAuthCapability {
  /** The first is what is tried where the person chooses nothing. */
  redirects: readonly RedirectStrategy[];
  /** For `loopback-fixed`, in the order in which they are tried. */
  ports?: readonly number[];
  /** For `loopback-any`, where the network wants a sign for any port in what is registered. */
  anyPort?: '*';
  /** Below the origin, e.g. `/callback`. */
  callbackPath: string;
  /** Of the loopback ways, where the network takes only this name of it; `127.0.0.1` unless said. */
  callbackHost?: '127.0.0.1' | 'localhost';
  /**
   * For `manual-code`: the network's own page that the person ends on, with the code in its address or its text.
   * Absent where it is a page of the person's own, kept with the application.
   */
  manualRedirect?: string;
  /**
   * Who registers the application at the network: `person` in the developer pages there, `automatic`
   * by a call of ours, `none` where none is needed.
   */
  application: 'person' | 'automatic' | 'none';
  /** Whether the application has a secret besides its id; `optional` where it depends on the application. */
  secret: boolean | 'optional';
  /** What is asked for, and why, in the words of the connect screen. */
  scopes: readonly { scope: string; why: string }[];
  source: Source;
}

/** What a call costs, in USD. */
export interface NetworkPrice {
  post: number;
  /** Where the text has a link. */
  postWithLink: number;
  source: Source;
}

/** What a network takes of posts that it is to publish later. */
export interface NativeScheduleLimit {
  /** Least time ahead, ms. */
  ahead: number;
  /** Most time ahead, ms; absent where there is no end. */
  within?: number;
  /** Posts that are due on one day, by UTC. */
  perDay: number;
  total: number;
  source: Source;
}

/** What ClientNest asks of a network for a delivery. */
export type NetworkOperation = 'publish' | 'reconcile' | 'reply';

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

/** What one server allows of a network whose servers differ. Absent where it is as usual. */
export interface ServerLimits {
  textLimit?: number;
  linkLength?: number;
  imageCount?: number;
  imageBytes?: number;
  videoBytes?: number;
  altTextLimit?: number;
}

export interface NetworkCapabilities {
  id: NetworkId;
  name: string;
  text: TextLimit;
  images: ImageLimit;
  /** One video in a post; null where it takes none from us. Never together with images. */
  video: VideoLimit | null;
  /** A post without media is refused. */
  mediaRequired: boolean;
  /** Most parts of a thread, null where there is no limit; absent where a text can't go on in replies to itself. */
  thread?: { most: number | null; source: Source };
  /** A first comment of our own under the post. */
  firstComment: boolean;
  /** What it gives of a post; everything else is `null`, "not provided". */
  metrics: readonly Metric[];
  comments: CommentAbilities;
  /** Absent where it tells apps of none. */
  mentions?: MentionAbilities;
  /** Whether a published post can be removed from here. */
  removal: boolean;
  /** Sign-in ways the network offers to a desktop app, the usual one first. */
  signIn: readonly ('oauth' | 'app_password' | 'access_token')[];
  /** Where `signIn` has `oauth`. */
  oauth?: OAuthCapability;
  /** Where publishing costs money. */
  price?: NetworkPrice;
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
