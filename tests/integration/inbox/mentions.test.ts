import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RemoteMention } from '../../../electron/platforms/platform.ts';
import { inboxOver, openInbox, publishPost, type TestInbox } from '../../support/inbox.ts';
import { must } from '../../support/services.ts';
import { mention, PROBLEM, written } from '../../support/talking-network.ts';
import { openAgain } from '../../support/workspace.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ALL = { unread: false, query: '', after: null, limit: 500 } as const;

let desk: TestInbox;
let place: Awaited<ReturnType<typeof publishPost>>;
beforeEach(async () => {
  desk = openInbox();
  place = await publishPost(desk);
  desk.talk.mentions = [];
});
afterEach(() => {
  desk.collecting.close();
  desk.close();
});
const items = () => desk.inbox.list(ALL).items;
const now = () => desk.clock.now();
const named = (id: string, more: Partial<RemoteMention> = {}) =>
  mention(id, { createdAt: now(), ...more });
const tell = (...more: RemoteMention[]) => void desk.talk.mentions?.push(...more);
const counts = () => desk.inbox.counts({});

describe('reading who names an account', () => {
  it('keeps each once, and asks for nothing but what is new', async () => {
    tell(named('m1'), named('m2'));
    expect(await desk.collecting.collect()).toMatchObject({ fresh: 2, problems: [] });
    expect(items()).toMatchObject([
      { kind: 'mention', deliveryId: null, postId: null, parentId: null, state: 'open' },
      { kind: 'mention', accountId: place.accountId, author: 'Them', readAt: null },
    ]);
    expect(counts()).toMatchObject({ open: 2, unread: 2 });
    desk.clock.advance(HOUR);
    tell(named('m3'));
    expect(await desk.collecting.collect()).toMatchObject({ fresh: 1 });
    expect(desk.talk.asked).toEqual([
      [null, null],
      ['2', null],
    ]);
    expect(items()).toHaveLength(3);
    expect(desk.inbox.list({ ...ALL, kind: 'mention' }).items).toHaveLength(3);
    expect(desk.inbox.list({ ...ALL, kind: 'comment' }).items).toEqual([]);
  });

  it('asks soon again where something came, and seldom where nothing did', async () => {
    const askedAfter = async (ms: number) => {
      desk.talk.asked.length = 0;
      desk.clock.advance(ms);
      await desk.collecting.collect();
      return desk.talk.asked.length;
    };
    tell(named('m1'));
    expect(await askedAfter(0)).toBe(1);
    expect(await askedAfter(4 * MINUTE)).toBe(0);
    expect(await askedAfter(2 * MINUTE)).toBe(1);
    expect(await askedAfter(6 * MINUTE)).toBe(0);
    expect(await askedAfter(15 * MINUTE)).toBe(1);
    // The person does not wait for that.
    desk.talk.asked.length = 0;
    await desk.collecting.collect({ accountId: null });
    expect(desk.talk.asked).toHaveLength(1);
  });

  it('goes back some pages when it first looks, and through all that is new later', async () => {
    desk.talk.pageSize = 2;
    tell(...Array.from({ length: 12 }, (_, at) => named(`old${at}`)));
    await desk.collecting.collect();
    expect(items()).toHaveLength(6);
    tell(...Array.from({ length: 20 }, (_, at) => named(`new${at}`)));
    desk.clock.advance(HOUR);
    await desk.collecting.collect();
    expect(items()).toHaveLength(6 + 16);
    // Where it was left, at once.
    desk.talk.asked.length = 0;
    await desk.collecting.collect();
    expect(desk.talk.asked).toEqual([
      ['12', '16'],
      ['12', '18'],
    ]);
    expect(items()).toHaveLength(6 + 20);
    desk.clock.advance(HOUR);
    tell(named('last'));
    desk.talk.asked.length = 0;
    await desk.collecting.collect();
    expect(desk.talk.asked).toEqual([['32', null]]);
  });

  it('takes what stands under our own post for the comment that it is', async () => {
    desk.talk.comments = [written('c1', { createdAt: now(), text: 'Lovely' })];
    await desk.collecting.collect();
    // Known as a comment, unknown yet, an answer to what is known, and one with nothing to do with us.
    tell(
      named('c1', { parentId: 'post-1', rootId: 'post-1', text: 'Lovely' }),
      named('c2', { parentId: 'c9', rootId: 'post-1' }),
      named('c3', { parentId: 'c1' }),
      named('m1', { parentId: 'theirs', rootId: 'theirs' }),
    );
    desk.talk.comments.push(written('c2', { createdAt: now(), text: 'Have you seen this?' }));
    desk.clock.advance(HOUR);
    await desk.collecting.collect();
    const kinds = Object.fromEntries(items().map(({ remoteId, kind }) => [remoteId, kind]));
    expect(kinds).toEqual({ c1: 'comment', c2: 'comment', c3: 'comment', m1: 'mention' });
    expect(items().filter(({ postId }) => postId === place.postId)).toHaveLength(3);
  });

  it('a mention that turns out to be a comment becomes one, with all that was decided', async () => {
    tell(named('c1'));
    await desk.collecting.collect();
    const [first] = items();
    must(desk.inbox.triage({ ids: [first?.id ?? ''], change: { do: 'assign', to: 'Mara' } }));
    desk.talk.comments = [written('c1', { createdAt: now(), text: 'Have you seen this?' })];
    desk.clock.advance(HOUR);
    await desk.collecting.collect();
    expect(items()).toMatchObject([
      {
        id: first?.id,
        kind: 'comment',
        assignee: 'Mara',
        parentId: 'post-1',
        postId: place.postId,
      },
    ]);
  });

  it('marks what is gone when it looks, and not more often than every few hours', async () => {
    tell(named('m1'), named('m2'));
    await desk.collecting.collect();
    desk.talk.gone.add('m2');
    desk.clock.advance(HOUR);
    await desk.collecting.collect();
    expect(items().every(({ goneAt }) => goneAt === null)).toBe(true);
    desk.clock.advance(3 * HOUR);
    await desk.collecting.collect();
    expect(items().filter(({ goneAt }) => goneAt !== null)).toMatchObject([{ remoteId: 'm2' }]);
  });

  it('a trouble with them is told, and a refusal keeps nobody from the comments', async () => {
    desk.talk.deaf = { ...PROBLEM, class: 'refused', message: 'Connect the account again.' };
    desk.talk.comments = [written('c1', { createdAt: now() })];
    const round = await desk.collecting.collect();
    expect(round).toMatchObject({ posts: 1, fresh: 1 });
    expect(round.problems).toEqual([
      { accountId: place.accountId, message: 'Connect the account again.' },
    ]);
    // Not asked again for a day, unless the person wants to know.
    desk.talk.asked.length = 0;
    desk.clock.advance(HOUR);
    expect((await desk.collecting.collect()).problems).toEqual([]);
    expect(desk.talk.asked).toEqual([]);
    desk.talk.deaf = null;
    tell(named('m1'));
    desk.clock.advance(DAY);
    expect(await desk.collecting.collect()).toMatchObject({ fresh: 1 });
  });

  it('lets nobody wait who wrote long before anybody read here', async () => {
    tell(named('m1', { createdAt: now() - 50 * DAY }), named('m2'));
    await desk.collecting.collect();
    expect(counts()).toMatchObject({ open: 1, unread: 1, done: 1 });
  });

  it('of a network that bills reading are read when its account is named, and not otherwise', async () => {
    const { accountId } = place;
    desk.database.raw.prepare("UPDATE accounts SET network = 'x' WHERE id = ?").run(accountId);
    const { x, bluesky } = desk.network.platforms;
    const { mentions, newRecordKey } = bluesky;
    Object.assign(x, { mentions, newRecordKey, comments: undefined });
    tell(named('m1'));
    expect(await desk.collecting.collect()).toMatchObject({ fresh: 0 });
    expect(await desk.collecting.collect({ accountId: null })).toMatchObject({ fresh: 0 });
    expect(await desk.collecting.collect({ accountId })).toMatchObject({ fresh: 1 });
  });
});

