import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openInbox, publishPost, readingsOf, type TestInbox } from '../../support/inbox.ts';
import { must } from '../../support/services.ts';
import { PROBLEM, written } from '../../support/talking-network.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ALL = { unread: false, query: '', after: null, limit: 100 } as const;

let desk: TestInbox;
beforeEach(() => {
  desk = openInbox();
});
afterEach(() => {
  desk.collecting.close();
  desk.close();
});
const items = () => desk.inbox.list(ALL).items;
const now = () => desk.clock.now();

describe('reading what people say', () => {
  it('keeps each once, however often it is read and whoever reads it', async () => {
    const { postId } = await publishPost(desk);
    desk.talk.comments = [written('c1', { createdAt: now() }), written('c2', { createdAt: now() })];
    expect(await desk.collecting.collect()).toEqual({ posts: 1, fresh: 2, problems: [] });
    desk.clock.advance(HOUR);
    expect(await desk.collecting.collect()).toMatchObject({ posts: 1, fresh: 0 });
    await desk.engagement.read({ postId });
    expect(items()).toHaveLength(2);
    expect(items()[0]).toMatchObject({
      ...{ author: 'Them', handle: 'them.test', kind: 'comment', network: 'bluesky', postId },
      ...{ state: 'open', readAt: null, goneAt: null, sentiment: 61 },
    });
    expect(desk.told.filter(({ name }) => name === 'inbox.changed')).toHaveLength(1);
  });

  it('asks about new posts often, about old ones seldom, and about very old ones not at all', async () => {
    await publishPost(desk, { name: 'A', remoteId: 'new' });
    await publishPost(desk, { name: 'B', remoteId: 'week', age: 5 * DAY });
    await publishPost(desk, { name: 'C', remoteId: 'month', age: 20 * DAY });
    await publishPost(desk, { name: 'D', remoteId: 'ancient', age: 100 * DAY });
    const asked = readingsOf(desk);
    const askedAfter = async (ms: number) => {
      asked.length = 0;
      desk.clock.advance(ms);
      await desk.collecting.collect();
      return asked.map((one) => one.split(' ')[0]).sort();
    };
    expect(await askedAfter(0)).toEqual(['month', 'new', 'week']);
    expect(await askedAfter(5 * MINUTE)).toEqual([]);
    expect(await askedAfter(6 * MINUTE)).toEqual(['new']);
    expect(await askedAfter(HOUR)).toEqual(['new', 'week']);
    expect(await askedAfter(6 * HOUR)).toEqual(['month', 'new', 'week']);
  });

  it('goes on in a long talk where it was left, and then begins anew', async () => {
    await publishPost(desk);
    desk.talk.pageSize = 2;
    desk.talk.comments = Array.from({ length: 21 }, (_, index) =>
      written(`c${index}`, { createdAt: now() + index }),
    );
    const asked = readingsOf(desk);
    await desk.collecting.collect();
    expect(items()).toHaveLength(16);
    await desk.collecting.collect();
    expect(items()).toHaveLength(21);
    expect(asked.slice(8)).toEqual(['post-1 16', 'post-1 18', 'post-1 20']);
    asked.length = 0;
    // Of several pages, and each there: none is taken for gone.
    desk.clock.advance(HOUR);
    await desk.collecting.collect();
    expect(asked[0]).toBe('post-1 first');
    expect(items().every(({ goneAt }) => goneAt === null)).toBe(true);
  });

  it('marks what is gone, and takes it back where it comes again', async () => {
    await publishPost(desk);
    const both = [written('c1', { createdAt: now() }), written('c2', { createdAt: now() })];
    desk.talk.comments = both;
    await desk.collecting.collect();
    desk.talk.comments = both.slice(0, 1);
    desk.clock.advance(HOUR);
    await desk.collecting.collect();
    const gone = () => items().filter(({ goneAt }) => goneAt !== null);
    expect(gone()).toMatchObject([{ remoteId: 'c2', text: 'Lovely', state: 'open' }]);
    desk.talk.comments = both;
    desk.clock.advance(HOUR);
    await desk.collecting.collect();
    expect(gone()).toEqual([]);
  });

  it('makes an edited one unread again', async () => {
    await publishPost(desk);
    desk.talk.comments = [written('c1', { createdAt: now() })];
    await desk.collecting.collect();
    const [first] = items();
    must(desk.inbox.triage({ ids: [first?.id ?? ''], change: { do: 'read' } }));
    desk.talk.comments = [written('c1', { createdAt: now(), likes: 4 })];
    desk.clock.advance(HOUR);
    await desk.collecting.collect();
    expect(items()[0]).toMatchObject({ likes: 4, readAt: expect.any(Number) });
    desk.talk.comments = [written('c1', { createdAt: now(), text: 'Not so lovely' })];
    desk.clock.advance(HOUR);
    await desk.collecting.collect();
    expect(items()[0]).toMatchObject({ text: 'Not so lovely', readAt: null });
  });

  it('knows our own answers, which end what they answer, wherever they were written', async () => {
    await publishPost(desk);
    const at = now();
    desk.talk.comments = [
      written('ours', { ours: true, parentId: 'c1', createdAt: at + 5 * MINUTE }),
      written('c1', { createdAt: at }),
      written('c2', { createdAt: at }),
    ];
    await desk.collecting.collect();
    expect(items().map(({ remoteId, state, answeredAt }) => [remoteId, state, answeredAt])).toEqual(
      expect.arrayContaining([
        ['c1', 'done', at + 5 * MINUTE],
        ['c2', 'open', null],
      ]),
    );
    expect(items()).toHaveLength(2);
    expect(desk.inbox.figures({ days: 30 })).toMatchObject([
      { answered: 1, waiting: 1, median: 5 * MINUTE, withinDay: 1 },
    ]);
  });

  it('lets nobody wait who wrote long before anybody read here', async () => {
    await publishPost(desk, { age: 60 * DAY });
    desk.talk.comments = [written('old', { createdAt: now() - 50 * DAY })];
    await desk.collecting.collect();
    expect(items()).toMatchObject([{ state: 'done', remoteId: 'old' }]);
    expect(desk.inbox.counts({})).toMatchObject({ open: 0, unread: 0, done: 1 });
  });

  it('leaves an account alone for a while after a trouble, unless the person asks', async () => {
    const { accountId } = await publishPost(desk);
    desk.talk.unreadable = PROBLEM;
    expect((await desk.collecting.collect()).problems).toEqual([
      { accountId, message: PROBLEM.message },
    ]);
    desk.talk.unreadable = null;
    desk.talk.comments = [written('c1', { createdAt: now() })];
    expect(await desk.collecting.collect()).toMatchObject({ posts: 0 });
    expect(await desk.collecting.collect({ accountId: null })).toMatchObject({
      posts: 1,
      fresh: 1,
    });
  });

  it('that one post is refused keeps nobody from the others', async () => {
    await publishPost(desk, { name: 'A', remoteId: 'gone', age: DAY });
    const { bluesky } = desk.network.platforms;
    const real = bluesky.comments;
    bluesky.comments = async (context, postId, from) =>
      postId === 'gone'
        ? { ...PROBLEM, class: 'refused', message: 'This post is gone.' }
        : ((await real?.(context, postId, from)) ?? PROBLEM);
    await publishPost(desk, { name: 'B' });
    const asked = readingsOf(desk);
    desk.talk.comments = [written('c1', { createdAt: now() })];
    expect(await desk.collecting.collect()).toMatchObject({ posts: 1, fresh: 1 });
    asked.length = 0;
    desk.clock.advance(HOUR);
    await desk.collecting.collect();
    expect(asked).toEqual(['post-1 first']);
  });
});

it('a network that bills reading is asked when its account is named, and not otherwise', async () => {
  const { accountId } = await publishPost(desk);
  desk.database.raw.prepare("UPDATE accounts SET network = 'x' WHERE id = ?").run(accountId);
  const { x, bluesky } = desk.network.platforms;
  Object.assign(x, { comments: bluesky.comments, newRecordKey: bluesky.newRecordKey });
  desk.talk.comments = [written('c1', { createdAt: now() })];
  expect(await desk.collecting.collect()).toMatchObject({ posts: 0 });
  expect(await desk.collecting.collect({ accountId: null })).toMatchObject({ posts: 0 });
  expect(await desk.collecting.collect({ accountId })).toMatchObject({ posts: 1, fresh: 1 });
});
