import { createHash } from 'node:crypto';
import { lettersOf } from './chance.ts';
import type { Form } from './form.ts';
import { escapeHtml, pageOf } from './html.ts';
import type { Answer, CallHead } from './network.ts';

/** How a network does OAuth 2. */
export interface AuthorisationRules {
  /** ms that a code, an access token and a refresh token live; null for ever. Without `refresh` there is none. */
  code: number;
  access: number | null;
  refresh?: number | null;
  /** A refresh token is good once; used twice, everything that came of it is over. */
  rotates: boolean;
  /** How the challenge is written (RFC 7636; TikTok takes hex), and whether one must come. */
  challenge: 'base64url' | 'hex';
  challengeRequired: boolean;
  /** Whether the application has a secret that it must show. */
  secret: boolean;
  allowsRedirect(uri: URL): boolean;
  /** Between scopes: a space by RFC 6749, a comma on some networks. */
  scopeSeparator: ' ' | ',';
  /** Scopes that the application may ask for. */
  scopes: readonly string[];
  /** The parameter with the application's id: `client_id`, on TikTok `client_key`. */
  clientParameter?: string;
}

export interface AuthorisationToken {
  token: string;
  /** Null where the network has none. */
  refreshToken: string | null;
  personId: string;
  scopes: string[];
  createdAt: number;
  /** UTC epoch ms; null for ever. */
  endsAt: number | null;
  refreshEndsAt: number | null;
  /** All that came of one sign-in. */
  family: string;
}

interface AuthorisationCode {
  code: string;
  personId: string;
  redirectUri: string;
  scopes: string[];
  challenge: string | null;
  createdAt: number;
}

/** What it keeps, as it stands in the journal. */
export type AuthorisationChange =
  | ({ kind: 'oauth_code' } & AuthorisationCode)
  | { kind: 'oauth_code_used'; code: string; family: string }
  | ({ kind: 'oauth_token' } & AuthorisationToken)
  | { kind: 'oauth_refreshed'; refreshToken: string }
  | { kind: 'oauth_expired'; token: string }
  | { kind: 'oauth_over'; family: string };

export interface AuthorisationParts {
  /** Seeds the application's id and secret and the tokens. */
  seed: number;
  network: string;
  now(): number;
  newId(): string;
  rules: AuthorisationRules;
  people(): readonly { id: string; label: string }[];
  record(change: AuthorisationChange): void;
}

/** RFC 6749 §5.2 and §4.1.2.1. The network puts it into its own words. */
export type GrantError = 'invalid_client' | 'invalid_grant' | 'invalid_request';
export type Granted = { token: AuthorisationToken } | { error: GrantError };