describe('an answer to a mention', () => {
  let id: string;
  beforeEach(async () => {
    tell(named('m1'));
    await desk.collecting.collect();
    id = items()[0]?.id ?? '';
  });
  const reply = (inbox = desk.inbox, text = 'Here we are') =>
    inbox.reply({ id, text, byAi: false });
  const states = () =>
    desk.database.raw
      .prepare<[], { state: string; deliveryId: string | null }>(
        'SELECT state, delivery_id AS deliveryId FROM replies ORDER BY id',
      )
      .all();
  const ours = () => desk.talk.comments.filter((one) => one.ours);
  function afterCrash() {
    const again = openAgain(desk);
    return { ...inboxOver({ ...desk, ...again }), close: () => again.close() };
  }

  it('goes below it, ends it, and stands in its talk', async () => {
    must(await reply());
    expect(desk.talk.replies).toMatchObject([
      { postId: 'm1', parentId: 'm1', text: 'Here we are' },
    ]);
    expect(states()).toEqual([{ state: 'sent', deliveryId: null }]);
    expect(must(desk.inbox.thread(id))).toMatchObject({
      item: { state: 'done', answeredAt: expect.any(Number) },
      talk: [{ remoteId: 'm1' }, { ours: true, text: 'Here we are' }],
      ...{ others: 0, post: null, replies: [] },
    });
    // What is said to that belongs to the same talk, and waits.
    const [answer] = ours();
    tell(named('m2', { parentId: answer?.remoteId ?? '', text: 'Thanks' }), named('m3'));
    desk.clock.advance(HOUR);
    await desk.collecting.collect();
    const talk = must(desk.inbox.thread(id)).talk.map(({ text }) => text);
    expect(talk).toEqual(['Have you seen this?', 'Here we are', 'Thanks']);
  });

  it('is sent once, however often the button is pressed', async () => {
    const all = await Promise.all([reply(), reply(), reply()]);
    expect(all.every((one) => one.ok)).toBe(true);
    expect(ours()).toHaveLength(1);
  });

  it('that was taken and not answered is looked for before it is sent again', async () => {
    desk.talk.next = 'lost';
    expect(await reply()).toMatchObject({ error: { code: 'answer_lost' } });
    expect(must(desk.inbox.thread(id)).replies).toMatchObject([{ state: 'lost' }]);
    desk.clock.advance(20_000);
    expect(must(await reply())).toMatchObject({ ours: true });
    expect(ours()).toHaveLength(1);
    expect(desk.talk.replies).toHaveLength(1);
  });

  it('that was taken when the app was killed is found after the restart, and not sent again', async () => {
    const { bluesky } = desk.network.platforms;
    const real = bluesky.reply;
    bluesky.reply = async (...input) => {
      await real?.(...input);
      return new Promise(() => {});
    };
    void reply();
    await expect.poll(() => ours().length).toBe(1);
    if (real) bluesky.reply = real;
    const life = afterCrash();
    expect(await reply(life.inbox)).toMatchObject({ error: { code: 'answer_lost' } });
    desk.clock.advance(20_000);
    must(await reply(life.inbox));
    expect(ours()).toHaveLength(1);
    expect(desk.talk.replies).toHaveLength(1);
    expect(states()).toEqual([{ state: 'sent', deliveryId: null }]);
    life.close();
  });

  it('that is in doubt is settled by the next round, also without the person', async () => {
    desk.talk.next = 'lost';
    await reply();
    desk.clock.advance(20_000);
    await desk.collecting.collect({ accountId: null });
    expect(states()).toEqual([{ state: 'sent', deliveryId: null }]);
    expect(items()[0]).toMatchObject({ state: 'done' });
    expect(desk.talk.replies).toHaveLength(1);
  });

  it('is known again where its network put names before it', async () => {
    const { bluesky } = desk.network.platforms;
    const real = bluesky.reply;
    bluesky.reply = async (context, outgoing) =>
      real?.(context, { ...outgoing, text: `@them.test ${outgoing.text}` }) ?? PROBLEM;
    desk.talk.next = 'lost';
    await reply();
    desk.clock.advance(20_000);
    await desk.collecting.collect({ accountId: null });
    expect(states()).toEqual([{ state: 'sent', deliveryId: null }]);
    expect(desk.talk.replies).toHaveLength(1);
    if (real) bluesky.reply = real;
  });

  it('that surely is not there is told as unsent, and sent only when the person says so', async () => {
    desk.talk.next = 'lost_before';
    await reply();
    desk.clock.advance(20_000);
    const life = afterCrash();
    await life.collecting.collect({ accountId: null });
    expect(states()).toEqual([{ state: 'prepared', deliveryId: null }]);
    expect(must(life.inbox.thread(id)).replies).toMatchObject([
      { text: 'Here we are', problem: expect.stringContaining('Send it again') },
    ]);
    expect(desk.talk.replies).toHaveLength(1);
    must(await reply(life.inbox));
    expect(ours()).toHaveLength(1);
    life.close();
  });

  it('that can’t be looked up stays in doubt, and is not sent', async () => {
    desk.talk.next = 'lost';
    await reply();
    desk.clock.advance(20_000);
    desk.talk.unreadable = PROBLEM;
    await desk.collecting.collect({ accountId: null });
    expect(states()).toEqual([{ state: 'lost', deliveryId: null }]);
    expect(await reply()).toMatchObject({ error: { code: 'answer_lost' } });
    expect(desk.talk.replies).toHaveLength(1);
  });

  it('is among the account’s own posts where the network has it so', async () => {
    const { bluesky } = desk.network.platforms;
    const asked: string[] = [];
    bluesky.findReply = async (_context, { parentId, text }) => {
      asked.push(`${parentId} ${text}`);
      return { ok: true, value: ours()[0] ?? null };
    };
    desk.talk.next = 'lost';
    await reply();
    desk.clock.advance(20_000);
    must(await reply());
    expect(asked).toEqual(['m1 Here we are']);
    expect(desk.talk.replies).toHaveLength(1);
    delete bluesky.findReply;
  });

  it('can be forgotten where it is not there, and can’t be hidden', async () => {
    desk.talk.next = { ...PROBLEM, class: 'refused', message: 'Friends only.' };
    await reply();
    const [refused] = must(desk.inbox.thread(id)).replies;
    must(desk.inbox.dropReply(refused?.id ?? ''));
    expect(states()).toEqual([]);
    expect(await desk.inbox.setHidden({ id, hidden: true })).toMatchObject({
      error: { code: 'not_supported' },
    });
  });
});

