import type { AuthorisationChange } from '../authorisation.ts';
import type { PostReceived, SandboxEvent } from '../events.ts';

export interface Person {
  id: string;
  username: string;
  createdAt: number;
}

/** One posting, from its init on. */
export interface Publish {
  id: string;
  personId: string;
  kind: 'video' | 'photo';
  text: string;
  privacy: string;
  createdAt: number;
  /** Of a video, and how it is cut. */
  size: number;
  pieceSize: number;
  count: number;
  uploadToken: string;
  /** Of photos. */
  urls: string[];
}

/** How far it is. */
export interface Standing {
  publish: Publish;
  uploaded: number;
  /** SHA-256 of each piece or photo as it came in. */
  pieces: string[];
  /** UTC epoch ms at which it is posted; null while something is missing; Infinity for never. */
  readyAt: number | null;
  failReason: string | null;
  postId: string | null;
}

export interface Post {
  id: string;
  personId: string;
  text: string;
  privacy: string;
  kind: 'video' | 'photo';
  createdAt: number;
}

/** What TikTok keeps besides posts, as it stands in the journal. `readyAt` -1 is never: JSON knows no Infinity. */
export type Change =
  | AuthorisationChange
  | ({ kind: 'person' } & Person)
  | { kind: 'publish'; publish: Publish }
  | { kind: 'piece'; publishId: string; sha256: string; uploaded: number }
  | { kind: 'whole'; publishId: string; readyAt: number; pieces?: string[] }
  | { kind: 'publish_failed'; publishId: string; reason: string };

/** What a post's event keeps of it. */
export interface PostDetail {
  publishId: string;
  privacy: string;
  kind: 'video' | 'photo';
}

export type State = ReturnType<typeof createState>;

/** TikTok's own memory, made of events and nothing else. */
export function createState(authorised: (change: AuthorisationChange) => void) {
  const people = new Map<string, Person>();
  const publishes = new Map<string, Standing>();
  const byToken = new Map<string, Standing>();
  const posts = new Map<string, Post>();
  const underWay = new Set<Standing>();

  function change(event: Change): void {
    switch (event.kind) {
      case 'person':
        people.set(event.id, event);
        return;
      case 'publish': {
        const standing: Standing = {
          ...{ publish: event.publish, uploaded: 0, pieces: [] },
          ...{ readyAt: null, failReason: null, postId: null },
        };
        publishes.set(event.publish.id, standing);
        byToken.set(event.publish.uploadToken, standing);
        underWay.add(standing);
        return;
      }
      case 'piece': {
        const standing = publishes.get(event.publishId);
        if (standing) Object.assign(standing, { uploaded: event.uploaded });
        standing?.pieces.push(event.sha256);
        return;
      }
      case 'whole': {
        const standing = publishes.get(event.publishId);
        if (!standing) return;
        standing.readyAt = event.readyAt < 0 ? Number.POSITIVE_INFINITY : event.readyAt;
        if (event.pieces) standing.pieces = event.pieces;
        return;
      }
      case 'publish_failed': {
        const standing = publishes.get(event.publishId);
        if (!standing) return;
        standing.failReason = event.reason;
        underWay.delete(standing);
        return;
      }
      default:
        authorised(event);
    }
  }

  function receive({ at, accountId, remoteId, text, detail }: PostReceived): void {
    const { publishId, privacy, kind } = detail as PostDetail;
    posts.set(remoteId, { id: remoteId, personId: accountId, text, privacy, kind, createdAt: at });
    const standing = publishes.get(publishId);
    if (!standing) return;
    standing.postId = remoteId;
    underWay.delete(standing);
  }

  return {
    apply(event: SandboxEvent) {
      if (event.type === 'fault' || event.network !== 'tiktok') return;
      if (event.type === 'state') change(event.change as Change);
      else if (event.type === 'post') receive(event);
      else if (event.type === 'removed') posts.delete(event.remoteId);
    },
    people: () => [...people.values()],
    person: (id: string) => people.get(id) ?? null,
    publish: (id: string) => publishes.get(id) ?? null,
    uploadedTo: (token: string) => byToken.get(token) ?? null,
    /** Everything that is neither posted nor failed. */
    underWay: () => [...underWay],
    post: (id: string) => posts.get(id) ?? null,
    postsOf: (personId: string) => [...posts.values()].filter((post) => post.personId === personId),
    /** Posts of the last 24 hours, of everybody. */
    postsSince: (at: number) =>
      [...publishes.values()].filter(({ publish }) => publish.createdAt > at),
  };
}
