import { createAudience } from '../audience.ts';
import type { AuthorisationChange } from '../authorisation.ts';
import { chanceOf, lettersOf } from '../chance.ts';
import { createConversation } from '../graph/conversation.ts';
import { graphError, invalid, unsupported } from '../graph/errors.ts';
import { createIds } from '../graph/ids.ts';
import type { Params } from '../graph/params.ts';
import { createRoutes, type Run, withParams } from '../graph/routes.ts';
import { serving } from '../graph/serving.ts';
import { createUsage } from '../graph/usage.ts';
import {
  type Answer,
  type Call,
  type CallHead,
  into,
  type Network,
  type NetworkParts,
} from '../network.ts';
import { createAccess, type Scope } from './access.ts';
import { createContainers } from './containers.ts';
import { createPosts } from './posts.ts';
import { type Change, createState, type OwnChange, type Person } from './state.ts';

/** Threads, by its own Graph API. Source: developers.facebook.com/docs/threads. */
export function createThreads(parts: NetworkParts): Network {
  const { now, seed, media, limited } = parts;
  const newId = createIds(now, parts.events.length);
  const audience = createAudience(seed, now);
  const conversation = createConversation({
    ...{ seed, audience },
    // People answer what somebody wrote, not each part of it.
    posts: () => [...state.posts()].filter(({ replyTo }) => replyTo === null),
    idOf: (_, digits) => `18${digits}`,
  });
  const access = createAccess({
    ...{ seed, now, newId, ownPage: parts.ownPage, state: () => state },
    record: (what) => record.state(what),
  });
  const { authorisation } = access;
  const state = createState({
    authorised: (what: AuthorisationChange) => authorisation.apply(what),
    said: (what) => conversation.apply(what),
  });
  const record = into(parts.record, state.apply);
  for (const event of parts.events) state.apply(event);
  const containers = createContainers({
    ...{ now, media, state, newId },
    isThere: (id) => state.post(id) !== null || conversation.find(id) !== null,
    record: (what: OwnChange) => record.state(what),
  });
  const posts = createPosts({
    ...{ now, limited, newId, state, audience, conversation, containers },
    record: { ...record, state: (what: Change) => record.state(what) },
  });
  const usage = createUsage(now, limited, 'threads', 80_004);

  type RunAs = (call: Call, person: Person, id: string, params: Params) => ReturnType<Run>;
  const as = (scope: Scope, run: RunAs): Run =>
    withParams((call, params, id) => {
      const person = access.personFor(call, scope);
      return 'body' in person ? person : run(call, person, id, params);
    });
  /** The same for an edge of the profile itself, by its id or as `me`. */
  const asOwn = (scope: Scope, run: RunAs): Run =>
    as(scope, (call, person, id, params) =>
      id === 'me' || id === person.id
        ? run(call, person, id, params)
        : unsupported(call.method, id),
    );

  function profile(call: Call, person: Person): Answer {
    const all: Record<string, unknown> = {
      ...{ id: person.id, username: person.username, name: person.username },
      ...{ threads_biography: '', is_verified: false },
    };
    const fields = (call.query.get('fields') ?? 'id').split(',');
    const wrong = fields.find((field) => !(field in all));
    if (wrong !== undefined)
      return invalid(`Tried accessing nonexisting field (${wrong}) on node type (ThreadsUser)`);
    const picked = Object.fromEntries(fields.map((field) => [field, all[field]]));
    return { status: 200, body: { id: person.id, ...picked } };
  }

  /** A profile, a container, a post or a reply. */
  function node(call: Call, person: Person, id: string): Answer {
    if (id === 'me' || id === person.id) return profile(call, person);
    const container = state.container(id);
    if (!container) return posts.read(call, id, person) ?? unsupported('GET', id);
    if (container.personId !== person.id) return unsupported('GET', id);
    const { error } = container;
    const status = containers.statusOf(container);
    return {
      status: 200,
      body: { status, id, ...(status === 'ERROR' && { error_message: error }) },
    };
  }

  function followers(call: Call, person: Person): Answer {
    if (call.query.get('metric') !== 'followers_count') return invalid('metric is unknown.');
    const first = 80 + Math.floor(chanceOf(seed, person.username, 'followers') * 3000);
    const value = first + audience.followersGained(person.id, person.createdAt);
    const figure = { name: 'followers_count', period: 'day', total_value: { value } };
    return { status: 200, body: { data: [figure] } };
  }

  const routes = createRoutes({
    'GET /oauth/authorize': (call) => access.page(call),
    'POST /oauth/authorize': withParams((_, { form }) =>
      form ? access.decide(form) : invalid('The form is empty'),
    ),
    'POST /oauth/access_token': withParams((_, params) => access.redeem(params)),
    'GET /access_token': withParams((_, params) => access.exchange(params)),
    'GET /refresh_access_token': withParams((_, params) => access.refresh(params)),
    'GET /debug_token': withParams((_, params) => access.inspect(params)),
    'POST /:id/threads': asOwn('threads_content_publish', (call, person, _, params) =>
      containers.make(params, person, call.processing),
    ),
    'GET /:id/threads': asOwn('threads_basic', (call, person) => posts.list(call, person, false)),
    'POST /:id/threads_publish': asOwn('threads_content_publish', (_, person, __, params) =>
      posts.publish(params, person),
    ),
    'GET /:id/threads_publishing_limit': asOwn('threads_content_publish', posts.quota),
    'GET /:id/threads_insights': asOwn('threads_manage_insights', followers),
    'GET /:id/replies': asOwn('threads_read_replies', (call, person) =>
      posts.list(call, person, true),
    ),
    'GET /:id/conversation': as('threads_read_replies', (call, person, id) =>
      posts.conversation(call, id, person),
    ),
    'GET /:id/insights': as('threads_manage_insights', (call, person, id) =>
      posts.insights(call, id, person),
    ),
    'POST /:id/manage_reply': as('threads_manage_replies', (_, person, id, params) =>
      posts.hide(params, id, person),
    ),
    'GET /:id': as('threads_basic', node),
    'DELETE /:id': as('threads_delete', (_, person, id) => posts.remove(id, person)),
  });
  /** One version is all there is; signing in has none. */
  const unversioned = <Head extends CallHead>(head: Head): Head => ({
    ...head,
    path: head.path.replace(/^\/v1\.0(?=\/)/, ''),
  });

  if (state.people().length === 0)
    for (const username of parts.people) {
      const id = `17841${lettersOf('0123456789', 12, seed, 'threads', username)}`;
      record.state({ kind: 'person', id, username, createdAt: now() } satisfies OwnChange);
    }
  for (const { id } of state.people()) if (authorisation.tokenOf(id) === null) access.issueLong(id);

  return {
    name: 'threads',
    ...serving({
      ...{ authorisation, usage },
      routes: { names: routes.names, find: (head) => routes.find(unversioned(head)) },
      handleOf: (personId) => state.person(personId)?.username ?? null,
      unknown: ({ path }) => graphError(2500, `Unknown path components: ${path}`),
    }),
    catchUp() {
      for (const container of state.waiting()) containers.fetch(container);
    },
    accounts: () =>
      state.people().map(({ id, username }) => ({
        ...{ network: 'threads', handle: username },
        secret: authorisation.tokenOf(id) ?? access.issueLong(id).token,
      })),
  };
}
