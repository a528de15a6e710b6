import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { newDpopKey } from '../../../electron/platforms/bluesky/dpop.ts';
import type {
  OAuth,
  PlatformContext,
  Session,
  SignedIn,
} from '../../../electron/platforms/platform.ts';
import { createPlatforms } from '../../../electron/platforms/registry.ts';
import type { PdsAccount } from '../../support/pds.ts';
import { BARE_CONTEXT } from '../../support/platform-call.ts';
import { noProgress, withBluesky } from './bluesky.ts';

const { line, context, post, signIn } = withBluesky();

const REDIRECT = 'http://127.0.0.1:40321/callback';
const MINUTE = 60_000;

function oauth(): OAuth {
  if (!line.bluesky.oauth) throw new Error('Bluesky signs in through the browser');
  return line.bluesky.oauth;
}
const given = <Value>(result: { ok: true; value: Value } | { ok: false } | undefined): Value => {
  if (!result?.ok) throw new Error(JSON.stringify(result));
  return result.value;
};

async function begin() {
  const round = {
    serviceUrl: line.pds.ownUrl,
    redirectUri: REDIRECT,
    application: { clientId: '', clientSecret: null },
    state: randomBytes(16).toString('base64url'),
    codeVerifier: randomBytes(32).toString('base64url'),
  };
  const { url, kept } = given(await oauth().begin(round));
  return { round: { ...round, kept }, page: new URL(url) };
}

async function signInThere(account: PdsAccount = line.alice): Promise<SignedIn> {
  const { round, page } = await begin();
  const back = (await line.pds.consent(page, account)).searchParams;
  const answer = { code: back.get('code') ?? '', issuer: back.get('iss') };
  const [signedIn] = given(await oauth().finish({ ...round, ...answer }));
  if (!signedIn) throw new Error('Nobody');
  return signedIn;
}

let session: Session;
/** Straight to the server: proofs are made out to the address by which it knows itself. */
const here = (over: Partial<PlatformContext> = {}) =>
  context({ serviceUrl: line.pds.ownUrl, session, ...over });
const publish = (text: string, over: Partial<PlatformContext> = {}) =>
  line.bluesky.publish(here(over), post(text), noProgress());
/** As it is some minutes before its access token is over. */
const old = (of: Session): Session => ({ ...of, expiresAt: Date.now() + 9 * MINUTE });

