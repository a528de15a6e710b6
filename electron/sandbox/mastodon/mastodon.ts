import { createAudience } from '../audience.ts';
import { type Form, readForm } from '../form.ts';
import {
  type Answer,
  bearerOf,
  type Call,
  type CallHead,
  into,
  type Network,
  type NetworkParts,
} from '../network.ts';
import { createConversations, createCounts } from './conversations.ts';
import { createEntities } from './entities.ts';
import { createLimits } from './limits.ts';
import { createMedia } from './media.ts';
import { createNotifications } from './notifications.ts';
import { type Authorised, createOauth } from './oauth.ts';
import { notFound, refusal, usualError } from './refusals.ts';
import { type Change, createState } from './state.ts';
import { createStatuses } from './statuses.ts';
import { accountStatuses } from './timeline.ts';
import { createVisitors } from './visitors.ts';

/** Scopes of the tokens that the first accounts have, as Preferences → Development gives them. */
const SCOPES = ['read', 'write', 'profile'];

type Run = (call: Call, id: string) => Answer | Promise<Answer>;

/** A Mastodon 4 server. Source: docs.joinmastodon.org. */
export function createMastodon(parts: NetworkParts): Network {
  const { now, media: store } = parts;
  const state = createState();
  const record = into(parts.record, state.apply);
  for (const event of parts.events) state.apply(event);
  const change = (what: Change) => record.state(what);
  const newId = createIds(now, parts.events.length);
  const audience = createAudience(parts.seed, now);
  const visitors = createVisitors(parts.seed, state, audience);
  const entities = createEntities(
    state,
    createCounts(state, visitors, audience),
    visitors,
    audience,
  );
  const conversations = createConversations({ state, entities, visitors, record: change });
  const notifications = createNotifications({ state, entities, visitors });
  const oauth = createOauth({ ...parts, state, entities, newId, record: change });
  const media = createMedia({ now, keep: store.keep, state, entities, newId, record: change });
  const statuses = createStatuses({ now, state, entities, visitors, newId, record });
  const limits = createLimits(now, parts.limited);

  /** Runs with whoever the token speaks for; of several scopes one will do. */
  const as =
    (
      scope: string,
      run: (call: Call, authorised: Authorised, id: string) => ReturnType<Run>,
    ): Run =>
    (call, id) => {
      const found = oauth.authorise(call, scope);
      return 'refused' in found ? found.refused : run(call, found, id);
    };
  const withForm =
    (run: (call: Call, form: Form, id: string) => ReturnType<Run>): Run =>
    async (call, id) => {
      const form = await readForm(call);
      return form ? run(call, form, id) : usualError(400, { message: 'Bad request' });
    };
  const asWithForm = (
    scope: string,
    run: (call: Call, form: Form, authorised: Authorised, id: string) => ReturnType<Run>,
  ): Run =>
    as(scope, async (call, authorised, id) => {
      const form = await readForm(call);
      return form ? run(call, form, authorised, id) : usualError(400, { message: 'Bad request' });
    });

  const operations: Readonly<Record<string, Run>> = {
    'POST /api/v1/apps': withForm((_, form) => oauth.register(form)),
    'GET /oauth/authorize': (call) => oauth.askToAuthorise(call),
    'POST /oauth/authorize': withForm((_, form) => oauth.allow(form)),
    'POST /oauth/token': withForm((call, form) => oauth.token(call, form)),
    'POST /oauth/revoke': withForm((call, form) => oauth.revoke(call, form)),
    'GET /api/v2/instance': (call) => ({ status: 200, body: entities.instance(call.origin) }),
    'GET /api/v1/apps/verify_credentials': (call) => {
      const token = state.token(bearerOf(call) ?? '');
      return token && !state.isRevoked(token.token)
        ? {
            status: 200,
            body: entities.ownApplication(state.application(token.clientId ?? ''), token),
          }
        : refusal(401, 'The access token is invalid');
    },
    'GET /api/v1/accounts/verify_credentials': as('profile read:accounts', (call, { person }) => ({
      status: 200,
      body: entities.credentialAccount(person, call.origin),
    })),
    'GET /api/v1/accounts/:id': (call, id) => {
      const person = state.person(id);
      return person ? { status: 200, body: entities.account(person, call.origin) } : notFound();
    },
    'GET /api/v1/accounts/:id/statuses': (call, id) =>
      state.person(id) ? accountStatuses(call, id, { state, entities }) : notFound(),
    'POST /api/v2/media': asWithForm('write:media', (call, form, { person }) =>
      media.upload(call, form, person),
    ),
    'GET /api/v1/media/:id': as('write:media', (call, { person }, id) =>
      media.get(call, id, person),
    ),
    'PUT /api/v1/media/:id': asWithForm('write:media', (call, form, { person }, id) =>
      media.describe(call, id, form, person),
    ),
    'DELETE /api/v1/media/:id': as('write:media', (_, { person }, id) => media.remove(id, person)),
    'POST /api/v1/statuses': asWithForm('write:statuses', statuses.create),
    'GET /api/v1/statuses': as('read:statuses', (call) => conversations.several(call)),
    'GET /api/v1/statuses/:id': (call, id) => conversations.get(call, id),
    'GET /api/v1/statuses/:id/context': (call, id) => conversations.context(call, id),
    'DELETE /api/v1/statuses/:id': as('write:statuses', (call, authorised, id) =>
      statuses.remove(call, id, authorised),
    ),
    'POST /api/v1/statuses/:id/favourite': as('write:favourites', (call, { person }, id) =>
      conversations.favourite(call, id, person, true),
    ),
    'POST /api/v1/statuses/:id/unfavourite': as('write:favourites', (call, { person }, id) =>
      conversations.favourite(call, id, person, false),
    ),
    'GET /api/v1/notifications': as('read:notifications', (call, { person }) =>
      notifications.list(call, person),
    ),
    'GET /api/v1/scheduled_statuses': as('read:statuses', (call, authorised) =>
      statuses.scheduled(call, authorised),
    ),
    'GET /api/v1/scheduled_statuses/:id': as('read:statuses', (call, authorised, id) =>
      statuses.oneScheduled(call, id, authorised),
    ),
    'PUT /api/v1/scheduled_statuses/:id': asWithForm(
      'write:statuses',
      (call, form, authorised, id) => statuses.reschedule(call, id, form, authorised),
    ),
    'DELETE /api/v1/scheduled_statuses/:id': as('write:statuses', (_, authorised, id) =>
      statuses.cancel(id, authorised),
    ),
    'GET /system/media_attachments/:id': (_, id) => file(id),
  };
  const routes = Object.entries(operations).map(([name, run]) => ({
    name,
    run,
    ...patternOf(name),
  }));

  function file(sha256: string): Answer {
    const bytes = store.read(sha256);
    const headers = { 'content-security-policy': `default-src 'none'; sandbox` };
    return bytes
      ? { status: 200, headers: { ...headers, 'x-content-type-options': 'nosniff' }, body: bytes }
      : notFound();
  }
  const find = ({ method, path }: CallHead) => {
    for (const route of routes) {
      const match = route.method === method ? route.path.exec(path) : null;
      if (match) return { ...route, id: match[1] ?? '' };
    }
    return null;
  };
  const holderOf = (head: CallHead) =>
    state.person(state.token(bearerOf(head) ?? '')?.personId ?? '');

  if (state.people().length === 0) {
    for (const username of parts.people) {
      const person = { id: newId(), username, createdAt: now() };
      change({ kind: 'person', ...person });
      oauth.issue(null, person.id, SCOPES);
    }
  }

  return {
    name: 'mastodon',
    operations: Object.keys(operations),
    operationOf: (head) => find(head)?.name ?? null,
    accountOf: (head) => holderOf(head)?.username ?? null,
    answer(call) {
      const route = find(call);
      if (!route) return usualError(404, { message: 'The page you are looking for isn’t here.' });
      const account = holderOf(call)?.id ?? 'nobody';
      // By the sandbox's own clock: whoever compares clocks must not see the computer's.
      const date = new Date(now()).toUTCString();
      return limits.counted(route.name, account, async () => {
        const answer = await route.run(call, route.id);
        return { ...answer, headers: { date, ...answer.headers } };
      });
    },
    refusal: usualError,
    rateLimited: limits.refusal,
    // Tokens of Mastodon have no end of their own and can't be renewed: both are the same here.
    endToken(head) {
      const token = bearerOf(head);
      if (token !== null && state.token(token)) change({ kind: 'token_revoked', token });
    },
    catchUp: statuses.publishDue,
    accounts: () =>
      state.people().map(({ id, username }) => ({
        network: 'mastodon',
        handle: username,
        secret: state.tokensOf(id)[0]?.token ?? '',
      })),
  };
}

/** `GET /a/:id/b` as a method and an expression that catches the id. */
function patternOf(name: string): { method: string; path: RegExp } {
  const [method = '', path = ''] = name.split(' ');
  return { method, path: new RegExp(`^${path.replace(':id', '([0-9a-f]+)')}$`) };
}

/** Makes ids that grow with time, as Mastodon's do: ms in the upper bits. */
function createIds(now: () => number, used: number): () => string {
  let last = (BigInt(now()) << 16n) + BigInt(used % 65_536);
  return () => {
    const wanted = BigInt(now()) << 16n;
    last = wanted > last ? wanted : last + 1n;
    return String(last);
  };
}
