import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HandOverTest, HOUR, openHandOver } from '../../support/handed-over.ts';
import { MINUTE, value } from '../../support/runner.ts';

let test: HandOverTest;

beforeEach(async () => {
  test = await openHandOver();
});
afterEach(() => test.close());

const hold = (id: string, reason = '') => test.call('approvals.hold', { postId: id, reason });
const release = (id: string) => test.call('approvals.release', { postId: id });
const texts = () => test.published().map(({ text }) => text);
const kinds = async (id: string) =>
  value(await test.call('postNotes.list', { postId: id })).map(({ kind, text }) =>
    `${kind} ${text}`.trim(),
  );

/** Sent from here: nothing is handed over. */
const fromHere = async () =>
  value(await test.call('accounts.setHandOver', { id: test.ada.id, on: false }));

describe('a post on hold', () => {
  it('is never sent, and is missed with that reason when its time passes', async () => {
    await fromHere();
    const held = test.plan(test.draft('Held'), 10 * MINUTE);
    const free = test.plan(test.draft('Free'), 10 * MINUTE);
    expect(value(await hold(held.id, 'Wait for the photo'))).toMatchObject({
      status: 'scheduled',
      heldAt: expect.any(Number),
    });
    await test.runner.after(10 * MINUTE + 5000);
    expect(texts()).toEqual(['Free']);
    expect(test.runner.post(free.id).status).toBe('published');
    expect(test.runner.post(held.id)).toMatchObject({
      status: 'missed',
      heldAt: null,
      scheduledAt: held.scheduledAt,
    });
    expect(test.delivery(held)).toMatchObject({
      state: 'cancelled',
      errorMessage: expect.stringContaining('on hold'),
    });
    expect(test.runner.told.find(({ postId }) => postId === held.id)).toMatchObject({
      reason: 'missed',
      notice: expect.stringContaining('on hold'),
    });
    for (let hour = 0; hour < 3; hour++) await test.runner.after(HOUR);
    expect(texts()).toEqual(['Free']);
    expect(await kinds(held.id)).toEqual(['held Wait for the photo']);
  });

  it('goes out at its time once it is released, and once only', async () => {
    await fromHere();
    const post = test.plan(test.draft('Let go'), HOUR);
    value(await hold(post.id));
    await test.runner.after(30 * MINUTE);
    value(await release(post.id));
    await test.runner.after(30 * MINUTE + 1000);
    await test.runner.after(HOUR);
    expect(texts()).toEqual(['Let go']);
    expect(await kinds(post.id)).toEqual(['held', 'released']);
  });

  it('is held at once, and says why afterwards, in the words that were said last', async () => {
    const post = test.plan(test.draft('Why'), HOUR);
    const because = (reason: string) =>
      test.call('approvals.giveReason', { postId: post.id, reason });
    expect(await because('Too early')).toMatchObject({ error: { code: 'not_allowed' } });
    const { version } = value(await hold(post.id));
    expect(await kinds(post.id)).toEqual(['held']);
    value(await because('Wait for the\nphoto'));
    expect(await kinds(post.id)).toEqual(['held Wait for the photo']);
    expect(value(await because('The photo comes on Monday')).version).toBe(version);
    expect(await kinds(post.id)).toEqual(['held The photo comes on Monday']);
    value(await release(post.id));
    expect(await because('Too late')).toMatchObject({ error: { code: 'not_allowed' } });
    value(await hold(post.id));
    value(await because(''));
    expect(await kinds(post.id)).toEqual(['held The photo comes on Monday', 'released', 'held']);
  });

  it('says why on the list of what needs the person, and what a client wanted before that', async () => {
    const post = test.plan(test.draft('Why'), HOUR);
    value(await hold(post.id, 'No photo yet'));
    const reasons = async () =>
      value(await test.call('dashboard.needsYou', {})).posts.flatMap(({ kind, first }) =>
        kind === 'held' ? first.map(({ reason }) => reason) : [],
      );
    expect(await reasons()).toEqual(['No photo yet']);
    test.services.posts.review.askChange(post.id, { author: 'Ada', text: 'Another loaf' });
    expect(await reasons()).toEqual(['Another loaf']);
  });

  it('is not published now either, and can be moved and stays held', async () => {
    await fromHere();
    const post = test.plan(test.draft('Not now'), HOUR);
    value(await hold(post.id));
    expect(await test.call('posts.publishNow', { id: post.id })).toMatchObject({
      ok: false,
      error: { code: 'not_allowed', message: expect.stringContaining('on hold') },
    });
    value(await test.call('posts.schedule', { id: post.id, ...test.at(2 * HOUR) }));
    expect(test.runner.post(post.id).heldAt).not.toBeNull();
    await test.runner.after(90 * MINUTE);
    expect(test.runner.post(post.id).status).toBe('scheduled');
    await test.runner.after(HOUR);
    expect(test.runner.post(post.id).status).toBe('missed');
    // A new time lets it go: the hold was for the old one.
    value(await test.call('posts.schedule', { id: post.id, ...test.at(HOUR) }));
    await test.runner.after(HOUR + MINUTE);
    expect(texts()).toEqual(['Not now']);
  });

  it('can’t be let go when its time is over', async () => {
    const post = test.plan(test.draft('Late'), 10 * MINUTE);
    value(await hold(post.id));
    test.runner.workspace.clock.advance(11 * MINUTE);
    expect(await release(post.id)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed', message: expect.stringContaining('new time') },
    });
  });

  it('placed between looking and taking is respected; placed while it is sent it is refused', async () => {
    await fromHere();
    const { posts, publishing } = test.services;
    const post = test.plan(test.draft('Race'), 10 * MINUTE);
    test.runner.workspace.clock.advance(10 * MINUTE + 1000);
    const due = posts.due(test.runner.workspace.clock.now(), 10).map(({ id }) => id);
    expect(due).toEqual([post.id]);
    value(await hold(post.id));
    expect(publishing.prepareAll(due)[0]?.outcome).toMatchObject({
      value: { ok: false, error: { code: 'not_allowed' } },
    });
    await test.runner.after(0);
    expect(texts()).toEqual([]);
    expect(test.runner.post(post.id).status).toBe('missed');

    const other = test.plan(test.draft('Too late'), 10 * MINUTE);
    test.runner.workspace.clock.advance(10 * MINUTE + 1000);
    publishing.prepareAll([other.id]);
    expect(await hold(other.id)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed', message: expect.stringContaining('being sent') },
    });
  });

  it.each(['draft', 'published'])('can’t be made of what is %s', async (kind) => {
    const post = test.draft('Other');
    if (kind === 'published') {
      await fromHere();
      test.plan(post, 2 * MINUTE);
      await test.runner.after(3 * MINUTE);
      expect(test.runner.post(post.id).status).toBe('published');
    }
    expect(await hold(post.id)).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
  });
});

