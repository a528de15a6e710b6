import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, onlyOne, SEND, START, TOKEN, withX } from './x.ts';

const { line, clock, context, fault, post, publish, calls, texts, browse, signedIn } = withX();

const renewals = () => line.sandbox.played().length;
const codeIn = (target: URL | null) => target?.searchParams.get('code') ?? '';
const signIn = (appPassword: string) =>
  line.x.signIn({ serviceUrl: line.sandbox.x, identifier: '', appPassword });

describe('signing in through the browser', () => {
  // docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token
  it('asks for what is needed, and gives the account', async () => {
    const { authorisation, url, target, page, finish } = await browse();
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: authorisation.application.clientId,
      redirect_uri: authorisation.redirectUri,
      scope: 'tweet.read tweet.write users.read media.write tweet.moderate.write offline.access',
      state: authorisation.state,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
    expect(url.search).not.toContain('+');
    expect(page).toContain('tweet.moderate.write');
    expect(target?.searchParams.get('state')).toBe(authorisation.state);
    const { session, account } = onlyOne(await finish(codeIn(target)));
    expect(account).toEqual({
      remoteId: expect.stringMatching(/^\d+$/),
      handle: 'ada',
      displayName: 'ada',
      followers: 120,
      following: 80,
      postCount: 0,
    });
    expect(session).toEqual({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      clientId: authorisation.application.clientId,
      expiresAt: START + 2 * HOUR,
      endsAt: null,
      scopes: url.searchParams.get('scope')?.split(' '),
    });
  });

  it('at x.com goes to the real pages', async () => {
    const begun = await line.x.oauth?.begin({
      serviceUrl: 'https://x.com',
      application: { clientId: 'app', clientSecret: null },
      redirectUri: 'http://127.0.0.1:47811/callback',
      state: 's',
      codeVerifier: 'v',
    });
    expect(begun?.ok && begun.value.url).toMatch(/^https:\/\/x\.com\/i\/oauth2\/authorize\?/);
  });

  it.each([
    ['a code that waited for half a minute', { wait: 31_000 }, {}],
    ['another verifier', {}, { codeVerifier: 'another' }],
    ['another address', {}, { redirectUri: 'http://127.0.0.1:47811/callback' }],
    ['another app', {}, { application: { clientId: 'another', clientSecret: null } }],
  ])('is refused for %s', async (_, over, more) => {
    const { target, finish } = await browse(over);
    expect(await finish(codeIn(target), more)).toMatchObject({
      ok: false,
      class: 'auth',
      message: /30 seconds/,
    });
  });

  it('takes a code once; a second time ends what came of it', async () => {
    const { target, finish } = await browse();
    line.session = onlyOne(await finish(codeIn(target))).session;
    expect(await finish(codeIn(target))).toMatchObject({ ok: false, class: 'auth' });
    expect(await line.x.whoAmI(context())).toMatchObject({ ok: false, class: 'auth' });
  });

  it('leads back with the person’s no, and nowhere but to a registered address', async () => {
    const refused = await browse({ person: 'nobody' });
    expect(refused.target?.searchParams.get('error')).toBe('access_denied');
    const elsewhere = await browse({ redirectUri: 'http://localhost:47812/callback' });
    expect(elsewhere.target).toBeNull();
  });
});

