import type { createAudience } from '../audience.ts';
import type { Answer, Call } from '../network.ts';
import type { Counts, Entities } from './entities.ts';
import { notFound, refusal } from './refusals.ts';
import type { Change, Person, State, Status } from './state.ts';
import type { VisitorStatus, Visitors } from './visitors.ts';

/** Most statuses in one question. */
const MOST = 20;

export interface ConversationParts {
  state: State;
  entities: Entities;
  visitors: Visitors;
  record(change: Change): void;
}

export const createCounts =
  (state: State, visitors: Visitors, audience: ReturnType<typeof createAudience>) =>
  (status: Status): Counts => {
    const { likes, shares, quotes } = audience.reactionsTo(status.id, status.createdAt);
    const replies = state.answersTo(status.id).length + visitors.under(status).length;
    return { replies, reblogs: shares, favourites: likes, quotes };
  };

/** Statuses of people here and elsewhere, and what belongs together. Source: docs.joinmastodon.org/methods/statuses. */
export function createConversations({ state, entities, visitors, record }: ConversationParts) {
  const entityOf = (of: Status | VisitorStatus, origin: string) =>
    'author' in of
      ? entities.visitorStatus(of, state.answersTo(of.id).length, origin)
      : entities.status(of, origin);

  const find = (id: string): Status | VisitorStatus | null => state.status(id) ?? visitors.find(id);

  /** Every answer is after what it answers. */
  function below(of: Status | VisitorStatus): (Status | VisitorStatus)[] {
    const theirs = 'author' in of ? [] : visitors.under(of);
    return [...theirs, ...state.answersTo(of.id)].flatMap((answer) => [answer, ...below(answer)]);
  }

  function above({ inReplyToId }: Status | VisitorStatus): (Status | VisitorStatus)[] {
    const parent = inReplyToId === null ? null : find(inReplyToId);
    return parent ? [...above(parent), parent] : [];
  }

  return {
    get({ origin }: Call, id: string): Answer {
      const found = find(id);
      return found ? { status: 200, body: entityOf(found, origin) } : notFound();
    },

    several({ query, origin }: Call): Answer {
      const ids = query.getAll('id[]');
      if (ids.length > MOST) return refusal(422, `Too many statuses requested (maximum ${MOST})`);
      const found = ids.flatMap((id) => find(id) ?? []);
      return { status: 200, body: found.map((each) => entityOf(each, origin)) };
    },

    favourite({ origin }: Call, id: string, person: Person, on: boolean): Answer {
      const found = find(id);
      if (!found) return notFound();
      // To like what is liked already changes nothing.
      if (state.favouritesOf(id).has(person.id) !== on)
        record({ kind: 'favourite', id, personId: person.id, on });
      return { status: 200, body: { ...entityOf(found, origin), favourited: on } };
    },

    context({ origin }: Call, id: string): Answer {
      const found = find(id);
      if (!found) return notFound();
      const shown = (list: readonly (Status | VisitorStatus)[]) =>
        list.map((each) => entityOf(each, origin));
      return {
        status: 200,
        body: { ancestors: shown(above(found)), descendants: shown(below(found)) },
      };
    },
  };
}
