import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

let sandbox: OpenSandbox;
let token = '';
let author = '';
const DISTRIBUTION = { feedDistribution: 'MAIN_FEED' };

beforeAll(async () => {
  sandbox = await openSandbox({ networks: ['linkedin'] });
  token = sandbox.accounts.find(({ handle }) => handle === 'ada')?.secret ?? '';
  const { json } = await call('GET /rest/me');
  author = `urn:li:person:${json.id}`;
});
afterAll(() => sandbox?.remove());

type Json = Record<string, unknown>;

async function call(
  what: string,
  { body, headers = {} }: { body?: Json; headers?: Record<string, string | undefined> } = {},
) {
  const [method = '', path = ''] = what.split(' ');
  const all = {
    authorization: `Bearer ${token}`,
    connection: 'close',
    'linkedin-version': '202607',
    'x-restli-protocol-version': '2.0.0',
    ...(body && { 'content-type': 'application/json' }),
    ...headers,
  };
  const present = Object.entries(all).filter(([, value]) => value !== undefined);
  const response = await fetch(`${sandbox.urls.linkedin}${path}`, {
    method,
    headers: Object.fromEntries(present) as Record<string, string>,
    body: body ? JSON.stringify(body) : null,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    json: (text === '' ? {} : JSON.parse(text)) as Json,
  };
}

const bodyOf = (commentary: string, over: Json = {}): Json => ({
  author,
  commentary,
  visibility: 'PUBLIC',
  distribution: DISTRIBUTION,
  lifecycleState: 'PUBLISHED',
  ...over,
});
const publish = (commentary: string, over: Json = {}) =>
  call('POST /rest/posts', { body: bodyOf(commentary, over) });

describe('the sandbox’s LinkedIn is as strict as the real one', () => {
  it.each([
    ['A loaf (fresh) for you', 'A loaf '],
    ['Write to me@example.com', 'Write to me'],
    ['50 % off * today', '50 % off '],
    ['an_underscore', 'an'],
    ['A {brace}', 'A '],
    ['C:\\new', 'C:'],
    [
      'Escaped \\(fresh\\) and #tag and {hashtag|\\#|real\\_one}',
      'Escaped (fresh) and #tag and #real_one',
    ],
    ['Hello @[Acme Corp](urn:li:organization:1234)!', 'Hello Acme Corp!'],
  ])('cuts “%s” silently to “%s”', async (written, shown) => {
    expect((await publish(written)).status).toBe(201);
    expect(sandbox.posts().at(-1)?.text).toBe(shown);
  });

  it('asks for a version that lives, and for the protocol', async () => {
    const without = await call('GET /rest/me', { headers: { 'linkedin-version': undefined } });
    expect(without).toMatchObject({ status: 400, json: { code: 'VERSION_MISSING' } });
    for (const version of ['202401', '202712', 'latest']) {
      const sunset = await call('GET /rest/me', { headers: { 'linkedin-version': version } });
      expect(sunset).toMatchObject({ status: 426, json: { code: 'NONEXISTENT_VERSION' } });
    }
    const headers = { 'x-restli-protocol-version': undefined };
    expect((await call('GET /rest/me', { headers })).status).toBe(400);
  });

  it.each([
    ['no author', { author: undefined }, 422],
    ['no visibility', { visibility: undefined }, 422],
    ['no distribution', { distribution: undefined }, 422],
    ['a field that it does not know', { text: 'x' }, 422],
    ['a life that does not begin', { lifecycleState: 'DRAFT' }, 422],
    ['somebody else’s name', { author: 'urn:li:person:somebody' }, 403],
    ['a page of somebody else', { author: 'urn:li:organization:1' }, 403],
    [
      'one image as several',
      { content: { multiImage: { images: [{ id: 'urn:li:image:1' }] } } },
      422,
    ],
    ['an image that is none', { content: { media: { id: 'urn:li:image:none' } } }, 404],
  ])('refuses a post with %s', async (_, over, status) => {
    expect((await publish('Refused', over)).status).toBe(status);
  });

  it('refuses nothing to say, too much of it, and the same once more', async () => {
    expect((await publish('   ')).status).toBe(400);
    expect(await publish('x'.repeat(3001))).toMatchObject({
      status: 400,
      json: { code: 'FIELD_LENGTH_TOO_LONG' },
    });
    const first = await publish('Only once');
    const urn = first.headers.get('x-restli-id');
    expect(await publish('Only once')).toMatchObject({
      status: 422,
      json: { message: `Content is a duplicate of ${urn}` },
    });
  });

  it('wants URNs encoded in paths', async () => {
    const urn = (await publish('Encoded')).headers.get('x-restli-id') ?? '';
    expect((await call(`GET /rest/posts/${encodeURIComponent(urn)}`)).status).toBe(200);
    expect((await call(`GET /rest/posts/${urn}`)).status).toBe(400);
  });

  it('takes no media that is not ready, no piece of another size, and no wrong order', async () => {
    const owner = author;
    const begun = await call('POST /rest/videos?action=initializeUpload', {
      body: { initializeUploadRequest: { owner, fileSizeBytes: 5_000_000 } },
    });
    const { video, uploadToken, uploadInstructions } = begun.json.value as {
      video: string;
      uploadToken: string;
      uploadInstructions: { uploadUrl: string; firstByte: number; lastByte: number }[];
    };
    expect(uploadInstructions.map(({ firstByte, lastByte }) => [firstByte, lastByte])).toEqual([
      [0, 4_194_303],
      [4_194_304, 4_999_999],
    ]);
    expect(await publish('Too soon', { content: { media: { id: video } } })).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining('WAITING_UPLOAD') },
    });
    const put = (at: number, size: number) =>
      fetch(uploadInstructions[at]?.uploadUrl ?? '', { method: 'PUT', body: new Uint8Array(size) });
    expect((await put(0, 100)).status).toBe(400);
    const etags = [
      (await put(0, 4_194_304)).headers.get('etag'),
      (await put(1, 805_696)).headers.get('etag'),
    ];
    const finalize = (uploadedPartIds: unknown[]) =>
      call('POST /rest/videos?action=finalizeUpload', {
        body: { finalizeUploadRequest: { video, uploadToken, uploadedPartIds } },
      });
    expect((await finalize(etags.toReversed())).status).toBe(400);
    expect((await finalize(etags.slice(0, 1))).status).toBe(400);
    expect((await finalize(etags)).status).toBe(200);
    expect((await finalize(etags)).status).toBe(400);
    expect(await call(`GET /rest/videos/${encodeURIComponent(video)}`)).toMatchObject({
      json: { status: 'PROCESSING', owner },
    });
  });

  it.each([74_999, 500_000_001])('takes no video of %i bytes', async (fileSizeBytes) => {
    const body = { initializeUploadRequest: { owner: author, fileSizeBytes } };
    const begun = await call('POST /rest/videos?action=initializeUpload', { body });
    expect(begun.status).toBe(400);
  });

  it('knows everything again when it is started anew', async () => {
    const { folder } = sandbox;
    const urn = (await publish('Kept')).headers.get('x-restli-id') ?? '';
    const path = `/rest/socialActions/${encodeURIComponent(urn)}/comments`;
    const body = { actor: author, object: urn, message: { text: 'Kept too' } };
    expect((await call(`POST ${path}`, { body })).status).toBe(201);
    await sandbox.close();
    sandbox = await openSandbox({ networks: ['linkedin'], folder });
    expect(await call(`GET /rest/posts/${encodeURIComponent(urn)}`)).toMatchObject({
      json: { commentary: 'Kept' },
    });
    const { json } = await call(`GET ${path}`);
    expect(JSON.stringify(json.elements)).toContain('Kept too');
    expect((await publish('Kept')).status).toBe(422);
  });
});
