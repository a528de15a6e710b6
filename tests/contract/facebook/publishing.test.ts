import { describe, expect, it } from 'vitest';
import { memory } from '../../support/platform-call.ts';
import { photoOf, videoOf } from '../../support/publishing.ts';
import { COMMENT, FEED, MINUTE, PHOTOS, PIECE, VIDEOS, withFacebook } from './facebook.ts';

const { line, clock, context, post, publish, reconcile, fault, texts, made } = withFacebook();
const CUT_AFTER = { kind: 'cut', effect: 'done' } as const;
const CUT_BEFORE = { kind: 'cut', effect: 'none' } as const;

describe('publishing on a page', () => {
  // developers.facebook.com/docs/pages-api/posts#publish-a-post, read on 2026-11-23
  it('sends a text to the feed, and nothing else', async () => {
    const result = await publish(post('Grüße & mehr: https://example.com/straße'));
    expect(made('/feed')).toMatchObject([
      {
        path: `/${line.page.id}/feed`,
        params: {
          message: 'Grüße & mehr: https://example.com/straße',
          // …/pages-api/posts#publish-a-post: a preview is made of what is named here.
          link: 'https://example.com/straße',
        },
      },
    ]);
    expect(made('/feed')[0]?.headers.get('authorization')).toBe(`Bearer ${line.page.token}`);
    const [sent] = line.sandbox.posts();
    expect(result).toEqual({
      ok: true,
      value: {
        remoteId: sent?.remoteId,
        remoteUrl: `${line.sandbox.urls.facebook}/${sent?.remoteId}`,
      },
    });
    expect(sent?.remoteId).toMatch(new RegExp(`^${line.page.id}_\\d+$`));
  });

  // developers.facebook.com/docs/pages-api/posts#publish-a-photo, …/reference/page/photos
  it('uploads photos that are on no post, each with its description, then one post with all', async () => {
    const images = [await photoOf('Ein roter Punkt 🔴'), await photoOf('', 61)];
    expect(await publish(post('two', { images }))).toMatchObject({ ok: true });
    expect(made('/photos').map(({ params, files }) => [params, files])).toEqual([
      [{ published: 'false', alt_text_custom: 'Ein roter Punkt 🔴' }, ['source']],
      [{ published: 'false' }, ['source']],
    ]);
    const attached = JSON.parse(made('/feed')[0]?.params.attached_media ?? '') as object[];
    expect(attached).toEqual([
      { media_fbid: expect.stringMatching(/^\d+$/) },
      { media_fbid: expect.stringMatching(/^\d+$/) },
    ]);
    expect(line.sandbox.posts()).toMatchObject([
      { text: 'two', media: images.map(({ sha256 }) => sha256) },
    ]);
  });

  it('goes on after the photos that are up', async () => {
    const progress = memory();
    const outgoing = post('two', { images: [await photoOf('one'), await photoOf('two', 61)] });
    await fault({ when: { operation: PHOTOS, nth: 2 }, fault: CUT_BEFORE });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(made('/photos')).toHaveLength(3);
    expect(line.sandbox.posts()).toHaveLength(1);
    expect(line.sandbox.posts()[0]?.media).toHaveLength(2);
  });

  // developers.facebook.com/docs/video-api/guides/publishing, …/graph-api/guides/upload
  it('uploads a video in pieces, then publishes it by its handle', async () => {
    await fault({ when: { operation: VIDEOS }, fault: { kind: 'processing', ms: 0 } });
    const video = videoOf(40_000_000);
    const result = await publish(post('moving', { video }));
    expect(result).toMatchObject({ ok: true });
    expect(video.reads).toEqual([
      [0, 16_777_216],
      [16_777_216, 33_554_432],
      [33_554_432, 40_000_000],
    ]);
    expect(made('/uploads')[0]?.params).toEqual({
      file_name: 'video.mp4',
      file_length: '40000000',
      file_type: 'video/mp4',
    });
    const pieces = line.calls.filter(({ path }) => path.startsWith('/upload:'));
    expect(pieces.map(({ headers }) => headers.get('file_offset'))).toEqual([
      '0',
      '16777216',
      '33554432',
    ]);
    expect(pieces[0]?.headers.get('authorization')).toBe(`OAuth ${line.page.token}`);
    expect(made('/videos')[0]?.params).toEqual({
      description: 'moving',
      fbuploader_video_file_chunk: expect.stringMatching(/^2:/),
    });
    expect(line.sandbox.posts()).toMatchObject([{ text: 'moving', media: [video.sha256] }]);
    if (result.ok) expect(result.value.remoteId).toBe(line.sandbox.posts()[0]?.remoteId);
  });

  it('goes on with the piece that was lost, not from the start', async () => {
    const progress = memory();
    const video = videoOf(40_000_000);
    const outgoing = post('moving', { video });
    await fault(
      { when: { operation: PIECE, nth: 2 }, fault: CUT_AFTER },
      { when: { operation: VIDEOS }, fault: { kind: 'processing', ms: 0 } },
    );
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    video.reads.length = 0;
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(video.reads).toEqual([[33_554_432, 40_000_000]]);
    expect(made('/uploads')).toHaveLength(1);
    expect(line.sandbox.posts()).toHaveLength(1);
  });

  it('waits for a video that takes long, and does not send it twice', async () => {
    const progress = memory();
    const outgoing = post('slow', { video: videoOf(1000) });
    await fault({ when: { operation: VIDEOS, nth: 1 }, fault: { kind: 'processing', ms: 60_000 } });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    clock.advance(MINUTE);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(made('/videos')).toHaveLength(1);
  });

  it('writes the first comment once, also where its answer is lost', async () => {
    const progress = memory();
    const outgoing = post('with a word', { firstComment: 'Link in here' });
    await fault({ when: { operation: COMMENT, nth: 1 }, fault: CUT_AFTER });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    const { remoteId = '' } = line.sandbox.posts()[0] ?? {};
    const read = await line.facebook.comments?.(context(), remoteId, null);
    expect(read).toMatchObject({ ok: true });
    if (read?.ok) expect(read.value.comments.filter(({ ours }) => ours)).toHaveLength(1);
    expect(made('/comments')).toHaveLength(1);
    expect(texts()).toEqual(['with a word']);
  });

  it('publishes the comment too where the process ended between the two', async () => {
    const progress = memory();
    const outgoing = post('with a word', { firstComment: 'Link in here' });
    await fault({ when: { operation: COMMENT, nth: 1 }, fault: { kind: 'status', status: 500 } });
    await publish(outgoing, progress);
    // Nothing is there twice, so it is sent once more: that finds the post and writes the comment.
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(await reconcile(outgoing, progress)).toMatchObject({ ok: true, value: {} });
    expect(texts()).toEqual(['with a word']);
  });
});

