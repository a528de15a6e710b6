import { describe, expect, it, vi } from 'vitest';
import { memory } from '../../support/platform-call.ts';
import { film, image } from './content.ts';
import { MINUTE, SEND, withX } from './x.ts';

const { line, clock, adapter, fault, post, publish, reconcile, texts, calls } = withX();

/** The answer to the next post is lost. */
const lose = (effect: 'none' | 'done') =>
  fault({ when: { operation: SEND, times: 1 }, fault: { kind: 'cut', effect } });
const TIMELINE = /^GET \/2\/users\/\d+\/tweets$/;

describe('a post whose answer is lost', () => {
  // docs.x.com/x-api/users/get-posts
  it.each([
    'Plain words',
    'A link https://example.com/a?b=1&c=2 in the middle.',
    'Without a scheme: example.com/shop/, and (see https://example.org/).',
    'Signs <b> & "quotes" – they’re kept',
    '  Room   around\n\n\nand between  ',
    'e\u0301tude and \u00e9tude',
    'Family 👨‍👩‍👧 and a lone \ud83d',
    'שלום, right to left: \u202babc\u202c',
  ])('is found by its words: %j', async (text) => {
    await lose('done');
    const [outgoing, progress] = [post(text), memory()];
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
    const [kept] = line.sandbox.posts();
    expect(await reconcile(outgoing, progress)).toEqual({
      ok: true,
      value: { remoteId: kept?.remoteId, remoteUrl: expect.stringContaining('/ada/status/') },
    });
  });

  it('is surely absent where X did not get it, and is then sent', async () => {
    await lose('none');
    const [outgoing, progress] = [post('Lost on the way'), memory()];
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(texts()).toEqual(['Lost on the way']);
  });

  it('is known by its pictures, whatever its words', async () => {
    await publish(post('', { images: [image('other')] }));
    await lose('done');
    const [outgoing, progress] = [post('', { images: [image('a'), image('b')] }), memory()];
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress, { content: null })).toMatchObject({
      ok: true,
      value: { remoteId: line.sandbox.posts()[1]?.remoteId },
    });
  });

  it('is known by its film', async () => {
    line.onCall = (name) => name.startsWith('GET /2/media') && clock.advance(3000);
    await lose('done');
    const [outgoing, progress] = [post('Look', { video: film(100_000) }), memory()];
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress)).toMatchObject({ value: { remoteUrl: /status/ } });
  });

  it('is not one that came of another delivery, nor one from before', async () => {
    const before = await publish(post('Same words', { images: [image('a')] }));
    clock.advance(10 * MINUTE);
    const other = await publish(post('Same words', { images: [image('b')] }));
    await lose('none');
    const [outgoing, progress] = [post('Same words', { images: [image('c')] }), memory()];
    await publish(outgoing, progress);
    const taken = [before, other].map((one) => (one.ok ? one.value.remoteId : ''));
    const isTaken = (id: string) => taken.includes(id);
    expect(await reconcile(outgoing, progress, { isTaken })).toEqual({ ok: true, value: null });
  });

  it('is left to the person where one of the account’s posts may be it', async () => {
    await lose('none');
    const [outgoing, progress] = [post('Fresh bread from seven today, come by'), memory()];
    await publish(outgoing, progress);
    await publish(post('Fresh bread from eight today, come by'));
    const told = await reconcile(outgoing, progress);
    expect(told).toMatchObject({ ok: false, class: 'refused', httpStatus: null });
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
    expect(texts()).toHaveLength(1);
    // The person has looked, and had it sent once more.
    const decided = { ...outgoing, createdAt: clock.now() + MINUTE };
    expect(await publish(decided, progress)).toMatchObject({ ok: true });
    expect(texts()).toHaveLength(2);
  });

  it('of which what was noted can’t be read is left to the person', async () => {
    const outgoing = post('Noted');
    const strange = { saved: { sent: 'yes' }, save: async () => {} };
    expect(await publish(outgoing, strange)).toMatchObject({ ok: false, class: 'refused' });
    expect(await reconcile(outgoing, strange)).toMatchObject({ ok: false, httpStatus: null });
    expect(texts()).toEqual([]);
  });

  it('of which nothing is known any more is absent only where nothing is there', async () => {
    await lose('none');
    const [outgoing, progress] = [post('Changed since'), memory()];
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress, { content: null })).toEqual({
      ok: true,
      value: null,
    });
    await publish(post('Something else'));
    expect(await reconcile(outgoing, progress, { content: null })).toMatchObject({
      ok: false,
      class: 'refused',
    });
  });

  it('is not looked for where it was never sent', async () => {
    expect(await reconcile(post('Never'), memory())).toEqual({ ok: true, value: null });
    expect(calls().filter((name) => TIMELINE.test(name))).toEqual([]);
  });

  it('is found in a long timeline, page by page', async () => {
    await lose('done');
    const [outgoing, progress] = [post('The first of many'), memory()];
    await publish(outgoing, progress);
    for (let count = 0; count < 120; count++) await publish(post(`Of many, this is ${count}`));
    expect(await reconcile(outgoing, progress)).toMatchObject({
      value: { remoteId: line.sandbox.posts()[0]?.remoteId },
    });
    expect(calls().filter((name) => TIMELINE.test(name))).toHaveLength(2);
  });

  it('is looked for by X’s clock, whatever this computer’s says', async () => {
    await lose('done');
    const [outgoing, progress] = [post('By their clock'), memory()];
    // Three hours ahead when it is sent, and put right before somebody looks.
    const wrong = { now: () => clock.now() + 180 * MINUTE };
    line.x = adapter({ clock: wrong });
    await publish(outgoing, progress);
    line.x = adapter();
    expect(await reconcile(outgoing, progress)).toMatchObject({ value: { remoteUrl: /status/ } });
  });

  it('is not called absent before X has had the time to show it', async () => {
    line.x = adapter({ settles: 5000 });
    await lose('none');
    const [outgoing, progress] = [post('A moment'), memory()];
    await publish(outgoing, progress);
    const soon = await reconcile(outgoing, progress);
    expect(soon).toMatchObject({ ok: false, class: 'unreachable' });
    expect(soon.ok ? 0 : soon.retryAfter).toBeGreaterThan(4000);
    clock.advance(6000);
    line.x = adapter({ settles: 5000 });
    expect(await reconcile(outgoing, progress)).toEqual({ ok: true, value: null });
  });

  it('stays in doubt while X can’t be read', async () => {
    await lose('done');
    const [outgoing, progress] = [post('Unread'), memory()];
    await publish(outgoing, progress);
    await fault({
      when: { operation: 'GET /2/users/:id/tweets' },
      fault: { kind: 'status', status: 503 },
    });
    expect(await reconcile(outgoing, progress)).toMatchObject({
      ok: false,
      class: 'service_error',
    });
    // Publishing it once more sends nothing either.
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    expect(texts()).toEqual(['Unread']);
  });
});

