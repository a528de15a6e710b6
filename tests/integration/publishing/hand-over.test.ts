import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RED_DOT } from '../../support/dots.ts';
import { type HandOverTest, HOUR, openHandOver } from '../../support/handed-over.ts';
import { MINUTE, value } from '../../support/runner.ts';

let test: HandOverTest;

beforeEach(async () => {
  test = await openHandOver();
});
afterEach(() => test.close());

const texts = () => test.published().map(({ text }) => text);

describe('handing over', () => {
  it('plans a post on the server, which publishes it while this computer sleeps; woken, it is found', async () => {
    const image = value(await test.services.media.importBytes('dot.png', RED_DOT));
    const post = test.plan(test.draft('Good morning', [test.ada], [image.id]), 2 * HOUR);
    await test.settle();
    expect(await test.planned()).toMatchObject([
      { text: 'Good morning', at: post.scheduledAt, descriptions: ['A dot'] },
    ]);
    const [planned] = await test.planned();
    expect(test.row(post)).toEqual({ state: 'handed_over', heldAs: planned?.id });
    expect(test.runner.post(post.id).status).toBe('scheduled');

    await test.runner.after(9 * HOUR);
    expect(test.runner.post(post.id).status).toBe('published');
    expect(test.published()).toEqual([{ text: 'Good morning', at: post.scheduledAt }]);
    const [sent] = test.sandbox.posts();
    expect(test.delivery(post)).toMatchObject({
      state: 'published',
      remoteId: sent?.remoteId,
      publishedAt: post.scheduledAt,
      remoteUrl: expect.stringContaining(sent?.remoteId ?? '?'),
    });
    for (let hour = 0; hour < 3; hour++) await test.runner.after(HOUR);
    expect(texts()).toEqual(['Good morning']);
  });

  it('waits while the server has it still, and finds it when it is out', async () => {
    const post = test.plan(test.draft('On time'), HOUR);
    await test.settle();
    await test.runner.after(HOUR - 15_000);
    expect(test.runner.post(post.id).status).toBe('publishing');
    expect(test.row(post).state).toBe('handed_over');
    await test.runner.after(MINUTE);
    expect(test.runner.post(post.id).status).toBe('published');
    expect(test.runner.told.map(({ notice }) => notice)).toContain(
      'Published on Mastodon as @ada@127.0.0.1.'.replace(
        '127.0.0.1',
        test.ada.handle.split('@')[1] ?? '',
      ),
    );
  });

  it('leaves to this computer what has several parts', async () => {
    const post = test.plan(test.draft('With a comment'), 2 * HOUR);
    await test.settle();
    expect(await test.planned()).toHaveLength(1);
    const { version: expectedVersion } = test.runner.post(post.id);
    await test.call('posts.update', { id: post.id, expectedVersion, firstComment: '#bread' });
    await test.settle();
    expect(await test.planned()).toEqual([]);
    await test.runner.after(2 * HOUR);
    expect(test.runner.post(post.id).status).toBe('published');
    expect(texts().sort()).toEqual(['#bread', 'With a comment']);
  });

  it('does not overlook a post that is scheduled shortly after another change', async () => {
    test.plan(test.draft('First'), 2 * HOUR);
    await test.runner.after(6_000);
    test.plan(test.draft('Second'), 3 * HOUR);
    for (let look = 0; look < 3; look++) await test.runner.after(5_000);
    const texts = (await test.planned()).map(({ text }) => text);
    expect(texts.toSorted()).toEqual(['First', 'Second']);
  });

  it('leaves alone what is too near, what goes elsewhere and what an account with the switch off gets', async () => {
    const linden = await test.connect('linden');
    const soon = test.plan(test.draft('Soon'), 5 * MINUTE);
    const other = test.plan(test.draft('Elsewhere', [linden]), 2 * HOUR);
    await test.settle();
    expect(await test.planned()).toEqual([]);
    expect(await test.planned('linden')).toEqual([]);
    for (let hour = 0; hour < 3; hour++) await test.runner.after(HOUR);
    expect([soon, other].map(({ id }) => test.runner.post(id).status)).toEqual([
      'published',
      'published',
    ]);
    expect(texts().toSorted()).toEqual(['Elsewhere', 'Soon']);
  });

  it('takes no more for a day than the server does; the rest is sent from here', async () => {
    const posts = Array.from({ length: 27 }, (_, at) =>
      test.plan(test.draft(`number ${at}`), 2 * HOUR + at * MINUTE),
    );
    await test.settle();
    const states = posts.map((post) => test.services.publishing.forPost(post.id));
    expect(states.filter((log) => value(log).length > 0)).toHaveLength(25);
    for (let minute = 0; minute < 32; minute++) await test.runner.after(5 * MINUTE);
    expect(posts.map(({ id }) => test.runner.post(id).status)).toEqual(
      posts.map(() => 'published'),
    );
    expect(new Set(texts()).size).toBe(27);
    expect(texts()).toHaveLength(27);
  }, 60_000);

  it('sends from here what the server refuses ahead of time, and says so once', async () => {
    const post = test.plan(test.draft('Refused'), HOUR);
    test.proxy.onRequest((call) =>
      call === 'POST /api/v1/statuses'
        ? { kind: 'answer', status: 422, body: { error: 'No scheduling here' } }
        : null,
    );
    await test.settle();
    await test.runner.after(20 * MINUTE);
    const notices = test.runner.told.filter(({ notice }) => notice?.includes('No scheduling here'));
    expect(notices).toHaveLength(1);
    expect(test.delivery(post)).toMatchObject({
      state: 'cancelled',
      errorCode: 'hand_over_refused',
    });
    test.proxy.onRequest(() => null);
    await test.runner.after(HOUR);
    expect(test.runner.post(post.id).status).toBe('published');
    expect(texts()).toEqual(['Refused']);
  });

  it('asks the person where it is neither planned nor published there, and sends it only then', async () => {
    const post = test.plan(test.draft('Deleted there'), HOUR);
    await test.settle();
    const [planned] = await test.planned();
    await test.unplan(planned?.id ?? '');
    await test.runner.after(2 * HOUR);
    expect(test.runner.post(post.id).status).toBe('needs_check');
    expect(test.delivery(post).errorMessage).toContain('neither planned nor published');
    await test.runner.after(HOUR);
    expect(texts()).toEqual([]);
    const { id } = test.delivery(post);
    value(await test.call('deliveries.resolve', { id, decision: 'send_again' }));
    await test.runner.after(MINUTE);
    expect(test.runner.post(post.id).status).toBe('published');
    expect(texts()).toEqual(['Deleted there']);
  });

  it('fails visibly for the account that should have been served from here, and is found for the other', async () => {
    const linden = await test.connect('linden');
    const post = test.plan(test.draft('To both', [test.ada, linden]), HOUR);
    await test.settle();
    await test.runner.after(9 * HOUR);
    expect(test.delivery(post).state).toBe('published');
    expect(test.delivery(post, linden)).toMatchObject({ state: 'failed', errorCode: 'missed' });
    expect(test.runner.post(post.id).status).toBe('failed');
    expect(texts()).toEqual(['To both']);
  });
});

