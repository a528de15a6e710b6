import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Json, withMastodon } from './mastodon.ts';

const { server, call, post, upload, reopen } = withMastodon();

describe('signing in with OAuth', () => {
  const REDIRECT = 'http://127.0.0.1:9/callback';

  it('gives a token for a code, once, to whoever has the verifier', async () => {
    const app = await call('POST /api/v1/apps', {
      body: {
        client_name: 'ClientNest',
        redirect_uris: [REDIRECT],
        scopes: 'profile write:statuses',
      },
      as: null,
    });
    const verifier = randomBytes(32).toString('base64url');
    const asked = {
      response_type: 'code',
      client_id: String(app.json.client_id),
      redirect_uri: REDIRECT,
      scope: 'profile write:statuses',
      state: 'abc',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    const page = await call(`GET /oauth/authorize?${new URLSearchParams(asked)}`, { as: null });
    const person = /name="person" value="(\d+)">Allow as @ada/.exec(String(page.json))?.[1] ?? '';
    const allowed = await call('POST /oauth/authorize', {
      body: new URLSearchParams({ ...asked, person }),
      as: null,
    });
    const target = new URL(allowed.headers.get('location') ?? '');
    expect([allowed.status, target.searchParams.get('state')]).toEqual([302, 'abc']);
    const exchange = (over: Json = {}) =>
      call('POST /oauth/token', {
        as: null,
        body: {
          grant_type: 'authorization_code',
          client_id: app.json.client_id,
          client_secret: app.json.client_secret,
          redirect_uri: REDIRECT,
          code: target.searchParams.get('code'),
          code_verifier: verifier,
          ...over,
        },
      });
    expect((await exchange({ code_verifier: 'other' })).json.error).toBe('invalid_grant');
    expect((await exchange({ client_secret: 'other' })).json.error).toBe('invalid_client');
    const { json } = await exchange();
    expect(json).toMatchObject({ token_type: 'Bearer', scope: 'profile write:statuses' });
    expect((await exchange()).json.error).toBe('invalid_grant');

    const as = String(json.access_token);
    expect((await call('GET /api/v1/accounts/verify_credentials', { as })).json.acct).toBe('ada');
    expect(await call('GET /api/v1/scheduled_statuses', { as })).toMatchObject({
      status: 403,
      json: { error: 'This action is outside the authorized scopes' },
    });
    const { client_id, client_secret } = app.json;
    await call('POST /oauth/revoke', { as: null, body: { client_id, client_secret, token: as } });
    expect((await call('GET /api/v1/accounts/verify_credentials', { as })).json.error).toBe(
      'The access token was revoked',
    );
  });
});

describe('limits', () => {
  it('are told with every answer', async () => {
    const { headers } = await post('a');
    expect(headers.get('x-ratelimit-limit')).toBe('300');
    expect(Number(headers.get('x-ratelimit-remaining'))).toBeGreaterThan(0);
    expect(Date.parse(headers.get('x-ratelimit-reset') ?? '')).toBeGreaterThan(server.now);
  });

  it('are kept where they are asked for, until their window is over', async () => {
    await reopen(true);
    for (let count = 0; count < 30; count++) expect((await upload()).status).toBe(200);
    const { status, json, headers } = await upload();
    expect({ status, json }).toEqual({ status: 429, json: { error: 'Too many requests' } });
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    server.now = Date.parse(headers.get('x-ratelimit-reset') ?? '');
    expect((await upload()).status).toBe(200);
  });
});
