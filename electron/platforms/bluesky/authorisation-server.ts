import * as oauth from 'oauth4webapi';
import { z } from 'zod';
import { CallFailed, failure, fetchFailure, quotable } from '../call-failed.ts';
import { retryAfterOf } from '../rate-limits.ts';
import type { Line } from '../transport.ts';
import { type DpopKey, isProofTurnedAway, type Nonces, proofOf } from './dpop.ts';

/** Milliseconds that a call may take. */
const TIMEOUT = 20_000;

export interface OAuthLine extends Line {
  nonces: Nonces;
}

interface CallOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: URLSearchParams | undefined;
}

/** What calls to an authorisation server are made with. */
export interface OAuthCalls {
  [oauth.customFetch](url: string, options: CallOptions): Promise<Response>;
  [oauth.allowInsecureRequests]: boolean;
}

/**
 * Calls as oauth4webapi wants them: bounded, on a connection of their own, with a proof of the key where there is one.
 * @param serviceUrl where it is on this computer, its servers may be without TLS; else none may
 */
export function callsOf(line: OAuthLine, serviceUrl: string, key?: DpopKey): OAuthCalls {
  const { userAgent, nonces, signal } = line;
  return {
    [oauth.allowInsecureRequests]: new URL(serviceUrl).protocol === 'http:',
    async [oauth.customFetch](address, options) {
      const url = new URL(address);
      const { method = 'GET' } = options;
      const attempt = async () => {
        const headers = new Headers(options.headers);
        headers.set('user-agent', userAgent);
        headers.set('connection', 'close');
        if (key && method !== 'GET')
          headers.set(
            'dpop',
            proofOf(key, { method, url, nonce: nonces.of(url), now: nonces.timeAt(url) }),
          );
        const timeout = AbortSignal.timeout(TIMEOUT);
        const response = await fetch(url, {
          ...(options.body ? { body: options.body } : {}),
          method,
          headers,
          redirect: 'manual',
          signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
        }).catch((error: unknown) => {
          throw fetchFailure(error, url.host);
        });
        nonces.hear(url.host, response.headers);
        return response;
      };
      const response = await attempt();
      return key && (await isTurnedAway(response)) ? attempt() : response;
    },
  };
}

async function isTurnedAway(response: Response): Promise<boolean> {
  if (response.status !== 400 && response.status !== 401) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return isProofTurnedAway(z.object({ error: z.string() }).safeParse(body).data?.error);
}

/** Who lets people in at a server of accounts: itself, or the one that it names. Source: atproto.com/specs/oauth. */
export async function authorisationServerOf(
  serviceUrl: string,
  calls: OAuthCalls,
): Promise<oauth.AuthorizationServer> {
  const resource = new URL(new URL(serviceUrl).origin);
  const response = await oauth.resourceDiscoveryRequest(resource, calls);
  // A server that only lets people in is no server of accounts, and names itself.
  if (response.status === 404) return issuerAt(resource.origin, calls);
  const told = await oauth.processResourceDiscoveryResponse(resource, response);
  return issuerAt(told.authorization_servers?.[0] ?? resource.origin, calls);
}

export async function issuerAt(
  issuer: string,
  calls: OAuthCalls,
): Promise<oauth.AuthorizationServer> {
  const url = new URL(issuer);
  const response = await oauth.discoveryRequest(url, { ...calls, algorithm: 'oauth2' });
  return oauth.processDiscoveryResponse(url, response);
}

const didDocument = z.object({
  service: z.array(z.object({ id: z.string(), serviceEndpoint: z.string() })),
});

/**
 * The server of an account, by its DID. Where the service is on this computer there is no directory to ask, and the
 * service itself is the server.
 * @throws CallFailed where the document can't be had
 */
export async function accountServerOf(
  did: string,
  serviceUrl: string,
  calls: OAuthCalls,
): Promise<string> {
  const { protocol, origin } = new URL(serviceUrl);
  if (protocol === 'http:') return origin;
  const address = did.startsWith('did:web:')
    ? `https://${decodeURIComponent(did.slice('did:web:'.length))}/.well-known/did.json`
    : `https://plc.directory/${did}`;
  const response = await calls[oauth.customFetch](address, {});
  const parsed = didDocument.safeParse(await response.json().catch(() => null));
  const endpoint = parsed.data?.service.find(({ id }) => id.endsWith('#atproto_pds'));
  if (!endpoint || !URL.canParse(endpoint.serviceEndpoint))
    throw new CallFailed(failure('unreachable', NO_DOCUMENT, response.status));
  const url = new URL(endpoint.serviceEndpoint);
  // The session must not travel in the clear because a document says so.
  if (url.protocol !== 'https:') throw new CallFailed(failure('refused', NO_SERVER));
  return url.origin;
}

const NO_DOCUMENT =
  'Where this account lives can’t be looked up now. Nothing was changed; try again in a few minutes.';
const NO_SERVER = 'This account names no server that ClientNest may trust. Look at it in Bluesky.';

/** What a failed call to an authorisation server means. `over`: the sentence where a grant is not good any more. */
export function oauthFailure(error: unknown, host: string, now: number, over: string): CallFailed {
  if (error instanceof CallFailed) return error;
  if (error instanceof oauth.ResponseBodyError) {
    const { status, error: name, response } = error;
    const wait = retryAfterOf(response.headers, now);
    if (name === 'invalid_grant' || name === 'invalid_client' || name === 'access_denied')
      return new CallFailed(failure('auth', over, status), name, error);
    if (status === 429) {
      const message = `${host} asks to slow down. ClientNest waits as long as it says.`;
      return new CallFailed(failure('rate_limited', message, status, wait), name, error);
    }
    const words = error.error_description;
    const message = `${host} did not take this.${words ? ` It says: “${quotable(words)}”` : ''} Begin again.`;
    return new CallFailed(failure('refused', message, status), name, error);
  }
  const status = statusOf(error);
  if (status !== null && status >= 500) {
    const message = `${host} has a problem of its own (${status}).`;
    return new CallFailed(failure('service_error', message, status), null, error);
  }
  const message = `${host} is not a Bluesky service that lets people in through the browser. Check the address, or use an app password.`;
  return new CallFailed(failure('refused', message, status), null, error);
}

/** Of an answer that oauth4webapi could make nothing of. */
function statusOf(error: unknown): number | null {
  const cause = error instanceof Error ? error.cause : null;
  const response = cause instanceof Response ? cause : (cause as { response?: unknown } | null);
  if (response instanceof Response) return response.status;
  const inner = response?.response;
  return inner instanceof Response ? inner.status : null;
}
