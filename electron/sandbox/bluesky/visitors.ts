import type { ArrivedComment, createAudience } from '../audience.ts';
import { lettersOf } from '../chance.ts';
import { cidOfRecord } from './cid.ts';
import { POSTS, parentOf, type State } from './state.ts';
import { tidOf } from './tid.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** What somebody from another server wrote under a post of this one. */
export interface VisitorComment {
  uri: string;
  cid: string;
  value: Record<string, unknown>;
  author: { did: string; handle: string; displayName: string };
  likes: number;
}

export type Visitors = ReturnType<typeof createVisitors>;

/** People of other servers, as the app view knows them. */
export function createVisitors(
  seed: number,
  state: State,
  audience: ReturnType<typeof createAudience>,
) {
  function authorOf({ author: { handle: name, displayName } }: ArrivedComment) {
    // A handle is a domain.
    const handle = `${name.replace(/[^a-z0-9]+/g, '-')}.visitors.test`;
    return {
      did: `did:plc:${lettersOf(BASE32, 24, seed, 'visitor', handle)}`,
      handle,
      displayName,
    };
  }

  /** Under a post that answers nothing; in the order in which they came. */
  function under(uri: string): VisitorComment[] {
    const post = state.at(uri);
    const arrival = state.arrivalOf(uri);
    if (!post || arrival === null || parentOf(post.value) !== null) return [];
    const ref = { uri, cid: post.cid };
    return audience.commentsOf(uri, arrival).map((comment) => {
      const value = {
        $type: POSTS,
        text: comment.text,
        createdAt: new Date(comment.at).toISOString(),
        langs: ['en'],
        reply: { root: ref, parent: ref },
      };
      const author = authorOf(comment);
      const rkey = tidOf(comment.at * 1000 + comment.index);
      return {
        ...{ uri: `at://${author.did}/${POSTS}/${rkey}`, cid: cidOfRecord(value) },
        ...{ value, author, likes: comment.likes },
      };
    });
  }

  function* everywhere(): Iterable<VisitorComment> {
    for (const { did } of state.people())
      for (const post of state.collection(did, POSTS).values()) yield* under(post.uri);
  }

  return {
    under,
    /** A comment by its address; null where there is none. */
    find(uri: string): VisitorComment | null {
      for (const comment of everywhere()) if (comment.uri === uri) return comment;
      return null;
    },
    /** Of somebody who wrote something here. */
    didOf(handle: string): string | null {
      for (const { author } of everywhere()) if (author.handle === handle) return author.did;
      return null;
    },
  };
}
