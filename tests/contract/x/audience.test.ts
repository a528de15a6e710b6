import { describe, expect, it } from 'vitest';
import type { RemoteComment } from '../../../electron/platforms/platform.ts';
import { image } from './content.ts';
import { HOUR, MINUTE, SEND, withX } from './x.ts';

const { line, clock, context, fault, post, publish, signedIn, texts, bodiesOf, calls } = withX();

async function published(text: string, over: Parameters<typeof post>[1] = {}): Promise<string> {
  const result = await publish(post(text, over));
  if (!result.ok) throw new Error(result.message);
  return result.value.remoteId;
}
const numbers = async (...ids: string[]) => {
  const read = await line.x.metrics?.(context(), ids);
  if (!read?.ok) throw new Error(read?.message);
  return read.value;
};
const commentsUnder = async (id: string, from: string | null = null) => {
  const read = await line.x.comments?.(context(), id, from);
  if (!read?.ok) throw new Error(read?.message);
  return read.value;
};
const reply = async (to: RemoteComment, text: string, postId = to.parentId) =>
  line.x.reply?.(context(), {
    ...{ recordKey: 'key', createdAt: clock.now(), parentId: to.remoteId },
    ...{ postId, text },
  });
const hide = async (id: string, hidden = true) => line.x.setHidden?.(context(), id, hidden);

/** A post under which people have talked, with their comments. */
async function talkedAbout() {
  await signedIn();
  for (let count = 0; count < 20; count++) {
    const id = await published(`What do you think? ${count}`);
    clock.advance(2 * HOUR);
    const { comments } = await commentsUnder(id);
    if (comments.length >= 3) return { id, comments };
  }
  throw new Error('Nobody said anything');
}

describe('numbers', () => {
  // docs.x.com/x-api/posts/get-posts-by-ids
  it('grow, and are absent where the post is gone', async () => {
    await signedIn();
    const id = await published('Count me');
    expect(await numbers(id)).toMatchObject([{ remoteId: id, values: { views: 0, likes: 0 } }]);
    clock.advance(30 * MINUTE);
    const [soon] = await numbers(id);
    clock.advance(48 * HOUR);
    const [later] = await numbers(id, '1');
    expect(later?.values.views).toBeGreaterThan(soon?.values.views ?? 0);
    expect(Object.keys(later?.values ?? {}).sort()).toEqual(
      [...line.x.capabilities.metrics].sort(),
    );
    expect(await line.x.removePost?.(context(), id)).toEqual({ ok: true, value: 'removed' });
    expect(await numbers(id)).toEqual([]);
  });

  it('of many posts are asked for a hundred at a time', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => String(10_000 + index));
    expect(await numbers(...ids)).toEqual([]);
    const asked = line.exchanges
      .filter(({ url }) => url.pathname === '/2/tweets')
      .map(({ url }) => url.searchParams.get('ids')?.split(',').length);
    expect(asked).toEqual([100, 100, 50]);
  });

  it('that X could not give are no zeros', async () => {
    const id = await published('Count me');
    await fault({ when: { operation: 'GET /2/tweets' }, fault: { kind: 'status', status: 503 } });
    expect(await line.x.metrics?.(context(), [id])).toMatchObject({
      ok: false,
      class: 'service_error',
    });
  });
});

