import { type ArrivedComment, createAudience, type Reactions } from '../audience.ts';
import { chanceOf } from '../chance.ts';
import type { State, XPost } from './state.ts';

/** Of X's ids: ms since this time in the upper bits. */
const EPOCH = 1_288_834_974_657n;
const LOW = 1 << 22;

const idAt = (ms: number, low: number): string =>
  String((BigInt(Math.max(ms, Number(EPOCH))) - EPOCH) * BigInt(LOW) + BigInt(low));

/** Ids that grow with time. */
export function createIds(now: () => number, used: number): () => string {
  let last = BigInt(idAt(now(), used % LOW));
  return () => {
    const wanted = BigInt(idAt(now(), 0));
    last = wanted > last ? wanted : last + 1n;
    return String(last);
  };
}

/** An answer of somebody who is made up, as a post. */
export interface MadeUp {
  id: string;
  author: { id: string; username: string; name: string };
  text: string;
  createdAt: number;
  /** The post that it answers, which is the first of its conversation. */
  replyTo: string;
  likes: number;
}

/** The audience of X's sandbox: who is made up answers posts that begin a conversation. */
export function createPeople(seed: number, now: () => number, state: State) {
  const audience = createAudience(seed, now);

  const madeUp =
    (post: XPost) =>
    ({ index, at, author, text, likes }: ArrivedComment): MadeUp => {
      const username = author.handle.replace(/\W/g, '_');
      // Some take the name out of their answer, so that an app may not answer them.
      const mention = index % 3 === 2 ? '' : `@${state.person(post.personId)?.username ?? ''} `;
      const low = Math.floor(chanceOf(seed, post.id, 'comment id', index) * LOW);
      const userId = idAt(Number(EPOCH) + 1e11, Math.floor(chanceOf(username) * LOW));
      return {
        id: idAt(at, low),
        author: { id: userId, username, name: author.displayName },
        text: `${mention}${text}`,
        createdAt: at,
        replyTo: post.id,
        likes,
      };
    };

  const answersTo = (post: XPost): MadeUp[] =>
    post.replyTo === null ? audience.commentsOf(post.id, post.createdAt).map(madeUp(post)) : [];

  return {
    answersTo,
    followersGained: audience.followersGained,
    /** What people did with a post; the answers of the sandbox's own accounts count too. */
    reactionsTo(post: XPost): Reactions {
      const reactions = audience.reactionsTo(post.id, post.createdAt);
      const own = state
        .conversation(post.conversationId)
        .filter(({ replyTo }) => replyTo === post.id).length;
      return { ...reactions, comments: answersTo(post).length + own };
    },
    answer(id: string): MadeUp | null {
      for (const post of state.allPosts()) {
        const found = answersTo(post).find((one) => one.id === id);
        if (found) return found;
      }
      return null;
    },
  };
}

export type People = ReturnType<typeof createPeople>;
