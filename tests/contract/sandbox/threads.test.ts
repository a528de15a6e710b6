import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let sandbox: OpenSandbox;
let now = 0;
let token = '';

async function open(options: Parameters<typeof openSandbox>[0] = {}) {
  sandbox = await openSandbox({ networks: ['threads'], clock: { now: () => now }, ...options });
  token = sandbox.accounts.find(({ handle }) => handle === 'ada')?.secret ?? '';
}
beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 9);
  await open();
});
afterEach(() => sandbox.remove());

// biome-ignore lint/suspicious/noExplicitAny: whatever the network answers
type Json = any;

async function call(name: string, params: Record<string, string> = {}, as = token) {
  const [method = '', path = ''] = name.split(' ');
  const url = new URL(path, sandbox.urls.threads);
  const isPost = method === 'POST';
  if (!isPost) for (const [key, value] of Object.entries(params)) url.searchParams.set(key, value);
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { authorization: `Bearer ${as}`, connection: 'close' },
    ...(isPost ? { body: new URLSearchParams(params) } : {}),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, json: (isJson ? JSON.parse(text) : null) as Json };
}
const make = (params: Record<string, string>) => call('POST /v1.0/me/threads', params);
const publish = (id: string) => call('POST /v1.0/me/threads_publish', { creation_id: id });
const say = async (text: string, over: Record<string, string> = {}) => {
  const { json } = await make({ media_type: 'TEXT', text, ...over });
  return (await publish(json.id)).json.id as string;
};
const codeOf = ({ status, json }: Awaited<ReturnType<typeof call>>) => [
  ...[status, json.error?.code, json.error?.error_subcode],
];

describe('a container', () => {
  it('is published once, and says so', async () => {
    const { json } = await make({ media_type: 'TEXT', text: 'Once' });
    const status = async () => (await call(`GET /v1.0/${json.id}`, { fields: 'status' })).json;
    expect(await status()).toEqual({ id: json.id, status: 'FINISHED' });
    expect((await publish(json.id)).status).toBe(200);
    expect(await status()).toEqual({ id: json.id, status: 'PUBLISHED' });
    expect(codeOf(await publish(json.id))).toEqual([400, 24, 4_279_009]);
    expect(sandbox.posts()).toHaveLength(1);
  });

  it('is over after a day, also after the sandbox was ended meanwhile', async () => {
    const { json } = await make({ media_type: 'TEXT', text: 'Late' });
    const { folder } = sandbox;
    await sandbox.close();
    now += DAY;
    await open({ folder });
    expect((await call(`GET /v1.0/${json.id}`)).json.status).toBe('EXPIRED');
    expect(codeOf(await publish(json.id))).toEqual([400, 24, 4_279_009]);
  });

  it.each([
    [{ media_type: 'POEM', text: 'x' }],
    [{ media_type: 'TEXT' }],
    [{ media_type: 'TEXT', text: ' ' }],
    [{ media_type: 'TEXT', text: 'x'.repeat(501) }],
    [{ media_type: 'TEXT', text: '🥚'.repeat(126) }],
    [{ media_type: 'IMAGE', text: 'x' }],
    [{ media_type: 'IMAGE', image_url: 'file:///etc/passwd' }],
    [{ media_type: 'IMAGE', image_url: 'https://a.example/1.jpg', alt_text: 'x'.repeat(1001) }],
    [{ media_type: 'TEXT', text: 'x', is_carousel_item: 'true' }],
    [{ media_type: 'TEXT', text: 'x', reply_to_id: '12345' }],
    [{ media_type: 'CAROUSEL', children: '1' }],
    [{ media_type: 'CAROUSEL', children: '1,2' }],
  ])('is not made of %o', async (params) => {
    expect(codeOf(await make(params))[1]).toBe(100);
  });

  it('takes 125 emoji of four bytes', async () => {
    expect((await make({ media_type: 'TEXT', text: '🥚'.repeat(125) })).status).toBe(200);
  });

  it('is nobody else’s', async () => {
    const linden = sandbox.accounts.find(({ handle }) => handle === 'linden')?.secret;
    const { json } = await make({ media_type: 'TEXT', text: 'Mine' });
    expect(codeOf(await call(`GET /v1.0/${json.id}`, {}, linden))).toEqual([400, 100, 33]);
    const stolen = await call('POST /v1.0/me/threads_publish', { creation_id: json.id }, linden);
    expect(codeOf(stolen)).toEqual([400, 100, 33]);
  });
});

