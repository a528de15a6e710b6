import { createAudience } from '../audience.ts';
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
import { type Authorised, createAccess, problemWithHead } from './access.ts';
import { createAssets } from './assets.ts';
import { createComments } from './comments.ts';
import { createDirectory } from './directory.ts';
import { createPosts } from './posts.ts';
import { badParameter, refusal, usualError } from './refusals.ts';
import { type Change, createState } from './state.ts';
import { createStatistics } from './statistics.ts';

const DAY = 24 * 60 * 60_000;
/** Posts of a member on one day by UTC. Source: …/self-serve/share-on-linkedin#rate-limits. */
const DAILY = 150;

type Run = (call: Call, parts: readonly string[]) => Answer | Promise<Answer>;
type Body = Record<string, unknown>;

/** LinkedIn, its sign-in, its calls and its uploads at one origin. Source: learn.microsoft.com/linkedin. */
export function createLinkedIn(parts: NetworkParts): Network {
  const { seed, now, media } = parts;
  const state = createState((native, change) => access.apply(native, change));
  const record = into(parts.record, state.apply);
  const change = (what: Change) => record.state(what);
  const newNumber = createNumbers(now, parts.events.length);
  const newId = () => String(newNumber());
  const access = createAccess({
    ...{ seed, now, newId, state: () => state },
    record: (native, what) => change({ kind: 'authorisation', native, change: what }),
  });
  for (const event of parts.events) state.apply(event);
  const audience = createAudience(seed, now);
  const assets = createAssets({ seed, now, media, state, newId, record: change });
  const posts = createPosts({ now, state, assets, newNumber, record });
  const comments = createComments({ seed, now, state, audience, newNumber, record: change });
  const statistics = createStatistics({ state, audience, comments });
  const directory = createDirectory({ seed, state, audience });
  const posted = new Map<string, number>();

  /** A call below `/rest` or `/v2`, by whoever holds the token; of several scopes one will do. */
  const as =
    (
      anyOf: readonly string[],
      run: (
        call: Call,
        authorised: Authorised,
        parts: readonly string[],
      ) => Answer | Promise<Answer>,
    ): Run =>
    (call, found) => {
      const problem = call.path.startsWith('/rest/') ? problemWithHead(call) : null;
      if (problem) return problem;
      const authorised = access.authorise(call, `${call.method} ${call.path}`, anyOf);
      return 'status' in authorised ? authorised : run(call, authorised, found);
    };
  const withBody = (
    anyOf: readonly string[],
    run: (body: Body, call: Call, who: Authorised, parts: readonly string[]) => Answer,
  ): Run =>
    as(anyOf, (call, who, found) => {
      const body = bodyOf(call);
      return body ? run(body, call, who, found) : badParameter('The body is not a JSON object');
    });
  /** `{ <name>: … }` as actions have it. */
  const action = (name: string, run: (request: Body, call: Call, who: Authorised) => Answer): Run =>
    withBody(WRITE, (body, call, who) => {
      const request = body[name];
      return typeof request === 'object' && request !== null
        ? run(request as Body, call, who)
        : badParameter(`${name} is missing`);
    });
  const decide =
    (side: 'web' | 'native'): Run =>
    async (call) => {
      const form = await readForm(call);
      return form ? access[side].decide(form) : badParameter('Bad request');
    };

  /** A post, where the day's calls of the member are not used up. */
  const publish = (body: Body, who: Authorised): Answer => {
    const day = `${who.person.id} ${Math.floor(now() / DAY)}`;
    const count = posted.get(day) ?? 0;
    if (parts.limited && count >= DAILY) return refusal(429, 'TOO_MANY_REQUESTS', THROTTLED, 101);
    const answer = posts.create(body, who);
    if (answer.status === 201) posted.set(day, count + 1);
    return answer;
  };

  const operations: Readonly<Record<string, Run>> = {
    'GET /oauth/v2/authorization': (call) => access.web.page(call, '/oauth/v2/authorization'),
    'POST /oauth/v2/authorization': decide('web'),
    'GET /oauth/native-pkce/authorization': (call) =>
      access.native.page(call, '/oauth/native-pkce/authorization'),
    'POST /oauth/native-pkce/authorization': decide('native'),
    'POST /oauth/v2/accessToken': async (call) => {
      const form = await readForm(call);
      return form ? access.token(form) : badParameter('Bad request');
    },
    'GET /v2/userinfo': as(['openid', 'profile'], (_, { person }) => directory.userInfo(person)),
    'GET /rest/me': as(['r_basicprofile'], (_, { person }) => directory.me(person)),
    'GET /rest/people': as(['r_basicprofile'], directory.people),
    'GET /rest/memberFollowersCount': as(['r_member_profileAnalytics'], directory.followers),
    'GET /rest/organizationAcls': as(['rw_organization_admin'], directory.roles),
    'GET /rest/organizationsLookup': as([], directory.lookUp),
    'GET /rest/organizations/:id': as(['rw_organization_admin'], directory.organisation),
    'GET /rest/networkSizes/:urn': as([], directory.networkSize),
    'POST /rest/images?action=initializeUpload': action(
      'initializeUploadRequest',
      (body, call, who) => assets.beginImage(call, body, who),
    ),
    'GET /rest/images/:urn': as(WRITE, (_, who, [urn = '']) => assets.get(urn, who)),
    'POST /rest/videos?action=initializeUpload': action(
      'initializeUploadRequest',
      (body, call, who) => assets.beginVideo(call, body, who),
    ),
    'POST /rest/videos?action=finalizeUpload': action('finalizeUploadRequest', (body, call, who) =>
      assets.finalize(call, body, who),
    ),
    'GET /rest/videos/:urn': as(WRITE, (_, who, [urn = '']) => assets.get(urn, who)),
    'PUT /dms-uploads/:name/:piece': (call, [name = '', piece = '']) =>
      assets.put(call, name, Number(piece), typeof access.holderOf(call) !== 'string'),
    'POST /rest/posts': withBody(WRITE, (body, _, who) => publish(body, who)),
    'GET /rest/posts': as(READ, (call, who) => posts.find(call, who)),
    'GET /rest/posts/:urn': as(READ, (_, who, [urn = '']) => posts.get(urn, who)),
    'DELETE /rest/posts/:urn': as(WRITE, (_, who, [urn = '']) => posts.remove(urn, who)),
    'GET /rest/socialActions/:urn/comments': as([], (call, who, [urn = '']) =>
      comments.list(call, urn, who),
    ),
    'POST /rest/socialActions/:urn/comments': withBody([], (body, _, who, [urn = '']) =>
      comments.create(body, urn, who),
    ),
    'DELETE /rest/socialActions/:urn/comments/:id': as([], (call, who, [urn = '', id = '']) =>
      comments.remove(call, urn, id, who),
    ),
    'GET /rest/organizationalEntityShareStatistics': as(['rw_organization_admin'], (call, who) =>
      statistics.ofShares(call, who),
    ),
    'GET /rest/memberCreatorPostAnalytics': as(['r_member_postAnalytics'], (call, who) =>
      statistics.ofMember(call, who),
    ),
  };
  const routes = Object.entries(operations).map(([name, run]) => ({
    name,
    run,
    ...patternOf(name),
  }));
  const find = ({ method, path, query }: CallHead) => {
    for (const route of routes) {
      if (route.method !== method || (route.action ?? null) !== query.get('action')) continue;
      const match = route.path.exec(path);
      if (match) return { ...route, found: match.slice(1) };
    }
    return null;
  };
  const holderOf = (head: CallHead) => {
    const token = access.holderOf(head);
    return typeof token === 'string' ? null : state.person(token.personId);
  };

  if (state.people().length === 0)
    for (const person of directory.firstOnes(parts.people, now()))
      change({ kind: 'person', ...person });
  // A sandbox that was asleep for long gives newcomers new ones.
  for (const { id } of state.people()) if (access.web.tokenOf(id) === null) access.issue(id);
  if (state.organisations().length === 0)
    for (const one of directory.firstPages()) change({ kind: 'organisation', ...one });

  return {
    name: 'linkedin',
    operations: Object.keys(operations),
    operationOf: (head) => find(head)?.name ?? null,
    accountOf: (head) => holderOf(head)?.vanityName ?? null,
    async answer(call) {
      const route = find(call);
      if (!route)
        return refusal(404, 'RESOURCE_NOT_FOUND', `No virtual resource found for ${call.path}`);
      const values = route.found.map(decoded);
      if (values.some((value) => value === null))
        return badParameter('Syntax exception in path variables');
      const answer = await route.run(call, values.map(String));
      const date = new Date(now()).toUTCString();
      return { ...answer, headers: { date, ...answer.headers } };
    },
    refusal: usualError,
    // It tells no counters; a proxy in front of it may say how long to wait.
    rateLimited: (wait, withHeaders) => ({
      ...usualError(429),
      ...(withHeaders ? { headers: { 'retry-after': String(Math.ceil(wait / 1000)) } } : {}),
    }),
    endToken(head, how) {
      const token = bearerOf(head);
      access.web.end(token, how);
      access.native.end(token, how);
    },
    catchUp() {},
    accounts: () =>
      directory.accounts(
        (personId) => access.web.tokenOf(personId) ?? access.issue(personId).token,
      ),
    application: access.web.application,
  };
}

