import { describe, expect, it } from 'vitest';
import type { Session } from '../../../electron/platforms/platform.ts';
import { memory } from '../../support/platform-call.ts';
import { authorise, press, REDIRECT, roundOf } from './browser.ts';
import { HOUR, keeping, SEND, withLinkedIn } from './linkedin.ts';

const { line, context, post, publish, texts, calls, fault, advance, application } = withLinkedIn();
const DAY = 24 * HOUR;
const TOKEN = 'POST /oauth/v2/accessToken';

describe('signing in through the browser', () => {
  it('gives the member and each page that the member administers', async () => {
    const all = await authorise(line.linkedin, line.url, line.sandbox);
    expect(all.map(({ account }) => account)).toEqual([
      {
        remoteId: expect.stringMatching(/^urn:li:person:\w+$/),
        handle: 'ada',
        displayName: 'Ada Sandbox',
        followers: expect.any(Number),
        following: null,
        postCount: null,
      },
      {
        remoteId: expect.stringMatching(/^urn:li:organization:\d+$/),
        handle: 'ada-studio',
        displayName: 'Ada Studio',
        followers: expect.any(Number),
        following: null,
        postCount: null,
      },
    ]);
    // An analyst of a page can't publish on it.
    expect(all.map(({ account }) => account.handle)).not.toContain('linden-studio');
    const session: Session = all[0]?.session ?? {};
    expect(session).toMatchObject({
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
      scopes: expect.arrayContaining(['w_organization_social', 'r_basicprofile']),
    });
    expect(Number(session.endsAt) - Number(session.expiresAt)).toBeGreaterThan(300 * DAY);
  });

  it('shows the secret only to the token endpoint, and no challenge to a page that knows none', async () => {
    const round = roundOf(application());
    const begun = await line.linkedin.oauth?.begin({ serviceUrl: line.url, ...round });
    const url = new URL(begun?.ok ? begun.value.url : '');
    expect(url.pathname).toBe('/oauth/v2/authorization');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: round.application.clientId,
      redirect_uri: REDIRECT,
      state: round.state,
      scope: expect.stringContaining('w_member_social'),
    });
    const back = await press(url.href, 'Allow as Ada Sandbox');
    expect(typeof back !== 'string' && back.searchParams.get('state')).toBe(round.state);
  });

  it('uses native PKCE on any port where the application has no secret', async () => {
    const redirect = 'http://127.0.0.1:50123/callback';
    const native = roundOf({ ...application(), clientSecret: null }, redirect);
    const all = await authorise(line.linkedin, line.url, line.sandbox, native);
    expect(all.map(({ account }) => account.handle)).toEqual(['ada', 'ada-studio']);
    const [asked] = calls(TOKEN);
    expect(asked?.body).toMatchObject({ code_verifier: native.codeVerifier });
    expect(asked?.body).not.toHaveProperty('client_secret');
    const [, studio] = all;
    if (!studio) throw new Error('No page');
    expect(await publish(post('By PKCE'), memory(), studio)).toMatchObject({ ok: true });
  });

  it.each([
    ['a code that was used', (code: string) => ({ code }), true, 'is over'],
    ['a code that is none', () => ({ code: 'none' }), false, 'is over'],
    [
      'another redirect',
      (code: string) => ({ code, redirectUri: 'http://127.0.0.1:47922/callback' }),
      false,
      'is over',
    ],
  ] as const)('refuses %s', async (_, change, isUsedBefore, words) => {
    const round = roundOf(application());
    const serviceUrl = line.url;
    const begun = await line.linkedin.oauth?.begin({ serviceUrl, ...round });
    const back = await press(begun?.ok ? begun.value.url : '', 'Allow as Ada Sandbox');
    const code = (typeof back !== 'string' && back.searchParams.get('code')) || '';
    const finish = (over: object) =>
      line.linkedin.oauth?.finish({ serviceUrl, ...round, kept: {}, code, ...over });
    if (isUsedBefore) expect(await finish({})).toMatchObject({ ok: true });
    expect(await finish(change(code))).toMatchObject({
      class: 'auth',
      message: expect.stringContaining(words),
    });
  });

  it('refuses a wrong verifier and a wrong secret', async () => {
    const serviceUrl = line.url;
    const native = roundOf({ ...application(), clientSecret: null });
    const begun = await line.linkedin.oauth?.begin({ serviceUrl, ...native });
    const back = await press(begun?.ok ? begun.value.url : '', 'Allow as Ada Sandbox');
    const code = (typeof back !== 'string' && back.searchParams.get('code')) || '';
    const wrong = { serviceUrl, ...native, codeVerifier: 'another', kept: {}, code };
    expect(await line.linkedin.oauth?.finish(wrong)).toMatchObject({ class: 'auth' });
    const round = roundOf({ ...application(), clientSecret: 'another' });
    const refused = await line.linkedin.oauth?.finish({ serviceUrl, ...round, kept: {}, code });
    expect(refused).toMatchObject({
      class: 'auth',
      message: expect.stringContaining('Check the client ID and the secret'),
    });
  });

  it('tells of a person who says no', async () => {
    const round = roundOf(application());
    const begun = await line.linkedin.oauth?.begin({ serviceUrl: line.url, ...round });
    const back = await press(begun?.ok ? begun.value.url : '', 'Don’t allow');
    expect(typeof back !== 'string' && back.searchParams.get('error')).toBe('access_denied');
  });

  it('shows no page to a redirect that is not registered', async () => {
    const round = roundOf(application(), 'http://127.0.0.1:50123/callback');
    const begun = await line.linkedin.oauth?.begin({ serviceUrl: line.url, ...round });
    expect(await press(begun?.ok ? begun.value.url : '', 'Allow as Ada Sandbox')).toContain(
      'not one that this application has registered',
    );
  });
});

