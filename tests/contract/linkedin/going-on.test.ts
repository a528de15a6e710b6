import { describe, expect, it } from 'vitest';
import { createLinkedIn } from '../../../electron/platforms/linkedin/linkedin.ts';
import { memory, sentPost } from '../../support/platform-call.ts';
import { authorise } from './browser.ts';
import { HOUR, image, SEND, video, withLinkedIn } from './linkedin.ts';

const { line, clock, context, post, publish, reconcile, texts, calls, fault, advance } =
  withLinkedIn();

const PIECE = 'PUT /dms-uploads/:name/:piece';
const FINALIZE = 'POST /rest/videos?action=finalizeUpload';
const COMMENT = 'POST /rest/socialActions/:urn/comments';
const CUT_AFTER = { kind: 'cut', effect: 'done' } as const;

describe('an upload that was interrupted', () => {
  it('goes on from the piece of the video that is missing', async () => {
    const progress = memory();
    const { film, reads } = video(13_000_000, 'long');
    const outgoing = post('A long film', { video: film });
    await fault({ when: { operation: PIECE, nth: 3 }, fault: { kind: 'cut' } });
    // Nothing was posted for certain, so there is nothing to look up.
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'unreachable' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(reads).toEqual([
      '0-4194304',
      '4194304-8388608',
      '8388608-12582912',
      '8388608-12582912',
      '12582912-13000000',
    ]);
    expect(calls('POST /rest/videos?action=initializeUpload')).toHaveLength(1);
  });

  it('sends a piece again whose answer was lost', async () => {
    const progress = memory();
    const { film, reads } = video(5_000_000, 'lost');
    const outgoing = post('A lost answer', { video: film });
    await fault({ when: { operation: PIECE, nth: 1 }, fault: CUT_AFTER });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'unreachable' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(reads).toHaveLength(3);
  });

  it('does not finish a video twice', async () => {
    const progress = memory();
    const { film, reads } = video(100_000, 'finished');
    const outgoing = post('Finished once', { video: film });
    await fault({ when: { operation: FINALIZE, nth: 1 }, fault: CUT_AFTER });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'unreachable' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect([reads.length, calls(FINALIZE).length]).toEqual([1, 1]);
  });

  it('comes back for a video that takes long', async () => {
    const progress = memory();
    const { film } = video(100_000, 'slow');
    const outgoing = post('Slow', { video: film });
    await fault({ when: { operation: FINALIZE, nth: 1 }, fault: { kind: 'processing', ms: HOUR } });
    expect(await publish(outgoing, progress)).toMatchObject({
      class: 'unreachable',
      message: expect.stringContaining('still at work'),
    });
    expect(calls(SEND)).toEqual([]);
    advance(HOUR);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(calls('POST /rest/videos?action=initializeUpload')).toHaveLength(1);
  });

  it('begins anew where the addresses have ended', async () => {
    const progress = memory();
    const { film } = video(5_000_000, 'a day later');
    const outgoing = post('A day later', { video: film });
    await fault({ when: { operation: PIECE, nth: 2 }, fault: { kind: 'cut' } });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'unreachable' });
    advance(25 * HOUR);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(calls('POST /rest/videos?action=initializeUpload')).toHaveLength(2);
  });

  it('uses the images that are up already', async () => {
    const progress = memory();
    const outgoing = post('Three', { images: [image('one'), image('two'), image('three')] });
    await fault({ when: { operation: PIECE, nth: 2 }, fault: CUT_AFTER });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'unreachable' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    // The second one had arrived, though nobody said so.
    expect(calls('PUT ')).toHaveLength(3);
    expect(calls('POST /rest/images')).toHaveLength(3);
  });

  it('puts an image to the same address where it had not arrived', async () => {
    const progress = memory();
    const outgoing = post('Not arrived', { images: [image('not arrived')] });
    await fault({ when: { operation: PIECE, nth: 1 }, fault: { kind: 'cut' } });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'unreachable' });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(calls('POST /rest/images')).toHaveLength(1);
  });

  it('stops when it is told to, and goes on later', async () => {
    const progress = memory();
    const { film } = video(5_000_000, 'stopped');
    const stop = new AbortController();
    const outgoing = post('Stopped', { video: film });
    const read = film.read;
    film.read = (start, end) => {
      if (start > 0) stop.abort();
      return read(start, end);
    };
    const stopped = await publish(outgoing, progress, line.studio, { signal: stop.signal });
    expect(stopped).toMatchObject({ class: 'unreachable' });
    film.read = read;
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
  });
});

