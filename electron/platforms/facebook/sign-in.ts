import { z } from 'zod';
import { FACEBOOK } from '../../../shared/domain/networks/facebook.ts';
import { CallFailed, callFailedIn, failure, failureOf } from '../call-failed.ts';
import { createGraph, GRAPH_VERSION, type Graph, idShape, written } from '../graph/client.ts';
import { readList } from '../graph/list.ts';
import type {
  Authorisation,
  OAuth,
  PlatformResult,
  RemoteAccount,
  SignedIn,
  SignIn,
} from '../platform.ts';
import type { Line } from '../transport.ts';
import { hostsOf } from './page.ts';

const figure = z.int().min(0).nullish().catch(null);
export const PROFILE = 'id,name,username,followers_count,fan_count';
export const profileShape = z.object({
  id: idShape,
  name: z.string(),
  username: z.string().optional(),
  followers_count: figure,
  fan_count: figure,
});

/** A page that has no name of its own in addresses has its number there. */
export const accountOf = (profile: z.output<typeof profileShape>): RemoteAccount => ({
  remoteId: profile.id,
  handle: profile.username ?? profile.id,
  displayName: profile.name,
  followers: profile.followers_count ?? profile.fan_count ?? null,
  following: null,
  postCount: null,
});

const PUBLISH = 'pages_manage_posts';
const SCOPES = (FACEBOOK.oauth?.scopes ?? []).map(({ scope }) => scope);
/** A page's token may have no end, and 0 says so. */
const inspected = z.object({
  data: z.object({
    app_id: z.string().nullish().catch(null),
    is_valid: z.boolean().catch(true),
    type: z.string().nullish().catch(null),
    scopes: z.array(z.string()).nullish().catch(null),
    expires_at: z.number().nullish().catch(null),
  }),
});

const graphAt = (serviceUrl: string, token: string | null, line: Line): Graph =>
  createGraph({
    ...line,
    network: FACEBOOK.name,
    origin: hostsOf(serviceUrl).graph,
    token,
    rateLimits: FACEBOOK.rateLimits,
  });

/** Checks a page's token that was pasted before anything of it is kept. */
export async function signIn(
  { serviceUrl, appPassword }: SignIn,
  line: Line,
): Promise<PlatformResult<SignedIn>> {
  const accessToken = appPassword.trim();
  try {
    const graph = graphAt(serviceUrl, accessToken, line);
    const token = await graph
      .get('debug_token', inspected, { input_token: accessToken })
      .catch(unlessRefused);
    if (token?.data.type === 'USER') throw new CallFailed(failure('refused', NOT_A_PAGE));
    const mayPublish = token?.data.scopes?.includes(PUBLISH) ?? true;
    if (token?.data.is_valid && !mayPublish)
      throw new CallFailed(failure('refused', MAY_NOT_PUBLISH));
    const profile = await graph.get('me', profileShape, { fields: PROFILE }).catch(notAPage);
    const { app_id: applicationId = null, expires_at: expiresAt, scopes } = token?.data ?? {};
    const session = {
      accessToken,
      userToken: null,
      applicationId,
      endsAt: expiresAt ? expiresAt * 1000 : null,
      ...(scopes && { scopes }),
    };
    return { ok: true, value: { session, account: accountOf(profile) } };
  } catch (error) {
    return failureOf(error, new URL(hostsOf(serviceUrl).graph).host);
  }
}

/** Facebook Login as developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow has it, read on 2026-11-23. */
export const createOAuth = (line: Line): OAuth => ({
  async begin({ serviceUrl, application, redirectUri, state }) {
    const url = new URL(`/${GRAPH_VERSION}/dialog/oauth`, hostsOf(serviceUrl).site);
    url.search = written({
      client_id: application.clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: SCOPES.join(','),
      state,
      // Asked again for what was not allowed before.
      auth_type: 'rerequest',
    }).toString();
    return { ok: true, value: { url: url.href, kept: {} } };
  },
  // No `revoke`: it would end the sign-in of every other page of the same person too.
  async finish(authorisation) {
    const { serviceUrl, signal } = authorisation;
    try {
      const callLine = { ...line, ...(signal && { signal }) };
      const user = await redeem(authorisation, callLine);
      return { ok: true, value: await pagesOf(authorisation, user, callLine) };
    } catch (error) {
      return failureOf(error, new URL(hostsOf(serviceUrl).graph).host);
    }
  },
});