describe('a token that was pasted', () => {
  const pasted = (secret: string, identifier = '') =>
    line.linkedin.signIn({ serviceUrl: line.url, identifier, appPassword: secret });
  const secret = () => String(line.ada.session.accessToken);

  it.each([
    ['', 'ada'],
    ['@Ada-Studio', 'ada-studio'],
    ['Ada Studio', 'ada-studio'],
  ])('with “%s” is %s', async (identifier, handle) => {
    expect(await pasted(` ${secret()}\n`, identifier)).toMatchObject({
      ok: true,
      value: { account: { handle } },
    });
  });

  it('names the accounts that it is good for where it is good for none of that name', async () => {
    expect(await pasted(secret(), 'linden-studio')).toMatchObject({
      class: 'refused',
      message: expect.stringContaining('ada, ada-studio'),
    });
  });

  it.each(['', 'with spaces in it', 'unknown'])('that is “%s” is refused', async (wrong) => {
    expect(await pasted(wrong)).toMatchObject({
      ok: false,
      class: 'auth',
      message: expect.stringContaining('does not accept this access token'),
    });
  });
});

describe('a session', () => {
  const signedIn = async () => {
    const [, studio] = await authorise(line.linkedin, line.url, line.sandbox);
    if (!studio) throw new Error('No page');
    return studio;
  };

  it('is renewed shortly before its end, and keeps its refresh token', async () => {
    const studio = await signedIn();
    const { kept, over } = keeping(studio.session, application());
    advance(60 * DAY - 5 * 60_000);
    expect(await publish(post('Before the end'), memory(), studio, over)).toMatchObject({
      ok: true,
    });
    expect(kept.renewals).toBe(1);
    expect(calls(TOKEN).at(-1)?.body).toMatchObject({ grant_type: 'refresh_token' });
    expect(kept.session.accessToken).not.toBe(studio.session.accessToken);
    expect(kept.session).toMatchObject({
      refreshToken: studio.session.refreshToken,
      scopes: studio.session.scopes,
    });
    // The year began with the first sign-in.
    expect(Math.abs(Number(kept.session.endsAt) - Number(studio.session.endsAt))).toBeLessThan(
      5000,
    );
  });

  it('goes on with the old token where a renewal fails for a moment', async () => {
    const studio = await signedIn();
    const { over } = keeping(studio.session, application());
    advance(60 * DAY - 5 * 60_000);
    await fault({ when: { operation: TOKEN }, fault: { kind: 'status', status: 503 } });
    expect(await publish(post('All the same'), memory(), studio, over)).toMatchObject({ ok: true });
  });

  it('that is over at the network is renewed once, and the same call made again', async () => {
    const studio = await signedIn();
    const { kept, over } = keeping(studio.session, application());
    await fault({ when: { operation: SEND, nth: 1 }, fault: { kind: 'expire' } });
    expect(await publish(post('Once more'), memory(), studio, over)).toMatchObject({ ok: true });
    expect([kept.renewals, calls(SEND).length]).toEqual([1, 2]);
    expect(texts().filter((text) => text === 'Once more')).toHaveLength(1);
  });

  it('whose renewal is cut does not end, and nothing was sent', async () => {
    const studio = await signedIn();
    const { over } = keeping(studio.session, application());
    await fault(
      { when: { operation: SEND, nth: 1 }, fault: { kind: 'expire' } },
      { when: { operation: TOKEN }, fault: { kind: 'cut' } },
    );
    expect(await publish(post('Not yet'), memory(), studio, over)).toMatchObject({
      class: 'unreachable',
    });
  });

  it('that the person has ended asks to reconnect', async () => {
    const studio = await signedIn();
    const { over } = keeping(studio.session, application());
    await fault({ when: { operation: SEND, nth: 1 }, fault: { kind: 'revoke' } });
    expect(await publish(post('Never'), memory(), studio, over)).toMatchObject({
      class: 'auth',
      message: expect.stringContaining('Reconnect the account'),
    });
    expect(texts()).not.toContain('Never');
  });

  it('asks to reconnect after a year, and where there is no refresh token', async () => {
    const studio = await signedIn();
    const { over } = keeping(studio.session, application());
    advance(366 * DAY);
    expect(await line.linkedin.whoAmI(context(studio, over))).toMatchObject({ class: 'auth' });
    const bare = { ...studio, session: { accessToken: 'over' } };
    expect(await line.linkedin.whoAmI(context(bare))).toMatchObject({ class: 'auth' });
  });

  it('that is none of ours asks to reconnect', async () => {
    const broken = { ...line.studio, session: { token: 7 } };
    expect(await line.linkedin.whoAmI(context(broken))).toMatchObject({ class: 'auth' });
  });

  it('tells the figures of now', async () => {
    const [ada, studio] = await authorise(line.linkedin, line.url, line.sandbox);
    for (const one of [ada, studio])
      expect(await line.linkedin.whoAmI(context(one))).toEqual({ ok: true, value: one?.account });
  });
});