describe('an answer that was lost', () => {
  it.each([
    ['a text', async () => post('lost')],
    ['photos', async () => post('lost', { images: [await photoOf('a'), await photoOf('b', 61)] })],
    ['photos without words', async () => post('', { images: [await photoOf('a')] })],
    ['a video', async () => post('lost', { video: videoOf(2000) })],
  ])('is found again: %s', async (_, make) => {
    const progress = memory();
    const outgoing = await make();
    await fault({ when: { operation: outgoing.video ? VIDEOS : FEED, nth: 1 }, fault: CUT_AFTER });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
    clock.advance(MINUTE);
    const { remoteId } = line.sandbox.posts()[0] ?? {};
    expect(await reconcile(outgoing, progress)).toMatchObject({ ok: true, value: { remoteId } });
    // Should it be sent again all the same, it finds what is there.
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true, value: { remoteId } });
    expect(line.sandbox.posts()).toHaveLength(1);
  });

  it('is surely absent where the call never arrived, and then it is sent', async () => {
    const progress = memory();
    const outgoing = post('lost');
    await fault({ when: { operation: FEED, nth: 1 }, fault: CUT_BEFORE });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(texts()).toEqual(['lost']);
  });

  it('is looked for again before it is called absent: the call may still be at work', async () => {
    const { createFacebook } = await import('../../../electron/platforms/facebook/facebook.ts');
    line.facebook = createFacebook({ clock, userAgent: 'ClientNest/0', settlesIn: 10_000 });
    const progress = memory();
    const outgoing = post('lost');
    await fault({ when: { operation: FEED, nth: 1 }, fault: CUT_BEFORE });
    await publish(outgoing, progress);
    const early = await reconcile(outgoing, progress);
    expect(early).toMatchObject({ ok: false, class: 'service_error' });
    if (!early.ok) expect(early.retryAfter).toBeGreaterThan(5000);
    clock.advance(11_000);
    // The server's time is read with the next answer, and goes on from there.
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
  });

  it('does not take for ours what is of another delivery, or of another time', async () => {
    expect(await publish(post('the same'))).toMatchObject({ ok: true });
    clock.advance(20 * MINUTE);
    const progress = memory();
    const outgoing = post('the same');
    await fault({ when: { operation: FEED, nth: 1 }, fault: CUT_BEFORE });
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    await line.sandbox.faults.clear();
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    const taken = line.sandbox.posts()[1]?.remoteId;
    const other = memory();
    await other.save({ ...progress.saved, postId: null });
    const isTaken = (id: string) => id === taken;
    expect(await reconcile(outgoing, other, { isTaken })).toEqual({ ok: true, value: null });
  });

  it('can’t be told where the post was changed since and something else is there', async () => {
    const progress = memory();
    const outgoing = post('before');
    await fault({ when: { operation: FEED, nth: 1 }, fault: CUT_AFTER });
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress, { content: null })).toMatchObject({
      ok: false,
      class: 'refused',
    });
  });
});

