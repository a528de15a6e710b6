import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Application, OAuth, SignedIn } from '../../../electron/platforms/platform.ts';
import { withMastodon } from './mastodon.ts';

const { line, clock, context, signIn, exchanges } = withMastodon();

const REDIRECT = 'http://127.0.0.1:40123/callback';
const OUT_OF_BAND = 'urn:ietf:wg:oauth:2.0:oob';

function oauth(): OAuth {
  if (!line.mastodon.oauth) throw new Error('Mastodon signs in through the browser');
  return line.mastodon.oauth;
}
const given = <Value>(result: { ok: true; value: Value } | { ok: false }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
};

/** One round as the app makes it. */
async function begin(redirectUri = REDIRECT) {
  const serviceUrl = line.proxy.url;
  const application = given(
    (await oauth().register?.({ serviceUrl, redirectUri })) ?? { ok: false },
  );
  const round = {
    ...{ serviceUrl, application, redirectUri },
    state: randomBytes(16).toString('base64url'),
    codeVerifier: randomBytes(32).toString('base64url'),
  };
  const { url, kept } = given(await oauth().begin(round));
  return { round: { ...round, kept }, page: new URL(url) };
}

/** What a person does on the page; where the browser ends up, or what the page says. */
async function choose(page: URL, person: string) {
  const shown = await line.server.call('GET', `${page.pathname}${page.search}`);
  expect(shown.json).toContain('ClientNest');
  const body = new URLSearchParams(page.searchParams);
  body.set('person', person);
  const { location, json } = await line.server.call('POST', '/oauth/authorize', { body });
  return { location: location === null ? null : new URL(location), page: String(json) };
}

async function signInThere(redirectUri = REDIRECT): Promise<SignedIn> {
  const { round, page } = await begin(redirectUri);
  const { location, page: text } = await choose(page, line.ada.id);
  const code = location?.searchParams.get('code') ?? /<code>([^<]+)</.exec(text)?.[1] ?? '';
  const [signedIn] = given(await oauth().finish({ ...round, code }));
  if (!signedIn) throw new Error('Nobody');
  return signedIn;
}

