import type { createAudience } from '../audience.ts';
import { lettersOf } from '../chance.ts';

/** A comment under a post: of somebody who is made up, or of an account here. */
export interface Comment {
  id: string;
  postId: string;
  /** The post, or the comment that it answers. */
  parentId: string;
  /** UTC epoch ms. */
  at: number;
  author: { id: string; handle: string; displayName: string };
  text: string;
  likes: number;
  hidden: boolean;
}

export type ConversationChange =
  | ({ kind: 'comment' } & Omit<Comment, 'likes' | 'hidden'>)
  | { kind: 'comment_hidden'; id: string; hidden: boolean }
  | { kind: 'comment_removed'; id: string };

export interface ConversationParts {
  seed: number;
  audience: ReturnType<typeof createAudience>;
  /** Posts that are out, with the time since when, UTC epoch ms. */
  posts(): Iterable<{ id: string; publishedAt: number }>;
  /** The id of an arrived comment, of 15 digits of its own. */
  idOf(postId: string, digits: string): string;
}

/** What is said under posts. Comments arrive with time; what became of them is kept. */
export function createConversation({ seed, audience, posts, idOf }: ConversationParts) {
  const own = new Map<string, Comment>();
  const hidden = new Map<string, boolean>();
  const removed = new Set<string>();
  const digits = (...of: (string | number)[]) => lettersOf('123456789', 15, seed, ...of);

  const arrived = (post: { id: string; publishedAt: number }): Comment[] =>
    audience.commentsOf(post.id, post.publishedAt).map((comment) => ({
      id: idOf(post.id, digits(post.id, 'comment', comment.index)),
      postId: post.id,
      parentId: post.id,
      at: comment.at,
      author: { id: digits('person', comment.author.handle), ...comment.author },
      text: comment.text,
      likes: comment.likes,
      hidden: false,
    }));
  const isThere = (comment: Comment): boolean =>
    !removed.has(comment.id) && !removed.has(comment.parentId);
  const asItIs = (comment: Comment): Comment => ({
    ...comment,
    hidden: hidden.get(comment.id) ?? comment.hidden,
  });

  function under(postId: string): Comment[] {
    const post = [...posts()].find(({ id }) => id === postId);
    const ours = [...own.values()].filter((comment) => comment.postId === postId);
    return [...(post ? arrived(post) : []), ...ours]
      .filter(isThere)
      .map(asItIs)
      .sort((a, b) => a.at - b.at);
  }

  return {
    apply(change: ConversationChange): void {
      if (change.kind === 'comment') own.set(change.id, { ...change, likes: 0, hidden: false });
      else if (change.kind === 'comment_hidden') hidden.set(change.id, change.hidden);
      else removed.add(change.id);
    },
    /** All under a post, answers included, oldest first. */
    under,
    find(id: string): Comment | null {
      const mine = own.get(id);
      if (mine) return isThere(mine) ? asItIs(mine) : null;
      for (const post of posts()) {
        const found = arrived(post).find((comment) => comment.id === id);
        if (found) return isThere(found) ? asItIs(found) : null;
      }
      return null;
    },
  };
}
export type Conversation = ReturnType<typeof createConversation>;

export const isConversationChange = (change: { kind: string }): change is ConversationChange =>
  change.kind === 'comment' ||
  change.kind === 'comment_hidden' ||
  change.kind === 'comment_removed';