describe('changing what is planned there', () => {
  it('moves it there before it moves here', async () => {
    const post = test.plan(test.draft('Moved'), 2 * HOUR);
    await test.settle();
    const [before] = await test.planned();
    value(await test.call('posts.schedule', { id: post.id, ...test.at(4 * HOUR) }));
    const moved = test.runner.post(post.id);
    expect(await test.planned()).toEqual([{ ...before, at: moved.scheduledAt }]);
    await test.runner.after(3 * HOUR);
    expect(texts()).toEqual([]);
    await test.runner.after(2 * HOUR);
    expect(test.published()).toEqual([{ text: 'Moved', at: moved.scheduledAt }]);
    expect(test.runner.post(post.id).status).toBe('published');
  });

  it('sends from here what is moved too near for the server', async () => {
    const post = test.plan(test.draft('Nearer'), 2 * HOUR);
    await test.settle();
    value(await test.call('posts.schedule', { id: post.id, ...test.at(4 * MINUTE) }));
    expect(await test.planned()).toEqual([]);
    await test.runner.after(5 * MINUTE);
    expect(test.runner.post(post.id).status).toBe('published');
    await test.runner.after(4 * HOUR);
    expect(texts()).toEqual(['Nearer']);
  });

  it('replaces it there when it is edited', async () => {
    const post = test.plan(test.draft('Frist words'), 2 * HOUR);
    await test.settle();
    const { version } = test.runner.post(post.id);
    value(
      await test.call('posts.update', {
        id: post.id,
        expectedVersion: version,
        text: 'First words',
      }),
    );
    expect(await test.planned()).toEqual([]);
    await test.settle();
    expect(await test.planned()).toMatchObject([{ text: 'First words', at: post.scheduledAt }]);
    await test.runner.after(5 * HOUR);
    expect(texts()).toEqual(['First words']);
  });

  it.each(['posts.unschedule', 'posts.remove'] as const)(
    'deletes it there by %s',
    async (route) => {
      const post = test.plan(test.draft('Never'), 2 * HOUR);
      await test.settle();
      value(await test.call(route, { id: post.id }));
      expect(await test.planned()).toEqual([]);
      await test.runner.after(5 * HOUR);
      expect(texts()).toEqual([]);
      if (route === 'posts.unschedule') expect(test.runner.post(post.id).status).toBe('draft');
    },
  );

  it('takes it back to publish it now', async () => {
    const post = test.plan(test.draft('Now'), 2 * HOUR);
    await test.settle();
    value(await test.call('posts.publishNow', { id: post.id }));
    await test.runner.after(MINUTE);
    expect(test.runner.post(post.id).status).toBe('published');
    await test.runner.after(5 * HOUR);
    expect(texts()).toEqual(['Now']);
  });

  it('is refused with a sentence while the server can not be reached, and nothing has changed', async () => {
    const post = test.plan(test.draft('Stays'), 2 * HOUR);
    await test.settle();
    const before = await test.planned();
    await test.proxy.down();
    const { version } = test.runner.post(post.id);
    const answers = [
      await test.call('posts.unschedule', { id: post.id }),
      await test.call('posts.schedule', { id: post.id, ...test.at(5 * HOUR) }),
      await test.call('posts.update', { id: post.id, expectedVersion: version, text: 'Other' }),
      await test.call('posts.remove', { id: post.id }),
      await test.call('accounts.setHandOver', { id: test.ada.id, on: false }),
      await test.call('accounts.setEnabled', { id: test.ada.id, enabled: false }),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({
        ok: false,
        error: { code: 'not_taken_back', message: expect.stringContaining('can’t be reached') },
      });
    expect(test.runner.post(post.id)).toMatchObject({ status: 'scheduled', text: 'Stays' });
    expect(value(test.services.accounts.get(test.ada.id))).toMatchObject({
      handOver: true,
      status: 'connected',
    });
    await test.proxy.up();
    expect(await test.planned()).toEqual(before);
    await test.runner.after(3 * HOUR);
    expect(test.runner.post(post.id).status).toBe('published');
    expect(texts()).toEqual(['Stays']);
  });

  it.each<['posts.unschedule' | 'posts.schedule', string]>([
    ['posts.unschedule', 'DELETE'],
    ['posts.schedule', 'PUT'],
  ])('reads what became of %s whose answer was lost', async (route, method) => {
    const post = test.plan(test.draft('Lost answer'), 2 * HOUR);
    await test.settle();
    test.proxy.onRequest((call) => (call.startsWith(method) ? { kind: 'cut_after' } : null));
    if (route === 'posts.unschedule') value(await test.call(route, { id: post.id }));
    else value(await test.call(route, { id: post.id, ...test.at(4 * HOUR) }));
    test.proxy.onRequest(() => null);
    await test.runner.after(7 * HOUR);
    expect(texts()).toEqual(route === 'posts.unschedule' ? [] : ['Lost answer']);
  });

  it('takes everything back before the switch goes off or the account is paused', async () => {
    const posts = [2, 3].map((hours) => test.plan(test.draft(`in ${hours}`), hours * HOUR));
    await test.settle();
    expect(await test.planned()).toHaveLength(2);
    value(await test.call('accounts.setEnabled', { id: test.ada.id, enabled: false }));
    expect(await test.planned()).toEqual([]);
    value(await test.call('accounts.setEnabled', { id: test.ada.id, enabled: true }));
    await test.settle();
    await test.settle();
    expect(await test.planned()).toHaveLength(2);
    value(await test.call('accounts.setHandOver', { id: test.ada.id, on: false }));
    await test.settle();
    expect(await test.planned()).toEqual([]);
    for (let hour = 0; hour < 4; hour++) await test.runner.after(HOUR);
    expect(posts.map(({ id }) => test.runner.post(id).status)).toEqual(['published', 'published']);
    expect(texts()).toEqual(['in 2', 'in 3']);
  });

  it('lets the switch go off where the server has published meanwhile', async () => {
    const post = test.plan(test.draft('Out already'), HOUR);
    await test.settle();
    test.runner.workspace.clock.advance(HOUR);
    value(await test.call('accounts.setHandOver', { id: test.ada.id, on: false }));
    expect(test.delivery(post).state).toBe('published');
    await test.runner.after(HOUR);
    expect(test.runner.post(post.id).status).toBe('published');
    expect(texts()).toEqual(['Out already']);
  });

  it('takes back what a recurring post has planned before it is changed', async () => {
    const { clientId } = test.runner;
    const startsAt = test.at(24 * HOUR).wallTime;
    const weekly = value(
      await test.call('recurrences.create', {
        from: {
          kind: 'content',
          clientId,
          text: 'Every day',
          targets: [{ accountId: test.ada.id }],
        },
        rule: 'FREQ=DAILY;COUNT=3',
        startsAt,
        zone: 'UTC',
      }),
    );
    await test.settle();
    expect(await test.planned()).toHaveLength(3);
    const changed = {
      id: weekly.id,
      content: { text: 'Each day', targets: [{ accountId: test.ada.id }] },
    };
    await test.proxy.down();
    expect(await test.call('recurrences.update', changed)).toMatchObject({
      error: { code: 'not_taken_back' },
    });
    await test.proxy.up();
    value(await test.call('recurrences.update', changed));
    await test.settle();
    await test.settle();
    expect((await test.planned()).map(({ text }) => text)).toEqual([
      'Each day',
      'Each day',
      'Each day',
    ]);
    value(await test.call('recurrences.end', { id: weekly.id, upcoming: 'remove' }));
    expect(await test.planned()).toEqual([]);
  });

  it('follows a queue that moves by itself', async () => {
    const { raw } = test.runner.workspace.database;
    const post = test.plan(test.draft('Queued'), 5 * HOUR);
    await test.settle();
    const at = (post.scheduledAt ?? 0) - 2 * HOUR;
    raw.prepare('update posts set scheduled_at = ? where id = ?').run(at, post.id);
    test.runner.workspace.bus.emit('post.changed', {
      postId: post.id,
      clientId: post.clientId,
      status: 'scheduled',
    });
    await test.runner.after(MINUTE);
    expect(await test.planned()).toMatchObject([{ text: 'Queued', at }]);
  });
});

describe('many at once', () => {
  it('move there before they move here; what the server does not let go stays', async () => {
    const held = test.plan(test.draft('Held by the server'), 3 * HOUR);
    await test.settle();
    const here = test.draft('Only here', []).id;
    value(test.services.posts.plan({ id: here, at: test.at(4 * HOUR) }));
    const before = test.runner.post(held.id).scheduledAt ?? 0;

    const moved = value(
      await test.call('posts.moveMany', { ids: [held.id, here], by: { days: 1 } }),
    );
    expect(moved.done).toEqual([here, held.id]);
    expect(await test.planned()).toMatchObject([{ at: before + 24 * HOUR }]);
    expect(test.runner.post(held.id).scheduledAt).toBe(before + 24 * HOUR);

    value(await test.call('posts.undoMany', { undo: moved.undo ?? '' }));
    expect(await test.planned()).toMatchObject([{ at: before }]);
    expect(test.runner.post(held.id).scheduledAt).toBe(before);

    await test.proxy.down();
    const refused = value(await test.call('posts.removeMany', { ids: [held.id] }));
    expect(refused).toMatchObject({ done: [], refused: [{ code: 'not_taken_back' }], undo: null });
    expect(test.runner.post(held.id).status).toBe('scheduled');
  });
});
