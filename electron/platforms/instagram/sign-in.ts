import { z } from 'zod';
import { INSTAGRAM } from '../../../shared/domain/networks/instagram.ts';
import { CallFailed, callFailedIn, failure, failureOf } from '../call-failed.ts';
import { type Graph, idShape, written } from '../graph/client.ts';
import type { OAuth, PlatformResult, RemoteAccount, SignedIn, SignIn } from '../platform.ts';
import type { Line } from '../transport.ts';
import { graphAt, hostsOf, longTokenShape, sessionOf } from './account.ts';

const figure = z.int().min(0).nullish().catch(null);
const PROFILE = 'user_id,username,name,followers_count,follows_count,media_count';
const profileShape = z.object({
  user_id: z.union([idShape, z.number().transform(String)]),
  username: z.string().min(1),
  name: z.string().catch(''),
  followers_count: figure,
  follows_count: figure,
  media_count: figure,
});

const PUBLISH = 'instagram_business_content_publish';
const SCOPES = (INSTAGRAM.oauth?.scopes ?? []).map(({ scope }) => scope);

/** Who the token belongs to, with the figures of now. */
export async function whoAmI(graph: Graph): Promise<RemoteAccount> {
  const profile = await graph.get('me', profileShape, { fields: PROFILE });
  return {
    remoteId: profile.user_id,
    handle: profile.username,
    displayName: profile.name || profile.username,
    followers: profile.followers_count ?? null,
    following: profile.follows_count ?? null,
    postCount: profile.media_count ?? null,
  };
}

/** Checks a token that was pasted, as the developer pages give it out, before anything of it is kept. */
export async function signIn(
  { serviceUrl, appPassword }: SignIn,
  line: Line,
): Promise<PlatformResult<SignedIn>> {
  const accessToken = appPassword.trim();
  try {
    const graph = graphAt(serviceUrl, accessToken, line);
    const account = await whoAmI(graph);
    // A token that only reads is told at once, not when the first post is due.
    await graph
      .get(`${account.remoteId}/content_publishing_limit`, z.unknown(), { fields: 'quota_usage' })
      .catch(mayNotPublish);
    const session = { accessToken, endsAt: null, renewedAt: line.now() };
    return { ok: true, value: { session, account } };
  } catch (error) {
    return failureOf(error, new URL(hostsOf(serviceUrl).graph).host);
  }
}

const granted = z.object({
  access_token: z.string().min(1),
  permissions: z
    .union([z.array(z.string()), z.string().transform((text) => text.split(','))])
    .optional()
    .catch(undefined),
});
/** Both forms are documented. */
const shortTokenShape = z.union([
  z.object({ data: z.tuple([granted]).rest(z.unknown()) }).transform(({ data }) => data[0]),
  granted,
]);

/** Instagram Login. Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/business-login. */
export const createOAuth = (line: Line): OAuth => ({
  async begin({ serviceUrl, application, redirectUri, state }) {
    const url = new URL('/oauth/authorize', hostsOf(serviceUrl).site);
    url.search = written({
      client_id: application.clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: SCOPES.join(','),
      state,
    }).toString();
    return { ok: true, value: { url: url.href, kept: {} } };
  },
  async finish({ serviceUrl, application, redirectUri, code, signal }) {
    const callLine = { ...line, ...(signal && { signal }) };
    const { api, graph: graphOrigin } = hostsOf(serviceUrl);
    try {
      const { clientId, clientSecret } = application;
      if (clientSecret === null) throw new CallFailed(failure('refused', NO_SECRET));
      const graph = graphAt(serviceUrl, null, callLine);
      const brief = await graph
        .post(
          'oauth/access_token',
          shortTokenShape,
          {
            client_id: clientId,
            client_secret: clientSecret,
            grant_type: 'authorization_code',
            redirect_uri: redirectUri,
            // The address ends with it, and it is no part of the code.
            code: code.replace(/#_$/, ''),
          },
          { origin: api, version: false },
        )
        .catch(explainCode);
      if (brief.permissions && !brief.permissions.includes(PUBLISH))
        throw new CallFailed(failure('refused', NOT_ALLOWED));
      const long = await graph.get(
        'access_token',
        longTokenShape,
        {
          grant_type: 'ig_exchange_token',
          client_secret: clientSecret,
          access_token: brief.access_token,
        },
        { version: false },
      );
      const account = await whoAmI(graphAt(serviceUrl, long.access_token, callLine));
      const session = {
        ...sessionOf(long, line.now()),
        ...(brief.permissions && { scopes: brief.permissions }),
      };
      return { ok: true, value: [{ session, account }] };
    } catch (error) {
      return failureOf(error, new URL(graphOrigin).host);
    }
  },
});

function explainCode(error: unknown): never {
  const call = callFailedIn(error);
  const status = call?.failure.httpStatus ?? 0;
  if (!call || status < 400 || status >= 500 || call.failure.class === 'rate_limited') throw error;
  throw new CallFailed({ ...call.failure, class: 'refused', message: CODE_REFUSED }, null, call);
}

function mayNotPublish(error: unknown): void {
  const call = callFailedIn(error);
  if (call?.failure.class !== 'refused') throw error;
  throw new CallFailed({ ...call.failure, message: MAY_NOT_PUBLISH }, null, call);
}

const NO_SECRET =
  'The developer app has no secret here. Copy the Instagram app secret from Meta’s developer pages, under Instagram → API setup with Instagram login, and save it with the app.';
const NOT_ALLOWED =
  'Instagram was not told that ClientNest may publish. Connect again and leave “Access profile and publish” allowed.';
const MAY_NOT_PUBLISH =
  'This token may not publish. In Meta’s developer pages, add the permission instagram_business_content_publish, make the token anew and copy it.';
const CODE_REFUSED =
  'Instagram did not take the sign-in. Check the app id, the app secret and the redirect address of your developer app, then connect again.';
