import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTikTok } from '../../../electron/platforms/tiktok/tiktok.ts';
import { memory } from '../../support/platform-call.ts';
import { MINUTE, PHOTOS, photo, startRelay, withTikTok } from './tiktok.ts';

const { line, clock, context, post, publish, reconcile, fault, texts } = withTikTok();

const HOUR = 60 * MINUTE;
const loseAnswer = (effect: 'none' | 'done') =>
  fault({ when: { operation: PHOTOS, nth: 1 }, fault: { kind: 'cut', effect } });

describe('photos whose answer is lost', () => {
  let relay: Awaited<ReturnType<typeof startRelay>>;
  beforeEach(async () => {
    relay = await startRelay();
  });
  afterEach(() => relay.stop());

  /** Until TikTok has fetched and posted them. */
  const posted = async () => {
    await wait(200);
    clock.advance(5000);
  };

  it('are found among the public posts, and never posted twice', async () => {
    const progress = memory();
    const outgoing = post('Photos of spring', { images: [photo(1)] });
    await loseAnswer('done');
    expect(await publish(outgoing, progress, { relay })).toMatchObject({ class: 'interrupted' });
    await posted();
    expect(await reconcile(outgoing, progress)).toMatchObject({
      ...{ ok: true, value: { remoteId: line.sandbox.posts()[0]?.remoteId } },
    });
    expect(await publish(outgoing, progress, { relay })).toMatchObject({ ok: true });
    expect(texts()).toEqual(['Photos of spring']);
  });

  it.each([
    ['ahead', 3 * HOUR],
    ['behind', -3 * HOUR],
  ])('are found where the clock was %s then and is right again', async (_, wrong) => {
    const progress = memory();
    const createdAt = clock.now() + wrong;
    const outgoing = post('By a wrong clock', { images: [photo(1)], createdAt });
    await loseAnswer('done');
    const then = createTikTok({
      ...{ clock: { now: () => clock.now() + wrong }, userAgent: 'ClientNest/0' },
    });
    expect(await then.publish(context({ relay }), outgoing, progress)).toMatchObject({
      class: 'interrupted',
    });
    await posted();
    expect(await reconcile(outgoing, progress)).toMatchObject({
      ...{ ok: true, value: { remoteId: line.sandbox.posts()[0]?.remoteId } },
    });
  });

  it('are looked for some minutes before the person is asked', async () => {
    const progress = memory();
    const outgoing = post('Listed late', { images: [photo(1)] });
    await loseAnswer('none');
    await publish(outgoing, progress, { relay });
    const early = await reconcile(outgoing, progress);
    expect(early).toMatchObject({ class: 'unreachable', retryAfter: expect.any(Number) });
    // One with these words is listed after all.
    expect(await publish({ ...outgoing, recordKey: 'other' }, memory(), { relay })).toMatchObject({
      ok: true,
    });
    expect(await reconcile(outgoing, progress)).toMatchObject({ ok: true, value: {} });
  });

  it.each([
    ['were not there', 'Photos of spring', false],
    ['have no words', '', false],
    ['are another post of ours', 'Photos of spring', true],
  ] as const)('that %s can’t be told, and are not sent blindly', async (why, text, taken) => {
    const progress = memory();
    const outgoing = post(text, { images: [photo(1)], isTaken: () => taken });
    await loseAnswer(why === 'were not there' ? 'none' : 'done');
    await publish(outgoing, progress, { relay });
    await posted();
    // What has no words is known by nothing, however long one looks.
    if (text !== '') clock.advance(5 * MINUTE);
    const before = texts().length;
    expect(await reconcile(outgoing, progress)).toMatchObject({
      ...{ ok: false, class: 'refused', httpStatus: null },
    });
    expect(await publish(outgoing, progress, { relay })).toMatchObject({ class: 'interrupted' });
    expect(texts()).toHaveLength(before);
  });
});
