import type { AuthorisationChange } from '../authorisation.ts';
import type { PostReceived, SandboxEvent } from '../events.ts';
import { type ConversationChange, isConversationChange } from '../graph/conversation.ts';

export interface Person {
  id: string;
  username: string;
  createdAt: number;
}

export type MediaType = 'TEXT' | 'IMAGE' | 'VIDEO' | 'CAROUSEL';

/** What is to become a post, or an item of a carousel. */
export interface Container {
  id: string;
  personId: string;
  mediaType: MediaType;
  text: string;
  url: string | null;
  altText: string | null;
  isItem: boolean;
  children: string[];
  replyTo: string | null;
  createdAt: number;
  /** UTC epoch ms at which it can be published; null while its file is fetched, -1 for never. */
  readyAt: number | null;
  error: string | null;
  /** SHA-256 of its file. */
  sha256: string | null;
}

export interface Post {
  id: string;
  personId: string;
  text: string;
  mediaType: MediaType;
  replyTo: string | null;
  /** The post that the talk is under: itself where it answers nothing. */
  rootId: string;
  publishedAt: number;
}

export type OwnChange =
  | ({ kind: 'person' } & Person)
  | ({ kind: 'container' } & Container)
  | { kind: 'container_ready'; id: string; readyAt: number; sha256: string | null }
  | { kind: 'container_failed'; id: string; error: string };
export type Change = OwnChange | AuthorisationChange | ConversationChange;

/** What a post's event keeps of it. */
export interface PostDetail {
  containerId: string;
  mediaType: MediaType;
  replyTo: string | null;
  rootId: string;
}

export type State = ReturnType<typeof createState>;

/** Threads' own memory, made of events and nothing else. */
export function createState(elsewhere: {
  authorised(change: AuthorisationChange): void;
  said(change: ConversationChange): void;
}) {
  const people = new Map<string, Person>();
  const containers = new Map<string, Container>();
  const published = new Map<string, string>();
  const posts = new Map<string, Post>();
  /** Times of publishing by profile, also of posts that are gone: they count for the limits. */
  const times = new Map<string, { at: number; isReply: boolean }[]>();

  function change(event: Change): void {
    if (isConversationChange(event)) {
      elsewhere.said(event);
      return;
    }
    switch (event.kind) {
      case 'person':
        people.set(event.id, event);
        return;
      case 'container':
        containers.set(event.id, { ...event });
        return;
      case 'container_ready': {
        const container = containers.get(event.id);
        if (container) Object.assign(container, { readyAt: event.readyAt, sha256: event.sha256 });
        return;
      }
      case 'container_failed': {
        const container = containers.get(event.id);
        if (container) container.error = event.error;
        return;
      }
      default:
        elsewhere.authorised(event);
    }
  }

  function receive({ at, accountId, remoteId, text, detail }: PostReceived): void {
    const { containerId, mediaType, replyTo, rootId } = detail as PostDetail;
    published.set(containerId, remoteId);
    posts.set(remoteId, {
      ...{ id: remoteId, personId: accountId, text, mediaType, replyTo, rootId, publishedAt: at },
    });
    const known = times.get(accountId) ?? [];
    known.push({ at, isReply: replyTo !== null });
    times.set(accountId, known);
  }

  return {
    apply(event: SandboxEvent): void {
      if (event.type === 'fault' || event.network !== 'threads') return;
      if (event.type === 'state') change(event.change as Change);
      else if (event.type === 'post') receive(event);
      else if (event.type === 'removed') posts.delete(event.remoteId);
    },
    people: () => [...people.values()],
    person: (id: string) => people.get(id) ?? null,
    container: (id: string) => containers.get(id) ?? null,
    /** Those whose files are not here yet. */
    waiting: () =>
      [...containers.values()].filter(({ readyAt, error }) => readyAt === null && error === null),
    publishedAs: (containerId: string) => published.get(containerId) ?? null,
    post: (id: string) => posts.get(id) ?? null,
    posts: () => posts.values(),
    /** Newest first. */
    postsOf: (personId: string) =>
      [...posts.values()].filter((post) => post.personId === personId).reverse(),
    countSince: (personId: string, at: number, isReply: boolean) =>
      (times.get(personId) ?? []).filter((one) => one.at > at && one.isReply === isReply).length,
  };
}