describe('a like', () => {
  beforeEach(async () => {
    tell(named('m1', { likes: 4 }));
    desk.talk.comments = [written('c1', { createdAt: now() })];
    await desk.collecting.collect();
  });
  const idOf = (remoteId: string) => items().find((one) => one.remoteId === remoteId)?.id ?? '';

  it.each(['m1', 'c1'])('of %s is kept, told, and taken back', async (remoteId) => {
    const id = idOf(remoteId);
    const like = (liked: boolean) => desk.inbox.setLiked({ id, liked });
    must(await like(true));
    must(await like(true));
    expect([...desk.talk.liked]).toEqual([remoteId]);
    expect(must(desk.inbox.thread(id)).item).toMatchObject({ likedAt: now(), state: 'open' });
    // Counted once, where the network counts at all.
    expect(must(desk.inbox.thread(id)).item.likes).toBe(remoteId === 'm1' ? 5 : null);
    expect(desk.told.at(-1)).toMatchObject({
      ...{ name: 'inbox.changed', payload: { itemIds: [id], fresh: 0 } },
    });
    must(await like(false));
    expect([...desk.talk.liked]).toEqual([]);
    expect(must(desk.inbox.thread(id)).item).toMatchObject({
      ...{ likedAt: null, likes: remoteId === 'm1' ? 4 : null },
    });
  });

  it('that the network refused is not there, and of what is gone neither', async () => {
    const id = idOf('m1');
    desk.talk.deaf = PROBLEM;
    expect(await desk.inbox.setLiked({ id, liked: true })).toMatchObject({
      error: { code: 'service_unreachable' },
    });
    expect(must(desk.inbox.thread(id)).item.likedAt).toBeNull();
    desk.talk.gone.add('m1');
    expect(must(await desk.inbox.setLiked({ id, liked: true }))).toEqual({ outcome: 'gone' });
    expect(must(desk.inbox.thread(id)).item).toMatchObject({ likedAt: null, goneAt: now() });
  });

  it('is not offered where the network has none for apps', async () => {
    const { bluesky } = desk.network.platforms;
    const real = bluesky.like;
    delete bluesky.like;
    expect(await desk.inbox.setLiked({ id: idOf('c1'), liked: true })).toMatchObject({
      error: { code: 'not_supported' },
    });
    if (real) bluesky.like = real;
  });
});
