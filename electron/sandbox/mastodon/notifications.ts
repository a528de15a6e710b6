import type { Answer, Call } from '../network.ts';
import { namedIn } from './content.ts';
import type { Entities } from './entities.ts';
import type { Person, State, Status } from './state.ts';
import type { VisitorStatus, Visitors } from './visitors.ts';

export interface NotificationParts {
  state: State;
  entities: Entities;
  visitors: Visitors;
}

/** What people are told of. Only who names them is played. Source: docs.joinmastodon.org/methods/notifications. */
export function createNotifications({ state, entities, visitors }: NotificationParts) {
  /** Who names somebody, here or elsewhere, the newest first. */
  function mentionsOf(person: Person): (Status | VisitorStatus)[] {
    const here = [...state.statuses()].filter(
      ({ personId, text }) => personId !== person.id && namedIn(text, person.username),
    );
    const answers = state
      .statusIds(person.id)
      .flatMap((id) => state.status(id) ?? [])
      .flatMap((status) => visitors.under(status));
    return [...here, ...answers, ...visitors.elsewhere(person)].sort((one, other) =>
      isAbove(one.id, other.id) ? -1 : 1,
    );
  }

  return {
    list({ query, origin, path }: Call, person: Person): Answer {
      const limit = Math.min(Math.max(Number(query.get('limit') ?? 40) || 40, 1), 80);
      const types = query.getAll('types[]');
      const [since, max] = [query.get('since_id'), query.get('max_id')];
      const all = types.length > 0 && !types.includes('mention') ? [] : mentionsOf(person);
      const page = all
        .filter(({ id }) => (since === null || isAbove(id, since)) && (!max || isAbove(max, id)))
        .slice(0, limit);
      const last = page.at(-1);
      const older = new URLSearchParams(query);
      if (last) older.set('max_id', last.id);
      return {
        status: 200,
        ...(last && { headers: { link: `<${origin}${path}?${older}>; rel="next"` } }),
        body: page.map((status) => {
          const entity =
            'author' in status
              ? entities.visitorStatus(status, state.answersTo(status.id).length, origin)
              : entities.status(status, origin);
          return {
            ...{ id: status.id, type: 'mention', group_key: `ungrouped-${status.id}` },
            created_at: new Date(status.createdAt).toISOString(),
            ...{ account: entity.account, status: entity },
          };
        }),
      };
    },
  };
}

/** Ids are numbers in decimal: the longer is the larger. */
const isAbove = (one: string, other: string): boolean =>
  one.length > other.length || (one.length === other.length && one > other);
