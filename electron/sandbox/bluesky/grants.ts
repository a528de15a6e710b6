import type { SandboxEvent } from '../events.ts';

/** What an application asked for before its page was opened. */
export interface PushedRequest {
  requestUri: string;
  clientId: string;
  redirectUri: string;
  scope: string;
  state: string | null;
  challenge: string;
  /** Of the key that everything is bound to. */
  jkt: string;
  createdAt: number;
}

export interface Code extends PushedRequest {
  code: string;
  did: string;
  issuedAt: number;
}

/** What came of one sign-in, at one time. */
export interface Grant {
  token: string;
  refreshToken: string;
  did: string;
  clientId: string;
  scope: string;
  jkt: string;
  createdAt: number;
  /** When the person signed in, and all that came of it. */
  signedInAt: number;
  family: string;
}

/** What is kept of it, as it stands in the journal. */
export type GrantChange =
  | ({ kind: 'oauth_request' } & PushedRequest)
  | { kind: 'oauth_request_over'; requestUri: string }
  | ({ kind: 'oauth_code' } & Code)
  | { kind: 'oauth_code_used'; code: string; family: string }
  | ({ kind: 'oauth_grant' } & Grant)
  | { kind: 'oauth_refreshed'; refreshToken: string }
  | { kind: 'oauth_expired'; token: string }
  | { kind: 'oauth_over'; family: string };

export type Grants = ReturnType<typeof createGrants>;

/** The memory of everything that people allowed, made of events and nothing else. */
export function createGrants() {
  const requests = new Map<string, PushedRequest>();
  const codes = new Map<string, Code & { family: string | null }>();
  const byToken = new Map<string, Grant>();
  const byRefresh = new Map<string, { grant: Grant; used: boolean }>();
  const expired = new Set<string>();
  const over = new Set<string>();

  function change(event: GrantChange): void {
    switch (event.kind) {
      case 'oauth_request':
        requests.set(event.requestUri, event);
        return;
      case 'oauth_request_over':
        requests.delete(event.requestUri);
        return;
      case 'oauth_code':
        codes.set(event.code, { ...event, family: null });
        return;
      case 'oauth_code_used': {
        const code = codes.get(event.code);
        if (code) code.family = event.family;
        return;
      }
      case 'oauth_grant':
        byToken.set(event.token, event);
        byRefresh.set(event.refreshToken, { grant: event, used: false });
        return;
      case 'oauth_refreshed': {
        const known = byRefresh.get(event.refreshToken);
        if (known) known.used = true;
        return;
      }
      case 'oauth_expired':
        expired.add(event.token);
        return;
      case 'oauth_over':
        over.add(event.family);
    }
  }

  return {
    apply(event: SandboxEvent) {
      if (event.type === 'state' && event.network === 'bluesky')
        change(event.change as GrantChange);
    },
    request: (requestUri: string) => requests.get(requestUri) ?? null,
    code: (code: string) => codes.get(code) ?? null,
    token: (token: string) => byToken.get(token) ?? null,
    refresh: (refreshToken: string) => byRefresh.get(refreshToken) ?? null,
    isExpired: (token: string) => expired.has(token),
    isOver: ({ family }: Pick<Grant, 'family'>) => over.has(family),
  };
}
