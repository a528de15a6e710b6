import { type ArrivedComment, createAudience, type Reactions } from '../audience.ts';
import { chanceOf } from '../chance.ts';
import type { Person, State, XPost } from './state.ts';

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

/** A post of somebody who is made up: an answer, or one elsewhere. */
export interface MadeUp {
  id: string;
  author: { id: string; username: string; name: string };
  text: string;
  createdAt: number;
  /** The post that it answers, which is the first of its conversation; null where it answers none. */
  replyTo: string | null;
  likes: number;
}

/** The audience of X's sandbox: who is made up answers posts that begin a conversation. */
export function createPeople(seed: number, now: () => number, state: State) {
  const audience = createAudience(seed, now);

  /** @param of what it has to do with */
  function asPost(of: string, { index, at, author, text, likes }: ArrivedComment): MadeUp {
    const username = author.handle.replace(/\W/g, '_');
    const low = Math.floor(chanceOf(seed, of, 'comment id', index) * LOW);
    const userId = idAt(Number(EPOCH) + 1e11, Math.floor(chanceOf(username) * LOW));
    return {
      id: idAt(at, low),
      author: { id: userId, username, name: author.displayName },
      ...{ text, createdAt: at, replyTo: null, likes },
    };
  }

  const madeUp =
    (post: XPost) =>
    (comment: ArrivedComment): MadeUp => {
      // Some take the name out of their answer, so that an app may not answer them.
      const isNamed = comment.index % 3 !== 2;
      const mention = isNamed ? `@${state.person(post.personId)?.username ?? ''} ` : '';
      const own = asPost(post.id, comment);
      return { ...own, text: `${mention}${own.text}`, replyTo: post.id };
    };

  /** Where they name somebody and answer nothing. */
  function elsewhere({ id, username, createdAt }: Person): MadeUp[] {
    const first = state.postsOf(id)[0]?.createdAt ?? createdAt;
    return audience
      .mentionsOf(id, `@${username}`, Math.min(createdAt, first))
      .map((mention) => asPost(id, mention));
  }

  const answersTo = (post: XPost): MadeUp[] =>
    post.replyTo === null ? audience.commentsOf(post.id, post.createdAt).map(madeUp(post)) : [];

  return {
    answersTo,
    elsewhere,
    followersGained: audience.followersGained,
    /** What people did with a post; the answers of the sandbox's own accounts count too. */
    reactionsTo(post: XPost): Reactions {
      const reactions = audience.reactionsTo(post.id, post.createdAt);
      const own = state
        .conversation(post.conversationId)
        .filter(({ replyTo }) => replyTo === post.id).length;
      return { ...reactions, comments: answersTo(post).length + own };
    },
    /** A post of somebody who is made up. */
    answer(id: string): MadeUp | null {
      for (const person of state.people()) {
        const found = elsewhere(person).find((one) => one.id === id);
        if (found) return found;
      }
      for (const post of state.allPosts()) {
        const found = answersTo(post).find((one) => one.id === id);
        if (found) return found;
      }
      return null;
    },
  };
}

export type People = ReturnType<typeof createPeople>;
