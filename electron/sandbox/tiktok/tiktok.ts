import { createAudience } from '../audience.ts';
import { createAuthorisation, type GrantError } from '../authorisation.ts';
import { chanceOf, lettersOf } from '../chance.ts';
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
import { createLimits } from './limits.ts';
import { createPublishing, type TikTokOptions } from './publishing.ts';
import { listVideos, queryVideos, userInfo } from './reading.ts';
import { answered, oauthRefusal, refused, usualError } from './refusals.ts';
import { type Change, createState, type Person } from './state.ts';
import { createUploads } from './uploads.ts';

export type { TikTokOptions };

const HOUR = 60 * 60_000;
const SCOPES = [
  ...['user.info.basic', 'user.info.profile', 'user.info.stats'],
  ...['video.publish', 'video.upload', 'video.list'],
];

type Run = (call: Call) => Answer | Promise<Answer>;
type Body = Record<string, unknown>;

/** TikTok with one application of a developer. Source: developers.tiktok.com/doc. */
export function createTikTok(parts: NetworkParts, options: TikTokOptions): Network {
  const { now, seed } = parts;
  const newId = createIds(now, parts.events.length);
  const authorisation = createAuthorisation({
    ...{ seed, now, newId, network: 'tiktok' },
    rules: {
      code: 10 * 60_000,
      access: 2 * HOUR,
      refresh: 180 * 24 * HOUR,
      rotates: true,
      challenge: 'hex',
      challengeRequired: true,
      secret: true,
      allowsRedirect: ({ protocol, hostname, port, search, hash }) =>
        /^https?:$/.test(protocol) &&
        ['127.0.0.1', 'localhost'].includes(hostname) &&
        port !== '' &&
        search === '' &&
        hash === '',
      scopeSeparator: ',',
      scopes: SCOPES,
      clientParameter: 'client_key',
    },
    people: () => state.people().map(({ id, username }) => ({ id, label: `@${username}` })),
    record: (change) => record.state(change),
  });
  const state = createState(authorisation.apply);
  const record = into(parts.record, state.apply);
  for (const event of parts.events) state.apply(event);
  const change = (what: Change) => record.state(what);
  const uploads = createUploads({ ...parts, state, record: change });
  const publishing = createPublishing({
    ...{ ...parts, state, options, newId },
    newToken: (id) => lettersOf('abcdefghijklmnopqrstuvwxyz0123456789', 32, seed, 'upload', id),
    begun: (publish) => change({ kind: 'publish', publish }),
  });
  const audience = createAudience(seed, now);
  const limits = createLimits(now, parts.limited);

  const personOf = (head: CallHead): Person | null => {
    const holder = authorisation.holderOf(bearerOf(head));
    return typeof holder === 'string' ? null : state.person(holder.personId);
  };

  /** Runs with whoever the token speaks for, where it may do this. */
  const as =
    (
      name: string,
      scope: string,
      run: (call: Call, person: Person, allowed: readonly string[]) => ReturnType<Run>,
    ): Run =>
    (call) => {
      const holder = authorisation.holderOf(bearerOf(call));
      const person = typeof holder === 'string' ? null : state.person(holder.personId);
      if (typeof holder === 'string' || !person)
        return refused(401, 'access_token_invalid', 'The access token is invalid or not found.');
      if (!holder.scopes.includes(scope))
        return refused(401, 'scope_not_authorized', `The user did not authorize ${scope}.`);
      return limits.refusal(name, person.id) ?? run(call, person, holder.scopes);
    };
  const withBody = (call: Call, run: (body: Body) => ReturnType<Run>): ReturnType<Run> => {
    const body = jsonIn(call);
    return body ? run(body) : refused(400, 'invalid_params', 'The body is not JSON.');
  };
  const withForm =
    (run: (form: Form) => Answer): Run =>
    async (call) => {
      const form = await readForm(call);
      return form ? run(form) : oauthRefusal('invalid_request', 'The body can’t be read.');
    };

  const PUBLISH = 'video.publish';
  const LIST = 'video.list';
  const operations: Readonly<Record<string, Run>> = {
    'GET /v2/auth/authorize/': (call) => authorisation.page(call, call.path),
    'POST /v2/auth/authorize/': withForm((form) => authorisation.decide(form)),
    'POST /v2/oauth/token/': withForm(token),
    'POST /v2/oauth/revoke/': withForm(revoke),
    'GET /v2/user/info/': as('GET /v2/user/info/', 'user.info.basic', (call, person, allowed) =>
      userInfo(
        ...([call.query, person, allowed] as const),
        state.postsOf(person.id).length,
        120 + audience.followersGained(person.id, person.createdAt),
      ),
    ),
    'POST /v2/post/publish/creator_info/query/': as(
      'POST /v2/post/publish/creator_info/query/',
      PUBLISH,
      (_, person) => publishing.creatorInfo(person),
    ),
    'POST /v2/post/publish/video/init/': as(
      'POST /v2/post/publish/video/init/',
      PUBLISH,
      (call, person) => withBody(call, (body) => publishing.video(call, body, person)),
    ),
    'POST /v2/post/publish/content/init/': as(
      'POST /v2/post/publish/content/init/',
      PUBLISH,
      (call, person) =>
        withBody(call, (body) => {
          const publish = publishing.photos(body, person);
          if ('status' in publish) return publish;
          uploads.pull(publish, call.processing);
          return answered({ publish_id: publish.id });
        }),
    ),
    'PUT /video/': (call) => uploads.put(call),
    'POST /v2/post/publish/status/fetch/': as(
      'POST /v2/post/publish/status/fetch/',
      PUBLISH,
      (call, person) =>
        withBody(call, ({ publish_id: id }) =>
          publishing.status(state.publish(String(id ?? '')), person),
        ),
    ),
    'POST /v2/video/list/': as('POST /v2/video/list/', LIST, (call, person) =>
      withBody(call, (body) =>
        listVideos(call, body, person, { posts: state.postsOf(person.id), audience, now }),
      ),
    ),
    'POST /v2/video/query/': as('POST /v2/video/query/', LIST, (call, person) =>
      withBody(call, (body) =>
        queryVideos(call, body, person, { posts: state.postsOf(person.id), audience, now }),
      ),
    ),
  };
  const operationOf = ({ method, path }: CallHead): string | null => {
    const name = `${method} ${path.endsWith('/') ? path : `${path}/`}`;
    return name in operations ? name : null;
  };

  function token(form: Form): Answer {
    const client = { clientId: form.text('client_key'), clientSecret: form.text('client_secret') };
    const granted =
      form.text('grant_type') === 'refresh_token'
        ? authorisation.renew({ ...client, refreshToken: form.text('refresh_token') })
        : authorisation.redeem({
            ...client,
            ...{ code: form.text('code'), redirectUri: form.text('redirect_uri') },
            verifier: form.text('code_verifier'),
          });
    if ('error' in granted) return oauthRefusal(granted.error, GRANT_WORDS[granted.error]);
    const { token, refreshToken, personId, scopes, createdAt, endsAt, refreshEndsAt } =
      granted.token;
    const seconds = (end: number | null) => Math.round(((end ?? createdAt) - createdAt) / 1000);
    return {
      status: 200,
      body: {
        ...{ access_token: token, expires_in: seconds(endsAt), open_id: personId },
        ...{ refresh_token: refreshToken, refresh_expires_in: seconds(refreshEndsAt) },
        ...{ scope: scopes.join(','), token_type: 'Bearer' },
      },
    };
  }

  function revoke(form: Form): Answer {
    const { clientId, clientSecret } = authorisation.application;
    if (form.text('client_key') !== clientId || form.text('client_secret') !== clientSecret)
      return oauthRefusal('invalid_client', GRANT_WORDS.invalid_client);
    authorisation.end(form.text('token'), 'revoke');
    return { status: 200, body: {} };
  }

  if (state.people().length === 0)
    for (const username of parts.people) {
      const id = `-000${lettersOf('0123456789abcdefghijklmnopqrstuvwxyz', 28, seed, 'open id', username)}`;
      change({ kind: 'person', id, username, createdAt: now() });
    }
  for (const { id } of state.people())
    if (authorisation.tokenOf(id) === null) authorisation.issue(id, SCOPES);

  return {
    name: 'tiktok',
    operations: Object.keys(operations),
    operationOf,
    accountOf: (head) => {
      const uploading = state.uploadedTo(head.query.get('upload_token') ?? '');
      const person = uploading ? state.person(uploading.publish.personId) : personOf(head);
      return person?.username ?? null;
    },
    answer(call) {
      const run = operations[operationOf(call) ?? ''];
      return run ? run(call) : refused(404, 'invalid_params', 'There is nothing at this address.');
    },
    refusal: usualError,
    rateLimited: (wait, withHeaders) => ({
      ...usualError(429),
      ...(withHeaders ? { headers: { 'retry-after': String(Math.ceil(wait / 1000)) } } : {}),
    }),
    endToken: (head, how) => authorisation.end(bearerOf(head), how),
    /** Posts what it is done with. */
    catchUp() {
      for (const standing of state.underWay()) {
        const { publish, readyAt } = standing;
        if (publish.kind === 'photo' && readyAt === null) uploads.pull(publish);
        if (readyAt === null || readyAt > now()) continue;
        const person = state.person(publish.personId);
        record.post({
          ...{ at: readyAt, receivedAt: publish.createdAt },
          ...{ account: person?.username ?? '', accountId: publish.personId },
          ...{ remoteId: newId(), text: publish.text, media: uploads.receivedOf(standing) },
          ...{ key: null, origin: 'created' },
          detail: { publishId: publish.id, privacy: publish.privacy, kind: publish.kind },
        });
      }
    },
    accounts: () =>
      state.people().map(({ id, username }) => ({
        ...{ network: 'tiktok', handle: username },
        secret: authorisation.tokenOf(id) ?? authorisation.issue(id, SCOPES).token,
      })),
    application: authorisation.application,
  };
}

const GRANT_WORDS: Readonly<Record<GrantError, string>> = {
  invalid_client: 'Client key or secret is incorrect.',
  invalid_grant: 'Authorization code or refresh token is invalid or expired.',
  invalid_request: 'The request parameters are malformed.',
};

function jsonIn({ headers, body }: Call): Body | null {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return null;
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? (parsed as Body) : null;
  } catch {
    return null;
  }
}

/** Ids of 64 bits that grow with time, seconds in the upper half. */
function createIds(now: () => number, used: number): () => string {
  let last = 0n;
  const salt = BigInt(Math.floor(chanceOf('ids', used) * 1_000_000));
  return () => {
    const wanted = (BigInt(Math.floor(now() / 1000)) << 32n) + salt;
    last = wanted > last ? wanted : last + 1n;
    return String(last);
  };
}
