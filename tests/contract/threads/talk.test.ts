import { describe, expect, it } from 'vitest';
import { memory } from '../../support/platform-call.ts';
import { DAY, MINUTE, PUBLISH, withThreads } from './threads.ts';

const { line, clock, context, post, publish, fault, texts, restart } = withThreads();

async function published(text: string, thread: readonly string[] = []): Promise<string> {
  const result = await publish(post(text, { thread }), memory());
  if (!result.ok) throw new Error(result.message);
  return result.value.remoteId;
}
/** A post that people answer. */
async function talkedAbout(): Promise<string> {
  for (let count = 0; count < 20; count++) {
    const id = await published(`Post ${count}`);
    clock.advance(6 * 60 * MINUTE);
    if ((await comments(id)).comments.length > 1) return id;
  }
  throw new Error('Nobody answers');
}
async function comments(id: string, from: string | null = null) {
  const page = await line.threads.comments?.(context(), id, from);
  if (!page?.ok) throw new Error(page?.message);
  return page.value;
}

describe('replies', () => {
  it('arrive, oldest first, with who wrote them', async () => {
    const id = await talkedAbout();
    const { comments: found, next } = await comments(id);
    expect(next).toBeNull();
    expect(found.map(({ createdAt }) => createdAt)).toEqual(
      found.map(({ createdAt }) => createdAt).sort((one, other) => one - other),
    );
    expect(found[0]).toMatchObject({
      ...{ parentId: id, hidden: false, ours: false, likes: null },
      author: { handle: expect.any(String) },
      remoteUrl: expect.stringContaining('/post/'),
    });
  });

  it('are answered under what they say, and the answer is ours', async () => {
    const id = await talkedAbout();
    const [first] = (await comments(id)).comments;
    const parentId = first?.remoteId ?? '';
    const answered = await line.threads.reply?.(context(), {
      ...{ recordKey: 'key', createdAt: clock.now(), postId: id, parentId },
      text: 'Thank you!',
    });
    expect(answered).toMatchObject({
      ok: true,
      value: { text: 'Thank you!', ours: true, parentId },
    });
    const ours = (await comments(id)).comments.find(({ ours: own }) => own);
    expect(ours).toMatchObject({ text: 'Thank you!', parentId });
  });

  it.each([
    ['done', true],
    ['none', false],
  ] as const)('whose answer is lost is not doubled: %s', async (effect, isThere) => {
    const id = await published('Ask me');
    const before = texts().length;
    await fault({ when: { operation: PUBLISH, nth: 1 }, fault: { kind: 'cut', effect } });
    const answered = await line.threads.reply?.(context(), {
      ...{ recordKey: 'key', createdAt: clock.now(), postId: id, parentId: id, text: 'Here' },
    });
    expect(answered).toMatchObject(isThere ? { ok: true } : { ok: false, class: 'unreachable' });
    expect(texts()).toHaveLength(before + (isThere ? 1 : 0));
  });

  it('are hidden and shown again, also after a restart', async () => {
    const id = await talkedAbout();
    const [first] = (await comments(id)).comments;
    const commentId = first?.remoteId ?? '';
    const hide = (hidden: boolean) => line.threads.setHidden?.(context(), commentId, hidden);
    const isHidden = async () =>
      (await comments(id)).comments.find(({ remoteId }) => remoteId === commentId)?.hidden;
    expect(await hide(true)).toEqual({ ok: true, value: 'done' });
    await restart();
    expect(await isHidden()).toBe(true);
    expect(await hide(false)).toEqual({ ok: true, value: 'done' });
    expect(await isHidden()).toBe(false);
    expect(await line.threads.setHidden?.(context(), '18123', true)).toEqual({
      ...{ ok: true, value: 'gone' },
    });
  });

  it('of a thread are those of all its parts', async () => {
    const id = await published('One', ['Two']);
    const found = (await comments(id)).comments.filter(({ ours }) => ours);
    expect(found.map(({ text }) => text)).toEqual(['Two']);
  });
});

it('figures grow, and never shrink; what is gone is left out', async () => {
  const id = await published('Figures');
  const read = async () => {
    const found = await line.threads.metrics?.(context(), [id, '18999']);
    if (!found?.ok) throw new Error(found?.message);
    return found.value;
  };
  clock.advance(60 * MINUTE);
  const [early, ...none] = await read();
  expect(none).toEqual([]);
  clock.advance(DAY);
  const [late] = await read();
  expect(Object.keys(late?.values ?? {}).sort()).toEqual([
    ...['comments', 'likes', 'quotes', 'shares', 'views'],
  ]);
  expect(late?.values.views).toBeGreaterThan(early?.values.views ?? Number.POSITIVE_INFINITY);
});