describe('signing in through the browser', () => {
  it('asks behind the scenes, so that the address of the page says next to nothing', async () => {
    const { round, page } = await begin();
    expect([...page.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
    expect(page.searchParams.get('client_id')).toMatch(/^http:\/\/localhost\?redirect_uri=/);
    for (const secret of [round.state, round.codeVerifier, JSON.stringify(round.kept)])
      expect(page.href).not.toContain(secret);
  });

  it('gives a session that is bound to its key, and says whose it is and until when', async () => {
    const before = Date.now();
    const signedIn = await signInThere();
    expect(signedIn.account).toMatchObject({ remoteId: line.alice.did, handle: 'alice.test' });
    session = signedIn.session;
    expect(session).toMatchObject({
      did: line.alice.did,
      handle: 'alice.test',
      scopes: ['atproto', 'transition:generic'],
    });
    expect(session.endsAt).toBeGreaterThanOrEqual(before + 14 * 24 * 60 * MINUTE);
    expect(JSON.stringify(session)).not.toContain(line.alice.password);
    const published = await publish('signed in through the browser');
    expect(published).toMatchObject({ ok: true });
    const records = await line.pds.records(line.alice.did);
    expect(records.map(({ value }) => value.text)).toContain('signed in through the browser');
    // The token alone is of no use.
    const stolen = { ...session, dpopKey: newDpopKey() };
    expect(await publish('with another key', { session: stolen })).toMatchObject({ class: 'auth' });
    const bearer = await fetch(`${line.pds.ownUrl}/xrpc/com.atproto.server.getSession`, {
      headers: { authorization: `Bearer ${session.accessToken}` },
    });
    expect(bearer.status).toBeGreaterThanOrEqual(400);
  });

  it('comes back with a no where the person does not allow it', async () => {
    const { round, page } = await begin();
    const back = (await line.pds.consent(page, null)).searchParams;
    expect(Object.fromEntries(back)).toMatchObject({
      error: 'access_denied',
      state: round.state,
      iss: line.pds.ownUrl,
    });
  });

  it('is refused with another verifier, from another server, with a wrong code and with a spent one', async () => {
    const tried = async (over: object) => {
      const { round, page } = await begin();
      const back = (await line.pds.consent(page, line.alice)).searchParams;
      const code = back.get('code') ?? '';
      const result = await oauth().finish({ ...round, code, issuer: line.pds.ownUrl, ...over });
      expect(JSON.stringify(result)).not.toContain(code);
      return result;
    };
    expect(await tried({ codeVerifier: 'x'.repeat(43) })).toMatchObject({ class: 'auth' });
    expect(await tried({ code: `cod-${'0'.repeat(64)}` })).toMatchObject({ class: 'auth' });
    expect(await tried({ issuer: 'https://evil.example' })).toMatchObject({ class: 'refused' });
    expect(await tried({ issuer: null })).toMatchObject({ class: 'refused' });
    expect(await tried({ redirectUri: REDIRECT.replace('callback', 'other') })).toMatchObject({
      ok: false,
    });
    const { round, page } = await begin();
    const code = (await line.pds.consent(page, line.alice)).searchParams.get('code') ?? '';
    const first = given(await oauth().finish({ ...round, code }))[0];
    expect(await oauth().finish({ ...round, code })).toMatchObject({ class: 'auth' });
    // Whoever has a code twice has stolen it: what came of it is over.
    expect(await line.bluesky.whoAmI(here({ session: old(first?.session ?? {}) }))).toMatchObject({
      class: 'auth',
    });
  });

  it('says that a service is none, or can not be reached', async () => {
    const { round } = await begin();
    const at = (serviceUrl: string) => oauth().begin({ ...round, serviceUrl });
    line.proxy.onRequest(() => ({
      kind: 'answer',
      status: 404,
      headers: { 'content-type': 'text/html' },
    }));
    const none = await at(line.proxy.url);
    expect(none).toMatchObject({ ok: false, class: 'refused' });
    expect(none.ok ? '' : none.message).toContain('app password');
    line.proxy.onRequest(() => ({ kind: 'answer', status: 503 }));
    expect(await at(line.proxy.url)).toMatchObject({ ok: false, class: 'service_error' });
    await line.proxy.down();
    expect(await at(line.proxy.url)).toMatchObject({ ok: false, class: 'unreachable' });
  });
});

describe('such a session', () => {
  beforeEach(async () => {
    session = (await signInThere()).session;
  });

  it('is renewed early, kept before it is used, and its token is good once', async () => {
    const before = old(session);
    expect(await publish('early', { session: before })).toMatchObject({ ok: true });
    expect(line.saved).toHaveLength(1);
    const [renewed = {}] = line.saved;
    expect(renewed.refreshToken).not.toBe(session.refreshToken);
    expect(renewed).toMatchObject({ did: line.alice.did, endsAt: session.endsAt });
    expect(await publish('with the renewed one', { session: renewed })).toMatchObject({ ok: true });
    // Somebody else comes with the spent one: all of it is over.
    const late = { session: before, renewSession: BARE_CONTEXT.renewSession };
    expect(await publish('late', late)).toMatchObject({ class: 'auth' });
    expect(await publish('after', { session: old(renewed) })).toMatchObject({ class: 'auth' });
  });

  it('is renewed once for callers that notice together', async () => {
    const before = old(session);
    const results = await Promise.all([
      publish('a', { session: before }),
      publish('b', { session: before }),
      line.bluesky.whoAmI(here({ session: before })),
    ]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(line.saved).toHaveLength(1);
  });

  it('is renewed once where the server does not take its token, and not for ever', async () => {
    const wrong = { ...session, accessToken: `${String(session.accessToken)}x` };
    expect(await publish('renewed', { session: wrong })).toMatchObject({ ok: true });
    expect(line.saved).toHaveLength(1);
    let renewals = 0;
    const never = await publish('never', {
      session: wrong,
      renewSession: async (known) => {
        renewals++;
        return { ok: true, value: known };
      },
    });
    expect(never).toMatchObject({ ok: false, class: 'auth' });
    expect(renewals).toBe(1);
  });

  it('is used to its end where it can not be renewed for now', async () => {
    const unreachable = { ...old(session), issuer: 'http://127.0.0.1:1' };
    expect(await publish('still good', { session: unreachable })).toMatchObject({ ok: true });
    const over = { ...unreachable, expiresAt: Date.now() - 1 };
    expect(await publish('no more', { session: over })).toMatchObject({ class: 'unreachable' });
    expect(line.saved).toEqual([]);
  });

  it.each([-3, 3])('is good where this computer’s clock is %d hours off', async (hours) => {
    const off = { now: () => Date.now() + hours * 60 * MINUTE };
    const { bluesky } = createPlatforms({ clock: off, version: '0.0.0' });
    const told = { ...session, expiresAt: off.now() + 60 * MINUTE };
    const published = (of: Session, text: string) =>
      bluesky.publish(here({ session: of }), post(text), noProgress());
    expect(await published(told, `off by ${hours}`)).toMatchObject({ ok: true });
    const early = { ...told, expiresAt: off.now() + 9 * MINUTE };
    expect(await published(early, `renewed, off by ${hours}`)).toMatchObject({ ok: true });
    expect(line.saved).toHaveLength(1);
  });

  it('is over at the network when it is ended', async () => {
    expect(await oauth().revoke?.(here())).toEqual({ ok: true, value: 'revoked' });
    expect(await publish('never', { session: old(session) })).toMatchObject({ class: 'auth' });
    expect(await oauth().revoke?.(here())).toEqual({ ok: true, value: 'revoked' });
  });

  it('that makes no sense asks for a new sign-in', async () => {
    const result = await publish('x', { session: { dpopKey: {}, did: 'nobody' } });
    expect(result).toMatchObject({ ok: false, class: 'auth' });
  });
});

it('ends a session that began with an app password, too', async () => {
  const password = await line.pds.createAppPassword(line.alice, 'To be ended');
  const { session: began } = await signIn('alice.test', password);
  const over = context({ session: began });
  expect(await oauth().revoke?.(over)).toEqual({ ok: true, value: 'revoked' });
  const expired = {
    ...began,
    accessJwt: line.pds.expiredToken(String(began.accessJwt)),
  };
  expect(await line.bluesky.whoAmI(context({ session: expired }))).toMatchObject({ class: 'auth' });
});