describe('what Facebook refuses', () => {
  it('says that the same words are there already', async () => {
    await publish(post('again and again'));
    expect(await publish(post('again and again'))).toMatchObject({ ok: false, class: 'duplicate' });
  });

  it.each([
    ['too much text', { text: 'a'.repeat(63_207) }, 'refused'],
    ['nothing at all', { text: '' }, 'refused'],
  ])('%s', async (_, { text }, failureClass) => {
    expect(await publish(post(text))).toMatchObject({ ok: false, class: failureClass });
  });

  it('waits as long as the usage headers say', async () => {
    await fault({ when: { operation: FEED, nth: 1 }, fault: { kind: 'rate_limit', seconds: 300 } });
    const told: unknown[] = [];
    const result = await publish(post('slowly'), memory(), {
      onLimits: (limits) => told.push(...limits),
    });
    expect(result).toMatchObject({ ok: false, class: 'rate_limited', retryAfter: 300_000 });
    expect(told).toContainEqual({
      bucket: 'usage_pages',
      limit: 100,
      remaining: 0,
      resetsAt: null,
      blockedUntil: clock.now() + 300_000,
    });
  });

  it('does not hold back a text for a link that no preview can be made of', async () => {
    await fault({
      when: { operation: FEED, nth: 1 },
      fault: { kind: 'status', status: 400, error: '1500/1609005' },
    });
    expect(await publish(post('See http://odd.example/'))).toMatchObject({ ok: true });
    expect(made('/feed').map(({ params }) => params.link)).toEqual([
      'http://odd.example/',
      undefined,
    ]);
    expect(texts()).toEqual(['See http://odd.example/']);
  });

  it('is told in Facebook’s own words where there is no better sentence', async () => {
    await fault({
      when: { operation: FEED, nth: 1 },
      fault: { kind: 'status', status: 400, error: '100', message: '(#100) Something odd' },
    });
    expect(await publish(post('odd'))).toMatchObject({
      class: 'refused',
      message:
        'Facebook did not take this. It says: “Something odd” Change the post and send it again.',
    });
  });
});
