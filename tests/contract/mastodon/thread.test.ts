import { describe, expect, it } from 'vitest';
import { image } from '../../support/dots.ts';
import { memory } from '../../support/platform-call.ts';
import { MINUTE, SEND, UPLOAD, withMastodon } from './mastodon.ts';

const { line, clock, context, post, publish, reconcile, exchanges, statuses, write } =
  withMastodon();

const HOUR = 60 * MINUTE;
const OF = { thread: ['part two', 'part three'], firstComment: 'and a comment' };
const ALL = ['part one', 'part two', 'part three', 'and a comment'];

/** What the account has, oldest first: its words, and the words of what it answers. */
async function chain(): Promise<[text: string, answers: string | null][]> {
  const all = (await statuses()).toReversed();
  const textOf = (content: string) => content.replace(/<[^>]+>/g, '');
  return all.map(({ content, in_reply_to_id }) => [
    textOf(content),
    textOf(all.find(({ id }) => id === in_reply_to_id)?.content ?? '') || null,
  ]);
}
const WHOLE = [
  ['part one', null],
  ['part two', 'part one'],
  ['part three', 'part two'],
  ['and a comment', 'part one'],
];

/** The line breaks at the nth of the calls that send. */
function breakAt(nth: number, kind: 'cut_before' | 'cut_after') {
  let sends = 0;
  line.proxy.onRequest((call) => (call === SEND && ++sends === nth ? { kind } : null));
}
const mend = () => {
  line.proxy.onRequest(() => null);
  line.proxy.seen.length = 0;
};

describe('a thread', () => {
  it('is a chain of answers, with the first comment below the first part', async () => {
    const outgoing = post('part one', { ...OF, images: [image('A dot')] });
    const result = await publish(outgoing);
    expect(await chain()).toEqual(WHOLE);
    const all = (await statuses()).toReversed();
    const [first] = all;
    expect(result).toEqual({
      ok: true,
      value: { remoteId: first?.id, remoteUrl: first?.url, parts: all.map(({ id }) => id) },
    });
    expect((await statuses()).map(({ media_attachments }) => media_attachments.length)).toEqual([
      0, 0, 0, 1,
    ]);
    const keys = (await exchanges())
      .filter(({ url, method }) => `${method} ${url.pathname}` === SEND)
      .map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(4);
    expect(keys.every((key) => String(key).startsWith(outgoing.recordKey))).toBe(true);
  });

  it.each([
    ['never arrived', 'cut_before', 0],
    ['was taken and not heard of', 'cut_after', 0],
    ['was taken and not heard of, two hours ago', 'cut_after', 2 * HOUR],
    ['never arrived, two hours ago', 'cut_before', 2 * HOUR],
  ] as const)('goes on from a part that %s', async (_, kind, later) => {
    for (const nth of [1, 2, 3, 4]) {
      const name = `${nth} ${kind} ${later}`;
      const outgoing = post(`${name} one`, {
        thread: [`${name} two`, `${name} three`],
        firstComment: `${name} comment`,
        images: [image(name)],
      });
      const progress = memory();
      breakAt(nth, kind);
      expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
      mend();
      clock.advance(later);
      await write('by hand meanwhile');
      const known = await reconcile(outgoing, progress);
      // Only where the last one was taken, all is there.
      if (nth === 4 && kind === 'cut_after') expect(known).toMatchObject({ ok: true, value: {} });
      else expect(known).toEqual({ ok: true, value: null });
      const result = await publish(outgoing, progress);
      const ours = (await chain()).filter(([text]) => text.startsWith(name));
      expect(ours).toEqual([
        [`${name} one`, null],
        [`${name} two`, `${name} one`],
        [`${name} three`, `${name} two`],
        [`${name} comment`, `${name} one`],
      ]);
      const first = (await statuses()).find(({ content }) => content === `<p>${name} one</p>`);
      expect(result).toMatchObject({ ok: true, value: { remoteId: first?.id } });
      if (nth > 1) expect(line.proxy.seen).not.toContain(UPLOAD);
    }
  });

  it('is not taken in by a part of another thread with the same words', async () => {
    await publish(post('first of another', { thread: ['Read on'], firstComment: null }));
    clock.advance(10 * MINUTE);
    const outgoing = post('mine', { thread: ['Read on'] });
    const progress = memory();
    breakAt(2, 'cut_before');
    await publish(outgoing, progress);
    mend();
    clock.advance(2 * HOUR);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect((await chain()).slice(-2)).toEqual([
      ['mine', null],
      ['Read on', 'mine'],
    ]);
    // Nor is a post of its own that says what a part said.
    const alone = post('Read on', { createdAt: clock.now() - 2 * HOUR });
    expect(await reconcile(alone, memory())).toEqual({ ok: true, value: null });
  });

  it('is known by its first part where the text was changed since', async () => {
    const outgoing = post('part one', OF);
    const progress = memory();
    breakAt(3, 'cut_before');
    await publish(outgoing, progress);
    mend();
    const first = (await statuses()).at(-1);
    expect(await reconcile(outgoing, progress, { content: null })).toMatchObject({
      ok: true,
      value: { remoteId: first?.id },
    });
    expect(line.proxy.seen).toEqual([]);
  });

  it('tells why a part is refused, and goes on where it can', async () => {
    const progress = memory();
    const outgoing = post('part one', { thread: ['b'.repeat(501)] });
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'refused', httpStatus: 422 });
    expect(await chain()).toEqual([['part one', null]]);
    const shorter = { ...outgoing, thread: ['part two'] };
    expect(await publish(shorter, progress)).toMatchObject({ ok: true });
    expect(await chain()).toEqual(WHOLE.slice(0, 2));
  });

  it('is not handed over to be published later', async () => {
    const at = clock.now() + HOUR;
    const answer = await line.mastodon.nativeSchedule?.handOver(
      context(),
      { ...post('part one', OF), at },
      memory(),
    );
    expect(answer).toMatchObject({ ok: false, class: 'refused' });
    expect(line.proxy.seen).toEqual([]);
  });
});

