import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memory } from '../../support/platform-call.ts';
import { keptSession, MB, MINUTE, TOKEN, video, withTikTok } from './tiktok.ts';

const { line, clock, context, post, publish, fault, authorise, restart } = withTikTok();

const HOUR = 60 * MINUTE;
const whoAmI = 'GET /v2/user/info/';

async function signedIn() {
  const { finish, application } = await authorise();
  const signed = await finish();
  if (!signed?.ok) throw new Error(signed?.message);
  const [first] = signed.value;
  if (!first) throw new Error('Nobody');
  const { kept, renewSession } = keptSession(first.session);
  const over = () => ({
    session: kept.session,
    renewSession,
    application: async () => application,
  });
  return { ...first, kept, over, application };
}

describe('signing in', () => {
  it('opens the page with the digest in hex, and keeps what comes of it', async () => {
    const { url, finish } = await authorise({ verifier: 'a'.repeat(50) });
    expect(url.pathname).toBe('/v2/auth/authorize/');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ response_type: 'code', state: 'state-1', code_challenge_method: 'S256' },
      scope: 'user.info.basic,user.info.profile,user.info.stats,video.publish,video.list',
      redirect_uri: 'http://127.0.0.1:4711/callback/',
      code_challenge: createHash('sha256').update('a'.repeat(50)).digest('hex'),
    });
    const signed = await finish();
    expect(signed).toMatchObject({
      ok: true,
      value: [
        {
          account: { handle: 'ada', displayName: 'ada', followers: 120, postCount: 0 },
          session: {
            expiresAt: clock.now() + 2 * HOUR,
            endsAt: clock.now() + 180 * 24 * HOUR,
            scopes: expect.arrayContaining(['video.publish', 'video.list']),
          },
        },
      ],
    });
  });

  it.each([
    [
      'a code that was used',
      async () => {
        const { finish } = await authorise();
        await finish();
        return finish();
      },
    ],
    ['another verifier', async () => (await authorise()).finish('w'.repeat(64))],
    [
      'a code that is too old',
      async () => {
        const { finish } = await authorise();
        clock.advance(11 * MINUTE);
        return finish();
      },
    ],
  ] as const)('does not go through with %s', async (_, attempt) => {
    expect(await attempt()).toMatchObject({ ok: false, class: 'auth' });
  });

  it('with a token that was pasted asks whose it is', async () => {
    const serviceUrl = line.calls.url;
    const signIn = (appPassword: string) =>
      line.tiktok.signIn({ serviceUrl, identifier: '', appPassword });
    expect(await signIn(` ${line.ada.token} `)).toMatchObject({
      ...{ ok: true, value: { session: { accessToken: line.ada.token } } },
    });
    expect(await signIn('act.nonsense')).toMatchObject({ ok: false, class: 'auth' });
    expect(await signIn('two words')).toMatchObject({ ok: false, class: 'auth' });
  });
});

describe('a session', () => {
  it('is renewed ten minutes ahead of its end, with a new refresh token', async () => {
    const { kept, over } = await signedIn();
    const before = kept.session;
    clock.advance(2 * HOUR - 11 * MINUTE);
    expect((await line.tiktok.whoAmI(context(over()))).ok).toBe(true);
    expect(kept.renewals).toBe(0);
    clock.advance(2 * MINUTE);
    expect((await line.tiktok.whoAmI(context(over()))).ok).toBe(true);
    expect(kept.session.accessToken).not.toBe(before.accessToken);
    expect(kept.session.refreshToken).not.toBe(before.refreshToken);
    expect(kept.session.scopes).toEqual(before.scopes);
  });

  it('that TikTok refuses is renewed once, in the middle of a post, and the post goes on', async () => {
    const { kept, over } = await signedIn();
    await fault({
      when: { operation: 'POST /v2/post/publish/video/init/', nth: 1 },
      fault: { kind: 'expire' },
    });
    const result = await publish(post('Renewed', { video: video(MB) }), memory(), over());
    expect(result).toMatchObject({ ok: true });
    expect(kept.renewals).toBe(1);
    expect(line.sandbox.posts()).toHaveLength(1);
  });

  it('is renewed by one call where two find it over', async () => {
    const { kept, over } = await signedIn();
    clock.advance(3 * HOUR);
    const both = await Promise.all([
      line.tiktok.whoAmI(context(over())),
      line.tiktok.whoAmI(context(over())),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(line.calls.names().filter((name) => name === TOKEN)).toHaveLength(2);
    expect(kept.renewals).toBe(1);
  });

  it('is not over because a renewal did not work now', async () => {
    const { kept, over } = await signedIn();
    clock.advance(2 * HOUR - 5 * MINUTE);
    await fault({ when: { operation: TOKEN }, fault: { kind: 'status', status: 503 } });
    // The old one is good for five minutes.
    expect(await line.tiktok.whoAmI(context(over()))).toMatchObject({ ok: true });
    clock.advance(6 * MINUTE);
    expect(await publish(post('x', { video: video(MB) }), memory(), over())).toMatchObject({
      ...{ ok: false, class: 'unreachable' },
    });
    await fault();
    expect(await line.tiktok.whoAmI(context(over()))).toMatchObject({ ok: true });
    expect(kept.renewals).toBeGreaterThan(1);
  });

  it.each([['withdrew it', [{ when: { operation: whoAmI }, fault: { kind: 'revoke' as const } }]]])(
    'is over where the person %s, and says so',
    async (_, rules) => {
      const { over } = await signedIn();
      await fault(...rules);
      await line.tiktok.whoAmI(context(over()));
      expect(await line.tiktok.whoAmI(context(over()))).toMatchObject({
        ...{ ok: false, class: 'auth' },
        message: expect.stringContaining('Reconnect'),
      });
    },
  );

  it('is over where a refresh token is used a second time, and where its life has ended', async () => {
    const first = await signedIn();
    const old = first.kept.session;
    clock.advance(3 * HOUR);
    await line.tiktok.whoAmI(context(first.over()));
    const { renewSession } = keptSession(old);
    const stolen = { ...first.over(), session: old, renewSession };
    expect(await line.tiktok.whoAmI(context(stolen))).toMatchObject({ class: 'auth' });
    const second = await signedIn();
    clock.advance(181 * 24 * HOUR);
    expect(await line.tiktok.whoAmI(context(second.over()))).toMatchObject({ class: 'auth' });
  });

  it('can’t be renewed without the application that it was made with', async () => {
    const { over } = await signedIn();
    clock.advance(3 * HOUR);
    const without = { ...over(), application: async () => null };
    expect(await line.tiktok.whoAmI(context(without))).toMatchObject({
      ...{ ok: false, class: 'auth' },
      message: expect.stringContaining('application'),
    });
  });

  it('that is taken back at TikTok opens nothing any more, also after a restart', async () => {
    const { over } = await signedIn();
    expect(await line.tiktok.oauth?.revoke?.(context(over()))).toEqual({
      ...{ ok: true, value: 'revoked' },
    });
    await restart();
    expect(await line.tiktok.whoAmI(context(over()))).toMatchObject({ class: 'auth' });
  });

  it('of an application with another secret is refused with what to check', async () => {
    const { over, application } = await signedIn();
    clock.advance(3 * HOUR);
    const wrong = { ...over(), application: async () => ({ ...application, clientSecret: 'no' }) };
    expect(await line.tiktok.whoAmI(context(wrong))).toMatchObject({
      ...{ ok: false, class: 'auth' },
      message: expect.stringContaining('client key or secret'),
    });
  });
});
