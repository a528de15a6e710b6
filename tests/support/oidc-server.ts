import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface OidcServer {
  url: string;
  clientId: string;
  /** Grants that the token endpoint has answered, in order. */
  granted: string[];
  /** Grants that it has refused, with its reason. */
  refused: { grant: string; error: string }[];
  /** Waited for before each answer of the token endpoint. */
  beforeToken: () => Promise<void>;
  stop(): Promise<void>;
}

/** The one application of the provider; its redirect is good with any port. */
export const REGISTERED = { clientId: 'desktop-app', path: '/callback' };

/**
 * A certified OpenID provider that we did not write, on loopback: a native client without a secret, PKCE
 * required, refresh tokens that are good once.
 */
export async function startOidcServer(): Promise<OidcServer> {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: REGISTERED.clientId,
        application_type: 'native',
        redirect_uris: [`http://127.0.0.1${REGISTERED.path}`],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'none',
      },
    ],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 30,
      RefreshToken: 86_400,
      Session: 3600,
      Grant: 86_400,
      Interaction: 3600,
    },
    cookies: { keys: ['only for this test'] },
  });
  const server: OidcServer = {
    url,
    clientId: REGISTERED.clientId,
    granted: [],
    refused: [],
    beforeToken: async () => {},
    async stop() {
      http.close();
      http.closeAllConnections();
    },
  };
  provider.on('grant.success', (context) => {
    server.granted.push(String(context.oidc.params?.grant_type));
  });
  provider.on('grant.error', (context, error) => {
    const grant = String(context.oidc.params?.grant_type);
    server.refused.push({ grant, error: String(error.message) });
  });
  const answer = provider.callback();
  http.on('request', async (request, response) => {
    if (request.url === '/token') await server.beforeToken();
    await answer(request, response);
  });
  return server;
}

/** What a person does on the provider's pages. */
export type Decision = { allow: true; as: string } | { allow: false };

const isProviders = (url: string) => /\/(auth|interaction)\b/.test(new URL(url).pathname);

/**
 * A person with a browser: follows redirects, keeps cookies, signs in and decides.
 * @param follow whether the browser goes back to ClientNest in the end, where the provider sends it
 * @returns the last page
 */
export async function browse(
  page: string,
  decision: Decision,
  follow = true,
): Promise<{ url: string; status: number; text: string }> {
  const cookies = new Map<string, string>();
  let next: { url: string; form?: Record<string, string> } = { url: page };
  for (let step = 0; step < 20; step++) {
    const { url, form } = next;
    if (!follow && !isProviders(url)) return { url, status: 0, text: '' };
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const text = await response.text();
    if (location !== null) {
      next = { url: new URL(location, url).href };
      continue;
    }
    const prompt = /name="prompt" value="(login|consent)"/.exec(text)?.[1];
    if (prompt === undefined) return { url, status: response.status, text };
    if (!decision.allow) next = { url: `${url}/abort` };
    else
      next = {
        url,
        form: { prompt, ...(prompt === 'login' && { login: decision.as, password: 'any' }) },
      };
  }
  throw new Error('The browser went round in circles');
}
