import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMoods, type Moods } from '../../../electron/inbox/moods.ts';
import { openInbox, publishPost, type TestInbox } from '../../support/inbox.ts';
import { written } from '../../support/talking-network.ts';

const DAY = 86_400_000;
const ALL = { unread: false, query: '', after: null, limit: 100 } as const;
const GOOD = 'I love it, this is wonderful, thank you so much!';
const BAD = 'Awful service, I am so disappointed and angry.';
const PLAIN = 'What are your opening hours in December?';
const FOREIGN = 'Das ist wirklich sehr schön, vielen Dank dafür';

let desk: TestInbox;
let place: Awaited<ReturnType<typeof publishPost>>;
let moods: Moods;
const open = () => {
  const { database, bus, clock, log, settings } = desk;
  return createMoods({
    ...{ database, bus, clock, log, settings, burst: 0, between: 0 },
    days: (count) =>
      Array.from({ length: count + 1 }, (_, at) => clock.now() + (at - count) * DAY + 1),
  });
};
beforeEach(async () => {
  desk = openInbox();
  place = await publishPost(desk);
  moods = open();
});
afterEach(() => {
  moods.close();
  desk.close();
});

/** Comments that were read, so many days ago. */
function plant(texts: readonly (readonly [text: string, daysAgo: number])[], judged = false) {
  const insert = desk.database.raw.prepare(
    `INSERT INTO inbox_items (id, account_id, delivery_id, kind, remote_id, author, text, written_at, seen_at, state, sentiment)
     VALUES (?, ?, ?, 'comment', ?, 'Them', ?, ?, ?, 'open', ?)`,
  );
  for (const [text, daysAgo] of texts) {
    const id = v7();
    const at = desk.clock.now() - daysAgo * DAY;
    const score = judged ? (text === GOOD ? 80 : text === BAD ? -80 : 0) : null;
    insert.run(id, place.accountId, place.deliveryId, id, text, at, at, score);
  }
}
const scores = () => desk.inbox.list(ALL).items.map(({ sentiment }) => sentiment);
const spread = (text: string, count: number, from: number, to: number) =>
  Array.from(
    { length: count },
    (_, at) => [text, from - ((from - to) * at) / Math.max(1, count - 1)] as const,
  );

describe('a comment', () => {
  it('is judged as it is taken in, and again where it is edited; ours and other languages are not', async () => {
    const at = desk.clock.now();
    desk.talk.comments = [
      written('a', { createdAt: at + 1, text: GOOD }),
      written('b', { createdAt: at + 2, text: FOREIGN }),
      written('c', { createdAt: at + 3, text: GOOD, ours: true }),
      written('d', { createdAt: at + 4, text: PLAIN }),
    ];
    desk.clock.advance(1000);
    await desk.collecting.collect();
    const of = (remoteId: string) =>
      desk.database.raw
        .prepare('SELECT sentiment FROM inbox_items WHERE remote_id = ?')
        .pluck()
        .get(remoteId);
    expect(of('a')).toBeGreaterThan(15);
    expect([of('b'), of('c'), of('d')]).toEqual([null, null, 0]);
    desk.talk.comments = desk.talk.comments.map((one) =>
      one.remoteId === 'a' ? { ...one, text: BAD } : one,
    );
    await desk.collecting.collect({ accountId: null });
    expect(of('a')).toBeLessThan(-15);
  });

  it('is found by its mood', () => {
    plant(
      [
        [GOOD, 1],
        [BAD, 2],
        [PLAIN, 3],
      ],
      true,
    );
    plant([[FOREIGN, 4]]);
    const found = (mood: 'positive' | 'neutral' | 'negative' | 'unknown') =>
      desk.inbox.list({ ...ALL, mood }).items.map(({ text }) => text);
    expect(found('positive')).toEqual([GOOD]);
    expect(found('neutral')).toEqual([PLAIN]);
    expect(found('negative')).toEqual([BAD]);
    expect(found('unknown')).toEqual([FOREIGN]);
  });
});