export type Authorisation = ReturnType<typeof createAuthorisation>;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** One developer's application at a network, the codes and tokens that people gave it, and the page that asks them. */
export function createAuthorisation(parts: AuthorisationParts) {
  const { seed, network, now, newId, rules, people, record } = parts;
  const codes = new Map<string, AuthorisationCode & { family: string | null }>();
  const tokens = new Map<string, AuthorisationToken>();
  const byRefresh = new Map<string, { token: AuthorisationToken; used: boolean }>();
  const over = new Set<string>();
  const secretOf = (...of: string[]) =>
    lettersOf(LETTERS, 32, seed, network, ...of) +
    lettersOf(LETTERS, 8, seed, network, 'end', ...of);
  const application = {
    clientId: lettersOf(LETTERS, 18, seed, network, 'application'),
    clientSecret: rules.secret ? secretOf('application secret') : null,
  };
  const isApplication = (id: string | null, secret: string | null) =>
    id === application.clientId &&
    (application.clientSecret === null || secret === application.clientSecret);
  const clientParameter = rules.clientParameter ?? 'client_id';

  function issue(
    personId: string,
    scopes: readonly string[],
    family = newId(),
    life: number | null = rules.access,
  ): AuthorisationToken {
    const id = newId();
    const createdAt = now();
    const ends = (life: number | null | undefined) =>
      life === null || life === undefined ? null : createdAt + life;
    const token = {
      token: secretOf('token', id),
      refreshToken: rules.refresh === undefined ? null : secretOf('refresh', id),
      personId,
      scopes: [...scopes],
      createdAt,
      endsAt: ends(life),
      refreshEndsAt: ends(rules.refresh),
      family,
    };
    record({ kind: 'oauth_token', ...token });
    return token;
  }

  const challengeOf = (verifier: string) =>
    createHash('sha256').update(verifier).digest(rules.challenge);

  function read(query: URLSearchParams) {
    const redirectUri = query.get('redirect_uri') ?? '';
    const scopes = (query.get('scope') ?? '').split(/[\s,+]+/).filter(Boolean);
    const challenge = query.get('code_challenge');
    if (query.get(clientParameter) !== application.clientId)
      return { wrong: 'There is no such application.' };
    if (!URL.canParse(redirectUri) || !rules.allowsRedirect(new URL(redirectUri)))
      return { wrong: 'The redirect address is not one that this application has registered.' };
    if (query.get('response_type') !== 'code')
      return { wrong: 'Only response_type=code is known.' };
    if (rules.challengeRequired && challenge === null)
      return { wrong: 'code_challenge is missing.' };
    const unknown = scopes.find((scope) => !rules.scopes.includes(scope));
    if (unknown !== undefined)
      return { wrong: `The scope ${unknown} is not one of this application’s.` };
    return { redirectUri, scopes, challenge, state: query.get('state') };
  }

  const sendBack = (redirectUri: string, answer: Record<string, string | null>): Answer => {
    const target = new URL(redirectUri);
    for (const [name, value] of Object.entries(answer))
      if (value !== null) target.searchParams.set(name, value);
    return { status: 302, headers: { location: target.href }, body: '' };
  };

  return {
    application,
    scopeSeparator: rules.scopeSeparator,
    issue,

    /** Takes what it recorded, at the time or from an earlier start. */
    apply(change: AuthorisationChange): void {
      switch (change.kind) {
        case 'oauth_code':
          codes.set(change.code, { ...change, family: null });
          return;
        case 'oauth_code_used': {
          const code = codes.get(change.code);
          if (code) code.family = change.family;
          return;
        }
        case 'oauth_token':
          tokens.set(change.token, change);
          if (change.refreshToken !== null)
            byRefresh.set(change.refreshToken, { token: change, used: false });
          return;
        case 'oauth_refreshed': {
          const known = byRefresh.get(change.refreshToken);
          if (known) known.used = true;
          return;
        }
        case 'oauth_expired': {
          const token = tokens.get(change.token);
          if (token) token.endsAt = 0;
          return;
        }
        case 'oauth_over':
          over.add(change.family);
      }
    },

    /** The page that asks a person. `action` is where its form goes. */
    page({ query }: CallHead, action: string): Answer {
      const asked = read(query);
      if ('wrong' in asked)
        return { ...pageOf(`<h1>${escapeHtml(asked.wrong ?? '')}</h1>`), status: 400 };
      const hidden = [...query]
        .map(
          ([name, value]) =>
            `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
        )
        .join('');
      const choices = people()
        .map(
          ({ id, label }) =>
            `<p><button name="person" value="${escapeHtml(id)}">Allow as ${escapeHtml(label)}</button></p>`,
        )
        .join('');
      return pageOf(
        `<h1>An application asks to use an account of this sandbox</h1><p>It wants to: ${escapeHtml(asked.scopes.join(', '))}</p><form method="post" action="${escapeHtml(action)}">${hidden}${choices}<p><button name="person" value="">Don’t allow</button></p></form>`,
      );
    },

    /** What the person chose on that page. */
    decide(form: Form): Answer {
      const query = new URLSearchParams();
      for (const name of [
        ...['response_type', clientParameter, 'redirect_uri', 'scope', 'code_challenge', 'state'],
      ])
        if (form.has(name)) query.set(name, form.text(name) ?? '');
      const asked = read(query);
      if ('wrong' in asked)
        return { ...pageOf(`<h1>${escapeHtml(asked.wrong ?? '')}</h1>`), status: 400 };
      const { redirectUri, scopes, challenge, state } = asked;
      const person = people().find(({ id }) => id === form.text('person'));
      if (!person) return sendBack(redirectUri, { error: 'access_denied', state });
      const code = secretOf('code', newId());
      record({
        kind: 'oauth_code',
        ...{ code, personId: person.id, redirectUri, scopes, challenge, createdAt: now() },
      });
      return sendBack(redirectUri, { code, state });
    },

    /** A code for a token. A code that comes twice ends what came of it (RFC 6749 §4.1.2). */
    redeem(grant: {
      clientId: string | null;
      clientSecret: string | null;
      code: string | null;
      redirectUri: string | null;
      verifier: string | null;
    }): Granted {
      if (!isApplication(grant.clientId, grant.clientSecret)) return { error: 'invalid_client' };
      const code = codes.get(grant.code ?? '');
      if (!code) return { error: 'invalid_grant' };
      if (code.family !== null) {
        record({ kind: 'oauth_over', family: code.family });
        return { error: 'invalid_grant' };
      }
      const isVerified =
        code.challenge === null ||
        (grant.verifier !== null && challengeOf(grant.verifier) === code.challenge);
      const fits = code.redirectUri === grant.redirectUri && code.createdAt + rules.code > now();
      if (!isVerified || !fits) return { error: 'invalid_grant' };
      const family = newId();
      record({ kind: 'oauth_code_used', code: code.code, family });
      return { token: issue(code.personId, code.scopes, family) };
    },

    renew(grant: {
      clientId: string | null;
      clientSecret: string | null;
      refreshToken: string | null;
    }): Granted {
      if (!isApplication(grant.clientId, grant.clientSecret)) return { error: 'invalid_client' };
      const known = byRefresh.get(grant.refreshToken ?? '');
      if (!known || over.has(known.token.family)) return { error: 'invalid_grant' };
      const { personId, scopes, family, refreshEndsAt } = known.token;
      if (refreshEndsAt !== null && refreshEndsAt <= now()) return { error: 'invalid_grant' };
      if (known.used && rules.rotates) {
        record({ kind: 'oauth_over', family });
        return { error: 'invalid_grant' };
      }
      if (rules.rotates)
        record({ kind: 'oauth_refreshed', refreshToken: grant.refreshToken ?? '' });
      return { token: issue(personId, scopes, family) };
    },

    /** Whose token it is and what it may do; what is wrong with it otherwise. */
    holderOf(token: string | null): AuthorisationToken | 'unknown' | 'expired' | 'revoked' {
      const known = tokens.get(token ?? '');
      if (!known) return 'unknown';
      if (over.has(known.family)) return 'revoked';
      return known.endsAt !== null && known.endsAt <= now() ? 'expired' : known;
    },

    /** `expire` leaves the refresh token as it is. */
    end(token: string | null, how: 'revoke' | 'expire'): void {
      const known = tokens.get(token ?? '') ?? byRefresh.get(token ?? '')?.token;
      if (!known) return;
      if (how === 'expire') record({ kind: 'oauth_expired', token: known.token });
      else record({ kind: 'oauth_over', family: known.family });
    },

    /** A token of the person that is good for now, e.g. for a newcomer to paste; null where there is none. */
    tokenOf(personId: string): string | null {
      for (const known of tokens.values())
        if (
          known.personId === personId &&
          !over.has(known.family) &&
          (known.endsAt === null || known.endsAt > now())
        )
          return known.token;
      return null;
    },
  };
}