describe('removing', () => {
  const remove = (id: string) => line.mastodon.removePost?.(context(), id);

  it('takes away a post with all its parts and its first comment, and nothing else', async () => {
    await write('stays');
    const result = await publish(post('part one', OF));
    const id = result.ok ? result.value.remoteId : '';
    expect((await chain()).map(([text]) => text)).toEqual(['stays', ...ALL]);
    clock.advance(3 * HOUR);
    const later = await write('an answer of much later', { in_reply_to_id: id });
    expect(await remove(id)).toEqual({ ok: true, value: 'removed' });
    expect((await statuses()).map(({ content }) => content)).toEqual([
      later.id && '<p>an answer of much later</p>',
      '<p>stays</p>',
    ]);
    expect(await remove(id)).toEqual({ ok: true, value: 'gone' });
  });

  it('takes away parts that were published much later, where they are known', async () => {
    const progress = memory();
    const outgoing = post('part one', OF);
    breakAt(3, 'cut_before');
    await publish(outgoing, progress);
    mend();
    clock.advance(5 * HOUR);
    const result = await publish(outgoing, progress);
    if (!result.ok) throw new Error(result.message);
    const { remoteId, parts } = result.value;
    expect(parts).toHaveLength(4);
    const removed = await line.mastodon.removePost?.(context(), remoteId, parts);
    expect(removed).toEqual({ ok: true, value: 'removed' });
    expect(await statuses()).toEqual([]);
  });

  it('that breaks off says how far it came, and goes on when it is asked for again', async () => {
    const result = await publish(post('part one', OF));
    const id = result.ok ? result.value.remoteId : '';
    let removals = 0;
    line.proxy.onRequest((call) =>
      call.startsWith('DELETE ') && ++removals === 3 ? { kind: 'cut_before' } : null,
    );
    expect(await remove(id)).toMatchObject({
      ...{ ok: false, class: 'interrupted' },
      message: expect.stringMatching(/^2 of the 4 parts are removed, the rest is still there\./),
    });
    expect((await chain()).map(([text]) => text)).toEqual(['part one', 'part two']);
    mend();
    expect(await remove(id)).toEqual({ ok: true, value: 'removed' });
    expect(await statuses()).toEqual([]);
  });

  it('refuses what another account wrote', async () => {
    const bob = await line.server.person('bob');
    const theirs = await line.server.write(bob, { status: 'by Bob' });
    expect(await remove(theirs.id)).toMatchObject({ ok: false, class: 'refused' });
  });
});
