import { describe, expect, it } from 'vitest';
import { memory } from '../../support/platform-call.ts';
import { openSandbox } from '../../support/sandbox.ts';
import { film, image } from './content.ts';
import { MINUTE, SEND, withX } from './x.ts';

const { line, clock, context, fault, post, publish, adapter, signedIn, calls } = withX();

type Json = Record<string, unknown>;

/** A call with a pasted token, past the adapter. */
async function call(name: string, body?: Json | FormData, as = line.session.accessToken) {
  const [method = '', path = ''] = name.split(' ');
  const isForm = body instanceof FormData;
  const response = await fetch(new URL(path, line.sandbox.x), {
    method,
    headers: {
      ...(as === '' ? {} : { authorization: `Bearer ${as}` }),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
  });
  const json = (await response.json()) as Json;
  return { status: response.status, json, headers: response.headers };
}

const initialize = (over: Json = {}) =>
  call('POST /2/media/upload/initialize', {
    ...{ media_type: 'image/png', media_category: 'tweet_image', total_bytes: 10 },
    ...over,
  });
const idOf = ({ json }: { json: Json }) => String((json.data as Json).id);
function segment(bytes: Uint8Array, index: number): FormData {
  const form = new FormData();
  form.set('segment_index', String(index));
  form.set('media', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'media');
  return form;
}

describe('the sandbox refuses what X refuses', () => {
  it.each([
    [{ text: 'a', texts: 'b' }, 400],
    [{}, 400],
    [{ text: '' }, 400],
    [{ text: 7 }, 400],
    [{ text: 'a', media: { media_ids: [] } }, 400],
    [{ text: 'a', media: { media_ids: ['1'] } }, 400],
    [{ text: 'a', media: { media_ids: ['1'], alt: 'b' } }, 400],
    [{ text: 'a', reply: { in_reply_to_tweet_id: 'one' } }, 400],
    [{ text: 'a', reply: { in_reply_to_tweet_id: '1', quote: true } }, 400],
    [{ text: 'a', reply: { in_reply_to_tweet_id: '1' } }, 403],
    [{ text: 'a', reply_settings: 'nobody' }, 400],
    [{ text: 'a', quote_tweet_id: '1' }, 403],
    [{ text: 'a'.repeat(281) }, 403],
  ])('%j', async (body, status) => {
    // The adapter sends none of these; the description is not asked about them.
    const answer = await call(SEND, body as Json);
    line.exchanges.length = 0;
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({
      status,
      title: expect.any(String),
      type: expect.any(String),
    });
    expect(line.sandbox.posts()).toEqual([]);
  });

  it.each([
    [{ total_bytes: 5 * 1024 * 1024 + 1 }, 400],
    [{ media_type: 'video/mp4' }, 400],
    [{ media_category: 'dm_image' }, 400],
    [
      {
        media_type: 'video/mp4',
        media_category: 'tweet_video',
        total_bytes: 512 * 1024 * 1024 + 1,
      },
      400,
    ],
    [{ name: 'a.png' }, 400],
  ])('an upload of %j', async (over, status) => {
    const answer = await initialize(over);
    line.exchanges.length = 0;
    expect(answer.status).toBe(status);
  });

  it('pieces that are too large, too many, of nobody’s, or do not add up', async () => {
    const id = idOf(await initialize());
    const path = `POST /2/media/upload/${id}`;
    const statuses = [
      await call(`${path}/append`, segment(Buffer.alloc(4 * 1024 * 1024 + 1), 0)),
      await call(`${path}/append`, segment(Buffer.alloc(4), 1000)),
      await call('POST /2/media/upload/1/append', segment(Buffer.alloc(4), 0)),
      await call(`${path}/append`, segment(Buffer.alloc(4), 0)),
      await call(`${path}/finalize`),
      await call(`${path}/append`, segment(Buffer.alloc(6), 1)),
      // Ten bytes of nothing are no picture.
      await call(`${path}/finalize`),
    ].map(({ status }) => status);
    line.exchanges.length = 0;
    expect(statuses).toEqual([400, 400, 404, 200, 400, 200, 400]);
  });

  it('a film that lasts too long, or is none', async () => {
    line.onCall = (name) => name.startsWith('GET /2/media') && clock.advance(3000);
    const none = { ...film(50_000), read: async () => Buffer.alloc(50_000) };
    for (const video of [film(50_000, 141), none])
      expect(await publish(post('a', { video }))).toMatchObject({ class: 'refused' });
    expect(calls()).not.toContain(SEND);
  });

  it('parameters and values that a call does not have', async () => {
    const me = line.remoteId;
    const statuses = [];
    for (const path of [
      '/2/users/me?fields=id',
      '/2/users/me?user.fields=shoe_size',
      `/2/users/${me}/tweets?max_results=4`,
      `/2/users/${me}/tweets?start_time=yesterday`,
      '/2/tweets?ids=one',
      '/2/tweets/search/recent?query=cats',
    ])
      statuses.push((await call(`GET ${path}`)).status);
    line.exchanges.length = 0;
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400]);
  });

  it('whoever has no token, or one that may not do this', async () => {
    expect((await call('GET /2/users/me', undefined, '')).status).toBe(401);
    expect((await call('GET /2/users/me', undefined, 'wrong')).status).toBe(401);
  });

  it('to hide or remove what is another’s', async () => {
    const own = await publish(post('Mine'));
    const id = own.ok ? own.value.remoteId : '';
    const linden = line.sandbox.accounts.find(({ handle }) => handle === 'linden')?.secret ?? '';
    expect((await call(`DELETE /2/tweets/${id}`, undefined, linden)).status).toBe(403);
    expect((await call(`PUT /2/tweets/${id}/hidden`, { hidden: true }, linden)).status).toBe(403);
    expect(
      (await call(SEND, { text: 'Hi', reply: { in_reply_to_tweet_id: id } }, linden)).status,
    ).toBe(403);
  });
});

it('knows everything again when it is started again', async () => {
  await signedIn();
  await publish(post('Before', { images: [image('a', 'A loaf')] }));
  await fault({
    when: { operation: 'POST /2/media/upload/:id/append', nth: 3 },
    fault: { kind: 'cut' },
  });
  const [outgoing, progress] = [post('Film', { video: film(9 * 1024 * 1024) }), memory()];
  expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
  const { folder, x, accounts } = line.sandbox;
  await line.sandbox.close();
  clock.advance(MINUTE);
  line.sandbox = await openSandbox({ networks: ['x'], clock, folder });
  line.x = adapter();
  expect(line.sandbox.x).toBe(x);
  expect(line.sandbox.accounts).toEqual(accounts);
  line.onCall = (name) => name.startsWith('GET /2/media') && clock.advance(3000);
  expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
  expect(await publish(post('Before'))).toMatchObject({ ok: true });
  expect(await publish(post('Film'))).toMatchObject({ ok: true });
  const numbers = await line.x.metrics?.(
    context(),
    line.sandbox.posts().map(({ remoteId }) => remoteId),
  );
  expect(numbers?.ok && numbers.value).toHaveLength(4);
});