const WRITE = ['w_member_social', 'w_organization_social'];
const READ = ['r_member_social', 'r_organization_social'];
const THROTTLED = 'Resource level throttle MEMBER DAY limit for calls to this resource is reached.';

function bodyOf({ body, headers }: Call): Body | null {
  if (!(headers['content-type'] ?? '').startsWith('application/json')) return null;
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Body)
      : null;
  } catch {
    return null;
  }
}

/** A part of a path. Colons, brackets and commas have a meaning in Rest.li 2.0, and must come encoded. */
function decoded(part: string): string | null {
  if (/[:(),']/.test(part)) return null;
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** `GET /a/:id/b?action=c` as a method, an expression that catches the id, and an action. */
function patternOf(name: string) {
  const [method = '', address = ''] = name.split(' ');
  const [path = '', action] = address.split('?action=');
  return { method, path: new RegExp(`^${path.replace(/:\w+/g, '([^/]+)')}$`), action };
}

/** Numbers that grow with time, as LinkedIn's do: ms in the upper bits. Two in a row leave room for an activity. */
function createNumbers(now: () => number, used: number): () => bigint {
  // Beyond those of earlier starts, also by a clock that stands still: an event takes two at most.
  let last = (BigInt(now()) << 22n) + BigInt(used) * 8192n;
  return () => {
    const wanted = BigInt(now()) << 22n;
    last = wanted > last ? wanted : last + 4096n;
    return last;
  };
}
