import type { NetworkCapabilities } from '../../shared/domain/network.ts';

/** What an adapter is given to sign in. */
export interface SignIn {
  serviceUrl: string;
  /** Handle, e-mail or the network's own id of the account; empty where the secret says whose it is. */
  identifier: string;
  /** An app password, used once and never kept; or an access token, which becomes the session. */
  appPassword: string;
}

/** A network session as the adapter wants it back; kept in the secret store as JSON, never in the database. */
export type Session = Record<string, unknown>;

export interface RemoteAccount {
  remoteId: string;
  handle: string;
  displayName: string;
  /** `null` where the network does not say. */
  followers: number | null;
  following: number | null;
  postCount: number | null;
}

/**
 * Why a call to a network failed.
 * `unreachable`: certainly not received. `interrupted`: may have been received.
 * `rate_limited`: received, not done. `service_error`: received, perhaps done. `auth`: the session is over.
 * `duplicate`: it has the same thing already, ours or another's. `refused`: it will never take this as it is.
 */
export type PlatformFailureClass =
  | 'unreachable'
  | 'interrupted'
  | 'rate_limited'
  | 'service_error'
  | 'auth'
  | 'duplicate'
  | 'refused';

export interface PlatformFailure {
  ok: false;
  class: PlatformFailureClass;
  /** A sentence for the person, with the next step; no token, no raw body. */
  message: string;
  httpStatus: number | null;
  /** Milliseconds until the network wants to hear from us again (`Retry-After`, RFC 9110 §10.2.3). */
  retryAfter: number | null;
}

export type PlatformResult<Value> = { ok: true; value: Value } | PlatformFailure;

export interface OutgoingImage {
  sha256: string;
  altText: string;
  width: number;
  height: number;
  mimeType: string;
  /** Reads the bytes, already fitted to the network's limits. */
  read(): Promise<{ bytes: Uint8Array; mimeType: string; width: number; height: number }>;
}

/** What tells one of our posts from every other. */
interface PostIdentity {
  /** Our own key for the record; the same key twice is one post. */
  recordKey: string;
  /** UTC epoch milliseconds that the record carries; fixed when prepared, so that a retry sends the same record. */
  createdAt: number;
  /** Whether a post on the network came of another delivery: then it is not this one, however alike. */
  isTaken(remoteId: string): boolean;
}

export interface OutgoingPost extends PostIdentity {
  text: string;
  images: readonly OutgoingImage[];
}

/** A post that was perhaps sent, for finding it again. */
export interface SentPost extends PostIdentity {
  /** What was sent; null where the post was changed since, so that it is not known any more. */
  content: { text: string; imageCount: number } | null;
  /** What `publish` had saved. */
  saved: Record<string, unknown> | null;
}

export interface RemotePost {
  remoteId: string;
  remoteUrl: string | null;
}

/** A post that the network is to publish by itself. */
export interface PlannedPost extends OutgoingPost {
  /** UTC epoch ms. */
  at: number;
}

/** Where a post stands that was handed over. `gone`: neither planned there nor published. */
export type Planned = { kind: 'planned'; id: string; at: number };
export type HandedOver = Planned | { kind: 'published'; post: RemotePost } | { kind: 'gone' };

/** Scheduling on the network itself. What is planned there is watched, and never sent from here. */
export interface NativeSchedule {
  /** Uploads and plans it, or takes what an earlier try planned. `too_soon` where it is too late for that. */
  handOver(
    context: PlatformContext,
    post: PlannedPost,
    progress: PublishProgress,
  ): Promise<PlatformResult<Exclude<HandedOver, { kind: 'gone' }> | { kind: 'too_soon' }>>;
  /** What came of a hand-over whose answer was lost. `refused` where that can't be told. */
  find(
    context: PlatformContext,
    post: SentPost & { at: number },
  ): Promise<PlatformResult<HandedOver>>;
  /** What became of it. `createdAt` is the earliest time that it may have been published at. */
  look(context: PlatformContext, id: string, post: SentPost): Promise<PlatformResult<HandedOver>>;
  move(context: PlatformContext, id: string, at: number): Promise<PlatformResult<'moved' | 'gone'>>;
  takeBack(context: PlatformContext, id: string): Promise<PlatformResult<'taken_back' | 'gone'>>;
}

/** What an answer says of one of the network's counters, whatever else it says. Times are UTC epoch ms. */
export interface RemoteLimit {
  /** A name from `capabilities.rateLimits`, the network's own words for it, or `retry_after`. */
  bucket: string;
  limit: number | null;
  remaining: number | null;
  resetsAt: number | null;
  /** Nothing that this counter counts is to be sent before; null where it may. */
  blockedUntil: number | null;
}

/** What a call needs besides its input: the session, where to save a renewed one, and cancellation. */
export interface PlatformContext {
  serviceUrl: string;
  remoteId: string;
  handle: string;
  session: Session;
  /** Persists a renewed session BEFORE it is used: refresh tokens are single-use. */
  saveSession(session: Session): Promise<void>;
  signal?: AbortSignal;
  /** Told of limits with every answer, good or bad, as it comes in. */
  onLimits?(limits: readonly RemoteLimit[]): void;
}

/** The parts of a context that its calls are made with. */
export const lineOf = ({ signal, onLimits }: PlatformContext) => ({
  ...(signal ? { signal } : {}),
  ...(onLimits ? { onLimits } : {}),
});

/** Progress that must survive a crash: what was uploaded already. */
export interface PublishProgress {
  saved: Record<string, unknown> | null;
  /** Kept when it resolves: what the next call relies on is awaited first. */
  save(progress: Record<string, unknown>): Promise<void>;
}

export interface Platform {
  capabilities: NetworkCapabilities;
  /** A new record key of ours, e.g. a TID. */
  newRecordKey(now: number): string;
  signIn(input: SignIn): Promise<PlatformResult<{ session: Session; account: RemoteAccount }>>;
  whoAmI(context: PlatformContext): Promise<PlatformResult<RemoteAccount>>;
  publish(
    context: PlatformContext,
    post: OutgoingPost,
    progress: PublishProgress,
  ): Promise<PlatformResult<RemotePost>>;
  /**
   * Reads back whether our post is there: the post, or null where it surely is not or where sending it
   * again makes no second one. `refused` where that can't be told.
   */
  reconcile(context: PlatformContext, post: SentPost): Promise<PlatformResult<RemotePost | null>>;
  /** Where the network publishes scheduled posts itself. */
  nativeSchedule?: NativeSchedule;
}