describe('the rest of a thread', () => {
  it('is found where it was the last, and sent where more is to come', async () => {
    for (const [nth, isWhole] of [
      [1, false],
      [2, false],
      [3, true],
    ] as const) {
      await fault({ when: { operation: SEND, nth }, fault: { kind: 'cut', effect: 'done' } });
      const outgoing = post(`One ${nth}`, { thread: [`Two ${nth}`], firstComment: `Three ${nth}` });
      const progress = memory();
      expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
      const first = line.sandbox.posts().find(({ text }) => text === `One ${nth}`);
      const told = await reconcile(outgoing, progress);
      if (isWhole) expect(told).toMatchObject({ ok: true, value: { remoteId: first?.remoteId } });
      else expect(told).toEqual({ ok: true, value: null });
      expect(await publish(outgoing, progress)).toMatchObject({
        ok: true,
        value: { remoteId: first?.remoteId },
      });
      expect(texts()).toHaveLength(3 * nth);
    }
  });

  it('is told to the person where the post was changed meanwhile', async () => {
    await fault({ when: { operation: SEND, nth: 2 }, fault: { kind: 'rate_limit' } });
    const [outgoing, progress] = [post('One', { thread: ['Two'] }), memory()];
    await publish(outgoing, progress);
    expect(await reconcile(outgoing, progress, { content: null })).toMatchObject({
      ok: false,
      class: 'refused',
      message: /Some parts of this post were published/,
    });
  });
});

describe('words that X has already', () => {
  // The answer of 2026: 403, about:blank, “You are not allowed to create a Tweet with duplicate content.”
  it('are a duplicate, of which nothing is ours', async () => {
    await publish(post('Open today'));
    clock.advance(10 * MINUTE);
    const [outgoing, progress] = [post('Open today'), memory()];
    const taken = line.sandbox.posts().map(({ remoteId }) => remoteId);
    expect(await publish(outgoing, progress)).toMatchObject({
      ok: false,
      class: 'duplicate',
      httpStatus: 403,
    });
    const isTaken = (id: string) => taken.includes(id);
    expect(await reconcile(outgoing, progress, { isTaken })).toEqual({ ok: true, value: null });
  });

  it('are ours where X was late to show them', async () => {
    await lose('done');
    const [outgoing, progress] = [post('Seen late'), memory()];
    await publish(outgoing, progress);
    await fault({
      when: { operation: 'GET /2/users/:id/tweets', times: 1 },
      fault: { kind: 'wrong_json' },
    });
    // An answer that makes no sense is no empty timeline.
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    const real = globalThis.fetch;
    vi.stubGlobal('fetch', async (input: URL, init: RequestInit) =>
      TIMELINE.test(`GET ${input.pathname}`)
        ? Response.json({ meta: { result_count: 0 } })
        : real(input, init),
    );
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'duplicate' });
    vi.stubGlobal('fetch', real);
    expect(await reconcile(outgoing, progress)).toMatchObject({
      value: { remoteId: line.sandbox.posts()[0]?.remoteId },
    });
    expect(texts()).toEqual(['Seen late']);
  });
});