describe('a session', () => {
  it('is renewed before its end, once, and the new one is kept', async () => {
    const before = await signedIn();
    clock.advance(2 * HOUR - 9 * MINUTE);
    expect(await publish(post('a'))).toMatchObject({ ok: true });
    const kept = line.session;
    expect(kept.accessToken).not.toBe(before.accessToken);
    expect(kept.refreshToken).not.toBe(before.refreshToken);
    expect(kept.expiresAt).toBe(clock.now() + 2 * HOUR);
    await publish(post('b'));
    expect(line.session).toBe(kept);
  });

  it('that X says is over is renewed once, and the post is there once', async () => {
    await signedIn();
    await fault({ when: { operation: SEND, nth: 1 }, fault: { kind: 'expire' } });
    expect(await publish(post('a'))).toMatchObject({ ok: true });
    expect(calls().filter((name) => name === SEND)).toHaveLength(2);
    expect(texts()).toEqual(['a']);
  });

  it('that was taken back is over', async () => {
    await signedIn();
    await fault({ when: { operation: SEND }, fault: { kind: 'revoke' } });
    expect(await publish(post('a'))).toMatchObject({
      ok: false,
      class: 'auth',
      message: 'X no longer accepts this sign-in. Reconnect the account.',
    });
    expect(texts()).toEqual([]);
  });

  it('whose refresh token was spent elsewhere is over', async () => {
    const stale = await signedIn();
    clock.advance(2 * HOUR);
    await publish(post('a'));
    line.session = stale;
    expect(await publish(post('b'))).toMatchObject({ ok: false, class: 'auth' });
  });

  it('goes on while it is good, though it can’t be renewed now', async () => {
    const before = await signedIn();
    await fault({ when: { operation: TOKEN }, fault: { kind: 'status', status: 503 } });
    clock.advance(2 * HOUR - 5 * MINUTE);
    expect(await publish(post('a'))).toMatchObject({ ok: true });
    expect(line.session).toBe(before);
    expect(renewals()).toBeGreaterThan(0);
  });

  it.each([
    [{ kind: 'status', status: 503 }, 'unreachable'],
    [{ kind: 'cut' }, 'unreachable'],
    [{ kind: 'wrong_json' }, 'unreachable'],
    [{ kind: 'rate_limit' }, 'rate_limited'],
  ] as const)(
    'that is over and can’t be renewed: %o is %s, and nothing is sent',
    async (what, as) => {
      await signedIn();
      await fault({ when: { operation: TOKEN }, fault: what });
      clock.advance(3 * HOUR);
      expect(await publish(post('a'))).toMatchObject({ ok: false, class: as });
      expect(calls()).not.toContain(SEND);
    },
  );

  it('that the keychain does not keep is told as such, before anything is sent', async () => {
    await signedIn();
    clock.advance(3 * HOUR);
    const locked = { renewSession: () => Promise.reject(new Error('locked')) };
    const known = { ...context(), ...locked };
    const result = await line.x.publish(known, post('a'), { saved: null, save: async () => {} });
    expect(result).toMatchObject({ ok: false, class: 'unreachable', message: /keychain/ });
  });

  it('of another making is over', async () => {
    line.session = { accessJwt: 'bluesky' };
    expect(await line.x.whoAmI(context())).toMatchObject({ ok: false, class: 'auth' });
  });

  it('ends at X too, with all that came of it', async () => {
    await signedIn();
    const known = context();
    expect(await line.x.oauth?.revoke?.(known)).toEqual({ ok: true, value: 'revoked' });
    expect(await line.x.whoAmI(known)).toMatchObject({ ok: false, class: 'auth' });
    // Once more is no trouble.
    expect(await line.x.oauth?.revoke?.(known)).toEqual({ ok: true, value: 'revoked' });
  });
});

describe('a pasted token', () => {
  it('is verified, and known to end', async () => {
    const token = line.sandbox.accounts[1]?.secret ?? '';
    expect(await signIn(` ${token}\n`)).toMatchObject({
      ok: true,
      value: {
        account: { handle: 'linden' },
        session: { accessToken: token, endsAt: START + 2 * HOUR },
      },
    });
  });

  it.each(['wrong', 'with spaces', 'accént'])('that is none is refused: %s', async (token) => {
    expect(await signIn(token)).toMatchObject({ ok: false, class: 'auth' });
  });

  it('can’t be renewed, and can’t be ended from here', async () => {
    const known = context();
    clock.advance(3 * HOUR);
    expect(await publish(post('a'))).toMatchObject({ ok: false, class: 'auth', httpStatus: 401 });
    expect(await line.x.oauth?.revoke?.(known)).toMatchObject({ class: 'refused' });
  });
});
