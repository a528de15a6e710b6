import type { Metric, NetworkCapabilities, ServerLimits } from '../../shared/domain/network.ts';

/** What an adapter is given to sign in. */
export interface SignIn {
  serviceUrl: string;
  /** Handle, e-mail or the network's own id of the account; empty where the secret says whose it is. */
  identifier: string;
  /** An app password, used once and never kept; or an access token, which becomes the session. */
  appPassword: string;
}

/**
 * A network session as the adapter wants it back; kept in the secret store as JSON, never in the database.
 * Two fields are for the accounts screen, where the adapter knows them.
 */
export interface Session extends Record<string, unknown> {
  /** UTC epoch ms at which somebody has to sign in again; null where it is renewed for ever. */
  endsAt?: number | null;
  /** What the person allowed. */
  scopes?: readonly string[];
}

/** The application that signs in on a person's behalf, as a network knows it. */
export interface Application {
  clientId: string;
  /** Null where it has none, or where the network gives none to a desktop app. Never logged. */
  clientSecret: string | null;
}

/** One round of signing in through the browser. Made here, checked here: state and verifier never leave otherwise. */
export interface Authorisation {
  serviceUrl: string;
  application: Application;
  redirectUri: string;
  state: string;
  /** RFC 7636; the adapter makes the challenge that its network wants of it. */
  codeVerifier: string;
  /** What the adapter kept between `begin` and `finish`, e.g. a DPoP key. */
  kept: Session;
}

export interface SignedIn {
  session: Session;
  account: RemoteAccount;
}

/** Signing in through the system browser. */
export interface OAuth {
  /** Registers an application of ours, where the network lets anybody do that (`application: 'automatic'`). */
  register?(input: {
    serviceUrl: string;
    redirectUri: string;
  }): Promise<PlatformResult<Application>>;
  /** The page to open. */
  begin(
    authorisation: Omit<Authorisation, 'kept'> & { signal?: AbortSignal },
  ): Promise<PlatformResult<{ url: string; kept: Session }>>;
  /**
   * Trades the code for sessions: one for each account that the person let us use (pages, organisations).
   * `refused` where there is none.
   */
  finish(
    authorisation: Authorisation & {
      code: string;
      /** Who answered, where it says so (RFC 9207). */
      issuer?: string | null;
      signal?: AbortSignal;
    },
  ): Promise<PlatformResult<SignedIn[]>>;
  /** Ends the session at the network. Left out, or `not_offered`, where it can't be told so. */
  revoke?(context: PlatformContext): Promise<PlatformResult<'revoked' | 'not_offered'>>;
}

