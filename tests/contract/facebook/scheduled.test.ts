import { expect, it } from 'vitest';
import type { PlannedPost, PublishProgress } from '../../../electron/platforms/platform.ts';
import { memory, sentPost } from '../../support/platform-call.ts';
import { photoOf, videoOf } from '../../support/publishing.ts';
import { FEED, MINUTE, VIDEOS, withFacebook } from './facebook.ts';

const { line, clock, context, post, publish, fault, texts, made } = withFacebook();
const HOUR = 60 * MINUTE;

const planned = (text: string, over: Partial<PlannedPost> = {}): PlannedPost => ({
  ...post(text, over),
  at: clock.now() + 2 * HOUR,
  ...over,
});
const native = () => {
  const found = line.facebook.nativeSchedule;
  if (!found) throw new Error('Facebook plans posts');
  return found;
};
const handOver = (outgoing: PlannedPost, progress: PublishProgress = memory()) =>
  native().handOver(context(), outgoing, progress);
const look = (id: string, outgoing: PlannedPost) =>
  native().look(context(), id, sentPost(outgoing));

async function handedOver(outgoing: PlannedPost): Promise<string> {
  const result = await handOver(outgoing);
  if (!result.ok || result.value.kind !== 'planned') throw new Error('Not planned');
  return result.value.id;
}

// developers.facebook.com/docs/pages-api/posts#schedule-a-post, read on 2026-11-23
it('hands a post over with its time, and Facebook puts it out', async () => {
  const outgoing = planned('later', { images: [await photoOf('a')] });
  const id = await handedOver(outgoing);
  expect(made('/feed')[0]?.params).toMatchObject({
    message: 'later',
    published: 'false',
    scheduled_publish_time: String(outgoing.at / 1000),
    unpublished_content_type: 'SCHEDULED',
  });
  expect(made('/photos')[0]?.params).toMatchObject({ published: 'false', temporary: 'true' });
  expect(texts()).toEqual([]);
  expect(await look(id, outgoing)).toEqual({
    ok: true,
    value: { kind: 'planned', id, at: outgoing.at },
  });
  clock.advance(3 * HOUR);
  expect(texts()).toEqual(['later']);
  expect(await look(id, outgoing)).toMatchObject({
    ok: true,
    value: { kind: 'published', post: { remoteId: id } },
  });
});

it('hands a video over', async () => {
  const outgoing = planned('a film', { video: videoOf(2000) });
  const id = await handedOver(outgoing);
  expect(await look(id, outgoing)).toMatchObject({ value: { kind: 'planned', at: outgoing.at } });
  clock.advance(3 * HOUR);
  expect(await look(id, outgoing)).toMatchObject({
    value: { kind: 'published', post: { remoteId: line.sandbox.posts()[0]?.remoteId } },
  });
});

it.each([
  ['a text', async () => planned('lost'), FEED],
  ['photos', async () => planned('', { images: [await photoOf('a')] }), FEED],
  ['a video', async () => planned('lost', { video: videoOf(2000) }), VIDEOS],
])('finds what was planned when the answer was lost: %s', async (_, make, operation) => {
  const outgoing = await make();
  const progress = memory();
  await fault({ when: { operation, nth: 1 }, fault: { kind: 'cut', effect: 'done' } });
  expect(await handOver(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
  const lost = { ...sentPost(outgoing, progress.saved), at: outgoing.at };
  expect(await native().find(context(), lost)).toMatchObject({
    ok: true,
    value: { kind: 'planned', at: outgoing.at },
  });
  // Handed over again, it is still one.
  expect(await handOver(outgoing, progress)).toMatchObject({
    ok: true,
    value: { kind: 'planned' },
  });
  clock.advance(3 * HOUR);
  expect(line.sandbox.posts()).toHaveLength(1);
  expect(await native().find(context(), lost)).toMatchObject({ value: { kind: 'published' } });
});

it('says that there is nothing where the call never arrived', async () => {
  const outgoing = planned('lost');
  const progress = memory();
  await fault({ when: { operation: FEED, nth: 1 }, fault: { kind: 'cut', effect: 'none' } });
  await handOver(outgoing, progress);
  const lost = { ...sentPost(outgoing, progress.saved), at: outgoing.at };
  expect(await native().find(context(), lost)).toEqual({ ok: true, value: { kind: 'gone' } });
});

it('is told what is too soon and too late for Facebook', async () => {
  const soon = planned('soon', { at: clock.now() + 10 * MINUTE });
  expect(await handOver(soon)).toEqual({ ok: true, value: { kind: 'too_soon' } });
  const far = planned('far', { at: clock.now() + 31 * 24 * HOUR });
  expect(await handOver(far)).toMatchObject({ ok: false, class: 'refused' });
  expect(made('/feed')).toHaveLength(0);
});

it('moves what is planned', async () => {
  const outgoing = planned('moved');
  const id = await handedOver(outgoing);
  const at = outgoing.at + HOUR;
  expect(await native().move(context(), id, at)).toEqual({ ok: true, value: 'moved' });
  clock.advance(2.5 * HOUR);
  expect(texts()).toEqual([]);
  clock.advance(HOUR);
  expect(texts()).toEqual(['moved']);
  expect(await native().move(context(), `${line.page.id}_404`, at)).toMatchObject({
    value: 'gone',
  });
});

it('takes back what is planned, but never what is out', async () => {
  const outgoing = planned('taken back', { images: [await photoOf('a')] });
  const progress = memory();
  const first = await handOver(outgoing, progress);
  if (!first.ok || first.value.kind !== 'planned') throw new Error('Not planned');
  const { id } = first.value;
  expect(await native().takeBack(context(), id)).toEqual({ ok: true, value: 'taken_back' });
  expect(await look(id, outgoing)).toEqual({ ok: true, value: { kind: 'gone' } });
  // Its photos went with it: they are uploaded anew, for a plan as for a post.
  expect(await handOver(outgoing, progress)).toMatchObject({
    ok: true,
    value: { kind: 'planned' },
  });
  expect(made('/photos')).toHaveLength(2);
  clock.advance(3 * HOUR);
  const [sent] = line.sandbox.posts();
  expect(await native().takeBack(context(), sent?.remoteId ?? '')).toMatchObject({ value: 'gone' });
  expect(texts()).toEqual(['taken back']);
});

it('is sent from here after it was taken back, once', async () => {
  const outgoing = planned('after all', { images: [await photoOf('a')] });
  const progress = memory();
  const first = await handOver(outgoing, progress);
  if (!first.ok || first.value.kind !== 'planned') throw new Error('Not planned');
  await native().takeBack(context(), first.value.id);
  expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
  expect(line.sandbox.posts()).toMatchObject([{ text: 'after all', media: [expect.any(String)] }]);
});

it('does not take back what is about to come out', async () => {
  const outgoing = planned('now');
  const id = await handedOver(outgoing);
  clock.advance(2 * HOUR - 10_000);
  expect(await native().takeBack(context(), id)).toMatchObject({ ok: false, class: 'unreachable' });
});

it('writes the first comment when it sees that the post is out, once', async () => {
  const outgoing = planned('commented', { firstComment: 'First' });
  const id = await handedOver(outgoing);
  await look(id, outgoing);
  expect(made('/comments')).toHaveLength(0);
  clock.advance(3 * HOUR);
  await look(id, outgoing);
  await look(id, outgoing);
  expect(made('/comments')).toHaveLength(1);
});
