import { expect, it } from 'vitest';
import { MINUTE, withFacebook } from './facebook.ts';

const { line, clock, context, post, publish } = withFacebook();
const DAY = 24 * 60 * MINUTE;

async function read(since: string | null = null, from: string | null = null) {
  const result = await line.facebook.mentions?.(context(), since, from);
  if (!result?.ok) throw new Error(result?.message);
  return result.value;
}

// developers.facebook.com/docs/graph-api/reference/page/tagged
it('reads posts in which the Page is tagged, and later only what is new', async () => {
  clock.advance(20 * DAY);
  const first = await read();
  expect(first.mentions.length).toBeGreaterThan(4);
  expect(first.next).toBeNull();
  const times = first.mentions.map(({ createdAt }) => createdAt);
  expect(times).toEqual(times.toSorted((one, other) => other - one));
  expect(first.mentions[0]).toMatchObject({
    // Facebook does not say who wrote it.
    author: { remoteId: '', displayName: 'Somebody on Facebook' },
    ...{ parentId: '', ours: false, remoteUrl: expect.stringContaining('https://') },
  });
  clock.advance(6 * DAY);
  const later = await read(first.newest);
  const known = new Set(first.mentions.map(({ remoteId }) => remoteId));
  // The moment that the mark names is told again.
  expect(later.mentions.filter(({ remoteId }) => known.has(remoteId))).toHaveLength(1);
  expect(later.mentions.length).toBeGreaterThan(1);
});

it('reads them page by page', async () => {
  clock.advance(120 * DAY);
  const first = await read();
  expect(first.mentions).toHaveLength(25);
  const second = await read(null, first.next);
  const ids = [...first.mentions, ...second.mentions].map(({ remoteId }) => remoteId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(second.mentions.length).toBeGreaterThan(10);
});

it('answers one as a comment below it, and finds the answer there', async () => {
  clock.advance(DAY);
  const id = (await read()).mentions[0]?.remoteId ?? '';
  const answer = { postId: id, parentId: id, text: 'Thank you', recordKey: 'x' };
  const replied = await line.facebook.reply?.(context(), { ...answer, createdAt: clock.now() });
  expect(replied).toMatchObject({ ok: true, value: { parentId: id, ours: true } });
  const below = await line.facebook.comments?.(context(), id, null);
  expect(below).toMatchObject({
    ok: true,
    value: { comments: [{ text: 'Thank you', ours: true }], next: null },
  });
});

it('likes a comment and a mention once, and takes it back', async () => {
  const result = await publish(post('How is it?'));
  if (!result.ok) throw new Error(result.message);
  const postId = result.value.remoteId;
  clock.advance(DAY);
  const own = { postId, parentId: postId, text: 'First', recordKey: 'y', createdAt: clock.now() };
  const written = await line.facebook.reply?.(context(), own);
  const comment = written?.ok ? written.value.remoteId : '';
  const likes = async () => {
    const read = await line.facebook.comments?.(context(), postId, null);
    return read?.ok && read.value.comments.find(({ remoteId }) => remoteId === comment)?.likes;
  };
  const like = (id: string, liked: boolean) => line.facebook.like?.(context(), id, liked);
  const done = { ok: true, value: 'done' };
  expect([await like(comment, true), await like(comment, true)]).toEqual([done, done]);
  expect(await likes()).toBe(1);
  expect([await like(comment, false), await like(comment, false)]).toEqual([done, done]);
  expect(await likes()).toBe(0);
  const [mention] = (await read()).mentions;
  expect(await like(mention?.remoteId ?? '', true)).toEqual(done);
  await line.sandbox.faults.set({
    rules: [
      {
        when: { operation: 'POST /:id/likes', times: 1 },
        fault: { kind: 'status', status: 403, error: '200' },
      },
    ],
  });
  // Nothing else has to stop for that.
  expect(await like(comment, true)).toMatchObject({ ok: false, class: 'refused' });
  expect(await like(`${line.page.id}_404`, true)).toEqual({ ok: true, value: 'gone' });
});