describe('what a profile has', () => {
  it('is listed newest first, replies apart, page by page', async () => {
    const first = await say('First');
    now += MINUTE;
    const second = await say('Second');
    now += MINUTE;
    const reply = await say('Reply', { reply_to_id: first });
    const list = (edge: string, params = {}) =>
      call(`GET /v1.0/me/${edge}`, { fields: 'id,text,replied_to', ...params });
    expect((await list('threads')).json.data).toEqual([
      ...[
        { id: second, text: 'Second' },
        { id: first, text: 'First' },
      ],
    ]);
    expect((await list('replies')).json.data).toEqual([
      ...[{ id: reply, text: 'Reply', replied_to: { id: first } }],
    ]);
    const page = (await list('threads', { limit: '1' })).json;
    expect(page.paging.next).toContain('after=');
    const rest = await list('threads', { limit: '1', after: page.paging.cursors.after });
    expect(rest.json.data[0].id).toBe(first);
    expect(codeOf(await list('threads', { fields: 'id,secret' }))).toEqual([400, 100, undefined]);
  });

  it('counts for its limits for a day, also what is removed', async () => {
    const id = await say('Counted');
    await say('Reply', { reply_to_id: id });
    expect((await call(`DELETE /v1.0/${id}`)).json).toEqual({ success: true, deleted_id: id });
    const fields = 'quota_usage,reply_quota_usage,config';
    const used = async () =>
      (await call('GET /v1.0/me/threads_publishing_limit', { fields })).json.data[0];
    expect(await used()).toEqual({
      ...{ quota_usage: 1, reply_quota_usage: 1 },
      config: { quota_total: 250, quota_duration: 86_400 },
    });
    now += DAY;
    expect(await used()).toMatchObject({ quota_usage: 0, reply_quota_usage: 0 });
  });
});

describe('tokens', () => {
  const refresh = () =>
    call('GET /refresh_access_token', { grant_type: 'th_refresh_token', access_token: token });

  it('are traded for new ones from a day on, and not when they are over', async () => {
    expect(codeOf(await refresh())[0]).toBe(400);
    now += DAY;
    expect((await refresh()).json).toMatchObject({ token_type: 'bearer', expires_in: 5_184_000 });
    now += 60 * DAY;
    expect(codeOf(await refresh())).toEqual([401, 190, 463]);
  });

  it('do what was allowed and no more', async () => {
    const [application] = sandbox.applications;
    const asked = {
      ...{ client_id: application?.clientId ?? '', response_type: 'code', state: 's' },
      ...{ redirect_uri: 'https://relay.example.com/cb', scope: 'threads_basic' },
    };
    const page = await fetch(
      new URL(`/oauth/authorize?${new URLSearchParams(asked)}`, sandbox.urls.threads),
    );
    const person = /name="person" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const allowed = await fetch(new URL('/oauth/authorize', sandbox.urls.threads), {
      ...{ method: 'POST', redirect: 'manual' },
      body: new URLSearchParams({ ...asked, person }),
    });
    const back = new URL(allowed.headers.get('location') ?? '');
    expect(back.hash).toBe('#_');
    const { json } = await call('POST /oauth/access_token', {
      ...{ client_id: asked.client_id, client_secret: application?.clientSecret ?? '' },
      ...{ grant_type: 'authorization_code', redirect_uri: asked.redirect_uri },
      code: back.searchParams.get('code') ?? '',
    });
    const as = json.access_token as string;
    expect((await call('GET /v1.0/me', {}, as)).status).toBe(200);
    const text = { media_type: 'TEXT', text: 'x' };
    expect(codeOf(await call('POST /v1.0/me/threads', text, as))).toEqual([403, 200, undefined]);
    now += 60 * MINUTE;
    expect(codeOf(await call('GET /v1.0/me', {}, as))).toEqual([401, 190, 463]);
  });

  it.each([['http://127.0.0.1:4000/callback'], ['http://relay.example.com/cb']])(
    'are not given to %s',
    async (redirect_uri) => {
      const [application] = sandbox.applications;
      const asked = {
        ...{ client_id: application?.clientId ?? '', response_type: 'code', redirect_uri },
        scope: 'threads_basic',
      };
      const url = `/oauth/authorize?${new URLSearchParams(asked)}`;
      expect((await fetch(new URL(url, sandbox.urls.threads))).status).toBe(400);
    },
  );
});
