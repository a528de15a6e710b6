import { z } from 'zod';
import type { ServerLimits } from '../../../shared/domain/network.ts';
import { CallFailed, callFailedIn, failure, failureOf } from '../call-failed.ts';
import type { PlatformResult, RemoteAccount, SignedIn, SignIn } from '../platform.ts';
import { type Connection, createApi, type MastodonApi, type MastodonSession } from './api.ts';
import { configuration, limitsOf } from './server-limits.ts';

/** Checks an access token with the server before anything of it is kept. */
export async function signIn(
  { serviceUrl, appPassword }: SignIn,
  connection: Connection,
): Promise<PlatformResult<SignedIn>> {
  const { host } = new URL(serviceUrl);
  try {
    const accessToken = appPassword.trim();
    const api = createApi(serviceUrl, accessToken, connection);
    const profile = await ownProfile(api).catch((error: unknown) => explainRefusal(error, host));
    await checkScopes(api);
    const server = await serverOf(api, host);
    const session: MastodonSession = { accessToken, domain: server.domain };
    return { ok: true, value: { session: { ...session }, account: accountOf(profile, server) } };
  } catch (error) {
    return failureOf(error, host);
  }
}

/** Who the token belongs to, with the figures and the server's limits of now. */
export async function whoAmI(
  api: MastodonApi,
  { domain }: MastodonSession,
): Promise<RemoteAccount> {
  const profile = await ownProfile(api);
  const { limits } = await serverOf(api, domain);
  return accountOf(profile, { domain, limits });
}

/** Whose a new token is, and where. */
export async function ownAccount(
  api: MastodonApi,
  host: string,
): Promise<{ domain: string; account: RemoteAccount }> {
  const profile = await ownProfile(api);
  const server = await serverOf(api, host);
  return { domain: server.domain, account: accountOf(profile, server) };
}

const ownProfile = async (api: MastodonApi) =>
  (await api.get('/api/v1/accounts/verify_credentials', credentialAccount)).value;

/** Entity `CredentialAccount`, as far as it is used. Figures that a server hides are null, never 0. */
const figure = z.int().min(0).nullable().catch(null);
const credentialAccount = z.object({
  id: z.string().min(1),
  username: z.string().min(1),
  display_name: z.string().catch(''),
  followers_count: figure,
  following_count: figure,
  statuses_count: figure,
});

const accountOf = (
  profile: z.output<typeof credentialAccount>,
  { domain, limits }: Server,
): RemoteAccount => ({
  remoteId: profile.id,
  handle: `${profile.username}@${domain}`,
  displayName: profile.display_name || profile.username,
  followers: profile.followers_count,
  following: profile.following_count,
  postCount: profile.statuses_count,
  ...(limits ? { serverLimits: limits } : {}),
});

function explainRefusal(error: unknown, host: string): never {
  const call = callFailedIn(error);
  if (call?.failure.httpStatus !== 401) throw error;
  const message = `${host} does not accept this access token. Check the address and the token.`;
  throw new CallFailed({ ...call.failure, message }, null, call);
}

/** Uploads, posting, and reading back what was posted. */
const NEEDED = ['write:media', 'write:statuses', 'read:statuses'];

/** A token that only reads is told at once, not when the first post is due. Servers before 4.3 don't say. */
async function checkScopes(api: MastodonApi): Promise<void> {
  const answer = await unlessMissing(api.get('/api/v1/apps/verify_credentials', application));
  const scopes = answer?.value.scopes;
  if (!scopes) return;
  const grants = (scope: string) => scopes.includes(scope) || scopes.includes(parentOf(scope));
  if (!NEEDED.every(grants)) throw new CallFailed(failure('refused', SCOPES_MISSING));
}

const application = z.object({ scopes: z.array(z.string()).optional().catch(undefined) });
const parentOf = (scope: string) => scope.slice(0, scope.indexOf(':'));

const SCOPES_MISSING =
  'This access token may not publish. In Mastodon, Preferences → Development, give the application the scopes read and write, save it, and copy the token it has then.';

interface Server {
  /** Of full names: `example.com` for a server that answers at `social.example.com`. */
  domain: string;
  limits: ServerLimits | null;
}

async function serverOf(api: MastodonApi, host: string): Promise<Server> {
  const answer = await unlessMissing(api.get('/api/v2/instance', instance));
  const { domain, configuration: said } = answer?.value ?? {};
  return { domain: domain ?? host, limits: said ? limitsOf(said) : null };
}

const instance = z.object({
  domain: z
    .string()
    .regex(/^[\p{L}\p{N}.:-]{1,253}$/u)
    .optional()
    .catch(undefined),
  configuration: configuration.optional().catch(undefined),
});

/** A courtesy call: only an ended session or a lost line is worth failing for. */
async function unlessMissing<Value>(call: Promise<Value>): Promise<Value | null> {
  try {
    return await call;
  } catch (error) {
    const failed = callFailedIn(error)?.failure.class;
    if (failed === undefined || failed === 'refused' || failed === 'service_error') return null;
    throw error;
  }
}
