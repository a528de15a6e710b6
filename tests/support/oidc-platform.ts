import * as oauth from 'oauth4webapi';
import { failure, fetchFailure } from '../../electron/platforms/call-failed.ts';
import type {
  Authorisation,
  OAuth,
  Platform,
  PlatformContext,
  PlatformFailure,
  PlatformResult,
  RemoteAccount,
  Session,
  SignedIn,
} from '../../electron/platforms/platform.ts';
import type { OAuthCapability } from '../../shared/domain/network.ts';
import { BLUESKY } from '../../shared/domain/networks/bluesky.ts';
import { REGISTERED } from './oidc-server.ts';

const INSECURE = { [oauth.allowInsecureRequests]: true };

export interface OidcPlatform extends Platform {
  oauth: OAuth;
  /** Pages of people who have several: they are what may be connected. */
  pages: Map<string, string[]>;
  /** Redirects that applications were registered for, in order. */
  registered: string[];
  /** Of the code that was traded last. */
  verifier: string;
}

/**
 * A network that is nothing but an OpenID provider: whoever signs in is an account. Its OAuth is a library's,
 * which checks again what ClientNest hands it: the state, and who answered.
 */
export async function oidcPlatform(
  issuer: string,
  capability: OAuthCapability,
  waitBeforeRenewal: () => Promise<void> = async () => {},
): Promise<OidcPlatform> {
  const url = new URL(issuer);
  const as = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, INSECURE));
  const pages = new Map<string, string[]>();
  const clientOf = (id: string): oauth.Client => ({ client_id: id });

  async function personOf(accessToken: string): Promise<string> {
    const response = await oauth.userInfoRequest(...[as, clientOf('any'), accessToken, INSECURE]);
    const { sub } = (await response.json()) as { sub: string };
    return sub;
  }

  const sessionOf = (answer: oauth.TokenEndpointResponse): Session => ({
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    endsAt: 4_000_000_000_000,
    scopes: (answer.scope ?? '').split(' '),
  });

  async function begin({
    application,
    redirectUri,
    state,
    codeVerifier,
  }: Omit<Authorisation, 'kept'>) {
    const page = new URL(as.authorization_endpoint ?? '');
    page.search = new URLSearchParams({
      ...{ response_type: 'code', client_id: application.clientId, redirect_uri: redirectUri },
      ...{ scope: 'openid offline_access', prompt: 'consent', state },
      code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    }).toString();
    return page.href;
  }

  async function finish(
    given: Authorisation & { code: string; issuer?: string | null },
  ): Promise<SignedIn[]> {
    const client = clientOf(given.application.clientId);
    const query = new URLSearchParams({ code: given.code, state: given.state });
    if (given.issuer) query.set('iss', given.issuer);
    // Who copies a bare code copies nothing of who gave it.
    const rules = { ...as, authorization_response_iss_parameter_supported: given.issuer !== null };
    const answer = oauth.validateAuthResponse(rules, client, query, given.state);
    platform.verifier = given.codeVerifier;
    const response = await oauth.authorizationCodeGrantRequest(
      ...[as, client, oauth.None(), answer, given.redirectUri, given.codeVerifier, INSECURE],
    );
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, response);
    const person = await personOf(tokens.access_token);
    const names = pages.get(person) ?? [person];
    return names.map((name) => ({ session: sessionOf(tokens), account: accountOf(name) }));
  }

  const renew = (context: PlatformContext) =>
    context.renewSession(context.session, async (kept) => {
      await waitBeforeRenewal();
      const application = await context.application();
      if (!application) return failure('refused', 'No application is known.');
      const client = clientOf(application.clientId);
      return attempt(async () => {
        const response = await oauth.refreshTokenGrantRequest(
          ...[as, client, oauth.None(), String(kept.refreshToken), INSECURE],
        );
        return sessionOf(await oauth.processRefreshTokenResponse(as, client, response));
      });
    });

  const refuse = async () => failure('refused', 'Nothing is published here.');
  const platform: OidcPlatform = {
    capabilities: { ...BLUESKY, signIn: ['oauth'], oauth: capability },
    newRecordKey: () => 'key',
    pages,
    registered: [],
    verifier: '',
    signIn: refuse,
    oauth: {
      ...(capability.application === 'automatic' && {
        register: async ({ redirectUri }: { redirectUri: string }) => {
          platform.registered.push(redirectUri);
          return { ok: true, value: { clientId: REGISTERED.clientId, clientSecret: null } };
        },
      }),
      begin: (given) => attempt(async () => ({ url: await begin(given), kept: {} })),
      finish: (given) => attempt(() => finish(given)),
      revoke: (context) =>
        attempt(async () => {
          const { session } = context;
          const client = clientOf((await context.application())?.clientId ?? '');
          const response = await oauth.revocationRequest(
            ...[as, client, oauth.None(), String(session.refreshToken), INSECURE],
          );
          await oauth.processRevocationResponse(response);
          return 'revoked' as const;
        }),
    },
    /** Renews before each call, so that tests see what that does. */
    async whoAmI(context) {
      const renewed = await renew(context);
      if (!renewed.ok) return renewed;
      return attempt(async () => {
        await personOf(String(renewed.value.accessToken));
        return accountOf(context.remoteId);
      });
    },
    publish: refuse,
    reconcile: refuse,
  };
  return platform;
}

const accountOf = (name: string): RemoteAccount => ({
  remoteId: name,
  handle: name,
  displayName: name,
  ...{ followers: null, following: null, postCount: null },
});

async function attempt<Value>(call: () => Promise<Value>): Promise<PlatformResult<Value>> {
  try {
    return { ok: true, value: await call() };
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): PlatformFailure {
  if (error instanceof oauth.ResponseBodyError)
    return error.status >= 500
      ? failure('service_error', 'The provider is in trouble.', error.status)
      : failure('auth', `The provider says ${error.error}.`, error.status);
  if (
    error instanceof oauth.AuthorizationResponseError ||
    error instanceof oauth.OperationProcessingError
  )
    return failure('refused', `It does not fit: ${error.message}.`);
  // Of the network; anything else is a mistake in here.
  if (error instanceof TypeError && error.message === 'fetch failed')
    return fetchFailure(error, 'The provider').failure;
  throw error;
}
