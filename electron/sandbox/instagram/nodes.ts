import type { createAudience } from '../audience.ts';
import type { Comment, Conversation } from '../graph/conversation.ts';
import { type Node, within } from '../graph/fields.ts';
import { graphTime } from '../graph/time.ts';
import type { Container, Media, Person, State } from './state.ts';

export interface NodeParts {
  now(): number;
  state: State;
  audience: ReturnType<typeof createAudience>;
  conversation: Conversation;
}

const DAY = 24 * 60 * 60_000;
export type Stand = 'IN_PROGRESS' | 'FINISHED' | 'ERROR' | 'EXPIRED' | 'PUBLISHED';

/** Nodes as developers.facebook.com/docs/instagram-platform/reference has them, as far as they are played. */
export function createNodes({ now, state, audience, conversation }: NodeParts) {
  function standOf(container: Container): Stand {
    if (state.mediaOfContainer(container.id) !== null) return 'PUBLISHED';
    if (container.createdAt + DAY <= now()) return 'EXPIRED';
    if (container.readyAt === null || container.readyAt > now()) return 'IN_PROGRESS';
    return container.error === null ? 'FINISHED' : 'ERROR';
  }

  const shortcode = (id: string) => Buffer.from(id).toString('base64url').slice(0, 11);

  function media(item: Media, origin: string): Node {
    const container = state.container(item.containerId);
    const type = container?.type ?? 'IMAGE';
    const figures = () => audience.reactionsTo(item.id, item.publishedAt);
    const { username = '' } = state.person(item.personId) ?? {};
    return {
      id: () => item.id,
      caption: () => (item.caption === '' ? undefined : item.caption),
      media_type: () => ({ IMAGE: 'IMAGE', REELS: 'VIDEO', CAROUSEL: 'CAROUSEL_ALBUM' })[type],
      media_product_type: () => (type === 'REELS' ? 'REELS' : 'FEED'),
      permalink: () => `${origin}/p/${shortcode(item.id)}/`,
      shortcode: () => shortcode(item.id),
      timestamp: () => graphTime(item.publishedAt),
      username: () => username,
      owner: () => ({ id: item.personId }),
      alt_text: () => container?.altText ?? undefined,
      like_count: () => figures().likes,
      comments_count: () => conversation.under(item.id).length,
      children: () =>
        type === 'CAROUSEL'
          ? { data: (container?.children ?? []).map((id) => ({ id })) }
          : undefined,
    };
  }

  function comment(item: Comment): Node {
    const answers = () =>
      conversation.under(item.postId).filter(({ parentId }) => parentId === item.id);
    return {
      id: () => item.id,
      text: () => item.text,
      timestamp: () => graphTime(item.at),
      username: () => item.author.handle,
      from: () => ({ id: item.author.id, username: item.author.handle }),
      user: () => (state.person(item.author.id) ? { id: item.author.id } : undefined),
      like_count: () => item.likes,
      hidden: () => item.hidden,
      media: () => ({ id: item.postId }),
      parent_id: () => (item.parentId === item.postId ? undefined : item.parentId),
      replies: (field) => {
        const found = answers();
        return found.length === 0
          ? undefined
          : { data: found.map((each) => within(flat(comment(each)), field)) };
      },
    };
  }
  /** A node inside of another one. */
  const flat = (node: Node): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(node).flatMap(([name, make]) => {
        const value = name === 'replies' ? undefined : make({ name, modifiers: {}, inner: [] });
        return value === undefined ? [] : [[name, value]];
      }),
    );

  return {
    standOf,
    media,
    comment,
    person: (person: Person): Node => ({
      id: () => `9${person.id.slice(1)}`,
      user_id: () => person.id,
      username: () => person.username,
      name: () => person.name,
      account_type: () => 'BUSINESS',
      biography: () => '',
      followers_count: () => person.followers + audience.followersGained(person.id),
      follows_count: () => 120,
      media_count: () => state.mediaOf(person.id).length,
    }),
    container: (container: Container): Node => ({
      id: () => container.id,
      status_code: () => standOf(container),
      status: () => {
        const stand = standOf(container);
        return stand === 'ERROR'
          ? `Error: Media upload has failed with error code ${container.error}`
          : SENTENCES[stand];
      },
    }),
  };
}
export type Nodes = ReturnType<typeof createNodes>;

const SENTENCES: Readonly<Record<Stand, string>> = {
  IN_PROGRESS: 'In Progress: Media is still being processed.',
  FINISHED: 'Finished: Media has been uploaded and it is ready to be published.',
  ERROR: 'Error',
  EXPIRED: 'Expired: The container was not published within 24 hours.',
  PUBLISHED: 'Published: Media has been published.',
};
