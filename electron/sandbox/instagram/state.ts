import type { AuthorisationChange } from '../authorisation.ts';
import type { SandboxEvent } from '../events.ts';
import type { ConversationChange } from '../graph/conversation.ts';

export interface Person {
  id: string;
  username: string;
  name: string;
  followers: number;
}

export interface Container {
  id: string;
  personId: string;
  type: 'IMAGE' | 'REELS' | 'CAROUSEL';
  caption: string;
  altText: string | null;
  isItem: boolean;
  /** Of what was fetched; null for a carousel, and where it could not be. */
  sha256: string | null;
  children: string[];
  createdAt: number;
  /** UTC epoch ms at which it is worked through; null: never. */
  readyAt: number | null;
  /** Why it can't be used: a subcode of the content publishing errors. */
  error: number | null;
}

export interface Media {
  id: string;
  personId: string;
  containerId: string;
  caption: string;
  publishedAt: number;
}

/** What a post's event keeps of it. */
export interface MediaDetail {
  containerId: string;
}

/** What Instagram keeps besides posts, as it stands in the journal. */
export type Change =
  | ({ kind: 'person' } & Person)
  | ({ kind: 'container' } & Container)
  | ConversationChange
  | AuthorisationChange;

export type State = ReturnType<typeof createState>;

/** Instagram's own memory, made of events and nothing else. `elsewhere` gets what others keep. */
export function createState(elsewhere: (change: ConversationChange | AuthorisationChange) => void) {
  const people = new Map<string, Person>();
  const containers = new Map<string, Container>();
  const published = new Map<string, string>();
  const media = new Map<string, Media>();

  return {
    apply(event: SandboxEvent): void {
      if (!('network' in event) || event.network !== 'instagram') return;
      if (event.type === 'removed') media.delete(event.remoteId);
      if (event.type === 'post') {
        const { containerId } = event.detail as MediaDetail;
        const { remoteId: id, accountId: personId, text: caption, at: publishedAt } = event;
        published.set(containerId, id);
        media.set(id, { id, personId, containerId, caption, publishedAt });
      }
      if (event.type !== 'state') return;
      const change = event.change as Change;
      if (change.kind === 'person') people.set(change.id, change);
      else if (change.kind === 'container') containers.set(change.id, change);
      else elsewhere(change);
    },
    people: () => [...people.values()],
    person: (id: string) => people.get(id) ?? null,
    container: (id: string) => containers.get(id) ?? null,
    /** The post that a container became. */
    mediaOfContainer: (id: string) => published.get(id) ?? null,
    media: (id: string) => media.get(id) ?? null,
    allMedia: () => media.values(),
    /** Newest first. */
    mediaOf: (personId: string) =>
      [...media.values()]
        .filter((each) => each.personId === personId)
        .sort((a, b) => b.publishedAt - a.publishedAt),
  };
}
