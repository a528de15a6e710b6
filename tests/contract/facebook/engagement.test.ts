import { expect, it } from 'vitest';
import { MINUTE, withFacebook } from './facebook.ts';

const { line, clock, context, post, publish } = withFacebook();
const HOUR = 60 * MINUTE;

async function published(text = 'How is it?'): Promise<string> {
  const result = await publish(post(text));
  if (!result.ok) throw new Error(result.message);
  return result.value.remoteId;
}

// developers.facebook.com/docs/graph-api/reference/insights: post_media_view, post_total_media_view_unique
it('reads the figures of posts, leaves out those that are gone, and sees them grow', async () => {
  const id = await published();
  clock.advance(12 * HOUR);
  const first = await line.facebook.metrics?.(context(), [id, `${line.page.id}_404`]);
  clock.advance(100 * HOUR);
  const second = await line.facebook.metrics?.(context(), [id]);
  expect(first).toMatchObject({ ok: true, value: [{ remoteId: id }] });
  if (!first?.ok || !second?.ok) throw new Error('No figures');
  const [before, after] = [first.value[0]?.values, second.value[0]?.values];
  expect(Object.keys(before ?? {}).sort()).toEqual([...line.facebook.capabilities.metrics].sort());
  expect(after?.views).toBeGreaterThan(before?.views ?? Number.POSITIVE_INFINITY);
  expect(line.calls.find(({ path }) => path.endsWith('/insights'))?.params.metric).toBe(
    'post_media_view,post_total_media_view_unique,post_clicks',
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
  const read = await line.facebook.metrics?.(context(), [id]);
  if (!read?.ok) throw new Error('No figures');
  expect(Object.keys(read.value[0]?.values ?? {}).sort()).toEqual(['comments', 'likes', 'shares']);
});

it('reads comments as they arrive, answers, hides, shows and removes them', async () => {
  let id = await published();
  for (let tries = 0; tries < 20; tries++) {
    clock.advance(2 * HOUR);
    const read = await line.facebook.comments?.(context(), id, null);
    if (read?.ok && read.value.comments.length > 1) break;
    id = await published(`How is it, ${tries}?`);
  }
  clock.advance(2 * HOUR);
  const read = await line.facebook.comments?.(context(), id, null);
  if (!read?.ok) throw new Error('No comments');
  const [first, second] = read.value.comments;
  if (!first || !second) throw new Error('Too few comments');
  expect(first).toMatchObject({ parentId: id, hidden: false, ours: false });
  expect(first.createdAt).toBeLessThanOrEqual(second.createdAt);

  const answer = { postId: id, parentId: first.remoteId, text: 'Thank you', recordKey: 'x' };
  const replied = await line.facebook.reply?.(context(), { ...answer, createdAt: clock.now() });
  expect(replied).toMatchObject({
    ok: true,
    value: { text: 'Thank you', parentId: first.remoteId, ours: true },
  });
  const hide = (hidden: boolean) => line.facebook.setHidden?.(context(), first.remoteId, hidden);
  expect(await hide(true)).toEqual({ ok: true, value: 'done' });
  const find = async (remoteId: string) => {
    const again = await line.facebook.comments?.(context(), id, null);
    return again?.ok ? again.value.comments.find((each) => each.remoteId === remoteId) : undefined;
  };
  expect(await find(first.remoteId)).toMatchObject({ hidden: true });
  expect(await hide(false)).toEqual({ ok: true, value: 'done' });
  expect(await find(first.remoteId)).toMatchObject({ hidden: false });

  const remove = () => line.facebook.removeComment?.(context(), second.remoteId);
  expect(await remove()).toEqual({ ok: true, value: 'removed' });
  expect(await remove()).toEqual({ ok: true, value: 'gone' });
  expect(await find(second.remoteId)).toBeUndefined();
});

it('reads comments page by page', async () => {
  const id = await published();
  const write = (text: string) =>
    line.facebook.reply?.(context(), {
      postId: id,
      parentId: id,
      text,
      recordKey: text,
      createdAt: clock.now(),
    });
  for (let index = 0; index < 55; index++) await write(`${index}`);
  const first = await line.facebook.comments?.(context(), id, null);
  if (!first?.ok) throw new Error('No comments');
  expect(first.value.comments).toHaveLength(50);
  const second = await line.facebook.comments?.(context(), id, first.value.next);
  expect(second).toMatchObject({ ok: true, value: { next: null } });
  if (second?.ok) expect(second.value.comments).toHaveLength(5);
});

it('removes a post, once', async () => {
  const id = await published();
  const remove = () => line.facebook.removePost?.(context(), id);
  expect(await remove()).toEqual({ ok: true, value: 'removed' });
  expect(await remove()).toEqual({ ok: true, value: 'gone' });
  expect(line.sandbox.posts()[0]?.removedAt).not.toBeNull();
});
