import { describe, expect, it } from 'vitest';
import { memory } from '../../support/platform-call.ts';
import { film, image } from './content.ts';
import { HOUR, SEND, withX } from './x.ts';

const { line, clock, adapter, fault, post, publish, texts, calls, bodiesOf, signedIn } = withX();

const MIB = 1024 * 1024;
const INITIALIZE = 'POST /2/media/upload/initialize';
/** Numbers of the pieces that left, in order. */
const appends = () =>
  line.exchanges
    .filter(({ url }) => url.pathname.endsWith('/append'))
    .map(({ body }) => (body as { segment_index: number }).segment_index);
/** Without the ids of uploads in them. */
const shapes = () => calls().map((name) => name.replace(/\d{10,}/, ':id'));

describe('a post', () => {
  // docs.x.com/x-api/posts/create-post
  it('is one call, with nothing in it that X does not know', async () => {
    const text = 'Käse & Brot — https://example.com/brot?a=1&b=2 @linden #brot';
    const result = await publish(post(text));
    expect(result).toMatchObject({ ok: true });
    const id = result.ok ? result.value.remoteId : '';
    expect(result).toEqual({
      ok: true,
      value: { remoteId: id, remoteUrl: `${line.sandbox.x}/ada/status/${id}` },
    });
    expect(bodiesOf(SEND)).toEqual([{ text }]);
    expect(line.sandbox.posts()).toMatchObject([{ remoteId: id, account: 'ada', text }]);
  });

  it('learns X’s time once, and is two calls at most from then on', async () => {
    await publish(post('one'));
    await publish(post('two'));
    expect(calls().slice(-2)).toEqual([SEND, SEND]);
  });

  it.each([
    ['x'.repeat(280), true],
    ['x'.repeat(281), false],
    ['日'.repeat(140), true],
    ['日'.repeat(141), false],
    ['👨‍👩‍👧'.repeat(140), true],
    [`${'x'.repeat(256)} https://example.com/${'long'.repeat(60)}`, true],
    [`${'x'.repeat(257)} https://example.com/`, false],
    ['e\u0301'.repeat(280), true],
  ])('is counted as X counts: %#', async (text, fits) => {
    const result = await publish(post(text));
    expect(result.ok).toBe(fits);
    if (!result.ok)
      expect(result).toMatchObject({ class: 'refused', message: /too long for X/ as never });
  });

  it('may have a lone surrogate, which becomes a sign of its own', async () => {
    expect(await publish(post('a \ud83d b'))).toMatchObject({ ok: true });
    expect(texts()).toEqual(['a \ufffd b']);
  });
});

describe('media', () => {
  // docs.x.com/x-api/media/quickstart/media-upload-chunked
  it('goes up in order with its description, and once', async () => {
    const images = [image('a', 'A loaf'), image('b'), image('c', 'Käse'), image('d')];
    expect(await publish(post('Four', { images }))).toMatchObject({ ok: true });
    expect(line.sandbox.posts()[0]?.media).toEqual(images.map(({ sha256 }) => sha256));
    expect(bodiesOf(INITIALIZE)[0]).toEqual({
      media_type: 'image/png',
      media_category: 'tweet_image',
      total_bytes: (await images[0]?.read())?.bytes.byteLength,
    });
    expect(bodiesOf('POST /2/media/metadata')).toMatchObject([
      { metadata: { alt_text: { text: 'A loaf' } } },
      { metadata: { alt_text: { text: 'Käse' } } },
    ]);
    expect(
      shapes()
        .filter((name) => name.startsWith('POST'))
        .slice(0, 4),
    ).toEqual([
      INITIALIZE,
      'POST /2/media/upload/:id/append',
      'POST /2/media/upload/:id/finalize',
      'POST /2/media/metadata',
    ]);
  });

  it('may stand alone', async () => {
    expect(await publish(post('', { images: [image('a')] }))).toMatchObject({ ok: true });
    expect(bodiesOf(SEND)).toEqual([{ media: { media_ids: [expect.any(String)] } }]);
  });

  it('of a film goes up in pieces of 4 MiB, and is waited for', async () => {
    const video = film(9 * MIB);
    let looks = 0;
    line.onCall = (name) => {
      if (name !== 'GET /2/media/upload') return;
      looks++;
      clock.advance(1000);
    };
    expect(await publish(post('Film', { video }))).toMatchObject({ ok: true });
    expect(appends()).toEqual([0, 1, 2]);
    expect(bodiesOf(INITIALIZE)).toEqual([
      { media_type: 'video/mp4', media_category: 'tweet_video', total_bytes: 9 * MIB },
    ]);
    expect(looks).toBe(3);
    expect(line.sandbox.posts()[0]?.media).toEqual([video.sha256]);
  });

  it('that X can’t work with is told before anything is posted', async () => {
    line.onCall = (name) => name.startsWith('GET /2/media') && clock.advance(2000);
    const result = await publish(post('Film', { video: film(MIB, 141) }));
    expect(result).toMatchObject({ ok: false, class: 'refused', message: /MP4/ as never });
    expect(calls()).not.toContain(SEND);
  });

  it('that X does not get done with is looked at again later, and not sent again', async () => {
    await fault({
      when: { operation: 'POST /2/media/upload/:id/finalize' },
      fault: { kind: 'processing', ms: 60_000 },
    });
    const [outgoing, progress] = [post('Film', { video: film(MIB) }), memory()];
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    clock.advance(61_000);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(appends()).toEqual([0]);
    expect(texts()).toEqual(['Film']);
  });

  it.each(['none', 'done'] as const)(
    'goes on from the last piece where the line is cut (%s)',
    async (effect) => {
      await fault({
        when: { operation: 'POST /2/media/upload/:id/append', nth: 2 },
        fault: { kind: 'cut', effect },
      });
      line.onCall = (name) => name.startsWith('GET /2/media') && clock.advance(3000);
      const video = film(9 * MIB);
      const [outgoing, progress] = [post('Film', { video }), memory()];
      expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
      // A new life of the process.
      line.x = adapter();
      expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
      expect(appends()).toEqual([0, 1, 1, 2]);
      expect(bodiesOf(INITIALIZE)).toHaveLength(1);
      expect(line.sandbox.posts()).toMatchObject([{ text: 'Film', media: [video.sha256] }]);
    },
  );

  it('that X has forgotten goes up anew', async () => {
    await signedIn();
    await fault({ when: { operation: SEND, nth: 1 }, fault: { kind: 'rate_limit' } });
    const [outgoing, progress] = [post('Late', { images: [image('a')] }), memory()];
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'rate_limited' });
    clock.advance(25 * HOUR);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(bodiesOf(INITIALIZE)).toHaveLength(2);
  });

  it('that X says it does not know goes up anew at once', async () => {
    await fault({
      when: { operation: SEND, nth: 1 },
      fault: { kind: 'status', status: 400, message: 'Your media IDs are invalid.' },
    });
    expect(await publish(post('Again', { images: [image('a')] }))).toMatchObject({ ok: true });
    expect(bodiesOf(INITIALIZE)).toHaveLength(2);
    expect(texts()).toEqual(['Again']);
  });

  it('that can’t be read is told as such', async () => {
    const gone = { ...film(MIB), read: () => Promise.reject(new Error('ENOENT')) };
    expect(await publish(post('Film', { video: gone }))).toMatchObject({
      ok: false,
      class: 'refused',
      message: /video can’t be read any more/ as never,
    });
    expect(calls()).not.toContain(SEND);
  });
});

