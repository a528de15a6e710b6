import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenedSpec, openMastodonSpec } from '../../support/mastodon-spec.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';
import { PIXEL } from '../bluesky/bluesky.ts';

const MINUTE = 60_000;
const spec: OpenedSpec | null = openMastodonSpec();
if (!spec)
  console.warn('Mastodon’s published description is not here: answers are not held against it.');

let sandbox: OpenSandbox;
let now: number;
let token: string;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 9);
  sandbox = await openSandbox({ networks: ['mastodon'], clock: { now: () => now } });
  token = sandbox.accounts.find(({ handle }) => handle === 'ada')?.secret ?? '';
});
afterEach(() => sandbox.remove());

type Json = Record<string, unknown>;

async function call(
  name: string,
  { body, headers = {}, as = token }: { body?: unknown; headers?: Json; as?: string | null } = {},
) {
  const [method = '', path = ''] = name.split(' ');
  const isForm = body instanceof FormData || body instanceof URLSearchParams;
  const response = await fetch(new URL(path, sandbox.mastodon), {
    method,
    redirect: 'manual',
    headers: {
      ...(as === null ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...(headers as Record<string, string>),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const json = (isJson ? JSON.parse(text) : text) as Json;
  if (isJson) expect(spec?.problems(method, path, response.status, json) ?? []).toEqual([]);
  return { status: response.status, json, headers: response.headers };
}

const post = (status: string, over: Json = {}, key?: string) =>
  call('POST /api/v1/statuses', {
    body: { status, ...over },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });

function upload(description?: string, bytes: Uint8Array = PIXEL, type = 'image/png') {
  const form = new FormData();
  form.set('file', new Blob([bytes as Uint8Array<ArrayBuffer>], { type }), 'picture.png');
  if (description !== undefined) form.set('description', description);
  return call('POST /api/v2/media', { body: form });
}

const posted = () =>
  sandbox
    .posts()
    .map(({ text, origin, removedAt }) => ({ text, origin, removed: removedAt !== null }));

describe('an account', () => {
  it('says who it is, by its token', async () => {
    expect(await call('GET /api/v1/accounts/verify_credentials')).toMatchObject({
      status: 200,
      json: { username: 'ada', acct: 'ada', statuses_count: 0 },
    });
  });

  it('is asked for its token', async () => {
    for (const as of [null, 'nobody']) {
      const { status, json } = await call('POST /api/v1/statuses', { body: { status: 'a' }, as });
      expect({ status, json }).toEqual({
        status: 401,
        json: { error: 'The access token is invalid' },
      });
    }
    expect(posted()).toEqual([]);
  });

  it('lists its posts page by page', async () => {
    for (let count = 1; count <= 45; count++) await post(`post ${count}`);
    const { json: account } = await call('GET /api/v1/accounts/verify_credentials');
    const seen: string[] = [];
    let next: string | undefined = `/api/v1/accounts/${account.id}/statuses?limit=20`;
    let pages = 0;
    while (next) {
      const { json, headers } = await call(`GET ${next}`);
      const page = json as unknown as { content: string }[];
      if (page.length === 0) break;
      pages++;
      seen.push(...page.map(({ content }) => content));
      const link = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
      next = link ? new URL(link).pathname + new URL(link).search : undefined;
    }
    expect(pages).toBe(3);
    expect(seen).toEqual(Array.from({ length: 45 }, (_, at) => `<p>post ${45 - at}</p>`));
  });
});

describe('posting', () => {
  it('makes HTML of the text, with links, mentions and hashtags', async () => {
    const { status, json } = await post(
      'Fresh <beans> & more\nhttps://brio.example/a\n\n#coffee @linden',
    );
    expect(status).toBe(200);
    expect(json.content).toContain(
      '<p>Fresh &lt;beans&gt; &amp; more<br /><a href="https://brio.example/a"',
    );
    expect(json.content).toContain(
      '<span class="invisible">https://</span><span class="">brio.example/a</span>',
    );
    expect(json.content).toContain('#<span>coffee</span>');
    expect(json.content).toContain('@<span>linden</span>');
    expect(json.tags).toMatchObject([{ name: 'coffee' }]);
  });

  it('is one post for an hour however often a key is sent, and another one after it', async () => {
    const first = await post('once', {}, 'key');
    now += 59 * MINUTE;
    expect((await post('once', {}, 'key')).json.id).toBe(first.json.id);
    now += 2 * MINUTE;
    expect((await post('once', {}, 'key')).json.id).not.toBe(first.json.id);
    expect(posted().map(({ origin }) => origin)).toEqual(['created', 'repeated', 'created']);
    expect(sandbox.posts()[0]).toMatchObject({
      account: 'ada',
      key: 'key',
      remoteId: first.json.id,
    });
  });

  it.each([
    ['nothing', { status: '' }, "Validation failed: Text can't be blank"],
    [
      '501 characters',
      { status: 'a'.repeat(501) },
      'Validation failed: Text character limit of 500 exceeded',
    ],
    [
      'media that are not there',
      { status: 'a', media_ids: ['1'] },
      'Media 1 not found or already attached to another post',
    ],
    [
      'five media',
      { status: 'a', media_ids: ['1', '2', '3', '4', '5'] },
      'Cannot attach more than 4 files',
    ],
    [
      'a time too near',
      { status: 'a', scheduled_at: '2026-11-22T09:04:00Z' },
      'Validation failed: Scheduled at The scheduled date must be in the future',
    ],
  ])('refuses %s', async (_, body, error) => {
    const { status, json } = await call('POST /api/v1/statuses', { body });
    expect({ status, json }).toEqual({ status: 422, json: { error } });
    expect(posted()).toEqual([]);
  });

  it('counts a link as 23 characters and a mention without its server', async () => {
    const link = `https://example.com/${'a'.repeat(400)}`;
    expect((await post(`${'x'.repeat(476)} ${link}`)).status).toBe(200);
    expect((await post(`${'x'.repeat(477)} ${link}`)).status).toBe(422);
    expect((await post(`${'x'.repeat(492)} @linden@social.example`)).status).toBe(200);
    expect((await post(`${'x'.repeat(494)} @linden@social.example`)).status).toBe(422);
  });

  it('deletes a post and gives back its text; then its key stands for nothing', async () => {
    const { json } = await post('gone', {}, 'key');
    expect(await call(`DELETE /api/v1/statuses/${json.id}`)).toMatchObject({
      status: 200,
      json: { text: 'gone' },
    });
    expect((await call(`GET /api/v1/statuses/${json.id}`)).status).toBe(404);
    expect((await post('gone', {}, 'key')).status).toBe(404);
    expect(posted()).toEqual([{ text: 'gone', origin: 'created', removed: true }]);
  });

  it('does not let one account delete what another one posted', async () => {
    const { json } = await post('mine');
    const linden = sandbox.accounts.find(({ handle }) => handle === 'linden')?.secret ?? '';
    expect((await call(`DELETE /api/v1/statuses/${json.id}`, { as: linden })).status).toBe(404);
    expect((await call(`GET /api/v1/statuses/${json.id}`)).status).toBe(200);
  });

  it('takes forms as well as JSON', async () => {
    const { json: media } = await upload();
    const body = new URLSearchParams([
      ['status', 'form'],
      ['media_ids[]', String(media.id)],
    ]);
    const { json } = await call('POST /api/v1/statuses', { body });
    expect(json).toMatchObject({ content: '<p>form</p>', media_attachments: [{ id: media.id }] });
  });
});

describe('media', () => {
  it('is there at once where it is a picture, with its bytes and its description', async () => {
    const { status, json } = await upload('One egg 🥚');
    expect({ status, json }).toMatchObject({
      status: 200,
      json: { type: 'image', description: 'One egg 🥚' },
    });
    const bytes = await fetch(String(json.url)).then((response) => response.arrayBuffer());
    expect(new Uint8Array(bytes)).toEqual(PIXEL);
    await post('egg', { media_ids: [json.id] });
    const sha256 = createHash('sha256').update(PIXEL).digest('hex');
    expect(sandbox.posts()[0]?.media).toEqual([sha256]);
    expect((await post('egg again', { media_ids: [json.id] })).status).toBe(422);
  });

  it('is worked on for a while where it is a video, and can’t be attached before', async () => {
    const video = Uint8Array.from([0, 0, 0, 24, ...Buffer.from('ftypisom')]);
    const { status, json } = await upload('A film', video, 'video/mp4');
    expect({ status, json }).toMatchObject({ status: 202, json: { type: 'video', url: null } });
    expect((await call(`GET /api/v1/media/${json.id}`)).status).toBe(206);
    expect((await post('film', { media_ids: [json.id] })).json).toEqual({
      error: 'Cannot attach files that have not finished processing. Try again in a moment!',
    });
    now += 2000;
    expect((await call(`GET /api/v1/media/${json.id}`)).status).toBe(200);
    expect((await post('film', { media_ids: [json.id] })).status).toBe(200);
  });

  it('refuses what is no media', async () => {
    expect(await upload('x', Buffer.from('hello'), 'text/plain')).toMatchObject({
      status: 422,
      json: { error: 'Validation failed: File content type is invalid' },
    });
    expect((await call('POST /api/v2/media', { body: new FormData() })).status).toBe(422);
  });
});

describe('scheduling', () => {
  const at = (minutes: number) => new Date(now + minutes * MINUTE).toISOString();

  it('publishes at its time, once, under the key that it was sent with', async () => {
    const { json } = await post('later', { scheduled_at: at(30) }, 'key');
    expect(json).toMatchObject({
      scheduled_at: at(30),
      params: { text: 'later', idempotency: 'key' },
    });
    expect((await post('later', { scheduled_at: at(30) }, 'key')).json.id).toBe(json.id);
    expect((await call('GET /api/v1/scheduled_statuses')).json).toMatchObject([{ id: json.id }]);
    now += 29 * MINUTE;
    await call('GET /api/v2/instance');
    expect(posted()).toEqual([]);
    now += MINUTE;
    expect((await call('GET /api/v1/scheduled_statuses')).json).toEqual([]);
    expect(posted()).toEqual([{ text: 'later', origin: 'created', removed: false }]);
    expect(sandbox.posts()[0]).toMatchObject({
      publishedAt: now,
      receivedAt: now - 30 * MINUTE,
      key: 'key',
    });
  });

  it('can be moved and taken back', async () => {
    const { json } = await post('later', { scheduled_at: at(30) });
    const place = `/api/v1/scheduled_statuses/${json.id}`;
    expect((await call(`PUT ${place}`, { body: { scheduled_at: at(2) } })).status).toBe(422);
    expect((await call(`PUT ${place}`, { body: { scheduled_at: at(60) } })).json.scheduled_at).toBe(
      at(60),
    );
    expect((await call(`GET ${place}`)).json.scheduled_at).toBe(at(60));
    expect((await call(`DELETE ${place}`)).json).toEqual({});
    now += 61 * MINUTE;
    expect((await call(`GET ${place}`)).status).toBe(404);
    expect(posted()).toEqual([]);
  });

  it('posts at once what is scheduled for a time that is over', async () => {
    expect((await post('late', { scheduled_at: at(-1) })).json.content).toBe('<p>late</p>');
  });
});

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
    expect(Date.parse(headers.get('x-ratelimit-reset') ?? '')).toBeGreaterThan(now);
  });

  it('are kept where they are asked for, until their window is over', async () => {
    await sandbox.remove();
    sandbox = await openSandbox({
      networks: ['mastodon'],
      limited: true,
      clock: { now: () => now },
    });
    for (let count = 0; count < 30; count++) expect((await upload()).status).toBe(200);
    const { status, json, headers } = await upload();
    expect({ status, json }).toEqual({ status: 429, json: { error: 'Too many requests' } });
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    now = Date.parse(headers.get('x-ratelimit-reset') ?? '');
    expect((await upload()).status).toBe(200);
  });
});

it('tells its limits as an instance', async () => {
  expect((await call('GET /api/v2/instance', { as: null })).json).toMatchObject({
    configuration: { statuses: { max_characters: 500, characters_reserved_per_url: 23 } },
  });
});
