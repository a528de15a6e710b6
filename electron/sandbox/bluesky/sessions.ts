import { z } from 'zod';
import { lettersOf } from '../chance.ts';
import { type Answer, bearerOf, type CallHead, type NetworkParts } from '../network.ts';
import type { Grant } from './grants.ts';
import type { Change, Person, State } from './state.ts';
import { type Claims, LIFETIMES, newTokenId, sign, verify } from './tokens.ts';
import { invalid, notAuthenticated, readInput } from './xrpc.ts';

/** The server's own identity, which tokens are made out to. */
const SERVER_DID = 'did:web:127.0.0.1';
const SCOPES = {
  access: 'com.atproto.access',
  appPassword: 'com.atproto.appPass',
  refresh: 'com.atproto.refresh',
  oauth: 'com.atproto.oauth',
};
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

export interface SessionParts extends Pick<NetworkParts, 'seed' | 'now' | 'secret'> {
  state: State;
  record(change: Change): void;
  /** Whoever signed in through the browser; null where the call is made in another way. */
  granted(head: CallHead): Pick<Grant, 'did' | 'token'> | { refused: Answer } | null;
}

export type Sessions = ReturnType<typeof createSessions>;

/** Sign-in as com.atproto.server has it: access tokens that end, refresh tokens that work once. */
export function createSessions({ seed, now, secret, state, record, granted }: SessionParts) {
  const seconds = () => Math.floor(now() / 1000);

  /** A new pair of tokens for somebody who is signed in. */
  function issue(person: Person, appPassword: string | null) {
    const issued = { aud: SERVER_DID, sub: person.did, iat: seconds() };
    const refreshId = newTokenId();
    record({ kind: 'refresh_token', id: refreshId, did: person.did, appPassword });
    const scope = appPassword === null ? SCOPES.access : SCOPES.appPassword;
    return {
      accessJwt: sign(
        'at+jwt',
        { ...issued, scope, exp: issued.iat + LIFETIMES.access, jti: newTokenId() },
        secret,
      ),
      refreshJwt: sign(
        'refresh+jwt',
        { ...issued, scope: SCOPES.refresh, exp: issued.iat + LIFETIMES.refresh, jti: refreshId },
        secret,
      ),
    };
  }

  /** What the call's token says, or the answer that refuses it. */
  function authorise(
    head: CallHead,
    type: 'at+jwt' | 'refresh+jwt',
  ): { claims: Claims; person: Person } | { refused: Answer } {
    if (!head.headers.authorization)
      return { refused: notAuthenticated('Authentication Required', 'AuthMissing') };
    const grant = granted(head);
    if (grant && 'refused' in grant) return grant;
    if (grant) {
      const owner = state.person(grant.did);
      const { did: sub, token: jti } = grant;
      const claims = { sub, jti, scope: SCOPES.oauth, aud: SERVER_DID, iat: 0, exp: 0 };
      return owner
        ? { claims, person: owner }
        : { refused: invalid('Token could not be verified', 'InvalidToken') };
    }
    const token = bearerOf(head);
    if (token === null)
      return { refused: invalid('Malformed authorization header', 'InvalidToken') };
    const claims = verify(type, token, secret);
    const person = claims ? state.person(claims.sub) : null;
    if (!claims || !person)
      return { refused: invalid('Token could not be verified', 'InvalidToken') };
    if (claims.exp <= seconds() || state.isAccessTokenOver(claims.jti))
      return { refused: invalid('Token has expired', 'ExpiredToken') };
    return { claims, person };
  }

  const told = (person: Person, origin: string) => ({
    did: person.did,
    didDoc: didDocument(person, origin),
    handle: person.handle,
    email: person.email,
    emailConfirmed: true,
    active: true,
  });

  return {
    authorise: (head: CallHead) => authorise(head, 'at+jwt'),
    /** Whoever holds the token, also when it is over. */
    holderOf(head: CallHead): { person: Person; claims: Claims } | null {
      const token = bearerOf(head);
      if (token === null) return null;
      const claims = verify('at+jwt', token, secret) ?? verify('refresh+jwt', token, secret);
      const person = claims ? state.person(claims.sub) : null;
      return claims && person ? { claims, person } : null;
    },
    addPerson(name: string, login?: { handle: string; email: string; password: string }): Person {
      const person = {
        did: `did:plc:${lettersOf(BASE32, 24, seed, 'did', name)}`,
        handle: login?.handle ?? `${name}.test`,
        email: login?.email ?? `${name}@example.test`,
        password: login?.password ?? lettersOf(BASE32, 20, seed, 'password', name),
        createdAt: now(),
      };
      record({ kind: 'person', ...person });
      return person;
    },
    addAppPassword(did: string, name: string): string {
      const letters = lettersOf(BASE32, 16, seed, 'app password', did, name);
      const password = letters.replace(/(.{4})(?=.)/g, '$1-');
      record({ kind: 'app_password', did, name, password });
      return password;
    },
    create(call: CallHead & { body: Buffer }): Answer {
      const read = readInput(createSessionInput, call.body);
      if ('refused' in read) return read.refused;
      const { identifier, password } = read.input;
      const person = state.find(identifier.toLowerCase());
      const appPassword = person
        ? [...state.appPasswords(person.did)].find(([, kept]) => kept === password)?.[0]
        : undefined;
      if (!person || (person.password !== password && appPassword === undefined))
        return notAuthenticated('Invalid identifier or password');
      return {
        status: 200,
        body: { ...issue(person, appPassword ?? null), ...told(person, call.origin) },
      };
    },
    refresh(head: CallHead): Answer {
      const found = authorise(head, 'refresh+jwt');
      if ('refused' in found) return found.refused;
      const { claims, person } = found;
      const kept = state.refreshToken(claims.jti);
      if (!kept) return invalid('Token has been revoked', 'ExpiredToken');
      record({ kind: 'refresh_token_spent', id: claims.jti });
      return {
        status: 200,
        body: { ...issue(person, kept.appPassword), ...told(person, head.origin) },
      };
    },
    /** Ends the session that the refresh token is of. */
    remove(head: CallHead): Answer {
      const found = authorise(head, 'refresh+jwt');
      if ('refused' in found) return found.refused;
      record({ kind: 'refresh_token_spent', id: found.claims.jti });
      return { status: 200, body: Buffer.alloc(0) };
    },
    get(head: CallHead): Answer {
      const found = authorise(head, 'at+jwt');
      return 'refused' in found
        ? found.refused
        : { status: 200, body: told(found.person, head.origin) };
    },
    createAccount(call: CallHead & { body: Buffer }): Answer {
      const read = readInput(createAccountInput, call.body);
      if ('refused' in read) return read.refused;
      const { handle, email, password } = read.input;
      const taken = state.find(handle.toLowerCase()) ?? state.find(email.toLowerCase());
      if (taken) return invalid(`Handle already taken: ${handle}`, 'HandleNotAvailable');
      const name = handle.toLowerCase().split('.')[0] ?? handle;
      const login = { handle: handle.toLowerCase(), email: email.toLowerCase(), password };
      const person = this.addPerson(name, login);
      const { did, didDoc } = told(person, call.origin);
      return { status: 200, body: { ...issue(person, null), handle: person.handle, did, didDoc } };
    },
    createAppPassword(call: CallHead & { body: Buffer }): Answer {
      const found = authorise(call, 'at+jwt');
      if ('refused' in found) return found.refused;
      // An app password may not make another one.
      if (found.claims.scope !== SCOPES.access) return invalid('Bad token scope', 'InvalidToken');
      const read = readInput(namedInput, call.body);
      if ('refused' in read) return read.refused;
      const { name } = read.input;
      if (state.appPasswords(found.person.did).has(name))
        return invalid('could not create app-specific password');
      const password = this.addAppPassword(found.person.did, name);
      const createdAt = new Date(now()).toISOString();
      return { status: 200, body: { name, password, createdAt, privileged: false } };
    },
    revokeAppPassword(call: CallHead & { body: Buffer }): Answer {
      const found = authorise(call, 'at+jwt');
      if ('refused' in found) return found.refused;
      const read = readInput(namedInput, call.body);
      if ('refused' in read) return read.refused;
      record({ kind: 'app_password_revoked', did: found.person.did, name: read.input.name });
      return { status: 200, body: Buffer.alloc(0) };
    },
    describeServer: (): Answer => ({
      status: 200,
      body: {
        did: SERVER_DID,
        availableUserDomains: ['.test'],
        inviteCodeRequired: false,
        links: {},
        contact: {},
      },
    }),
  };
}

const createSessionInput = z.looseObject({ identifier: z.string(), password: z.string() });
const createAccountInput = z.looseObject({
  handle: z.string().regex(/^[a-zA-Z0-9-]+\.test$/, 'must be a valid handle'),
  email: z.string(),
  password: z.string(),
});
const namedInput = z.looseObject({ name: z.string().min(1) });

const didDocument = ({ did, handle }: Person, origin: string) => ({
  '@context': ['https://www.w3.org/ns/did/v1'],
  id: did,
  alsoKnownAs: [`at://${handle}`],
  verificationMethod: [],
  service: [{ id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: origin }],
});
