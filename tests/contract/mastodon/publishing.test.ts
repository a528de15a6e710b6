import { describe, expect, it } from 'vitest';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { image } from '../../support/dots.ts';
import { memory } from '../../support/platform-call.ts';
import { otherImage, SEND, UPLOAD, withMastodon } from './mastodon.ts';

const { line, context, post, publish, texts, statuses, exchanges, processing, vacuum } =
  withMastodon();

const isLook = (call: string) => call.startsWith('GET /api/v1/media/');

describe('publishing', () => {
  it('posts the text under our own key and gives back the link', async () => {
    const outgoing = post('Grüße & <b>mehr</b> von @bob@far.example: https://example.com/straße');
    const result = await publish(outgoing);
    const [status] = await statuses();
    expect(result).toEqual({
      ok: true,
      value: { remoteId: status?.id, remoteUrl: status?.url },
    });
    expect(status?.content).toContain('Grüße &amp; &lt;b&gt;mehr');
    const exchange = (await exchanges()).find(({ method }) => method === 'POST');
    expect(exchange).toMatchObject({
      body: { status: outgoing.text },
      headers: { 'idempotency-key': outgoing.recordKey, 'user-agent': 'ClientNest/0' },
    });
  });

  it('saves nothing more where its first time is on the disk with the beginning', async () => {
    const first = post('knows the server');
    expect(line.mastodon.beginning?.(context(), first, null) ?? null).toBeNull();
    await publish(first);
    const next = post('begun');
    const begun = line.mastodon.beginning?.(context(), next, null) ?? null;
    expect(begun).toMatchObject({ sentAt: expect.any(Number), parts: [] });
    // What is more than one call, or was begun before, is saved on the way.
    const images = [image('one')];
    expect(line.mastodon.beginning?.(context(), post('', { images }), null)).toBeNull();
    const thread = post('a thread', { thread: ['goes on'] });
    expect(line.mastodon.beginning?.(context(), thread, null)).toBeNull();
    expect(line.mastodon.beginning?.(context(), next, begun)).toBeNull();
    const saves: unknown[] = [];
    const save = async (saved: unknown) => void saves.push(saved);
    line.proxy.seen.length = 0;
    const result = await line.mastodon.publish(context(), next, { saved: null, begun, save });
    expect(result).toMatchObject({ ok: true });
    expect(saves).toEqual([]);
    expect(line.proxy.seen).toEqual([SEND]);
  });

  it('uploads images in order, each with its description, and nothing else of them', async () => {
    const images = [image('Ein roter Punkt 🔴'), otherImage(''), image('noch einer')];
    expect(await publish(post('', { images }))).toMatchObject({ ok: true });
    const [status] = await statuses();
    expect(status?.media_attachments.map(({ description }) => description)).toEqual([
      'Ein roter Punkt 🔴',
      null,
      'noch einer',
    ]);
    const uploads = (await exchanges()).filter(({ url }) => url.pathname === '/api/v2/media');
    expect(uploads.map(({ body }) => Object.keys(body as object))).toEqual([
      ['description', 'file'],
      ['file'],
      ['description', 'file'],
    ]);
    expect((await exchanges()).at(-1)?.body).not.toHaveProperty('status');
  });

  it('waits until the server has processed an image', async () => {
    await processing(2);
    expect(await publish(post('', { images: [image('slow')] }))).toMatchObject({ ok: true });
    expect(line.proxy.seen.filter(isLook)).toHaveLength(2);
    expect((await exchanges()).map(({ status }) => status)).toEqual([202, 206, 200, 200]);
  });

  it('comes back later for an image that takes long, and uses what is up', async () => {
    await processing(5);
    const progress = memory();
    const outgoing = post('slow', { images: [image('slow')] });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    expect(line.proxy.seen).not.toContain(SEND);
    line.proxy.seen.length = 0;
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(line.proxy.seen).not.toContain(UPLOAD);
  });

  it('uploads an image again that is still not done at the next try', async () => {
    await processing(Number.POSITIVE_INFINITY);
    const progress = memory();
    const outgoing = post('stuck', { images: [image('stuck')] });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    await processing(0);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(await statuses()).toHaveLength(1);
  });

  it('stops waiting for an image when it is told to', async () => {
    await processing(Number.POSITIVE_INFINITY);
    const stop = new AbortController();
    line.proxy.onRequest((call) => {
      if (isLook(call)) stop.abort();
      return null;
    });
    const result = await publish(post('', { images: [image('slow')] }), memory(), {
      signal: stop.signal,
    });
    expect(result).toMatchObject({ ok: false, class: 'unreachable' });
  });

  it('goes on after the images that are up already', async () => {
    const progress = memory();
    const outgoing = post('two pictures', { images: [image('one'), otherImage('two')] });
    let uploads = 0;
    line.proxy.onRequest((call) =>
      call === UPLOAD && ++uploads === 2 ? { kind: 'cut_before' } : null,
    );
    // Nothing was posted for certain, so there is nothing to look up.
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    line.proxy.onRequest(() => null);
    line.proxy.seen.length = 0;
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(line.proxy.seen.filter((call) => call === UPLOAD)).toHaveLength(1);
    expect((await statuses())[0]?.media_attachments).toMatchObject([
      { description: 'one' },
      { description: 'two' },
    ]);
  });

  it('uploads again what the server has cleared away meanwhile', async () => {
    const progress = memory();
    const outgoing = post('late', { images: [image('again')] });
    line.proxy.onRequest((call) => (call === SEND ? { kind: 'answer', status: 429 } : null));
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'rate_limited' });
    await vacuum();
    line.proxy.onRequest(() => null);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(line.proxy.seen.filter((call) => call === UPLOAD)).toHaveLength(2);
  });

  it('is one post however often the same key is sent', async () => {
    const outgoing = post('once', { images: [image('x')] });
    const progress = memory();
    const first = await publish(outgoing, progress);
    expect(await publish(outgoing, progress)).toEqual(first);
    expect(await texts()).toHaveLength(1);
  });

  it.each([
    ['500 plain characters', 'a'.repeat(500), true],
    ['501 plain characters', 'a'.repeat(501), false],
    ['500 family emoji', '👩‍👩‍👧‍👦'.repeat(500), true],
    ['501 family emoji', '👩‍👩‍👧‍👦'.repeat(501), false],
    [
      'a long link that counts 23',
      `${'a'.repeat(476)} https://example.com/${'b'.repeat(300)}`,
      true,
    ],
    ['a short link that counts 23', `${'a'.repeat(477)} https://a.co`, false],
    ['an address that is no link', `${'a'.repeat(477)} http://localhost:3000/abc`, false],
    ['a mention whose domain is free', `${'a'.repeat(495)} @bob@a-rather-long-name.example`, true],
    ['a local mention', `${'a'.repeat(496)} @bob`, false],
  ])('takes what our measuring says it takes: %s', async (_, text, accepted) => {
    expect(measureText(text, line.mastodon.capabilities.text).over).toBe(!accepted);
    const result = await publish(post(text));
    expect(result.ok).toBe(accepted);
    if (!result.ok) expect(result).toMatchObject({ class: 'refused', httpStatus: 422 });
  });

  it('says who the token is of, with the figures', async () => {
    await publish(post('one'));
    expect(await line.mastodon.whoAmI(context())).toEqual({
      ok: true,
      value: {
        remoteId: line.ada.id,
        handle: `${line.ada.username}@${line.server.domain}`,
        displayName: line.ada.username,
        followers: 0,
        following: 0,
        postCount: 1,
      },
    });
  });
});