export interface RemoteAccount {
  remoteId: string;
  handle: string;
  displayName: string;
  /** `null` where the network does not say. */
  followers: number | null;
  following: number | null;
  postCount: number | null;
  /** Where its server allows something else than is usual, and says so. */
  serverLimits?: ServerLimits;
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

/** A video as it is on this computer: sent as it is, in pieces, never read whole. */
export interface OutgoingVideo {
  sha256: string;
  altText: string;
  mimeType: string;
  bytes: number;
  width: number;
  height: number;
  /** Seconds. */
  duration: number;
  /** The bytes from `start` (included) to `end` (excluded). Rejects where the file changed or is gone. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/**
 * A place of the person's own on the internet, from which a network fetches a file by its address. Put there
 * again under the same hash it is one file.
 */
export interface MediaRelay {
  put(
    file: {
      sha256: string;
      mimeType: string;
      bytes: number;
      read(start: number, end: number): Promise<Uint8Array>;
    },
    signal?: AbortSignal,
  ): Promise<PlatformResult<{ url: string }>>;
  /** When the network has it. That it could not be taken away is told in the log, and tried again later. */
  remove(sha256: string): Promise<void>;
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
  /** Never together with a video. */
  images: readonly OutgoingImage[];
  video: OutgoingVideo | null;
  /** The parts after the first, each a reply to the one before; empty where it is no thread. */
  thread: readonly string[];
  /** Our own comment under the post; null where there is none. */
  firstComment: string | null;
}

/** What of a post can be known again on the network. */
export interface SentContent extends Pick<OutgoingPost, 'text' | 'thread' | 'firstComment'> {
  imageCount: number;
  hasVideo: boolean;
}

export const contentOf = ({
  text,
  thread,
  firstComment,
  images,
  video,
}: OutgoingPost): SentContent => ({
  text,
  thread,
  firstComment,
  imageCount: images.length,
  hasVideo: video !== null,
});

/** A post that was perhaps sent, for finding it again. */
export interface SentPost extends PostIdentity {
  /** What was sent; null where the post was changed since, so that it is not known any more. */
  content: SentContent | null;
  /** What `publish` had saved. */
  saved: Record<string, unknown> | null;
}

export interface RemotePost {
  /** Of the first part, where it is a thread. */
  remoteId: string;
  remoteUrl: string | null;
  /** Of all that it is made of, the first comment last, where each has to be removed by itself. */
  parts?: readonly string[];
}

/** What a network says of a post at one time. A metric that it does not give is absent, never 0. */
export interface RemoteMetrics {
  remoteId: string;
  values: Readonly<Partial<Record<Metric, number>>>;
}

export interface RemoteComment {
  remoteId: string;
  /** The post or comment that it answers. */
  parentId: string;
  author: { remoteId: string; handle: string; displayName: string };
  text: string;
  /** UTC epoch ms. */
  createdAt: number;
  remoteUrl: string | null;
  /** Null where the network does not say. */
  likes: number | null;
  hidden: boolean;
  /** The account wrote it itself. */
  ours: boolean;
}

export interface CommentPage {
  comments: readonly RemoteComment[];
  /** To go on from; null where that was all. */
  next: string | null;
}

/** A post elsewhere that names the account, quotes it or answers it. */
export interface RemoteMention extends RemoteComment {
  /** The post that its talk began with, where the network says; `parentId` is empty where it answers nothing. */
  rootId: string | null;
}

export interface MentionPage {
  /** The newest first, all of somebody else. */
  mentions: readonly RemoteMention[];
  /** To go on from, further back; null where that was all since the mark. */
  next: string | null;
  /** A mark for a later reading, which then tells what is newer; null where there is nothing. */
  newest: string | null;
}

export interface OutgoingReply extends Omit<PostIdentity, 'isTaken'> {
  /** Of the post that the talk is under, and of what is answered: the post itself or a comment. */
  postId: string;
  parentId: string;
  text: string;
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
  /**
   * Renews the session under the account's lock: where another call has renewed it meanwhile, that one is the
   * answer and `renew` is not called. What `renew` answers is kept before it is handed out: refresh tokens are
   * single-use.
   * @param known the session that is too old
   */
  renewSession(
    known: Session,
    renew: (kept: Session) => Promise<PlatformResult<Session>>,
  ): Promise<PlatformResult<Session>>;
  /** The application that this account was signed in with; null where it needs none or it is not known any more. */
  application(): Promise<Application | null>;
  /** Where files are put for the network to fetch; null where the person has set none up. */
  relay: MediaRelay | null;
  signal?: AbortSignal;
  /** Told of limits with every answer, good or bad, as it comes in. */
  onLimits?(limits: readonly RemoteLimit[]): void;
}

/** The parts of a context that its calls are made with. */
export const lineOf = ({ signal, onLimits }: Pick<PlatformContext, 'signal' | 'onLimits'>) => ({
  ...(signal ? { signal } : {}),
  ...(onLimits ? { onLimits } : {}),
});

/** Progress that must survive a crash: what was uploaded already. */
export interface PublishProgress {
  saved: Record<string, unknown> | null;
  /** What `beginning` answered, where it is on the disk and nothing was saved since. */
  begun?: Record<string, unknown> | null;
  /** Kept when it resolves: what the next call relies on is awaited first. */
  save(progress: Record<string, unknown>): Promise<void>;
}

export interface Platform {
  capabilities: NetworkCapabilities;
  /** A new record key of ours, e.g. a TID. */
  newRecordKey(now: number): string;
  /** With an app password or a token that was pasted; verified by asking whose it is. */
  signIn(input: SignIn): Promise<PlatformResult<SignedIn>>;
  /** Where `capabilities.signIn` has `oauth`. */
  oauth?: OAuth;
  whoAmI(context: PlatformContext): Promise<PlatformResult<RemoteAccount>>;
  publish(
    context: PlatformContext,
    post: OutgoingPost,
    progress: PublishProgress,
  ): Promise<PlatformResult<RemotePost>>;
  /**
   * What `publish` would save before its first call, where that is known without a call: it is written down with the
   * beginning, in one commit. Null where there is nothing to save, or it can't be known yet.
   */
  beginning?(
    context: PlatformContext,
    post: OutgoingPost,
    saved: PublishProgress['saved'],
  ): Record<string, unknown> | null;
  /**
   * Whether the first of several parts is out, by what `publish` saved: then the rest goes on from there and the
   * text stays as it is. Without it, anything that was saved is taken for that.
   */
  isPartlyOut?(saved: Record<string, unknown>): boolean;
  /** Ids of the parts that surely are out, in their order and the first comment last, by what `publish` saved. */
  partsOut?(saved: Record<string, unknown>): readonly string[];
  /**
   * Reads back whether our post is there: the post, or null where it surely is not or where sending it
   * again makes no second one. `refused` where that can't be told.
   */
  reconcile(context: PlatformContext, post: SentPost): Promise<PlatformResult<RemotePost | null>>;
  /** Where the network publishes scheduled posts itself. */
  nativeSchedule?: NativeSchedule;
  /**
   * Where `capabilities.metrics` names any. Posts that are gone are left out of the answer; where mentions are
   * `watched`, those of others, too.
   */
  metrics?(
    context: PlatformContext,
    remoteIds: readonly string[],
  ): Promise<PlatformResult<readonly RemoteMetrics[]>>;
  /** Comments under a post, oldest first where the network knows an order. */
  comments?(
    context: PlatformContext,
    postId: string,
    from: string | null,
  ): Promise<PlatformResult<CommentPage>>;
  reply?(context: PlatformContext, reply: OutgoingReply): Promise<PlatformResult<RemoteComment>>;
  /** Where `capabilities.mentions` is there. @param since `newest` of an earlier reading @param from `next` of the page before */
  mentions?(
    context: PlatformContext,
    since: string | null,
    from: string | null,
  ): Promise<PlatformResult<MentionPage>>;
  /** Where answers to mentions are among `own_posts`: the one that was perhaps sent; null where it surely is not there. */
  findReply?(
    context: PlatformContext,
    reply: OutgoingReply,
  ): Promise<PlatformResult<RemoteComment | null>>;
  /** Likes a comment or a mention, or takes that back; the same again changes nothing. */
  like?(
    context: PlatformContext,
    remoteId: string,
    liked: boolean,
  ): Promise<PlatformResult<'done' | 'gone'>>;
  /** Hides a comment from everybody but its author, or shows it again. */
  setHidden?(
    context: PlatformContext,
    commentId: string,
    hidden: boolean,
  ): Promise<PlatformResult<'done' | 'gone'>>;
  removeComment?(
    context: PlatformContext,
    commentId: string,
  ): Promise<PlatformResult<'removed' | 'gone'>>;
  /**
   * Removes a published post with all that was published with it, the last part first. Where that breaks off it
   * is called again.
   * @param parts as far as they are known, the post itself among them
   */
  removePost?(
    context: PlatformContext,
    remoteId: string,
    parts?: readonly string[],
  ): Promise<PlatformResult<'removed' | 'gone'>>;
}
