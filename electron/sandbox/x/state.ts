import type { Authorisation, AuthorisationChange } from '../authorisation.ts';
import type { PostReceived, SandboxEvent } from '../events.ts';

export interface Person {
  id: string;
  username: string;
  createdAt: number;
}

export interface Upload {
  id: string;
  personId: string;
  mediaType: string;
  category: string;
  total: number;
  createdAt: number;
}

interface Segment {
  index: number;
  sha256: string;
  size: number;
}

/** What came of an upload that was finalized. */
export interface Finalized {
  sha256: string;
  finalizedAt: number;
  /** UTC epoch ms at which it is processed; null: never. */
  readyAt: number | null;
  /** It can't be used: it is no video, or too long. */
  failed: boolean;
}

export interface PostParams {
  text: string;
  mediaIds: string[];
  /** Id of the post that it answers. */
  replyTo: string | null;
  conversationId: string;
}

export interface XPost extends PostParams {
  id: string;
  personId: string;
  createdAt: number;
}

/** What X keeps besides posts, as it stands in the journal. */
export type Change =
  | AuthorisationChange
  | ({ kind: 'person' } & Person)
  | ({ kind: 'upload' } & Upload)
  | ({ kind: 'segment'; id: string } & Segment)
  | ({ kind: 'finalized'; id: string } & Finalized)
  | { kind: 'described'; id: string; text: string }
  | { kind: 'hidden'; id: string; hidden: boolean };

export type State = ReturnType<typeof createState>;

/** X's own memory, made of events and nothing else. */
export function createState(authorisation: () => Authorisation) {
  const people = new Map<string, Person>();
  const uploads = new Map<string, Upload>();
  const segments = new Map<string, Map<number, Segment>>();
  const finalized = new Map<string, Finalized>();
  const described = new Map<string, string>();
  const hidden = new Set<string>();
  const posts = new Map<string, XPost>();
  const byPerson = new Map<string, string[]>();
  const inConversation = new Map<string, string[]>();

  function change(event: Change): void {
    switch (event.kind) {
      case 'person':
        people.set(event.id, event);
        byPerson.set(event.id, []);
        return;
      case 'upload':
        uploads.set(event.id, event);
        segments.set(event.id, new Map());
        return;
      case 'segment':
        segments.get(event.id)?.set(event.index, event);
        return;
      case 'finalized':
        finalized.set(event.id, event);
        return;
      case 'described':
        described.set(event.id, event.text);
        return;
      case 'hidden':
        if (event.hidden) hidden.add(event.id);
        else hidden.delete(event.id);
        return;
      default:
        authorisation().apply(event);
    }
  }

  function receive({ at, accountId, remoteId, detail }: PostReceived): void {
    const post = { ...(detail as PostParams), id: remoteId, personId: accountId, createdAt: at };
    posts.set(remoteId, post);
    byPerson.get(accountId)?.push(remoteId);
    const known = inConversation.get(post.conversationId);
    if (known) known.push(remoteId);
    else inConversation.set(post.conversationId, [remoteId]);
  }

  const existing = (ids: readonly string[] = []): XPost[] =>
    ids.flatMap((id) => posts.get(id) ?? []);

  return {
    apply(event: SandboxEvent) {
      if (event.type === 'fault' || event.network !== 'x') return;
      if (event.type === 'state') change(event.change as Change);
      else if (event.type === 'post') receive(event);
      else if (event.type === 'removed') posts.delete(event.remoteId);
    },
    people: () => [...people.values()],
    person: (id: string) => people.get(id) ?? null,
    upload: (id: string) => uploads.get(id) ?? null,
    segments: (id: string): Segment[] =>
      [...(segments.get(id)?.values() ?? [])].sort((a, b) => a.index - b.index),
    finalized: (id: string) => finalized.get(id) ?? null,
    altText: (id: string) => described.get(id) ?? null,
    isHidden: (id: string) => hidden.has(id),
    post: (id: string) => posts.get(id) ?? null,
    /** In the order of publishing. */
    postsOf: (personId: string): XPost[] => existing(byPerson.get(personId)),
    conversation: (id: string): XPost[] => existing(inConversation.get(id)),
    allPosts: () => posts.values(),
  };
}
