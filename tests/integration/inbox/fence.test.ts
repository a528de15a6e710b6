import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inboxOver, openInbox, publishPost, type TestInbox } from '../../support/inbox.ts';
import { must } from '../../support/services.ts';
import { PROBLEM, written } from '../../support/talking-network.ts';
import { openAgain } from '../../support/workspace.ts';

let desk: TestInbox;
let itemId: string;
let deliveryId: string;

beforeEach(async () => {
  desk = openInbox();
  ({ deliveryId } = await publishPost(desk));
  desk.talk.comments = [written('c1', { createdAt: desk.clock.now() })];
  await desk.collecting.collect();
  itemId = desk.inbox.list(ALL).items[0]?.id ?? '';
});
afterEach(() => desk.close());

const ALL = { unread: false, query: '', after: null, limit: 100 } as const;
const reply = (inbox = desk.inbox, text = 'Thank you') =>
  inbox.reply({ id: itemId, text, byAi: false });
const stateOf = () =>
  desk.database.raw.prepare<[], string>('SELECT state FROM replies ORDER BY id').pluck().all();
const ours = () => desk.talk.comments.filter((each) => each.ours);

/** The app as it is after a crash: the same file, and nothing in memory. */
function afterCrash() {
  const again = openAgain(desk);
  return { ...inboxOver({ ...desk, ...again }), close: () => again.close() };
}

describe('an answer', () => {
  it('is written down before the network hears of it, and as sent right after', async () => {
    const seen: string[][] = [];
    const { bluesky } = desk.network.platforms;
    const real = bluesky.reply;
    bluesky.reply = async (...input) => {
      seen.push(stateOf());
      if (!real) throw new Error('Not offered');
      return real(...input);
    };
    must(await reply());
    expect(seen).toEqual([['sending']]);
    expect(stateOf()).toEqual(['sent']);
  });

  it('that was taken when the app was killed is found after the restart, and not sent again', async () => {
    const { bluesky } = desk.network.platforms;
    const real = bluesky.reply;
    // The network takes it, and the answer never comes: the process is gone.
    bluesky.reply = async (...input) => {
      await real?.(...input);
      return new Promise(() => {});
    };
    void reply();
    await expect.poll(() => ours().length).toBe(1);
    if (real) bluesky.reply = real;
    const life = afterCrash();
    // Right after, the network may not show it yet.
    expect(await reply(life.inbox)).toMatchObject({ error: { code: 'answer_lost' } });
    expect(stateOf()).toEqual(['lost']);
    desk.clock.advance(20_000);
    expect(must(await reply(life.inbox))).toMatchObject({ text: 'Thank you', ours: true });
    expect(ours()).toHaveLength(1);
    expect(desk.talk.replies).toHaveLength(1);
    expect(stateOf()).toEqual(['sent']);
    life.close();
  });

  it('that was in doubt is settled by the next reading, also without the person', async () => {
    desk.talk.next = 'lost';
    await reply();
    expect(stateOf()).toEqual(['lost']);
    desk.clock.advance(20_000);
    await desk.collecting.collect();
    expect(stateOf()).toEqual(['sent']);
    expect(must(desk.inbox.thread(itemId))).toMatchObject({
      item: { state: 'done' },
      talk: [{ ours: false }, { ours: true, text: 'Thank you' }],
      replies: [],
    });
  });

  it('that surely is not there is told as unsent, and sent only when the person says so', async () => {
    desk.talk.next = 'lost_before';
    await reply();
    desk.clock.advance(20_000);
    const life = afterCrash();
    await life.collecting.collect();
    expect(stateOf()).toEqual(['prepared']);
    const { replies, item } = must(life.inbox.thread(itemId));
    expect(replies).toMatchObject([{ text: 'Thank you', state: 'prepared' }]);
    expect(replies[0]?.problem).toContain('Send it again');
    expect(item.state).toBe('open');
    expect(desk.talk.replies).toHaveLength(1);
    must(await reply(life.inbox));
    expect(ours()).toHaveLength(1);
    // By the key that it was given at first.
    expect(new Set(desk.talk.replies.map(({ recordKey }) => recordKey)).size).toBe(1);
    life.close();
  });

  it('is told to be in doubt after a crash, before anybody looked', async () => {
    desk.network.platforms.bluesky.reply = () => new Promise(() => {});
    void reply();
    await expect.poll(stateOf).toEqual(['sending']);
    expect(must(desk.inbox.thread(itemId)).replies).toMatchObject([{ state: 'sending' }]);
    const life = afterCrash();
    expect(must(life.inbox.thread(itemId)).replies).toMatchObject([{ state: 'lost' }]);
    life.close();
  });

  it('that the network did not hear of stays as it was written, with what to do', async () => {
    desk.talk.next = PROBLEM;
    expect(await reply()).toMatchObject({ error: { code: 'service_unreachable' } });
    expect(must(desk.inbox.thread(itemId)).replies).toMatchObject([
      { state: 'prepared', text: 'Thank you', problem: PROBLEM.message },
    ]);
    must(await reply());
    expect(stateOf()).toEqual(['sent']);
  });

  it('can be forgotten where it is not there, and not where it is', async () => {
    desk.talk.next = { ...PROBLEM, class: 'refused', message: 'Friends only.' };
    await reply();
    const [refused] = must(desk.inbox.thread(itemId)).replies;
    expect(refused).toMatchObject({ state: 'refused', problem: 'Friends only.' });
    must(desk.inbox.dropReply(refused?.id ?? ''));
    expect(must(desk.inbox.thread(itemId)).replies).toEqual([]);
    must(await reply());
    const sent = desk.database.raw
      .prepare<[], string>('SELECT id FROM replies')
      .pluck()
      .get() as string;
    expect(desk.inbox.dropReply(sent)).toMatchObject({ error: { code: 'not_found' } });
  });

  it('from the page of a post is the same one as from the inbox', async () => {
    desk.talk.next = 'lost';
    await desk.engagement.reply({ deliveryId, parentId: 'c1', text: 'Thank you' });
    desk.clock.advance(20_000);
    must(await reply());
    expect(ours()).toHaveLength(1);
    expect(desk.talk.replies).toHaveLength(1);
  });
});