describe('a post whose answer was lost', () => {
  it.each([
    ['is cut', CUT_AFTER],
    ['is a page', { kind: 'html', status: 200, effect: 'done' }],
    ['is something else', { kind: 'wrong_json', effect: 'done' }],
    ['is an error', { kind: 'status', status: 500, effect: 'done' }],
  ] as const)('is found among the author’s posts where the answer %s', async (how, kind) => {
    const progress = memory();
    const outgoing = post(`Bread & (butter) #fresh: the answer ${how}`);
    await fault({ when: { operation: SEND, nth: 1 }, fault: kind });
    const lost = await publish(outgoing, progress);
    expect(lost).toMatchObject({
      ok: false,
      class: expect.stringMatching(/interrupted|service_error/),
    });
    const found = await reconcile(outgoing, progress);
    expect(found).toMatchObject({ ok: true, value: { remoteId: expect.any(String) } });
    expect(texts().filter((text) => text === outgoing.text)).toHaveLength(1);
  });

  it('is surely absent where it did not arrive, and then sent once', async () => {
    const progress = memory();
    const outgoing = post('Did not arrive');
    await fault({ when: { operation: SEND, nth: 1 }, fault: { kind: 'cut' } });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(texts().filter((text) => text === outgoing.text)).toHaveLength(1);
  });

  it('is not called absent before LinkedIn has had the time to show it', async () => {
    const patient = createLinkedIn({ clock, userAgent: 'ClientNest/0' });
    const progress = memory();
    const outgoing = post('Shown later');
    await fault({ when: { operation: SEND, nth: 1 }, fault: { kind: 'cut' } });
    await patient.publish(context(), outgoing, progress);
    const look = () => patient.reconcile(context(), sentPost(outgoing, progress.saved));
    const early = await look();
    expect(early).toMatchObject({ class: 'unreachable', retryAfter: expect.any(Number) });
    advance(early.ok ? 0 : (early.retryAfter ?? 0));
    expect(await look()).toEqual({ ok: true, value: null });
  });

  it('is known by its upload where it has no text', async () => {
    const progress = memory();
    const outgoing = post('', { images: [image('wordless')] });
    await fault({ when: { operation: SEND, nth: 1 }, fault: CUT_AFTER });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    expect(await reconcile(outgoing, progress)).toMatchObject({
      ok: true,
      value: { remoteId: expect.stringMatching(/^urn:li:share:/) },
    });
  });

  it('is not one that another delivery made, nor one from long before', async () => {
    const first = await publish(post('The same every week'));
    if (!first.ok) throw new Error(first.message);
    const progress = memory();
    const outgoing = post('The same every week');
    await fault({ when: { operation: SEND, nth: 1 }, fault: { kind: 'cut' } });
    await publish(outgoing, progress);
    const taken = { isTaken: (id: string) => id === first.value.remoteId };
    expect(await reconcile(outgoing, progress, line.studio, taken)).toEqual({
      ok: true,
      value: null,
    });
    advance(2 * HOUR);
    const later = memory();
    const again = post('The same every week');
    await fault({ when: { operation: SEND, nth: 1 }, fault: { kind: 'cut' } });
    await publish(again, later);
    expect(await reconcile(again, later)).toEqual({ ok: true, value: null });
  });

  it('is left to the person where LinkedIn shows somebody’s own posts to nobody', async () => {
    // Signing in through the browser asks for nothing that LinkedIn gives to few.
    const [bare] = await authorise(line.linkedin, line.url, line.sandbox);
    if (!bare) throw new Error('Nobody');
    const progress = memory();
    const outgoing = post('A member’s own');
    await fault({ when: { operation: SEND, nth: 1 }, fault: CUT_AFTER });
    expect(await publish(outgoing, progress, bare)).toMatchObject({ class: 'interrupted' });
    expect(await reconcile(outgoing, progress, bare)).toMatchObject({
      class: 'refused',
      httpStatus: null,
      message: expect.stringContaining('Look at the account on LinkedIn'),
    });
    // Should it be sent again all the same: LinkedIn takes it once, and says which one it has.
    expect(await publish(outgoing, progress, bare)).toMatchObject({ ok: true });
    expect(texts(line.ada).filter((text) => text === outgoing.text)).toHaveLength(1);
  });

  it('is asked of nobody where nothing was sent', async () => {
    const progress = memory();
    const outgoing = post('Never left', { images: [image('never left')] });
    await fault({ when: { operation: PIECE, nth: 1 }, fault: { kind: 'cut' } });
    await publish(outgoing, progress);
    line.exchanges.length = 0;
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(line.exchanges).toEqual([]);
  });

  it('is not another’s post with the same text', async () => {
    expect(await publish(post('Twice the same'))).toMatchObject({ ok: true });
    const progress = memory();
    const outgoing = post('Twice the same');
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'duplicate' });
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
  });

  it('leaves a doubt where somebody has changed it meanwhile', async () => {
    const progress = memory();
    const outgoing = post('One two three four five six');
    await publish(post('One two three four five seven'));
    await fault({ when: { operation: SEND, nth: 1 }, fault: { kind: 'cut' } });
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress)).toMatchObject({
      class: 'refused',
      httpStatus: null,
    });
  });
});

describe('a first comment whose answer was lost', () => {
  it('is looked for, and not written twice', async () => {
    const progress = memory();
    const outgoing = post('Commented once', { firstComment: 'Once & for all (really)' });
    await fault({ when: { operation: COMMENT, nth: 1 }, fault: CUT_AFTER });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    const found = await reconcile(outgoing, progress);
    expect(found).toMatchObject({ ok: true, value: { remoteId: expect.any(String) } });
    // And also by a next try, should it come to one.
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(calls('POST /rest/socialActions/')).toHaveLength(1);
    expect(texts().filter((text) => text === 'Commented once')).toHaveLength(1);
  });

  it('is written under the post that is there, where it did not arrive', async () => {
    const progress = memory();
    const outgoing = post('Commented later', { firstComment: 'At last' });
    await fault({ when: { operation: COMMENT, nth: 1 }, fault: { kind: 'cut' } });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    const result = await publish(outgoing, progress);
    if (!result.ok) throw new Error(result.message);
    const page = await line.linkedin.comments?.(context(), result.value.remoteId, null);
    expect(page?.ok && page.value.comments.filter(({ ours }) => ours)).toHaveLength(1);
    expect(texts().filter((text) => text === 'Commented later')).toHaveLength(1);
  });

  it('is written where the post itself was found again', async () => {
    const progress = memory();
    const outgoing = post('Found, then commented', { firstComment: 'Here it is' });
    await fault({ when: { operation: SEND, nth: 1 }, fault: CUT_AFTER });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(calls(SEND)).toHaveLength(1);
    expect(calls('POST /rest/socialActions/')).toHaveLength(1);
  });
});
