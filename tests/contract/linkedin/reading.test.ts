import { describe, expect, it } from 'vitest';
import type { RemoteComment } from '../../../electron/platforms/platform.ts';
import { memory } from '../../support/platform-call.ts';
import { authorise } from './browser.ts';
import { HOUR, video, withLinkedIn } from './linkedin.ts';

const { line, context, post, publish, advance, calls } = withLinkedIn();

async function published(text: string, as = line.studio) {
  const result = await publish(post(text), memory(), as);
  if (!result.ok) throw new Error(result.message);
  return result.value.remoteId;
}
const metricsOf = async (ids: readonly string[], as = line.studio) => {
  const result = await line.linkedin.metrics?.(context(as), ids);
  if (!result?.ok) throw new Error(result?.message);
  return new Map(result.value.map(({ remoteId, values }) => [remoteId, values]));
};
async function commentsUnder(postId: string): Promise<readonly RemoteComment[]> {
  const result = await line.linkedin.comments?.(context(), postId, null);
  if (!result?.ok) throw new Error(result?.message);
  return result.value.comments;
}
let loaves = 0;
/** A post that people who are made up have written under. */
async function talkedAbout() {
  for (let index = 0; index < 20; index++) {
    const postId = await published(`What do you think of loaf number ${++loaves}?`);
    advance(5 * HOUR);
    const comments = await commentsUnder(postId);
    if (comments.length >= 2) return { postId, comments };
  }
  throw new Error('Nobody has written anything');
}

describe('metrics', () => {
  it('of a page’s posts grow, are of each post, and leave out what is gone', async () => {
    const share = await published('Numbers');
    const { film } = video(100_000, 'numbers');
    const other = await publish(post('A film with numbers', { video: film }));
    if (!other.ok) throw new Error(other.message);
    const ids = [share, other.value.remoteId];
    const before = await metricsOf(ids);
    advance(6 * HOUR);
    const after = await metricsOf([...ids, 'urn:li:share:1']);
    expect([...after.keys()].sort()).toEqual([...ids].sort());
    for (const id of ids) {
      const { views = 0 } = before.get(id) ?? {};
      expect(after.get(id)?.views).toBeGreaterThan(views);
      expect(Object.keys(after.get(id) ?? {}).sort()).toEqual(
        ['clicks', 'comments', 'likes', 'reach', 'shares', 'views'].sort(),
      );
    }
    expect(calls('GET /rest/organizationalEntityShareStatistics')).toHaveLength(4);
  });

  it('of a member’s posts have saves too', async () => {
    const id = await published('My own numbers', line.ada);
    advance(6 * HOUR);
    const after = await metricsOf([id, 'urn:li:ugcPost:1'], line.ada);
    expect([...after.keys()]).toEqual([id]);
    expect(Object.keys(after.get(id) ?? {})).toEqual(
      expect.arrayContaining(['views', 'reach', 'likes', 'comments', 'shares', 'saves', 'clicks']),
    );
  });

  it('asks for many posts in few calls', async () => {
    const ids = Array.from({ length: 45 }, (_, index) => `urn:li:share:${index + 1}`);
    expect((await metricsOf(ids)).size).toBe(0);
    expect(line.exchanges).toHaveLength(3);
  });
});

describe('comments', () => {
  it('come with who wrote them, oldest first', async () => {
    const { comments } = await talkedAbout();
    const times = comments.map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const comment of comments)
      expect(comment).toMatchObject({
        remoteId: expect.stringMatching(/^urn:li:comment:\(urn:li:activity:\d+,\d+\)$/),
        author: { displayName: expect.not.stringMatching('LinkedIn member') },
        text: expect.stringMatching(/\S/),
        ours: false,
        hidden: false,
        likes: expect.any(Number),
      });
  });

  it('are answered, and the answer stands under what it answers', async () => {
    const { postId, comments } = await talkedAbout();
    const parentId = comments[0]?.remoteId ?? '';
    const text = 'Thank you (really)! #bread @you';
    const answered = await line.linkedin.reply?.(context(), {
      ...{ postId, parentId, text, recordKey: 'reply', createdAt: 0 },
    });
    expect(answered).toMatchObject({
      ok: true,
      value: { parentId, text, ours: true, author: { handle: 'ada-studio' } },
    });
    const now = await commentsUnder(postId);
    expect(now.length).toBeGreaterThan(comments.length);
    const at = now.findIndex(({ text: theirs }) => theirs === text);
    expect(now[at]).toMatchObject({ parentId, ours: true });
    expect(now[at - 1]?.remoteId).toBe(parentId);

    // An answer to the answer stands beside it: there are two levels.
    const again = { postId, parentId: now[at]?.remoteId ?? '', text: 'And more.' };
    const second = await line.linkedin.reply?.(context(), {
      ...{ ...again, recordKey: 'reply 2', createdAt: 0 },
    });
    expect(second).toMatchObject({ ok: true, value: { parentId } });
  });

  it('answer the post itself', async () => {
    const postId = await published('Talk to me');
    const reply = { postId, parentId: postId, text: 'From ourselves' };
    expect(
      await line.linkedin.reply?.(context(), { ...reply, recordKey: 'own', createdAt: 0 }),
    ).toMatchObject({ ok: true, value: { parentId: postId } });
  });

  it('are removed, also those of others, and once', async () => {
    const { postId, comments } = await talkedAbout();
    const id = comments[0]?.remoteId ?? '';
    expect(await line.linkedin.removeComment?.(context(), id)).toEqual({
      ok: true,
      value: 'removed',
    });
    expect(await line.linkedin.removeComment?.(context(), id)).toEqual({ ok: true, value: 'gone' });
    expect((await commentsUnder(postId)).map(({ remoteId }) => remoteId)).not.toContain(id);
    expect(await line.linkedin.removeComment?.(context(), 'urn:li:share:1')).toMatchObject({
      class: 'refused',
    });
  });

  it('come page by page', async () => {
    const postId = await published('Much to say');
    for (let index = 0; index < 55; index++)
      await line.linkedin.reply?.(context(), {
        ...{ postId, parentId: postId, text: `Number ${index}`, recordKey: `${index}` },
        createdAt: 0,
      });
    const first = await line.linkedin.comments?.(context(), postId, null);
    if (!first?.ok) throw new Error(first?.message);
    expect([first.value.comments.length, first.value.next]).toEqual([50, '50']);
    const second = await line.linkedin.comments?.(context(), postId, first.value.next);
    if (!second?.ok) throw new Error(second?.message);
    expect([second.value.comments.length, second.value.next]).toEqual([5, null]);
  });

  it('on a person’s posts are shown to few applications, and ours says so', async () => {
    const [ada] = await authorise(line.linkedin, line.url, line.sandbox);
    const postId = await published('Mine alone', ada);
    expect(await line.linkedin.comments?.(context(ada), postId, null)).toMatchObject({
      class: 'refused',
      message: expect.stringContaining('Read them on LinkedIn'),
    });
  });
});
