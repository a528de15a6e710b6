import { beforeEach, describe, expect, it } from 'vitest';
import { noProgress, PUT, REFRESH, withBluesky } from './bluesky.ts';

const { line, signIn, context, post, publish, recordOf } = withBluesky();

describe('signing in', () => {
  it.each([
    ['a handle', () => 'alice.test'],
    ['a handle with @', () => ' @alice.test'],
    ['an e-mail', () => line.alice.email],
    ['a DID', () => line.alice.did],
  ])('takes %s with an app password', async (_, identifier) => {
    const { account, session: fresh } = await signIn(identifier());
    expect(account).toEqual({
      remoteId: line.alice.did,
      handle: 'alice.test',
      displayName: 'alice.test',
      followers: null,
      following: null,
      postCount: null,
    });
    expect(fresh).toMatchObject({ did: line.alice.did, handle: 'alice.test' });
    expect(JSON.stringify(fresh)).not.toContain(line.appPassword);
  });

  it('refuses a wrong password with the next step, and without saying the password', async () => {
    const result = await line.bluesky.signIn({
      serviceUrl: line.proxy.url,
      identifier: 'alice.test',
      appPassword: 'wrong-wrong-wrong',
    });
    expect(result).toMatchObject({ ok: false, class: 'auth', httpStatus: 401 });
    expect(JSON.stringify(result)).not.toContain('wrong-wrong');
    expect(JSON.stringify(result)).toContain('app password');
  });

  it('says that a service can not be reached', async () => {
    await line.proxy.down();
    const result = await line.bluesky.signIn({
      serviceUrl: line.proxy.url,
      identifier: 'alice.test',
      appPassword: line.appPassword,
    });
    expect(result).toMatchObject({ ok: false, class: 'unreachable', httpStatus: null });
  });

  it('says that a web page is no Bluesky service', async () => {
    line.proxy.onRequest(() => ({
      kind: 'answer',
      status: 404,
      headers: { 'content-type': 'text/html' },
    }));
    const result = await line.bluesky.signIn({
      serviceUrl: line.proxy.url,
      identifier: 'alice.test',
      appPassword: line.appPassword,
    });
    expect(result).toMatchObject({ ok: false, class: 'refused' });
  });

  it('follows no redirect with the password', async () => {
    line.proxy.onRequest((call) =>
      call.includes('createSession')
        ? {
            kind: 'answer',
            status: 307,
            headers: { location: `${line.pds.url}/xrpc/com.atproto.server.createSession` },
          }
        : null,
    );
    const result = await line.bluesky.signIn({
      serviceUrl: line.proxy.url,
      identifier: 'alice.test',
      appPassword: line.appPassword,
    });
    expect(result).toMatchObject({ ok: false, class: 'refused' });
  });
});

describe('whoAmI', () => {
  it('takes the name from the own profile record where the app view does not answer; figures are null, not 0', async () => {
    await line.pds.putProfile(line.bob, { displayName: 'Bob der Bär 🐻' });
    const password = await line.pds.createAppPassword(line.bob);
    const { session: ofBob } = await signIn('bob.test', password);
    const result = await line.bluesky.whoAmI(context({ session: ofBob, remoteId: line.bob.did }));
    expect(result).toEqual({
      ok: true,
      value: {
        remoteId: line.bob.did,
        handle: 'bob.test',
        displayName: 'Bob der Bär 🐻',
        followers: null,
        following: null,
        postCount: null,
      },
    });
  });

  it('takes the figures from the app view where it answers', async () => {
    line.proxy.onRequest((call) =>
      call.includes('getProfile')
        ? {
            kind: 'answer',
            status: 200,
            body: {
              did: line.alice.did,
              handle: 'alice.test',
              displayName: 'Alice',
              followersCount: 12,
              followsCount: 0,
            },
          }
        : null,
    );
    const result = await line.bluesky.whoAmI(context());
    expect(result).toMatchObject({
      value: { displayName: 'Alice', followers: 12, following: 0, postCount: null },
    });
  });
});

describe('the session', () => {
  beforeEach(async () => {
    line.session = (await signIn('alice.test')).session;
    line.proxy.seen.length = 0;
  });

  const expired = () => ({
    ...line.session,
    accessJwt: line.pds.expiredToken(line.session.accessJwt as string),
  });

  it('is renewed when the access token is over, and kept before it is used', async () => {
    const outgoing = post('renewed');
    let keptBeforeUse = false;
    line.proxy.onRequest((call) => {
      if (call === PUT && line.saved.length > 0) keptBeforeUse = true;
      return null;
    });
    const result = await publish(outgoing, noProgress(), { session: expired() });
    expect(result).toMatchObject({ ok: true });
    expect(line.proxy.seen).toEqual([PUT, REFRESH, PUT]);
    expect(keptBeforeUse).toBe(true);
    expect(line.saved).toHaveLength(1);
    expect(line.saved[0]?.refreshJwt).not.toBe(line.session.refreshJwt);
    line.session = line.saved[0] ?? {};
    expect(await publish(post('with the renewed one'))).toMatchObject({ ok: true });
  });

  it('is renewed once for callers that notice together, and for one that comes late', async () => {
    const old = expired();
    const results = await Promise.all([
      publish(post('a'), noProgress(), { session: old }),
      publish(post('b'), noProgress(), { session: old }),
    ]);
    const late = await line.bluesky.whoAmI(context({ session: old }));
    expect([...results, late].map((result) => result.ok)).toEqual([true, true, true]);
    expect(line.proxy.seen.filter((call) => call === REFRESH)).toHaveLength(1);
    expect(line.saved).toHaveLength(1);
  });

  it('is over when the app password was revoked', async () => {
    const password = await line.pds.createAppPassword(line.alice, 'Short-lived');
    const { session: shortLived } = await signIn('alice.test', password);
    await line.pds.revokeAppPassword(line.alice, 'Short-lived');
    const over = {
      ...shortLived,
      accessJwt: line.pds.expiredToken(shortLived.accessJwt as string),
    };
    const outgoing = post('never');
    const result = await publish(outgoing, noProgress(), { session: over });
    expect(result).toMatchObject({ ok: false, class: 'auth' });
    expect(JSON.stringify(result)).not.toMatch(/eyJ/);
    expect(await recordOf(outgoing.recordKey)).toHaveLength(0);
  });

  it('is not over because the service had a bad moment while it was renewed', async () => {
    line.proxy.onRequest((call) => (call === REFRESH ? { kind: 'answer', status: 503 } : null));
    const result = await publish(post('later'), noProgress(), { session: expired() });
    expect(result).toMatchObject({ ok: false, class: 'unreachable', httpStatus: 503 });
    expect(line.saved).toEqual([]);
  });

  it('is not used when it could not be kept', async () => {
    const result = await publish(post('later'), noProgress(), {
      session: expired(),
      renewSession: async (known, renew) => {
        await renew(known);
        throw new Error('keychain locked');
      },
    });
    expect(result).toMatchObject({ ok: false, class: 'unreachable' });
    expect(line.proxy.seen.filter((call) => call === PUT)).toHaveLength(1);
  });

  it('that makes no sense asks for a new sign-in', async () => {
    const result = await publish(post('x'), noProgress(), { session: { token: 'x' } });
    expect(result).toMatchObject({ ok: false, class: 'auth' });
  });
});
