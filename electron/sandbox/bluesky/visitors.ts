import type { ArrivedComment, createAudience } from '../audience.ts';
import { lettersOf } from '../chance.ts';
import { cidOfRecord } from './cid.ts';
import { type Person, POSTS, parentOf, type State } from './state.ts';
import { tidOf } from './tid.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** What somebody from another server wrote, under a post of this one or elsewhere. */
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
    const reply = { root: ref, parent: ref };
    return audience.commentsOf(uri, arrival).map((comment) => asPost(comment, { reply }));
  }

  function asPost(comment: ArrivedComment, more: Record<string, unknown>): VisitorComment {
    const value = {
      $type: POSTS,
      text: comment.text,
      createdAt: new Date(comment.at).toISOString(),
      langs: ['en'],
      ...more,
    };
    const author = authorOf(comment);
    const rkey = tidOf(comment.at * 1000 + comment.index);
    return {
      ...{ uri: `at://${author.did}/${POSTS}/${rkey}`, cid: cidOfRecord(value) },
      ...{ value, author, likes: comment.likes },
    };
  }

  /** Where they name somebody of this server and answer nothing. */
  function elsewhere({ did, handle, createdAt }: Person): VisitorComment[] {
    const [first] = state.collection(did, POSTS).values();
    const since = Math.min(createdAt, state.arrivalOf(first?.uri ?? '') ?? createdAt);
    const name = `@${handle}`;
    return audience.mentionsOf(did, name, since).map((mention) => {
      const byteStart = Buffer.byteLength(mention.text.split(name)[0] ?? '');
      const index = { byteStart, byteEnd: byteStart + Buffer.byteLength(name) };
      const features = [{ $type: 'app.bsky.richtext.facet#mention', did }];
      return asPost(mention, { facets: [{ index, features }] });
    });
  }

  function* everywhere(): Iterable<VisitorComment> {
    for (const person of state.people()) {
      yield* elsewhere(person);
      for (const post of state.collection(person.did, POSTS).values()) yield* under(post.uri);
    }
  }

  return {
    under,
    elsewhere,
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