describe('comments', () => {
  // docs.x.com/x-api/posts/search-recent-posts
  it('arrive with time, with those who wrote them', async () => {
    const { id, comments } = await talkedAbout();
    for (const comment of comments) {
      expect(comment).toMatchObject({ parentId: id, ours: false, hidden: false });
      expect(comment.text).not.toMatch(/^@/);
      expect(comment.author.handle).toMatch(/^\w{1,15}$/);
      expect(comment.createdAt).toBeLessThanOrEqual(clock.now());
    }
    const times = comments.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const [found] = await numbers(id);
    expect(found?.values.comments).toBe(comments.length);
  });

  it('may be answered where they mention the account, which X asks for', async () => {
    const { id, comments } = await talkedAbout();
    const [first, , third] = comments;
    if (!first || !third) throw new Error('Too few comments');
    const answered = await reply(first, 'Thank you! https://example.com/shop');
    expect(answered).toMatchObject({
      ok: true,
      value: { parentId: first.remoteId, ours: true, author: { handle: 'ada' } },
    });
    expect(bodiesOf(SEND).at(-1)).toEqual({
      text: 'Thank you! https://example.com/shop',
      reply: { in_reply_to_tweet_id: first.remoteId },
    });
    const ours = (await commentsUnder(id)).comments.find((one) => one.ours);
    expect(ours).toMatchObject({
      text: 'Thank you! https://example.com/shop',
      parentId: first.remoteId,
    });
    expect(await reply(third, 'Thank you too')).toMatchObject({
      ok: false,
      class: 'refused',
      message:
        'X lets an app like yours answer only people who have mentioned or quoted the account. Answer this one on x.com.',
    });
  });

  it('are answered once, though the first answer was lost', async () => {
    const { comments } = await talkedAbout();
    const [first] = comments;
    if (!first) throw new Error('Too few comments');
    const count = texts().length;
    await fault({ when: { operation: SEND, times: 1 }, fault: { kind: 'cut', effect: 'done' } });
    expect(await reply(first, 'Once only')).toMatchObject({ ok: false, class: 'interrupted' });
    expect(await reply(first, 'Once only')).toMatchObject({
      ok: true,
      value: { remoteId: line.sandbox.posts().at(-1)?.remoteId },
    });
    expect(texts()).toHaveLength(count + 1);
  });

  it('are hidden and shown again, where the post is the account’s', async () => {
    const { comments } = await talkedAbout();
    const [first] = comments;
    expect(await hide(first?.remoteId ?? '')).toEqual({ ok: true, value: 'done' });
    expect(await hide(first?.remoteId ?? '', false)).toEqual({ ok: true, value: 'done' });
    expect(await hide('123')).toEqual({ ok: true, value: 'gone' });
  });

  it('of a thread and the first comment are ours', async () => {
    const id = await published('One', { thread: ['Two'], firstComment: 'Three' });
    const { comments } = await commentsUnder(id);
    expect(comments.map(({ text, ours }) => [text, ours])).toEqual([
      ['Two', true],
      ['Three', true],
    ]);
  });

  it('come page by page', async () => {
    const id = await published('One');
    const thread = Array.from({ length: 120 }, (_, index) => `Part ${index}`);
    const long = await published('Long', { thread });
    const first = await commentsUnder(long);
    expect(first.comments).toHaveLength(100);
    const second = await commentsUnder(long, first.next);
    // The post itself is one of what X finds.
    expect([second.comments.length, second.next]).toEqual([20, null]);
    expect((await commentsUnder(id)).comments).toEqual([]);
  });
});

describe('a post', () => {
  it('is removed, and is gone then', async () => {
    const id = await published('For a moment', { images: [image('a')] });
    expect(await line.x.removePost?.(context(), id)).toEqual({ ok: true, value: 'removed' });
    expect(await line.x.removePost?.(context(), id)).toEqual({ ok: true, value: 'gone' });
    expect(calls().filter((name) => name.startsWith('DELETE'))).toHaveLength(2);
    expect(texts()).toEqual([]);
  });

  const whole = async () => {
    const thread = ['Two', 'Three'];
    const result = await publish(post('One', { thread, firstComment: 'And this' }));
    if (!result.ok) throw new Error(result.message);
    return result.value;
  };
  const remove = (id: string, parts?: readonly string[]) =>
    line.x.removePost?.(context(), id, parts);

  it('is removed with its thread and its first comment, the last one first', async () => {
    const { remoteId, parts = [] } = await whole();
    expect(parts).toHaveLength(4);
    expect(parts[0]).toBe(remoteId);
    expect(await remove(remoteId, parts)).toEqual({ ok: true, value: 'removed' });
    expect(texts()).toEqual([]);
    const removals = calls().filter((name) => name.startsWith('DELETE'));
    expect(removals).toEqual(parts.toReversed().map((id) => `DELETE /2/tweets/${id}`));
    expect(await remove(remoteId, parts)).toEqual({ ok: true, value: 'gone' });
  });

  it('of which a removal broke off says how far it came, and goes on from there', async () => {
    const { remoteId, parts } = await whole();
    const operation = 'DELETE /2/tweets/:id';
    await fault({ when: { operation, nth: 2 }, fault: { kind: 'status', status: 503 } });
    expect(await remove(remoteId, parts)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^1 of the 4 parts is removed, .* Remove the post once more/),
    });
    expect(texts()).toEqual(['One', 'Two', 'Three']);
    expect(await remove(remoteId, parts)).toEqual({ ok: true, value: 'removed' });
    expect(texts()).toEqual([]);
  });
});
