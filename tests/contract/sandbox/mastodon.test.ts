import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PIXEL } from '../../support/dots.ts';
import { withMastodon } from './mastodon.ts';

const MINUTE = 60_000;
const { server, call, post, upload, posted } = withMastodon();

describe('an account', () => {
  it('says who it is, by its token', async () => {
    expect(await call('GET /api/v1/accounts/verify_credentials')).toMatchObject({
      status: 200,
      json: { username: 'ada', acct: 'ada', statuses_count: 0 },
    });
  });

  it('is told the time by the network’s own clock', async () => {
    const { headers } = await call('GET /api/v1/accounts/verify_credentials');
    expect(Date.parse(headers.get('date') ?? '')).toBe(server.now);
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
    server.now += 59 * MINUTE;
    expect((await post('once', {}, 'key')).json.id).toBe(first.json.id);
    server.now += 2 * MINUTE;
    expect((await post('once', {}, 'key')).json.id).not.toBe(first.json.id);
    expect(posted().map(({ origin }) => origin)).toEqual(['created', 'repeated', 'created']);
    expect(server.sandbox.posts()[0]).toMatchObject({
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
    const linden = server.sandbox.accounts.find(({ handle }) => handle === 'linden')?.secret ?? '';
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
    expect(server.sandbox.posts()[0]?.media).toEqual([sha256]);
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
    server.now += 2000;
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
  const at = (minutes: number) => new Date(server.now + minutes * MINUTE).toISOString();

  it('publishes at its time, once, under the key that it was sent with', async () => {
    const { json } = await post('later', { scheduled_at: at(30) }, 'key');
    expect(json).toMatchObject({
      scheduled_at: at(30),
      params: { text: 'later', idempotency: 'key' },
    });
    expect((await post('later', { scheduled_at: at(30) }, 'key')).json.id).toBe(json.id);
    expect((await call('GET /api/v1/scheduled_statuses')).json).toMatchObject([{ id: json.id }]);
    server.now += 29 * MINUTE;
    await call('GET /api/v2/instance');
    expect(posted()).toEqual([]);
    server.now += MINUTE;
    expect(posted()).toEqual([{ text: 'later', origin: 'created', removed: false }]);
    expect((await call('GET /api/v1/scheduled_statuses')).json).toEqual([]);
    expect(server.sandbox.posts()[0]).toMatchObject({
      publishedAt: server.now,
      receivedAt: server.now - 30 * MINUTE,
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
    server.now += 61 * MINUTE;
    expect((await call(`GET ${place}`)).status).toBe(404);
    expect(posted()).toEqual([]);
  });

  it('lists what is scheduled page by page', async () => {
    for (let count = 0; count < 25; count++) await post(`later ${count}`, { scheduled_at: at(30) });
    const list = (query: string) => call(`GET /api/v1/scheduled_statuses${query}`);
    const page = (await list('?limit=20')).json as unknown as { id: string }[];
    expect(page).toHaveLength(20);
    expect((await list(`?limit=20&max_id=${page.at(-1)?.id}`)).json).toHaveLength(5);
  });

  it('takes 25 for a day and 300 in all, and tells the time of its own clock', async () => {
    for (let count = 0; count < 300; count++)
      await post('later', { scheduled_at: at(30 + Math.floor(count / 25) * 24 * 60) });
    const refused = await post('one more', { scheduled_at: at(30 + 20 * 24 * 60) });
    expect(refused).toMatchObject({ status: 422, json: { error: expect.stringContaining('300') } });
    const [last] = (await call('GET /api/v1/scheduled_statuses')).json as unknown as {
      id: string;
    }[];
    await call(`DELETE /api/v1/scheduled_statuses/${last?.id}`);
    const full = await post('today', { scheduled_at: at(40) });
    expect(full).toMatchObject({ status: 422, json: { error: expect.stringContaining('25') } });
    expect(Date.parse(full.headers.get('date') ?? '')).toBe(server.now);
  }, 30_000);

  it('posts at once what is scheduled for a time that is over', async () => {
    expect((await post('late', { scheduled_at: at(-1) })).json.content).toBe('<p>late</p>');
  });
});

it('tells its limits as an instance', async () => {
  expect((await call('GET /api/v2/instance', { as: null })).json).toMatchObject({
    configuration: { statuses: { max_characters: 500, characters_reserved_per_url: 23 } },
  });
});
