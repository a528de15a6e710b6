import type { AuthorisationChange } from '../authorisation.ts';
import type { SandboxEvent } from '../events.ts';
import type { ConversationChange } from '../graph/conversation.ts';

/** Somebody who signs in and runs pages. */
export interface User {
  id: string;
  name: string;
}

export interface Page {
  id: string;
  username: string;
  name: string;
  /** Who runs it. */
  userId: string;
  followers: number;
  /** UTC epoch ms; unknown of old ones. */
  createdAt?: number;
}

export interface Photo {
  id: string;
  pageId: string;
  sha256: string;
  altText: string | null;
  createdAt: number;
}

export interface Upload {
  id: string;
  personId: string;
  length: number;
  type: string;
  /** What is there of it, in order. */
  pieces: { offset: number; length: number; sha256: string }[];
  /** When it is whole. */
  handle: string | null;
  sha256: string | null;
}

export interface Video {
  id: string;
  pageId: string;
  sha256: string;
  description: string;
  createdAt: number;
  /** UTC epoch ms at which it is worked through; null: never. */
  readyAt: number | null;
  postId: string;
}

/** A post that is to come out later. A video’s is called by the video until then. */
export interface Planned {
  id: string;
  pageId: string;
  text: string;
  photoIds: string[];
  videoId: string | null;
  at: number;
  receivedAt: number;
}

export interface Post {
  id: string;
  pageId: string;
  text: string;
  photoIds: string[];
  videoId: string | null;
  publishedAt: number;
}

/** What a post's event keeps of it. */
export interface PostDetail {
  photoIds: string[];
  videoId: string | null;
  /** The plan that it came of. */
  plannedId: string | null;
}

/** What Facebook keeps besides posts, as it stands in the journal. */
export type Change =
  | ({ kind: 'user' } & User)
  | ({ kind: 'page' } & Page)
  /** Which pages a code, and then what came of it, may be used for. */
  | { kind: 'code_pages'; code: string; pageIds: string[] }
  | { kind: 'family_pages'; family: string; pageIds: string[] }
  | ({ kind: 'photo' } & Photo)
  | { kind: 'photo_removed'; id: string }
  | ({ kind: 'upload' } & Pick<Upload, 'id' | 'personId' | 'length' | 'type'>)
  | { kind: 'piece'; id: string; offset: number; length: number; sha256: string }
  | { kind: 'upload_whole'; id: string; handle: string; sha256: string }
  | ({ kind: 'video' } & Video)
  | { kind: 'like'; id: string; pageId: string; on: boolean }
  | ({ kind: 'planned' } & Planned)
  | { kind: 'replanned'; id: string; at: number }
  | { kind: 'plan_removed'; id: string }
  | ConversationChange
  | AuthorisationChange;

export type State = ReturnType<typeof createState>;

/** Facebook's own memory, made of events and nothing else. `elsewhere` gets what others keep. */
export function createState(elsewhere: (change: ConversationChange | AuthorisationChange) => void) {
  const users = new Map<string, User>();
  const pages = new Map<string, Page>();
  const codePages = new Map<string, string[]>();
  const familyPages = new Map<string, string[]>();
  const photos = new Map<string, Photo>();
  const attached = new Set<string>();
  const uploads = new Map<string, Upload>();
  const videos = new Map<string, Video>();
  const planned = new Map<string, Planned>();
  const posts = new Map<string, Post>();
  /** Pages that like something. */
  const likes = new Map<string, Set<string>>();

  const attach = (ids: readonly string[]) => {
    for (const id of ids) attached.add(id);
  };

  function change(event: Change): void {
    switch (event.kind) {
      case 'user':
        users.set(event.id, event);
        return;
      case 'page':
        pages.set(event.id, event);
        return;
      case 'code_pages':
        codePages.set(event.code, event.pageIds);
        return;
      case 'family_pages':
        familyPages.set(event.family, event.pageIds);
        return;
      case 'photo':
        photos.set(event.id, event);
        return;
      case 'photo_removed':
        photos.delete(event.id);
        return;
      case 'upload':
        uploads.set(event.id, { ...event, pieces: [], handle: null, sha256: null });
        return;
      case 'piece':
        uploads.get(event.id)?.pieces.push(event);
        return;
      case 'upload_whole': {
        const upload = uploads.get(event.id);
        if (upload) Object.assign(upload, { handle: event.handle, sha256: event.sha256 });
        return;
      }
      case 'video':
        videos.set(event.id, event);
        return;
      case 'like': {
        const known = likes.get(event.id) ?? new Set();
        if (event.on) known.add(event.pageId);
        else known.delete(event.pageId);
        likes.set(event.id, known);
        return;
      }
      case 'planned':
        planned.set(event.id, event);
        attach(event.photoIds);
        return;
      case 'replanned': {
        const plan = planned.get(event.id);
        if (plan) planned.set(event.id, { ...plan, at: event.at });
        return;
      }
      case 'plan_removed': {
        const plan = planned.get(event.id);
        planned.delete(event.id);
        videos.delete(event.id);
        // What was on it goes with it.
        for (const id of plan?.photoIds ?? []) photos.delete(id);
        return;
      }
      default:
        elsewhere(event);
    }
  }

  return {
    apply(event: SandboxEvent): void {
      if (!('network' in event) || event.network !== 'facebook') return;
      if (event.type === 'state') change(event.change as Change);
      if (event.type === 'removed') posts.delete(event.remoteId);
      if (event.type !== 'post') return;
      const { photoIds, videoId, plannedId } = event.detail as PostDetail;
      if (plannedId !== null) planned.delete(plannedId);
      attach(photoIds);
      const { remoteId: id, accountId: pageId, text, at: publishedAt } = event;
      posts.set(id, { id, pageId, text, photoIds, videoId, publishedAt });
    },
    users: () => [...users.values()],
    user: (id: string) => users.get(id) ?? null,
    pages: () => [...pages.values()],
    page: (id: string) => pages.get(id) ?? null,
    codePages: (code: string) => codePages.get(code) ?? null,
    /** Null where the sign-in was not for single pages. */
    familyPages: (family: string) => familyPages.get(family) ?? null,
    photo: (id: string) => photos.get(id) ?? null,
    isAttached: (id: string) => attached.has(id),
    upload: (id: string) => uploads.get(id) ?? null,
    uploadByHandle: (handle: string) =>
      [...uploads.values()].find((upload) => upload.handle === handle) ?? null,
    video: (id: string) => videos.get(id) ?? null,
    videosOf: (pageId: string) => [...videos.values()].filter((video) => video.pageId === pageId),
    likesOf: (id: string): ReadonlySet<string> => likes.get(id) ?? new Set(),
    plan: (id: string) => planned.get(id) ?? null,
    plans: () => [...planned.values()],
    post: (id: string) => posts.get(id) ?? null,
    posts: () => posts.values(),
    /** Newest first. */
    postsOf: (pageId: string) =>
      [...posts.values()]
        .filter((post) => post.pageId === pageId)
        .sort((a, b) => b.publishedAt - a.publishedAt),
  };
}
