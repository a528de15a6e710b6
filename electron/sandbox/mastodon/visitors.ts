import type { ArrivedComment, createAudience } from '../audience.ts';
import { chanceOf } from '../chance.ts';
import type { Person, State, Status } from './state.ts';

/** Somebody of another server. */
export interface Visitor {
  id: string;
  username: string;
  domain: string;
  displayName: string;
}

/** What they wrote under a post of this server, or elsewhere. */
export interface VisitorStatus {
  id: string;
  text: string;
  createdAt: number;
  inReplyToId: string | null;
  likes: number;
  author: Visitor;
}

const DOMAIN = 'visitors.example';
/** In the lower bits of an id, above what a server of this size makes in a millisecond. */
const LOWEST = 32_768;

export type Visitors = ReturnType<typeof createVisitors>;

/** People of other servers who answer what is posted here. */
export function createVisitors(
  seed: number,
  state: State,
  audience: ReturnType<typeof createAudience>,
) {
  /** Under a status that answers nothing; in the order in which they came. */
  function under({ id, createdAt, inReplyToId, personId, visibility }: Status): VisitorStatus[] {
    if (inReplyToId !== null || !['public', 'unlisted'].includes(visibility)) return [];
    const name = state.person(personId)?.username ?? '';
    return audience.commentsOf(id, createdAt).map((comment) => ({
      ...asStatus(id, comment),
      // Who answers somebody names them, or they would not hear of it.
      text: `@${name} ${comment.text}`,
      inReplyToId: id,
    }));
  }

  /** @param of what it has to do with */
  function asStatus(of: string, { index, at, author, text, likes }: ArrivedComment): VisitorStatus {
    const username = author.handle.replace(/\W+/g, '_');
    const low = LOWEST + ((Math.floor(chanceOf(seed, of) * 30_000) + index) % 30_000);
    return {
      id: String((BigInt(at) << 16n) + BigInt(low)),
      ...{ text, createdAt: at, inReplyToId: null, likes },
      author: {
        id: String(900_000_000_000 + Math.floor(chanceOf(seed, username) * 1e11)),
        username,
        domain: DOMAIN,
        displayName: author.displayName,
      },
    };
  }

  /** Where they name somebody of this server and answer nothing. */
  function elsewhere({ id, username, createdAt }: Person): VisitorStatus[] {
    const first = state.statusIds(id).map(state.status).find(Boolean)?.createdAt ?? createdAt;
    return audience
      .mentionsOf(id, `@${username}`, Math.min(createdAt, first))
      .map((mention) => asStatus(id, mention));
  }

  return {
    under,
    elsewhere,
    /** A status by its id; null where there is none. */
    find(id: string): VisitorStatus | null {
      for (const person of state.people()) {
        const found = elsewhere(person).find((mention) => mention.id === id);
        if (found) return found;
      }
      for (const status of state.statuses()) {
        const found = under(status).find((answer) => answer.id === id);
        if (found) return found;
      }
      return null;
    },
  };
}