describe('a thread', () => {
  const outgoing = () => post('One', { thread: ['Two', 'Three'], firstComment: 'And a comment' });

  // docs.x.com/x-api/posts/create-post: `reply`
  it('is a chain of answers, with the first comment under its first part', async () => {
    const result = await publish(outgoing());
    const [one, two, three, comment] = line.sandbox.posts();
    expect(result).toMatchObject({ ok: true, value: { remoteId: one?.remoteId } });
    expect(bodiesOf(SEND)).toEqual([
      { text: 'One' },
      { text: 'Two', reply: { in_reply_to_tweet_id: one?.remoteId } },
      { text: 'Three', reply: { in_reply_to_tweet_id: two?.remoteId } },
      { text: 'And a comment', reply: { in_reply_to_tweet_id: one?.remoteId } },
    ]);
    expect([three?.text, comment?.text]).toEqual(['Three', 'And a comment']);
  });

  it.each([
    [{ kind: 'cut', effect: 'none' }, 'interrupted'],
    [{ kind: 'cut', effect: 'done' }, 'interrupted'],
    [{ kind: 'truncate' }, 'interrupted'],
    [{ kind: 'wrong_json' }, 'service_error'],
    [{ kind: 'status', status: 503 }, 'service_error'],
    [{ kind: 'status', status: 503, effect: 'done' }, 'service_error'],
    [{ kind: 'rate_limit' }, 'rate_limited'],
    [{ kind: 'html', status: 502 }, 'service_error'],
  ] as const)('goes on where it was interrupted: %o', async (what, failureClass) => {
    for (const nth of [1, 2, 3, 4]) {
      await fault({ when: { operation: SEND, nth }, fault: what });
      const thread = [`Two ${nth}`, `Three ${nth}`];
      const sent = post(`One ${nth}`, { thread, firstComment: `Four ${nth}` });
      const progress = memory();
      expect(await publish(sent, progress)).toMatchObject({ ok: false, class: failureClass });
      line.x = adapter();
      expect(await publish(sent, progress)).toMatchObject({ ok: true });
      expect(texts().slice(-4)).toEqual([sent.text, ...thread, `Four ${nth}`]);
      expect(texts()).toHaveLength(4 * nth);
    }
  });

  it('is never there twice, whenever the process ends', async () => {
    for (let kill = 0; kill < 9; kill++) {
      const sent = post(`One ${kill}`, { thread: [`Two ${kill}`], firstComment: `Three ${kill}` });
      let saves = 0;
      const progress = memory();
      const kept = progress.save;
      const dying = {
        ...progress,
        save: async (next: Record<string, unknown>) => {
          if (saves++ >= kill) throw new Error('The process has ended');
          await kept(next);
        },
      };
      await publish(sent, dying);
      const revived = memory(progress.saved);
      line.x = adapter();
      expect(await publish(sent, revived)).toMatchObject({ ok: true });
      expect(texts().filter((text) => text.endsWith(` ${kill}`))).toEqual([
        sent.text,
        `Two ${kill}`,
        `Three ${kill}`,
      ]);
    }
  });

  it('says what is public already where X refuses the rest', async () => {
    await publish(post('Two'));
    const result = await publish(outgoing());
    expect(result).toMatchObject({
      ok: false,
      class: 'refused',
      message: /^1 of the 3 parts of the thread are published.*same words/ as never,
    });
    expect(texts()).toEqual(['Two', 'One']);
  });

  it('is not begun again by a call that is made once more with what it had at first', async () => {
    await fault({ when: { operation: SEND, nth: 2 }, fault: { kind: 'rate_limit' } });
    const sent = outgoing();
    const progress = { saved: null, save: async () => {} };
    await publish(sent, progress);
    expect(await publish(sent, progress)).toMatchObject({ ok: true });
    expect(texts()).toEqual(['One', 'Two', 'Three', 'And a comment']);
  });
});