const tokenShape = z.object({ access_token: z.string().min(1), expires_in: z.number().optional() });

/** The code for a token of an hour or two, and that for one of sixty days. */
async function redeem(authorisation: Authorisation & { code: string }, line: Line) {
  const { serviceUrl, application, redirectUri, code } = authorisation;
  const graph = graphAt(serviceUrl, null, line);
  const { clientId: client_id, clientSecret } = application;
  if (clientSecret === null) throw new CallFailed(failure('refused', NO_SECRET));
  const secret = { client_id, client_secret: clientSecret };
  const brief = await graph
    .post('oauth/access_token', tokenShape, { ...secret, redirect_uri: redirectUri, code })
    .catch(explainCode);
  const long = await graph.post('oauth/access_token', tokenShape, {
    ...secret,
    grant_type: 'fb_exchange_token',
    fb_exchange_token: brief.access_token,
  });
  return long.access_token;
}

const pageShape = profileShape.extend({
  access_token: z.string().min(1).optional(),
  tasks: z.array(z.string()).catch([]),
});
const permissionShape = z.object({ permission: z.string(), status: z.string() });

async function pagesOf(
  { serviceUrl, application }: Authorisation,
  userToken: string,
  line: Line,
): Promise<SignedIn[]> {
  const graph = graphAt(serviceUrl, userToken, line);
  const asked = await readList(graph, 'me/permissions', permissionShape, {}, { pages: 5 });
  const scopes = asked.items
    .filter(({ status }) => status === 'granted')
    .map(({ permission }) => permission);
  if (!scopes.includes(PUBLISH)) throw new CallFailed(failure('refused', NOT_ALLOWED));
  const fields = `${PROFILE},access_token,tasks`;
  const { items } = await readList(
    graph,
    'me/accounts',
    pageShape,
    { fields, limit: 100 },
    { pages: 10 },
  );
  const found = items.flatMap((page): SignedIn[] => {
    const mayPublish = page.tasks.length === 0 || page.tasks.includes('CREATE_CONTENT');
    if (!page.access_token || !mayPublish) return [];
    const session = {
      accessToken: page.access_token,
      userToken,
      applicationId: application.clientId,
      endsAt: null,
      scopes,
    };
    return [{ session, account: accountOf(page) }];
  });
  if (found.length === 0) throw new CallFailed(failure('refused', NO_PAGE));
  return found;
}

function explainCode(error: unknown): never {
  const call = callFailedIn(error);
  const status = call?.failure.httpStatus ?? 0;
  if (!call || status < 400 || status >= 500 || call.failure.class === 'rate_limited') throw error;
  throw new CallFailed({ ...call.failure, class: 'refused', message: CODE_REFUSED }, null, call);
}

/** A courtesy call: only an ended session or a lost line is worth failing for. */
function unlessRefused(error: unknown): null {
  const known = callFailedIn(error)?.failure.class;
  if (known === 'refused' || known === 'service_error') return null;
  throw error;
}

/** A person has no followers in the way that a page has. */
function notAPage(error: unknown): never {
  const call = callFailedIn(error);
  if (call?.errorName !== 'no_such_field') throw error;
  throw new CallFailed(failure('refused', NOT_A_PAGE), null, call);
}

const NOT_A_PAGE =
  'This is a token of a person, not of a Page. In the Graph API Explorer, choose the Page under “User or Page”, and copy the token it shows then.';
const MAY_NOT_PUBLISH =
  'This token may not publish. In the Graph API Explorer, add the permission pages_manage_posts, make the token anew and copy it.';
const NOT_ALLOWED =
  'Facebook was not told that ClientNest may publish. Connect again and leave “Create and manage content on your Page” allowed.';
const NO_PAGE =
  'Facebook shows no Page that you may publish on. Connect again and choose the Page when Facebook asks, or ask its owner for the right to create content.';
const NO_SECRET =
  'The developer app has no secret here. Copy the app secret from Meta’s developer pages, under App settings → Basic, and save it with the app.';
const CODE_REFUSED =
  'Facebook did not take the sign-in. Check the app id, the app secret and the redirect address of your developer app, then connect again.';
