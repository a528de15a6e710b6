import type { AuthorisationChange } from '../authorisation.ts';
import type { PostReceived, SandboxEvent } from '../events.ts';

export interface Person {
  /** Of letters, as in `urn:li:person:<id>`. */
  id: string;
  vanityName: string;
  firstName: string;
  lastName: string;
  createdAt: number;
}

export interface Organisation {
  /** A number, as in `urn:li:organization:<id>`. */
  id: string;
  vanityName: string;
  name: string;
  roles: readonly { personId: string; role: string; state: string }[];
}

/** An image or a video. Bytes of pieces are from `first` to `last`, both included. */
export interface Asset {
  urn: string;
  owner: string;
  createdAt: number;
  /** UTC epoch ms until when its addresses take anything. */
  urlEndsAt: number;
  uploadToken: string;
  /** Null for images, whose size nobody says before. */
  size: number | null;
  pieces: readonly { first: number; last: number }[];
}

export interface Piece {
  sha256: string;
  etag: string;
}

/** What came of an upload that is whole. */
export interface AssetDone {
  sha256: string;
  mimeType: string | null;
  /** UTC epoch ms at which it is processed; null: never. */
  readyAt: number | null;
}

export interface Post {
  urn: string;
  author: string;
  commentary: string;
  altTexts: readonly string[];
  media: readonly string[];
  isMulti: boolean;
  createdAt: number;
}

export interface Comment {
  id: string;
  postUrn: string;
  /** Id of the comment that it answers. */
  parentId: string | null;
  actor: string;
  text: string;
  createdAt: number;
}

/** What LinkedIn keeps besides posts, as it stands in the journal. */
export type Change =
  | ({ kind: 'person' } & Person)
  | ({ kind: 'organisation' } & Organisation)
  | { kind: 'authorisation'; native: boolean; change: AuthorisationChange }
  | ({ kind: 'asset' } & Asset)
  | ({ kind: 'piece'; urn: string; index: number } & Piece)
  | ({ kind: 'asset_done'; urn: string } & AssetDone)
  | ({ kind: 'comment' } & Comment)
  | { kind: 'comment_removed'; id: string };

/** What a post's event keeps of it. */
export type PostDetail = Omit<Post, 'urn' | 'author' | 'createdAt'>;

export type State = ReturnType<typeof createState>;

/** LinkedIn's own memory, made of events and nothing else. */
export function createState(authorised: (native: boolean, change: AuthorisationChange) => void) {
  const people = new Map<string, Person>();
  const organisations = new Map<string, Organisation>();
  const assets = new Map<string, Asset>();
  const pieces = new Map<string, Map<number, Piece>>();
  const done = new Map<string, AssetDone>();
  const posts = new Map<string, Post>();
  const byAuthor = new Map<string, string[]>();
  const comments = new Map<string, Comment>();
  const underPost = new Map<string, string[]>();
  const removedComments = new Set<string>();

  function change(event: Change): void {
    switch (event.kind) {
      case 'person':
        people.set(event.id, event);
        return;
      case 'organisation':
        organisations.set(event.id, event);
        return;
      case 'authorisation':
        authorised(event.native, event.change);
        return;
      case 'asset':
        assets.set(event.urn, event);
        pieces.set(event.urn, new Map());
        return;
      case 'piece':
        pieces.get(event.urn)?.set(event.index, event);
        return;
      case 'asset_done':
        done.set(event.urn, event);
        return;
      case 'comment': {
        comments.set(event.id, event);
        const known = underPost.get(event.postUrn);
        if (known) known.push(event.id);
        else underPost.set(event.postUrn, [event.id]);
        return;
      }
      case 'comment_removed':
        removedComments.add(event.id);
    }
  }

  function receive({ at, accountId, remoteId, detail }: PostReceived): void {
    const post = { ...(detail as PostDetail), urn: remoteId, author: accountId, createdAt: at };
    posts.set(remoteId, post);
    const known = byAuthor.get(accountId);
    if (known) known.push(remoteId);
    else byAuthor.set(accountId, [remoteId]);
  }

  return {
    apply(event: SandboxEvent) {
      if (event.type === 'fault' || event.network !== 'linkedin') return;
      if (event.type === 'state') change(event.change as Change);
      else if (event.type === 'post') receive(event);
      else posts.delete(event.remoteId);
    },
    people: () => [...people.values()],
    person: (id: string) => people.get(id) ?? null,
    organisations: () => [...organisations.values()],
    organisation: (id: string) => organisations.get(id) ?? null,
    /** Whether the person may publish as, and read, that author. */
    speaksFor(personId: string, author: string): boolean {
      if (author === `urn:li:person:${personId}`) return true;
      const id = /^urn:li:organization:(\d+)$/.exec(author)?.[1] ?? '';
      return (organisations.get(id)?.roles ?? []).some(
        ({ personId: of, role, state }) =>
          of === personId && role === 'ADMINISTRATOR' && state === 'APPROVED',
      );
    },
    asset: (urn: string) => assets.get(urn) ?? null,
    piece: (urn: string, index: number) => pieces.get(urn)?.get(index) ?? null,
    done: (urn: string) => done.get(urn) ?? null,
    post: (urn: string) => posts.get(urn) ?? null,
    /** Oldest first, without those that were deleted. */
    postsOf: (author: string): Post[] =>
      (byAuthor.get(author) ?? []).flatMap((urn) => posts.get(urn) ?? []),
    comment: (id: string) => comments.get(id) ?? null,
    commentsUnder: (postUrn: string): Comment[] =>
      (underPost.get(postUrn) ?? []).flatMap((id) => comments.get(id) ?? []),
    isCommentRemoved: (id: string) => removedComments.has(id),
    handleOf(author: string): string {
      const id = author.slice(author.lastIndexOf(':') + 1);
      return (people.get(id) ?? organisations.get(id))?.vanityName ?? id;
    },
  };
}
