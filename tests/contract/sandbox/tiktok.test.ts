import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

const MB = 1_000_000;
const MINUTE = 60_000;
const PUBLISH = '/v2/post/publish';

let sandbox: OpenSandbox;
let now = 0;
let token = '';

async function open(options: Parameters<typeof openSandbox>[0] = {}) {
  sandbox = await openSandbox({ networks: ['tiktok'], clock: { now: () => now }, ...options });
  token = sandbox.accounts.find(({ handle }) => handle === 'ada')?.secret ?? '';
}
beforeEach(async () => {
  now = Date.UTC(2026, 10, 22, 9);
  await open();
});
afterEach(() => sandbox.remove());

async function call(path: string, body: object, as = token) {
  const response = await fetch(new URL(path, sandbox.urls.tiktok), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${as}`,
      'content-type': 'application/json; charset=UTF-8',
      connection: 'close',
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, json: JSON.parse(text) };
}

const init = (size: number, chunk: number, count: number, over: object = {}) =>
  call(`${PUBLISH}/video/init/`, {
    post_info: { title: 'Film', privacy_level: 'PUBLIC_TO_EVERYONE', ...over },
    source_info: {
      ...{ source: 'FILE_UPLOAD', video_size: size, chunk_size: chunk, total_chunk_count: count },
    },
  });

const film = (size: number) => {
  const bytes = Buffer.alloc(size, 1);
  bytes.set([0, 0, 0, 24, ...Buffer.from('ftypisom')]);
  return bytes;
};

async function put(url: string, bytes: Buffer, range: string, type = 'video/mp4') {
  const body = bytes as Buffer<ArrayBuffer>;
  // A connection of its own: the sandbox may be another one on the same port by now.
  const headers = { 'content-type': type, 'content-range': range, connection: 'close' };
  const response = await fetch(url, { method: 'PUT', headers, body });
  return { status: response.status, told: response.headers.get('content-range') };
}

const code = (answer: Awaited<ReturnType<typeof call>>) => [answer.status, answer.json.error.code];

describe('the cut of a video', () => {
  it.each([
    [4 * MB, 4 * MB, 1, 'ok'],
    [4 * MB, 2 * MB, 2, 'invalid_params'],
    [12 * MB, 5 * MB, 2, 'ok'],
    [12 * MB, 5 * MB, 3, 'invalid_params'],
    [12 * MB, 4 * MB, 3, 'invalid_params'],
    [60 * MB, 60 * MB, 1, 'ok'],
    [70 * MB, 70 * MB, 1, 'invalid_params'],
    [0, 0, 1, 'invalid_params'],
    [5_000 * MB, 10 * MB, 500, 'invalid_params'],
  ])('%d bytes in pieces of %d, %d of them: %s', async (size, chunk, count, expected) => {
    expect((await init(size, chunk, count)).json.error.code).toBe(expected);
  });
});

describe('an upload', () => {
  it('takes its pieces in order, whole, and tells how far it is', async () => {
    const { json } = await init(12 * MB, 5 * MB, 2);
    const { upload_url: url, publish_id: id } = json.data;
    const bytes = film(12 * MB);
    const second = bytes.subarray(5 * MB);
    expect((await put(url, second, 'bytes 5000000-11999999/12000000')).status).toBe(416);
    const first = bytes.subarray(0, 5 * MB);
    expect((await put(url, first, 'bytes 0-4999999/12000000', 'text/plain')).status).toBe(400);
    expect((await put(url, first, 'bytes 0-4999998/12000000')).status).toBe(400);
    expect((await put(url, first, 'bytes 0-4999999/13000000')).status).toBe(416);
    expect(await put(url, first, 'bytes 0-4999999/12000000')).toEqual({
      ...{ status: 206, told: 'bytes 0-4999999/12000000' },
    });
    const status = () => call(`${PUBLISH}/status/fetch/`, { publish_id: id });
    expect((await status()).json.data).toEqual({
      ...{ status: 'PROCESSING_UPLOAD', uploaded_bytes: 5 * MB },
    });
    expect((await put(url, second, 'bytes 5000000-11999999/12000000')).status).toBe(201);
    expect((await put(url, second, 'bytes 5000000-11999999/12000000')).status).toBe(416);
    now += 1500;
    const posted = await status();
    expect(posted.json.data).toEqual({ status: 'PUBLISH_COMPLETE', uploaded_bytes: 12 * MB });
    now += 1000;
    const id64 = sandbox.posts()[0]?.remoteId;
    expect((await status()).text).toContain(`"publicaly_available_post_id":[${id64}]`);
  });

  it('has an address that is good for an hour, and nobody guesses', async () => {
    const { upload_url: url } = (await init(MB, MB, 1)).json.data;
    const bytes = film(MB);
    const range = `bytes 0-${MB - 1}/${MB}`;
    expect((await put(`${url}x`, bytes, range)).status).toBe(404);
    now += 60 * MINUTE;
    expect((await put(url, bytes, range)).status).toBe(403);
  });

  it('is known again after the sandbox was ended, and goes on', async () => {
    const { folder } = sandbox;
    const { upload_url: url, publish_id: id } = (await init(12 * MB, 6 * MB, 2)).json.data;
    const bytes = film(12 * MB);
    await put(url, bytes.subarray(0, 6 * MB), 'bytes 0-5999999/12000000');
    await sandbox.close();
    await open({ folder });
    await put(url, bytes.subarray(6 * MB), 'bytes 6000000-11999999/12000000');
    now += 2000;
    expect((await call(`${PUBLISH}/status/fetch/`, { publish_id: id })).json.data.status).toBe(
      'PUBLISH_COMPLETE',
    );
    await sandbox.close();
    await open({ folder });
    expect(sandbox.posts()).toHaveLength(1);
    const list = await call('/v2/video/list/?fields=id,title', { max_count: 5 });
    expect(list.json.data.videos).toEqual([{ id: sandbox.posts()[0]?.remoteId, title: 'Film' }]);
  });
});

it('refuses what is not the account’s to do', async () => {
  const linden = sandbox.accounts.find(({ handle }) => handle === 'linden')?.secret;
  const { publish_id: id } = (await init(MB, MB, 1)).json.data;
  expect(code(await call(`${PUBLISH}/status/fetch/`, { publish_id: id }, linden))).toEqual([
    ...[400, 'token_not_authorized_for_specified_publish_id'],
  ]);
  expect(code(await call(`${PUBLISH}/status/fetch/`, { publish_id: 'v_pub~1' }))).toEqual([
    ...[400, 'invalid_publish_id'],
  ]);
  expect(code(await call(`${PUBLISH}/creator_info/query/`, {}, 'act.none'))).toEqual([
    ...[401, 'access_token_invalid'],
  ]);
  expect(code(await init(MB, MB, 1, { privacy_level: 'FOLLOWER_OF_CREATOR' }))).toEqual([
    ...[403, 'privacy_level_option_mismatch'],
  ]);
  expect(code(await init(MB, MB, 1, { title: 'x'.repeat(2201) }))).toEqual([400, 'invalid_params']);
});

it('keeps the limits of a minute, and lets go of them after it', async () => {
  await sandbox.remove();
  await open({ limited: true });
  for (let call = 0; call < 6; call++) expect((await init(MB, MB, 1)).status).toBe(200);
  expect(code(await init(MB, MB, 1))).toEqual([429, 'rate_limit_exceeded']);
  now += MINUTE;
  expect((await init(MB, MB, 1)).status).toBe(200);
});

it('forgets a token after two hours', async () => {
  now += 120 * MINUTE;
  expect(code(await init(MB, MB, 1))).toEqual([401, 'access_token_invalid']);
});

it('lets nobody in who comes back to another address or shows no challenge', async () => {
  const page = async (over: Record<string, string>) => {
    const url = new URL('/v2/auth/authorize/', sandbox.urls.tiktok);
    const [application] = sandbox.applications;
    const asked = {
      ...{ client_key: application?.clientId ?? '', response_type: 'code', state: 's' },
      ...{ scope: 'user.info.basic,video.publish', code_challenge: 'ab'.repeat(32) },
      redirect_uri: 'http://127.0.0.1:4000/callback/',
      ...over,
    };
    url.search = new URLSearchParams(asked).toString();
    return (await fetch(url)).status;
  };
  expect(await page({})).toBe(200);
  expect(await page({ redirect_uri: 'http://127.0.0.1/callback/' })).toBe(400);
  expect(await page({ redirect_uri: 'https://example.com/callback/' })).toBe(400);
  expect(await page({ client_key: 'another' })).toBe(400);
  expect(await page({ scope: 'everything' })).toBe(400);
});
