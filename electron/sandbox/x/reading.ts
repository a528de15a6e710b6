import type { Answer, Call } from '../network.ts';
import type { Holder } from './oauth.ts';
import type { MadeUp, People } from './people.ts';
import { invalid, notFoundProblem } from './problems.ts';
import { askedIn, listIn, sizeOf } from './query.ts';
import { mentionsIn } from './rendered.ts';
import type { Shower } from './shown.ts';
import type { State, XPost } from './state.ts';

const WEEK = 7 * 24 * 60 * 60_000;
/** As far back as a timeline reaches. */
const TIMELINE = 3200;
const MENTIONS = 800;

export interface ReadingParts {
  now(): number;
  state: State;
  people: People;
  shower: Shower;
}

/** Accounts, posts, timelines and search. Source: docs.x.com/x-api. */
export function createReading({ now, state, people, shower }: ReadingParts) {
  /** A page of posts that are sorted, the newest first. */
  function page({ query }: Call, all: readonly (XPost | MadeUp)[], size: number): Answer {
    const token = query.get('pagination_token') ?? query.get('next_token');
    const after = token === null ? null : idOf(token);
    if (token !== null && after === null)
      return invalid('The page token is not valid', 'next_token');
    const rest = after === null ? all : all.filter(({ id }) => BigInt(id) < after);
    const shown = rest.slice(0, size);
    const [newest, oldest] = [shown[0], shown.at(-1)];
    const asked = askedIn(query);
    return {
      status: 200,
      body: {
        ...(shown.length > 0 && { data: shown.map((post) => shower.post(post, asked)) }),
        ...shower.includes(shown, asked),
        meta: {
          result_count: shown.length,
          ...(newest && oldest && { newest_id: newest.id, oldest_id: oldest.id }),
          ...(oldest && rest.length > size && { next_token: BigInt(oldest.id).toString(32) }),
        },
      },
    };
  }

  /** Within the times and ids that the query names. */
  const within = ({ query }: Call) => {
    const [start, end] = [query.get('start_time'), query.get('end_time')];
    const [since, until] = [query.get('since_id'), query.get('until_id')];
    return ({ id, createdAt }: XPost | MadeUp): boolean =>
      (start === null || createdAt >= Date.parse(start)) &&
      (end === null || createdAt < Date.parse(end)) &&
      (since === null || BigInt(id) > BigInt(since)) &&
      (until === null || BigInt(id) < BigInt(until));
  };

  return {
    me: ({ query }: Call, { person }: Holder): Answer => ({
      status: 200,
      body: { data: shower.user(person, listIn(query, 'user.fields')) },
    }),

    timeline(call: Call, userId: string): Answer {
      const size = sizeOf(call.query, 5);
      if (typeof size !== 'number') return size;
      if (!state.person(userId))
        return { status: 200, body: { errors: [notFoundProblem('user', userId, 'id')] } };
      const withoutReplies = listIn(call.query, 'exclude').includes('replies');
      const posts = state
        .postsOf(userId)
        .slice(-TIMELINE)
        .filter((post) => !(withoutReplies && post.replyTo !== null) && within(call)(post));
      return page(call, posts.reverse(), size);
    },

    /** Who names somebody, in answers to them or elsewhere. */
    mentions(call: Call, userId: string): Answer {
      const size = sizeOf(call.query, 5);
      if (typeof size !== 'number') return size;
      const person = state.person(userId);
      if (!person)
        return { status: 200, body: { errors: [notFoundProblem('user', userId, 'id')] } };
      const name = person.username.toLowerCase();
      const others = [...state.allPosts()].filter(({ personId }) => personId !== userId);
      const all = [...others, ...state.postsOf(userId).flatMap(people.answersTo)]
        .filter(({ text }) => mentionsIn(text).includes(name))
        .concat(people.elsewhere(person))
        .filter(within(call))
        .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
      return page(call, all.slice(0, MENTIONS), size);
    },

    lookUp({ query }: Call): Answer {
      const ids = listIn(query, 'ids');
      if (ids.length === 0 || ids.length > 100 || ids.some((id) => !/^\d{1,19}$/.test(id)))
        return invalid('ids must be 1 to 100 ids', 'ids');
      const asked = askedIn(query);
      const found = ids.flatMap((id) => state.post(id) ?? people.answer(id) ?? []);
      const missing = ids.filter((id) => !found.some((post) => post.id === id));
      return {
        status: 200,
        body: {
          ...(found.length > 0 && { data: found.map((post) => shower.post(post, asked)) }),
          ...shower.includes(found, asked),
          ...(missing.length > 0 && {
            errors: missing.map((id) => notFoundProblem('tweet', id, 'ids')),
          }),
        },
      };
    },

    search(call: Call): Answer {
      const query = call.query.get('query') ?? '';
      const id = /^conversation_id:(\d{1,19})$/.exec(query)?.[1];
      const size = sizeOf(call.query, 10);
      if (typeof size !== 'number') return size;
      if (id === undefined)
        return invalid('The sandbox searches for conversation_id: alone.', 'query', query);
      const written = state.conversation(id);
      const root = written.find((post) => post.id === id);
      const all = [...written, ...(root ? people.answersTo(root) : [])]
        .filter((post) => post.createdAt > now() - WEEK && within(call)(post))
        .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
      return page(call, all, size);
    },
  };
}

function idOf(token: string): bigint | null {
  if (!/^[0-9a-v]{1,13}$/.test(token)) return null;
  return [...token].reduce((sum, letter) => sum * 32n + BigInt(Number.parseInt(letter, 32)), 0n);
}
