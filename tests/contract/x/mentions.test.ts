import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingReply } from '../../../electron/platforms/platform.ts';
import { HOUR, SEND, withX } from './x.ts';

const { line, clock, context, fault, post, publish, signedIn, texts, calls } = withX();
const DAY = 24 * HOUR;

async function read(since: string | null = null, from: string | null = null) {
  const result = await line.x.mentions?.(context(), since, from);
  if (!result?.ok) throw new Error(result?.message);
  return result.value;
}
const answerTo = (parentId: string, text: string): OutgoingReply => ({
  ...{ recordKey: 'key', createdAt: clock.now(), postId: parentId, parentId, text },
});

beforeEach(async () => void (await signedIn()));

describe('mentions', () => {
  // docs.x.com/x-api/users/get-mentions
  it('are told newest first, at first the newest only, and later what is new', async () => {
    clock.advance(100 * DAY);
    const first = await read();
    expect(first.mentions).toHaveLength(20);
    // What is older would be billed.
    expect(first.next).toBeNull();
    const [newest] = first.mentions;
    expect(newest).toMatchObject({ parentId: '', ours: false, rootId: newest?.remoteId });
    expect(newest?.text).toContain('@ada');
    expect(newest?.author.handle).toMatch(/^\w{1,15}$/);
    expect(newest?.remoteUrl).toContain(newest?.remoteId ?? '?');
    expect((await read(first.newest)).mentions).toEqual([]);
    clock.advance(6 * DAY);
    const later = await read(first.newest);
    expect(later.mentions.length).toBeGreaterThan(0);
    expect(later.next).toBeNull();
    const known = new Set(first.mentions.map(({ remoteId }) => remoteId));
    expect(later.mentions.filter(({ remoteId }) => known.has(remoteId))).toEqual([]);
  });

  it('under our own posts say which talk they are in', async () => {
    const result = await publish(post('What do you think?'));
    if (!result.ok) throw new Error(result.message);
    clock.advance(DAY);
    const { mentions } = await read();
    const below = mentions.filter(({ parentId }) => parentId !== '');
    for (const one of below)
      expect(one).toMatchObject({
        rootId: result.value.remoteId,
        text: expect.not.stringMatching(/^@/),
      });
  });

  it('come page by page', async () => {
    clock.advance(DAY);
    const { newest } = await read();
    clock.advance(400 * DAY);
    const first = await read(newest);
    expect(first.mentions).toHaveLength(100);
    const second = await read(newest, first.next);
    expect(second.mentions.length).toBeGreaterThan(10);
    expect(second.next).toBeNull();
  });

  it('are answered once, though the first answer was lost', async () => {
    clock.advance(DAY);
    const [mention] = (await read()).mentions;
    const outgoing = answerTo(mention?.remoteId ?? '', 'Thank you');
    expect(await line.x.findReply?.(context(), outgoing)).toEqual({ ok: true, value: null });
    await fault({ when: { operation: SEND, times: 1 }, fault: { kind: 'cut', effect: 'done' } });
    expect(await line.x.reply?.(context(), outgoing)).toMatchObject({ class: 'interrupted' });
    const found = await line.x.findReply?.(context(), outgoing);
    expect(found).toMatchObject({
      ok: true,
      value: { remoteId: line.sandbox.posts().at(-1)?.remoteId, ours: true, text: 'Thank you' },
    });
    expect(texts()).toHaveLength(1);
    expect(calls().filter((name) => name === SEND)).toHaveLength(1);
    // Another answer with these words, to something else, is not it.
    const other = await line.x.findReply?.(context(), answerTo('123', 'Thank you'));
    expect(other).toEqual({ ok: true, value: null });
  });
});