describe('comments that were there before', () => {
  it('are judged in batches, once, also where the app ended in between', async () => {
    plant(spread(GOOD, 250, 20, 10));
    plant(spread(FOREIGN, 5, 9, 8));
    const last = desk.database.raw.prepare('SELECT count(sentiment) FROM inbox_items');
    const judged = () => Number(last.pluck().get());
    // It ends after the first batch.
    const { createMoodFilling } = await import('../../../electron/inbox/mood-filling.ts');
    let looks = 0;
    await createMoodFilling({ ...desk, between: 0 })(() => ++looks > 1);
    expect(judged()).toBe(100);
    const before = desk.told.length;
    await moods.begin();
    expect(judged()).toBe(250);
    expect(scores().every((score) => score === null || score > 15)).toBe(true);
    expect(desk.told.slice(before)).toContainEqual({
      name: 'inbox.changed',
      payload: { clientId: place.clientId, itemIds: null, fresh: 0 },
    });
    // Never a second time: what has no figure by now keeps none.
    desk.database.raw.prepare('UPDATE inbox_items SET sentiment = NULL').run();
    await moods.begin();
    expect(judged()).toBe(0);
  });
});

describe('the trend', () => {
  it('counts each mood by day and by week, of a client or of one account', async () => {
    plant(
      [
        [GOOD, 0.5],
        [GOOD, 0.6],
        [BAD, 8],
        [PLAIN, 40],
      ],
      true,
    );
    plant([[FOREIGN, 0.5]]);
    const days = await moods.trend({ by: 'day' });
    expect(days.spans).toHaveLength(30);
    expect(days.edges).toHaveLength(31);
    expect(days.spans.at(-1)).toEqual({ positive: 2, neutral: 0, negative: 0, unknown: 1 });
    const weeks = await moods.trend({ by: 'week', accountId: place.accountId });
    expect(weeks.spans).toHaveLength(12);
    expect(weeks.spans.at(-2)).toMatchObject({ negative: 1, positive: 0 });
    expect(weeks.spans.reduce((sum, { neutral }) => sum + neutral, 0)).toBe(1);
    const other = await publishPost(desk, { name: 'Bikes', remoteId: 'post-2' });
    const none = await moods.trend({ by: 'week', clientId: other.clientId });
    expect(none.spans.every(({ positive, negative }) => positive + negative === 0)).toBe(true);
  });
});

describe('a sudden turn', () => {
  const worsen = () => {
    plant(spread(GOOD, 90, 50, 4), true);
    plant(spread(BAD, 12, 1.5, 0.1), true);
  };
  const told = () => moods.turns({});

  it('is told once, also after the next start, and is not told again after it was put away', async () => {
    worsen();
    await moods.begin();
    expect(told()).toMatchObject([
      { clientId: place.clientId, direction: 'worse', comments: 12, before: 80, now: -80 },
    ]);
    expect(desk.told.filter(({ name }) => name === 'mood.turned')).toHaveLength(1);
    const first = told();
    desk.clock.advance(DAY / 3);
    plant(spread(BAD, 3, 0.2, 0.01), true);
    await moods.begin();
    expect(told()).toEqual(first);
    expect(desk.told.filter(({ name }) => name === 'mood.turned')).toHaveLength(1);

    expect(moods.setSeen({ clientId: place.clientId, seen: true }).ok).toBe(true);
    expect(told()).toEqual([]);
    moods.close();
    moods = open();
    await moods.begin();
    expect(told()).toEqual([]);
    // The way back.
    moods.setSeen({ clientId: place.clientId, seen: false });
    expect(told()).toEqual(first);
    expect(moods.turns({ clientId: v7() })).toEqual([]);
    expect(moods.setSeen({ clientId: v7(), seen: true }).ok).toBe(false);
    // It is old news after a week.
    desk.clock.advance(8 * DAY);
    expect(told()).toEqual([]);
  });

  it('is looked for when comments come in', async () => {
    worsen();
    desk.bus.emit('inbox.changed', { clientId: place.clientId, itemIds: null, fresh: 2 });
    await expect.poll(told).toHaveLength(1);
  });

  it('is none where people speak as they always did', async () => {
    plant(spread(GOOD, 90, 50, 0.1), true);
    await moods.begin();
    expect(told()).toEqual([]);
  });

  it('is told of none where what was remembered can’t be read', () => {
    desk.settings.remember('inbox.turns', { [place.clientId]: { direction: 'worse' } });
    expect(told()).toEqual([]);
    desk.settings.remember('inbox.turns', 'nothing');
    expect(told()).toEqual([]);
  });
});
