import { describe, expect, it } from 'vitest';
import { createInstagram } from '../../../electron/platforms/instagram/instagram.ts';
import { memory } from '../../support/platform-call.ts';
import { photoOf, videoOf } from '../../support/publishing.ts';
import { COMMENT, HOUR, MEDIA, MINUTE, PUBLISH, withInstagram } from './instagram.ts';

const { line, clock, context, post, publish, reconcile, fault, made } = withInstagram();
const CUT_AFTER = { kind: 'cut', effect: 'done' } as const;
const CUT_BEFORE = { kind: 'cut', effect: 'none' } as const;
const AT_ONCE = { kind: 'processing', ms: 0 } as const;

describe('publishing on Instagram', () => {
  // developers.facebook.com/docs/instagram-platform/content-publishing, read on 2026-11-23
  it('makes a container of a photo at the relay, waits for it and publishes it', async () => {
    const image = await photoOf('Ein roter Punkt 🔴');
    const result = await publish(post('Grüße #rot & @linden', { images: [image] }));
    expect(line.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /${line.account.id}/content_publishing_limit`,
      `POST /${line.account.id}/media`,
      expect.stringMatching(/^GET \/\d+$/),
      `POST /${line.account.id}/media_publish`,
      expect.stringMatching(/^GET \/\d+$/),
    ]);
    expect(made('media')[0]?.params).toEqual({
      image_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{64}$/),
      alt_text: 'Ein roter Punkt 🔴',
      caption: 'Grüße #rot & @linden',
    });
    expect(made('media')[0]?.headers.get('authorization')).toBe(`Bearer ${line.account.token}`);
    expect(made('media_publish')[0]?.params).toEqual({
      creation_id: expect.stringMatching(/^\d+$/),
    });
    const [sent] = line.sandbox.posts();
    expect(sent).toMatchObject({ text: 'Grüße #rot & @linden', media: [image.sha256] });
    expect(result).toEqual({
      ok: true,
      value: {
        remoteId: sent?.remoteId,
        remoteUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/p\/.+\/$/),
      },
    });
    // Nothing stays on the internet.
    expect(line.relay.files()).toEqual([]);
  });

  it('makes a carousel of children, in order, each with its description', async () => {
    const images = [await photoOf('one'), await photoOf('', 61), await photoOf('three', 62)];
    expect(await publish(post('three', { images }))).toMatchObject({ ok: true });
    const containers = made('media').map(({ params }) => params);
    expect(containers.slice(0, 3)).toEqual([
      { image_url: expect.any(String), alt_text: 'one', is_carousel_item: 'true' },
      { image_url: expect.any(String), is_carousel_item: 'true' },
      { image_url: expect.any(String), alt_text: 'three', is_carousel_item: 'true' },
    ]);
    expect(containers[3]).toEqual({
      media_type: 'CAROUSEL',
      children: expect.stringMatching(/^\["\d+","\d+","\d+"\]$/),
      caption: 'three',
    });
    expect(line.sandbox.posts()).toMatchObject([
      { text: 'three', media: images.map(({ sha256 }) => sha256) },
    ]);
  });

  it('makes a reel of a video at the relay', async () => {
    await fault({ when: { operation: MEDIA }, fault: AT_ONCE });
    const video = videoOf(2000);
    expect(await publish(post('moving', { video }))).toMatchObject({ ok: true });
    expect(made('media')[0]?.params).toEqual({
      media_type: 'REELS',
      video_url: expect.any(String),
      caption: 'moving',
      share_to_feed: 'true',
    });
    expect(line.sandbox.posts()).toMatchObject([{ text: 'moving', media: [video.sha256] }]);
    expect(line.relay.files()).toEqual([]);
  });

  it('says what to set up where there is no relay, before anything is sent', async () => {
    const outgoing = post('no relay', { images: [await photoOf('x')] });
    const result = await publish(outgoing, memory(), { relay: null });
    expect(result).toMatchObject({ ok: false, class: 'refused', httpStatus: null });
    if (!result.ok) expect(result.message).toContain('Settings → Media relay');
    expect(made('media')).toEqual([]);
  });

  it('comes back for a container that takes long, and uploads nothing twice', async () => {
    const progress = memory();
    const outgoing = post('slow', { video: videoOf(2000) });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    clock.advance(MINUTE);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(made('media')).toHaveLength(1);
    expect(line.relay.puts()).toBe(1);
    expect(line.relay.files()).toEqual([]);
  });

  it('goes on with the children that are there', async () => {
    const progress = memory();
    const images = [await photoOf('one'), await photoOf('two', 61), await photoOf('three', 62)];
    const outgoing = post('three', { images });
    await fault({ when: { operation: MEDIA, nth: 3 }, fault: CUT_BEFORE });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    // Two children, the third twice, and the carousel.
    expect(made('media')).toHaveLength(5);
    expect(line.sandbox.posts()).toHaveLength(1);
  });

  it('makes a container anew that is a day old', async () => {
    const progress = memory();
    const outgoing = post('late', { images: [await photoOf('x')] });
    await fault({ when: { operation: PUBLISH, nth: 1 }, fault: { kind: 'rate_limit' } });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'rate_limited' });
    clock.advance(25 * HOUR);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(made('media')).toHaveLength(2);
    expect(line.sandbox.posts()).toHaveLength(1);
  });

  it('writes the first comment once, also where its answer is lost', async () => {
    const progress = memory();
    const outgoing = post('with', { images: [await photoOf('x')], firstComment: '#many #tags' });
    await fault({ when: { operation: COMMENT, nth: 1 }, fault: CUT_AFTER });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(made('comments')).toHaveLength(1);
    expect(line.sandbox.posts()).toHaveLength(1);
    expect(await reconcile(outgoing, progress)).toMatchObject({ ok: true, value: {} });
  });

  it('writes the comment too where the process ended between the two', async () => {
    const progress = memory();
    const outgoing = post('with', { images: [await photoOf('x')], firstComment: 'First' });
    await fault({ when: { operation: COMMENT, nth: 1 }, fault: { kind: 'status', status: 500 } });
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(line.sandbox.posts()).toHaveLength(1);
    expect(made('comments')).toHaveLength(2);
  });
});

describe('an answer that was lost', () => {
  it.each([
    ['a photo', async () => post('lost', { images: [await photoOf('a')] })],
    ['a photo without words', async () => post('', { images: [await photoOf('a')] })],
    [
      'a carousel',
      async () => post('lost', { images: [await photoOf('a'), await photoOf('b', 61)] }),
    ],
  ])('is found again: %s', async (_, make) => {
    const progress = memory();
    const outgoing = await make();
    await fault({ when: { operation: PUBLISH, nth: 1 }, fault: CUT_AFTER });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
    const { remoteId } = line.sandbox.posts()[0] ?? {};
    expect(await reconcile(outgoing, progress)).toMatchObject({ ok: true, value: { remoteId } });
    // Should it be sent again all the same, it finds what is there.
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true, value: { remoteId } });
    expect(line.sandbox.posts()).toHaveLength(1);
    expect(made('media_publish')).toHaveLength(1);
  });

  it('is surely absent where the container says so, and then the same one is published', async () => {
    const progress = memory();
    const outgoing = post('lost', { images: [await photoOf('a')] });
    await fault({ when: { operation: PUBLISH, nth: 1 }, fault: CUT_BEFORE });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(made('media')).toHaveLength(1);
    expect(line.sandbox.posts()).toHaveLength(1);
  });

  it('is looked for again before it is called absent: the call may still be at work', async () => {
    line.instagram = createInstagram({ clock, userAgent: 'ClientNest/0', settlesIn: 10_000 });
    const progress = memory();
    const outgoing = post('lost', { images: [await photoOf('a')] });
    await fault({ when: { operation: PUBLISH, nth: 1 }, fault: CUT_BEFORE });
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress)).toMatchObject({
      ok: false,
      class: 'service_error',
    });
    clock.advance(11_000);
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
  });

  it('is never made anew where a call that was thought lost has published it after all', async () => {
    const progress = memory();
    const outgoing = post('late', { images: [await photoOf('a')] });
    const forward = globalThis.fetch;
    let isLate = true;
    // Just before our call, the same one of an earlier try arrives.
    globalThis.fetch = async (input, init) => {
      if (isLate && String(input).endsWith('/media_publish')) {
        isLate = false;
        await forward(input, init);
      }
      return forward(input, init);
    };
    const result = await publish(outgoing, progress);
    globalThis.fetch = forward;
    expect(result).toMatchObject({ ok: false, class: 'interrupted' });
    const { remoteId } = line.sandbox.posts()[0] ?? {};
    expect(await reconcile(outgoing, progress)).toMatchObject({ ok: true, value: { remoteId } });
    expect(line.sandbox.posts()).toHaveLength(1);
    expect(made('media')).toHaveLength(1);
  });

  it('does not take for ours what is of another delivery', async () => {
    const images = [await photoOf('a')];
    await publish(post('the same', { images }));
    const progress = memory();
    const outgoing = post('the same', { images });
    await fault({ when: { operation: PUBLISH, nth: 1 }, fault: CUT_AFTER });
    await publish(outgoing, progress);
    const [first, second] = line.sandbox.posts();
    expect(
      await reconcile(outgoing, progress, { isTaken: (id) => id === first?.remoteId }),
    ).toMatchObject({ ok: true, value: { remoteId: second?.remoteId } });
  });
});

describe('what Instagram refuses', () => {
  it.each([
    ['too many words', 'a'.repeat(2201), 'too long'],
    ['too many hashtags', Array.from({ length: 31 }, (_, i) => `#t${i}`).join(' '), 'hashtags'],
    ['too many mentions', Array.from({ length: 21 }, (_, i) => `@p${i}`).join(' '), 'mentions'],
  ])('%s', async (_, text, words) => {
    const result = await publish(post(text, { images: [await photoOf('a')] }));
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    if (!result.ok) expect(result.message).toContain(words);
  });

  it.each([
    ['a tall one', 50, 100],
    ['a wide one', 200, 100],
  ])('a picture of a wrong shape: %s', async (_, width, height) => {
    const result = await publish(post('', { images: [await photoOf('a', width, height)] }));
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    if (!result.ok) expect(result.message).toContain('4:5');
  });

  it('a post without media', async () => {
    expect(await publish(post('only words'))).toMatchObject({ ok: false, class: 'refused' });
  });

  it('what it can’t fetch, with the way to the settings', async () => {
    line.relay.answerWith(403);
    const result = await publish(post('x', { images: [await photoOf('a')] }));
    expect(result).toMatchObject({ ok: false, class: 'refused', httpStatus: 400 });
    if (!result.ok) expect(result.message).toContain('Settings → Media relay');
  });

  it('a video that is none, as its container tells later', async () => {
    await fault({ when: { operation: MEDIA }, fault: AT_ONCE });
    const result = await publish(post('x', { video: videoOf(2000, '1a45dfa3') }));
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    if (!result.ok) expect(result.message).toContain('MP4');
    // It is not sent again as it is, so nothing of it stays on the internet.
    expect(line.relay.files()).toEqual([]);
  });

  it('passes on what the relay says', async () => {
    const failed = {
      ok: false,
      class: 'unreachable',
      message: 'No bucket.',
      httpStatus: null,
    } as const;
    const relay = { ...line.relay.relay, put: async () => ({ ...failed, retryAfter: null }) };
    const outgoing = post('x', { images: [await photoOf('a')] });
    expect(await publish(outgoing, memory(), { relay })).toMatchObject(failed);
  });

  it('says who it is, with the figures', async () => {
    expect(await line.instagram.whoAmI(context())).toMatchObject({
      ok: true,
      value: { remoteId: line.account.id, handle: 'ada', displayName: 'Ada', postCount: 0 },
    });
  });
});