describe('signing in through the browser', () => {
  it('registers an application for the way back, with only the scopes that are needed', async () => {
    const { round, page } = await begin();
    expect(page.origin).toBe(line.proxy.url);
    const wanted = line.mastodon.capabilities.oauth?.scopes.map(({ scope }) => scope).join(' ');
    expect(Object.fromEntries(page.searchParams)).toEqual({
      response_type: 'code',
      client_id: round.application.clientId,
      redirect_uri: REDIRECT,
      scope: wanted,
      state: round.state,
      code_challenge: createHash('sha256').update(round.codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    expect(page.href).not.toContain(round.application.clientSecret);
    expect(page.href).not.toContain(round.codeVerifier);
    const [register] = await exchanges();
    expect(register?.body).toEqual({
      client_name: 'ClientNest',
      redirect_uris: [REDIRECT],
      scopes: wanted,
    });
  });

  it.each([
    ['back on this computer', REDIRECT],
    ['by a code that is copied', OUT_OF_BAND],
  ])('gives a session that publishes: %s', async (_, redirectUri) => {
    const { session, account } = await signInThere(redirectUri);
    expect(account).toMatchObject({
      remoteId: line.ada.id,
      handle: `${line.ada.username}@${line.server.domain}`,
    });
    expect(session).toMatchObject({
      domain: line.server.domain,
      endsAt: null,
      scopes: line.mastodon.capabilities.oauth?.scopes.map(({ scope }) => scope),
    });
    const post = {
      ...{ text: 'signed in', images: [], video: null, thread: [], firstComment: null },
      ...{ recordKey: 'a', createdAt: clock.now(), isTaken: () => false },
    };
    const progress = { saved: null, save: async () => {} };
    const result = await line.mastodon.publish(context({ session }), post, progress);
    expect(result).toMatchObject({ ok: true });
  });

  it('comes back with a no where the person does not allow it', async () => {
    const { round, page } = await begin();
    const { location } = await choose(page, '');
    expect(location?.searchParams.get('error')).toBe('access_denied');
    expect(location?.searchParams.get('state')).toBe(round.state);
  });

  it('is refused with a code that is spent, wrong, of another verifier or of another address', async () => {
    const { round, page } = await begin();
    const { location } = await choose(page, line.ada.id);
    const code = location?.searchParams.get('code') ?? '';
    const tries = [
      { ...round, code: 'wrong' },
      { ...round, code, codeVerifier: 'x'.repeat(43) },
      { ...round, code, redirectUri: 'http://127.0.0.1:1/callback' },
      { ...round, code, application: { ...round.application, clientSecret: 'x' } },
    ];
    for (const one of tries) {
      const result = await oauth().finish(one);
      expect(result).toMatchObject({ ok: false, class: 'auth' });
      expect(JSON.stringify(result)).not.toContain(code);
    }
    expect(await oauth().finish({ ...round, code })).toMatchObject({ ok: true });
    expect(await oauth().finish({ ...round, code })).toMatchObject({ ok: false, class: 'auth' });
  });

  it('says that a server can not be reached, or that it is none', async () => {
    const input = { serviceUrl: line.proxy.url, redirectUri: REDIRECT };
    line.proxy.onRequest(() => ({ kind: 'answer', status: 404, body: {} }));
    expect(await oauth().register?.(input)).toMatchObject({ ok: false, class: 'refused' });
    await line.proxy.down();
    expect(await oauth().register?.(input)).toMatchObject({ ok: false, class: 'unreachable' });
  });

  it('registers with an older server, which takes one address only', async () => {
    let calls = 0;
    line.proxy.onRequest(() =>
      ++calls === 1
        ? {
            kind: 'answer',
            status: 422,
            body: { error: "Validation failed: Redirect URI can't be blank" },
          }
        : {
            kind: 'answer',
            status: 200,
            body: { client_id: 'an id', client_secret: 'a secret' } satisfies Record<
              string,
              string
            >,
          },
    );
    const application: Application = { clientId: 'an id', clientSecret: 'a secret' };
    const input = { serviceUrl: line.proxy.url, redirectUri: REDIRECT };
    expect(await oauth().register?.(input)).toEqual({ ok: true, value: application });
  });
});

describe('ending a session at the server', () => {
  it('ends it, also when a newer application has taken the place of its own', async () => {
    const { session } = await signInThere();
    await signInThere();
    const revoke = () => oauth().revoke?.(context({ session }));
    expect(await revoke()).toEqual({ ok: true, value: 'revoked' });
    expect(await line.mastodon.whoAmI(context({ session }))).toMatchObject({ class: 'auth' });
    expect(await revoke()).toEqual({ ok: true, value: 'revoked' });
  });

  it('leaves a pasted token to its owner, and says where', async () => {
    const pasted = given(await signIn(line.ada.token));
    const result = await oauth().revoke?.(context({ session: pasted.session }));
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    expect(result?.ok ? '' : result?.message).toContain('Preferences → Development');
  });
});

describe('what the server allows', () => {
  it('is not told where it is as usual', async () => {
    const pasted = given(await signIn(line.ada.token));
    expect(pasted.account).not.toHaveProperty('serverLimits');
    expect(given(await line.mastodon.whoAmI(context()))).not.toHaveProperty('serverLimits');
  });

  it('is told at sign-in and later, as far as it is something else', async () => {
    line.proxy.rewrite((call, answer) =>
      call === 'GET /api/v2/instance'
        ? answer
            .replace('"max_characters":500', '"max_characters":5000')
            .replace('"max_media_attachments":4', '"max_media_attachments":16')
            .replace('"image_size_limit":16777216', '"image_size_limit":8388608')
            .replace('"description_limit":1500', '"description_limit":"many"')
        : answer,
    );
    const serverLimits = { textLimit: 5000, imageCount: 16, imageBytes: 8_388_608 };
    expect(given(await signIn(line.ada.token)).account.serverLimits).toEqual(serverLimits);
    expect(given(await line.mastodon.whoAmI(context())).serverLimits).toEqual(serverLimits);
    expect((await signInThere()).account.serverLimits).toEqual(serverLimits);
  });
});
