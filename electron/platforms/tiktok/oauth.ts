import { createHash } from 'node:crypto';
import { z } from 'zod';
import { TIKTOK } from '../../../shared/domain/networks/tiktok.ts';
import { EARLY, type RenewalRules, type TokenSession } from '../access-token.ts';
import { CallFailed, failure, failureOf } from '../call-failed.ts';
import type {
  Application,
  OAuth,
  PlatformContext,
  PlatformResult,
  Session,
  SignedIn,
} from '../platform.ts';
import type { Line, Transport } from '../transport.ts';
import { errorIn, tikTokFailure } from './failure.ts';
import { hostsOf } from './hosts.ts';

export interface OAuthOptions {
  line: Line;
  transportFor(line: Line): Transport;
  /** Whose session it is. */
  accountOf(
    serviceUrl: string,
    session: Session,
    signal: AbortSignal | undefined,
  ): Promise<PlatformResult<SignedIn['account']>>;
}

/** Signing in with an application of the person's own. Source: developers.tiktok.com/doc/login-kit-desktop. */
export function createOAuth({ line, transportFor, accountOf }: OAuthOptions): OAuth {
  const listening = (signal: AbortSignal | undefined): Line =>
    signal ? { ...line, signal } : line;

  return {
    async begin({ serviceUrl, application, redirectUri, state, codeVerifier }) {
      const url = new URL('/v2/auth/authorize/', hostsOf(serviceUrl).site);
      url.search = new URLSearchParams({
        client_key: application.clientId,
        response_type: 'code',
        scope: SCOPES.join(','),
        redirect_uri: redirectUri,
        state,
        // Not base64url as RFC 7636 has it: TikTok's desktop sign-in takes the digest as hex.
        code_challenge: createHash('sha256').update(codeVerifier).digest('hex'),
        code_challenge_method: 'S256',
      }).toString();
      return { ok: true, value: { url: url.href, kept: {} } };
    },

    async finish({ serviceUrl, application, redirectUri, codeVerifier, code, signal }) {
      try {
        const own = listening(signal);
        const session = await askForTokens(serviceUrl, transportFor(own), application, own.now, {
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          code_verifier: codeVerifier,
        });
        if (session.scopes && !session.scopes.includes('video.publish'))
          throw new CallFailed(failure('refused', MAY_NOT_PUBLISH));
        const account = await accountOf(serviceUrl, session, signal);
        return account.ok ? { ok: true, value: [{ session, account: account.value }] } : account;
      } catch (error) {
        return failureOf(error, new URL(hostsOf(serviceUrl).api).host);
      }
    },

    async revoke(context): Promise<PlatformResult<'revoked'>> {
      const { serviceUrl, session } = context;
      try {
        const application = await context.application();
        if (application?.clientSecret && typeof session.accessToken === 'string')
          await form(serviceUrl, transportFor(listening(context.signal)), '/v2/oauth/revoke/', {
            ...credentialsOf(application),
            token: session.accessToken,
          });
        return { ok: true, value: 'revoked' };
      } catch (error) {
        return failureOf(error, new URL(hostsOf(serviceUrl).api).host);
      }
    },
  };
}

/** Access tokens live for hours; each renewal brings a new refresh token, and the old one is over. */
export const renewalRules = (
  context: Pick<PlatformContext, 'serviceUrl' | 'application'>,
  { now }: Line,
  transport: Transport,
): Omit<RenewalRules, 'isOver'> => ({
  now,
  isDue: ({ expiresAt }, at) => typeof expiresAt === 'number' && expiresAt - at < EARLY,
  canRenew: ({ refreshToken }) => typeof refreshToken === 'string',
  async renew(kept): Promise<PlatformResult<Session>> {
    try {
      const application = await context.application();
      if (!application) throw new CallFailed(failure('auth', NO_APPLICATION));
      const renewed = await askForTokens(context.serviceUrl, transport, application, now, {
        grant_type: 'refresh_token',
        refresh_token: kept.refreshToken ?? '',
      });
      return { ok: true, value: { ...kept, ...renewed } };
    } catch (error) {
      return failureOf(error, new URL(hostsOf(context.serviceUrl).api).host);
    }
  },
});

const SCOPES: readonly string[] = TIKTOK.oauth?.scopes.map(({ scope }) => scope) ?? [];

const NO_APPLICATION =
  'The application that this account was connected with is not here any more. Add it under Accounts, then reconnect the account.';
const MAY_NOT_PUBLISH =
  'TikTok was told not to let ClientNest publish. Connect again and allow everything that is asked for.';

const credentialsOf = ({ clientId, clientSecret }: Application) => ({
  client_key: clientId,
  client_secret: clientSecret ?? '',
});

/** Source: developers.tiktok.com/doc/oauth-user-access-token-management. */
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.number(),
  refresh_token: z.string().min(1),
  refresh_expires_in: z.number().optional(),
  scope: z.string().optional(),
});

async function askForTokens(
  serviceUrl: string,
  transport: Transport,
  application: Application,
  now: () => number,
  grant: Record<string, string>,
): Promise<TokenSession> {
  const fields = { ...credentialsOf(application), ...grant };
  const answer = tokenAnswer.parse(await form(serviceUrl, transport, '/v2/oauth/token/', fields));
  const at = now();
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresAt: at + answer.expires_in * 1000,
    endsAt: answer.refresh_expires_in ? at + answer.refresh_expires_in * 1000 : null,
    ...(answer.scope ? { scopes: answer.scope.split(',').filter(Boolean) } : {}),
  };
}

/** A call of the sign-in, which takes forms and tells errors in its own way, some with a status of 200. */
async function form(
  serviceUrl: string,
  transport: Transport,
  path: string,
  fields: Record<string, string>,
): Promise<Record<string, unknown>> {
  const { api } = hostsOf(serviceUrl);
  const body = new URLSearchParams(fields);
  const response = await transport(api, path, { method: 'POST', body });
  const text = await response.text();
  const answer: unknown = text === '' ? {} : JSON.parse(text);
  const object = z.record(z.string(), z.unknown()).parse(answer);
  const { code, message } = errorIn(object);
  if (code !== '' && code !== 'ok')
    throw tikTokFailure({
      ...{ host: new URL(api).host, status: response.status, code, message, retryAfter: null },
    });
  return object;
}