describe('a network that has the post', () => {
  it('gives it back before it is held, and gets it again after', async () => {
    const post = test.plan(test.draft('Planned there'), 3 * HOUR);
    await test.settle();
    expect((await test.planned()).map(({ text }) => text)).toEqual(['Planned there']);
    value(await hold(post.id));
    expect(await test.planned()).toEqual([]);
    await test.settle();
    for (let minute = 0; minute < 15; minute++) await test.runner.after(MINUTE);
    expect(await test.planned()).toEqual([]);
    value(await release(post.id));
    await test.settle();
    expect((await test.planned()).map(({ text }) => text)).toEqual(['Planned there']);
    for (let hour = 0; hour < 4; hour++) await test.runner.after(HOUR);
    expect(texts()).toEqual(['Planned there']);
    expect(test.runner.post(post.id).status).toBe('published');
  });

  it('that can’t be reached keeps it: the hold is refused, and the person is told', async () => {
    const post = test.plan(test.draft('Kept'), 3 * HOUR);
    await test.settle();
    await test.proxy.down();
    expect(await hold(post.id)).toMatchObject({ ok: false, error: { code: 'not_taken_back' } });
    expect(test.runner.post(post.id).heldAt).toBeNull();
    expect(await kinds(post.id)).toEqual([]);
    await test.proxy.up();
  });

  it('is asked for it back where it was held behind its back', async () => {
    const post = test.plan(test.draft('From elsewhere'), 3 * HOUR);
    await test.settle();
    // Another process wrote it.
    test.runner.workspace.database.raw
      .prepare('UPDATE posts SET held_at = ?, version = version + 1, updated_at = ? WHERE id = ?')
      .run(test.runner.workspace.clock.now(), test.runner.workspace.clock.now(), post.id);
    test.runner.workspace.bus.emit('post.changed', {
      postId: post.id,
      clientId: post.clientId,
      status: 'scheduled',
    });
    for (let minute = 0; minute < 3; minute++) await test.runner.after(MINUTE);
    expect(await test.planned()).toEqual([]);
    for (let hour = 0; hour < 4; hour++) await test.runner.after(HOUR);
    expect(texts()).toEqual([]);
    expect(test.runner.post(post.id).status).toBe('missed');
  });
});

it('asks for a change of a scheduled post by holding it', async () => {
  await fromHere();
  const post = test.plan(test.draft('Scheduled'), HOUR);
  const { posts } = test.services;
  value(posts.review.askChange(post.id, { author: 'Ada', text: 'Not yet' }));
  await test.runner.after(2 * HOUR);
  expect(texts()).toEqual([]);
  expect(test.runner.post(post.id).status).toBe('missed');
});

it('keeps its slot in the queue while it is held: nothing moves into it, and it does not move', async () => {
  const { posts, clients } = test.services;
  const [client] = clients.list({ archived: false });
  if (!client) throw new Error('No client');
  const slots = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    time: '09:00',
    accountId: null,
  }));
  value(await test.call('slots.set', { clientId: client.id, slots: slots as never }));
  const queued = ['One', 'Two', 'Three'].map(
    (text) => value(posts.enqueue(test.draft(text).id)).post,
  );
  const [one, two, three] = queued as [(typeof queued)[0], (typeof queued)[0], (typeof queued)[0]];
  value(await hold(two.id));
  value(posts.unschedule(one.id));
  const at = (id: string) => test.runner.post(id).scheduledAt;
  // The first slot is free again: the third takes it, over the one that is held.
  expect(at(two.id)).toBe(two.scheduledAt);
  expect(at(three.id)).toBe(one.scheduledAt);
  value(await release(two.id));
  expect([at(three.id), at(two.id)]).toEqual([one.scheduledAt, two.scheduledAt]);
});
