import { describe, expect, it } from 'vitest';
import { memory } from '../../support/platform-call.ts';
import { keptSession } from '../tiktok/tiktok.ts';
import { DAY, MAKE, MINUTE, withThreads } from './threads.ts';

const { line, clock, context, post, publish, fault, restart } = withThreads();

const REDIRECT = 'https://relay.example.com/callback';
const REFRESH = 'GET /refresh_access_token';

async function authorise() {
  const serviceUrl = line.calls.url;
  const found = line.sandbox.applications[0];
  const application = {
    ...{ clientId: found?.clientId ?? '', clientSecret: found?.clientSecret ?? null },
  };
  const authorisation = {
    ...{ serviceUrl, application, redirectUri: REDIRECT, state: 'state-1' },
    codeVerifier: 'v'.repeat(64),
  };
  const begun = await line.threads.oauth?.begin(authorisation);
  if (!begun?.ok) throw new Error('It did not begin');
  const url = new URL(begun.value.url);
  const page = await (await fetch(url)).text();
  const person = /name="person" value="([^"]+)">Allow as @ada/.exec(page)?.[1] ?? '';
  const allowed = await fetch(url, {
    ...{ method: 'POST', redirect: 'manual' },
    body: new URLSearchParams([...url.searchParams, ['person', person]]),
  });
  const location = new URL(allowed.headers.get('location') ?? '');
  const code = `${location.searchParams.get('code')}${location.hash}`;
  const finish = (over: object = {}) =>
    line.threads.oauth?.finish({ ...authorisation, kept: begun.value.kept, code, ...over });
  return { url, code, finish, application, location };
}

async function signedIn() {
  const { finish } = await authorise();
  const signed = await finish();
  if (!signed?.ok || !signed.value[0]) throw new Error('It did not finish');
  const { session, account } = signed.value[0];
  const { kept, renewSession } = keptSession(session);
  return { account, kept, over: () => ({ session: kept.session, renewSession }) };
}

describe('signing in', () => {
  it('asks for what it needs, and keeps a token of sixty days', async () => {
    const { url, code, finish, location } = await authorise();
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ response_type: 'code', redirect_uri: REDIRECT, state: 'state-1' },
      scope:
        'threads_basic,threads_content_publish,threads_manage_insights,threads_read_replies,threads_manage_replies,threads_delete',
    });
    expect(location.searchParams.get('state')).toBe('state-1');
    expect(code).toMatch(/#_$/);
    const signed = await finish();
    expect(signed).toMatchObject({
      ok: true,
      value: [
        {
          account: { remoteId: line.id, handle: 'ada', followers: expect.any(Number) },
          session: {
            ...{ issuedAt: clock.now(), expiresAt: clock.now() + 60 * DAY },
            scopes: expect.arrayContaining(['threads_content_publish']),
          },
        },
      ],
    });
  });

  it('does not go through twice with one code, with another secret or after an hour', async () => {
    const first = await authorise();
    await first.finish();
    expect(await first.finish()).toMatchObject({ ok: false, class: 'refused' });
    const second = await authorise();
    const application = { ...second.application, clientSecret: 'no' };
    expect(await second.finish({ application })).toMatchObject({ ok: false });
    const third = await authorise();
    clock.advance(61 * MINUTE);
    expect(await third.finish()).toMatchObject({ ok: false, class: 'refused' });
  });

  it('with a token out of the developer pages learns how long it lives', async () => {
    const serviceUrl = line.calls.url;
    const signIn = (appPassword: string) =>
      line.threads.signIn({ serviceUrl, identifier: '', appPassword });
    expect(await signIn(line.token)).toMatchObject({
      ok: true,
      value: { session: { accessToken: line.token, expiresAt: clock.now() + 60 * DAY } },
    });
    expect(await signIn('THQ-nonsense')).toMatchObject({ ok: false, class: 'auth' });
    expect(await signIn('two words')).toMatchObject({ ok: false, class: 'auth' });
  });
});

describe('a session', () => {
  it('is renewed when less than twenty days are left, and not before', async () => {
    const { kept, over } = await signedIn();
    clock.advance(39 * DAY);
    await line.threads.whoAmI(context(over()));
    expect(kept.renewals).toBe(0);
    const before = kept.session.accessToken;
    clock.advance(2 * DAY);
    expect(await line.threads.whoAmI(context(over()))).toMatchObject({ ok: true });
    expect(kept.session).toMatchObject({ expiresAt: clock.now() + 60 * DAY });
    expect(kept.session.accessToken).not.toBe(before);
    clock.advance(39 * DAY);
    await line.threads.whoAmI(context(over()));
    expect(kept.renewals).toBe(1);
  });

  it('is not over because a renewal did not work now', async () => {
    const { kept, over } = await signedIn();
    clock.advance(45 * DAY);
    await fault({ when: { operation: REFRESH }, fault: { kind: 'status', status: 500 } });
    expect(await line.threads.whoAmI(context(over()))).toMatchObject({ ok: true });
    expect(kept.renewals).toBe(1);
    await fault();
    expect(await line.threads.whoAmI(context(over()))).toMatchObject({ ok: true });
    expect(kept.session).toMatchObject({ expiresAt: clock.now() + 60 * DAY });
  });

  it('that has run out is over, and says so', async () => {
    const { over } = await signedIn();
    clock.advance(61 * DAY);
    expect(await line.threads.whoAmI(context(over()))).toMatchObject({
      ...{ ok: false, class: 'auth' },
      message: expect.stringContaining('Reconnect'),
    });
  });

  it.each(['revoke', 'expire'] as const)(
    'that is ended in the middle of a post: %s',
    async (kind) => {
      const { over } = await signedIn();
      clock.advance(2 * DAY);
      await fault({ when: { operation: MAKE, nth: 1 }, fault: { kind } });
      expect(await publish(post('x'), memory(), over())).toMatchObject({
        ...{ ok: false, class: 'auth' },
      });
      expect(line.sandbox.posts()).toEqual([]);
      await restart();
      const url = line.calls.url;
      expect(await line.threads.whoAmI(context({ ...over(), serviceUrl: url }))).toMatchObject({
        class: 'auth',
      });
    },
  );
});
