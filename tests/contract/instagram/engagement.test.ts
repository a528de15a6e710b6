import { expect, it } from 'vitest';
import { photoOf } from '../../support/publishing.ts';
import { HOUR, withInstagram } from './instagram.ts';

const { line, clock, context, post, publish } = withInstagram();

async function published(text = 'How is it?'): Promise<string> {
  const result = await publish(post(text, { images: [await photoOf('a')] }));
  if (!result.ok) throw new Error(result.message);
  return result.value.remoteId;
}

// developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights
it('reads the figures of posts, leaves out those that are gone, and sees them grow', async () => {
  const id = await published();
  clock.advance(12 * HOUR);
  const first = await line.instagram.metrics?.(context(), [id, '404']);
  clock.advance(100 * HOUR);
  const second = await line.instagram.metrics?.(context(), [id]);
  expect(first).toMatchObject({ ok: true, value: [{ remoteId: id }] });
  if (!first?.ok || !second?.ok) throw new Error('No figures');
  const [before, after] = [first.value[0]?.values, second.value[0]?.values];
  expect(Object.keys(before ?? {}).sort()).toEqual([...line.instagram.capabilities.metrics].sort());
  expect(after?.views).toBeGreaterThan(before?.views ?? Number.POSITIVE_INFINITY);
  expect(line.calls.find(({ path }) => path.endsWith('/insights'))?.params.metric).toBe(
    'views,reach,saved,shares,likes,comments',
  );
});

it('leaves out what it may not see, instead of 0', async () => {
  const id = await published();
  await line.sandbox.faults.set({
    rules: [
      {
        when: { operation: 'GET /:id/insights' },
        fault: { kind: 'status', status: 403, error: '10' },
      },
    ],
  });
  const read = await line.instagram.metrics?.(context(), [id]);
  if (!read?.ok) throw new Error('No figures');
  expect(Object.keys(read.value[0]?.values ?? {}).sort()).toEqual(['comments', 'likes']);
});

it('reads comments as they arrive, answers, hides, shows and removes them', async () => {
  let id = await published();
  for (let tries = 0; tries < 20; tries++) {
    clock.advance(2 * HOUR);
    const read = await line.instagram.comments?.(context(), id, null);
    if (read?.ok && read.value.comments.length > 1) break;
    id = await published(`How is it, ${tries}?`);
  }
  clock.advance(2 * HOUR);
  const list = async () => {
    const read = await line.instagram.comments?.(context(), id, null);
    if (!read?.ok) throw new Error('No comments');
    return read.value.comments;
  };
  const [first, second] = await list();
  if (!first || !second) throw new Error('Too few comments');
  expect(first).toMatchObject({ parentId: id, hidden: false, ours: false });
  expect(first.createdAt).toBeLessThanOrEqual(second.createdAt);

  const answer = (parentId: string, text: string) =>
    line.instagram.reply?.(context(), {
      postId: id,
      parentId,
      text,
      recordKey: text,
      createdAt: clock.now(),
    });
  const replied = await answer(first.remoteId, 'Thank you');
  expect(replied).toMatchObject({ ok: true, value: { parentId: first.remoteId, ours: true } });
  if (!replied?.ok) throw new Error('Not answered');
  // An answer to an answer stands under the same comment.
  expect(await answer(replied.value.remoteId, 'And again')).toMatchObject({
    ok: true,
    value: { parentId: first.remoteId },
  });
  expect(await answer(id, 'To everybody')).toMatchObject({ ok: true, value: { parentId: id } });
  expect((await list()).filter(({ ours }) => ours).map(({ text }) => text)).toEqual(
    expect.arrayContaining(['Thank you', 'And again', 'To everybody']),
  );

  const hide = (hidden: boolean) => line.instagram.setHidden?.(context(), first.remoteId, hidden);
  const find = async (remoteId: string) =>
    (await list()).find((comment) => comment.remoteId === remoteId);
  expect(await hide(true)).toEqual({ ok: true, value: 'done' });
  expect(await find(first.remoteId)).toMatchObject({ hidden: true });
  expect(await hide(false)).toEqual({ ok: true, value: 'done' });
  expect(await find(first.remoteId)).toMatchObject({ hidden: false });

  const remove = () => line.instagram.removeComment?.(context(), second.remoteId);
  expect(await remove()).toEqual({ ok: true, value: 'removed' });
  expect(await remove()).toEqual({ ok: true, value: 'gone' });
  expect(await find(second.remoteId)).toBeUndefined();
});
