import { readForm } from '../form.ts';
import {
  type Answer,
  bearerOf,
  type Call,
  type CallHead,
  into,
  type Network,
  type NetworkParts,
} from '../network.ts';
import { createLimits } from './limits.ts';
import { createOauth, type Holder } from './oauth.ts';
import { createIds, createPeople } from './people.ts';
import { createPosting } from './posting.ts';
import { usualError } from './problems.ts';
import { strangeQuery } from './query.ts';
import { createReading } from './reading.ts';
import { createShower } from './shown.ts';
import { type Change, createState, type State } from './state.ts';
import { createUploads } from './uploads.ts';

interface Operation {
  /** What the token must allow; null where none is needed. */
  scopes: readonly string[] | null;
  query?: readonly string[];
  run(call: Call, holder: Holder, id: string): Answer | Promise<Answer>;
}

const READ = ['tweet.read', 'users.read'];
const WRITE = [...READ, 'tweet.write'];
const SHOWN = ['post.fields', 'user.fields', 'media.fields', 'expansions'];
const PAGED = ['max_results', 'pagination_token', 'start_time', 'end_time', 'since_id', 'until_id'];

/** X, its API v2 and its sign-in at one address. Source: docs.x.com. */
export function createX(parts: NetworkParts): Network {
  const { now, seed, media: store } = parts;
  const state: State = createState(() => oauth.authorisation);
  const record = into(parts.record, state.apply);
  const change = (what: Change) => record.state(what);
  const newId = createIds(now, parts.events.length);
  const oauth = createOauth({ seed, now }, state, newId, change);
  for (const event of parts.events) state.apply(event);
  const people = createPeople(seed, now, state);
  const shower = createShower(state, people);
  const uploads = createUploads({ now, store, state, newId, record: change });
  const posting = createPosting({ now, state, people, shower, uploads, newId, record });
  const reading = createReading({ now, state, people, shower });
  const limits = createLimits(now, parts.limited);

  const withForm =
    (run: (form: NonNullable<Awaited<ReturnType<typeof readForm>>>) => Answer) =>
    async (call: Call): Promise<Answer> => {
      const form = await readForm(call);
      return form ? run(form) : usualError(400);
    };

  const operations: Readonly<Record<string, Operation>> = {
    'GET /i/oauth2/authorize': { scopes: null, run: (call) => oauth.page(call) },
    'POST /i/oauth2/authorize': { scopes: null, run: withForm(oauth.decide) },
    'POST /2/oauth2/token': { scopes: null, run: withForm(oauth.token) },
    'POST /2/oauth2/revoke': { scopes: null, run: withForm(oauth.revoke) },
    'GET /2/users/me': {
      scopes: READ,
      query: ['user.fields', 'post.fields', 'expansions'],
      run: reading.me,
    },
    'GET /2/users/:id/tweets': {
      scopes: READ,
      query: [...SHOWN, ...PAGED, 'exclude'],
      run: (call, _, id) => reading.timeline(call, id),
    },
    'GET /2/users/:id/mentions': {
      scopes: READ,
      query: [...SHOWN, ...PAGED],
      run: (call, _, id) => reading.mentions(call, id),
    },
    'GET /2/tweets': { scopes: READ, query: [...SHOWN, 'ids'], run: reading.lookUp },
    'GET /2/tweets/search/recent': {
      scopes: READ,
      query: [...SHOWN, ...PAGED, 'query', 'next_token', 'sort_order'],
      run: reading.search,
    },
    'POST /2/tweets': { scopes: WRITE, run: posting.create },
    'DELETE /2/tweets/:id': { scopes: WRITE, run: (_, holder, id) => posting.remove(id, holder) },
    'PUT /2/tweets/:id/hidden': {
      scopes: [...READ, 'tweet.moderate.write'],
      run: (call, holder, id) => posting.hide(call, id, holder),
    },
    'POST /2/media/upload/initialize': { scopes: ['media.write'], run: uploads.initialize },
    'POST /2/media/upload/:id/append': { scopes: ['media.write'], run: uploads.append },
    'POST /2/media/upload/:id/finalize': { scopes: ['media.write'], run: uploads.finalize },
    'GET /2/media/upload': {
      scopes: ['media.write'],
      query: ['media_id', 'command'],
      run: uploads.status,
    },
    'POST /2/media/metadata': { scopes: ['media.write'], run: uploads.describe },
  };
  const routes = Object.entries(operations).map(([name, operation]) => ({
    name,
    operation,
    ...patternOf(name),
  }));
  const find = ({ method, path }: CallHead) => {
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(path) : null;
      if (match) return { ...route, id: match[1] ?? '' };
    }
    return null;
  };
  const holderOf = (head: CallHead) => {
    const token = oauth.authorisation.holderOf(bearerOf(head));
    return typeof token === 'string' ? null : state.person(token.personId);
  };

  if (state.people().length === 0)
    for (const username of parts.people)
      change({ kind: 'person', id: newId(), username, createdAt: now() });

  return {
    name: 'x',
    operations: Object.keys(operations),
    operationOf: (head) => find(head)?.name ?? null,
    accountOf: (head) => holderOf(head)?.username ?? null,
    application: oauth.authorisation.application,
    async answer(call) {
      const route = find(call);
      if (!route) return usualError(404);
      const { scopes, query = [], run } = route.operation;
      // By the sandbox's own clock: whoever compares clocks must not see the computer's.
      const date = new Date(now()).toUTCString();
      const dated = (answer: Answer) => ({ ...answer, headers: { date, ...answer.headers } });
      if (scopes === null) return dated(await run(call, NOBODY, route.id));
      const holder = oauth.authorise(call, scopes);
      if ('refused' in holder) return dated(holder.refused);
      return dated(
        await limits.counted(
          route.name,
          holder.person.id,
          () => strangeQuery(call.query, query) ?? run(call, holder, route.id),
        ),
      );
    },
    refusal: usualError,
    rateLimited: limits.refusal,
    endToken: (head, how) => oauth.authorisation.end(bearerOf(head), how),
    catchUp: () => {},
    accounts: () =>
      state.people().map(({ id, username }) => ({
        network: 'x',
        handle: username,
        secret: oauth.tokenOf(id),
      })),
  };
}

/** Whoever calls without a token, where none is needed. */
const NOBODY: Holder = {
  person: { id: '', username: '', createdAt: 0 },
  token: {
    ...{ token: '', refreshToken: null, personId: '', scopes: [], createdAt: 0, family: '' },
    ...{ endsAt: null, refreshEndsAt: null },
  },
};

/** `GET /a/:id/b` as a method and an expression that catches the id. */
function patternOf(name: string): { method: string; path: RegExp } {
  const [method = '', path = ''] = name.split(' ');
  return { method, path: new RegExp(`^${path.replace(':id', '(\\d{1,19})')}$`) };
}
