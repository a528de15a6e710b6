import { describe, expect, it } from 'vitest';
import { image } from '../../support/dots.ts';
import { memory, sentPost } from '../../support/platform-call.ts';
import { PUT, UPLOAD, withBluesky } from './bluesky.ts';

const { line, post, publish, context } = withBluesky();

/** What of a post stands in the repository, in the order in which it was written. */
async function written(texts: readonly string[]) {
  const records = await line.pds.records(line.alice.did);
  return texts.map((text) => {
    const found = records.filter((record) => record.value.text === text);
    expect(found).toHaveLength(1);
    return found[0] as (typeof records)[number];
  });
}
const refOf = ({ uri, cid }: { uri: string; cid: string }) => ({ uri, cid });

const THREAD = (name: string) => ({
  texts: [`${name} one`, `${name} two #tag`, `${name} three`, `${name} first comment`],
  of: { thread: [`${name} two #tag`, `${name} three`], firstComment: `${name} first comment` },
});

describe('a thread', () => {
  it('is a chain of answers under one root, with the first comment below the first part', async () => {
    const { texts, of } = THREAD('chain');
    const outgoing = post(texts[0] ?? '', { ...of, images: [image('A dot')] });
    const result = await publish(outgoing);
    const [one, two, three, comment] = await written(texts);
    expect(result).toMatchObject({ ok: true, value: { remoteId: one?.uri } });
    const root = refOf(one as never);
    expect(one?.value).not.toHaveProperty('reply');
    expect(two?.value.reply).toEqual({ root, parent: root });
    expect(three?.value.reply).toEqual({ root, parent: refOf(two as never) });
    expect(comment?.value.reply).toEqual({ root, parent: root });
    expect([one, two, three].map((part) => part?.value.embed !== undefined)).toEqual([
      true,
      false,
      false,
    ]);
    const times = [one, two, three, comment].map((part) => part?.value.createdAt);
    expect(times).toEqual([...times].sort());
    expect(new Set(times).size).toBe(4);
  });

  it('goes on from its last part, and is there once', async () => {
    const { texts, of } = THREAD('broken');
    const outgoing = post(texts[0] ?? '', { ...of, images: [image('A dot')] });
    const progress = memory();
    let puts = 0;
    line.proxy.onRequest((call) => (call === PUT && ++puts === 3 ? { kind: 'cut_before' } : null));
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
    const sent = sentPost(outgoing, progress.saved);
    expect(line.bluesky.isPartlyOut?.(progress.saved ?? {})).toBe(true);
    expect(await line.bluesky.reconcile(context(), sent)).toEqual({ ok: true, value: null });
    line.proxy.onRequest(() => null);
    line.proxy.seen.length = 0;
    const result = await publish(outgoing, progress);
    expect(result).toMatchObject({ ok: true });
    expect(line.proxy.seen.filter((call) => [PUT, UPLOAD].includes(call))).toEqual([PUT, PUT]);
    await written(texts);
    expect(await line.bluesky.reconcile(context(), sent)).toEqual(result);
  });

  it('is there once where the answer to a part was lost, and nothing was saved of it', async () => {
    const { texts, of } = THREAD('lost');
    const outgoing = post(texts[0] ?? '', of);
    const progress = memory();
    let puts = 0;
    line.proxy.onRequest((call) => (call === PUT && ++puts === 2 ? { kind: 'cut_after' } : null));
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
    line.proxy.onRequest(() => null);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    // From nothing at all, it is the same records again.
    expect(await publish(outgoing, memory())).toMatchObject({ ok: true });
    await written(texts);
  });

  it('is written again where it was taken away while nobody knew that it was there', async () => {
    const { texts, of } = THREAD('away');
    const outgoing = post(texts[0] ?? '', of);
    const progress = memory();
    const published = await publish(outgoing, progress);
    expect(
      await line.bluesky.removePost?.(context(), published.ok ? published.value.remoteId : ''),
    ).toEqual({ ok: true, value: 'removed' });
    const sent = sentPost(outgoing, progress.saved);
    expect(await line.bluesky.reconcile(context(), sent)).toEqual({ ok: true, value: null });
    expect(await publish(outgoing, progress)).toEqual(published);
    await written(texts);
  });

  it('tells which part is refused, and leaves what is there', async () => {
    const outgoing = post('refused one', { thread: ['a'.repeat(301)] });
    expect(await publish(outgoing)).toMatchObject({ ok: false, class: 'refused', httpStatus: 400 });
    await written(['refused one']);
    const nothing = memory();
    line.proxy.onRequest((call) => (call === PUT ? { kind: 'cut_before' } : null));
    await publish({ ...outgoing, images: [image('A dot')] }, nothing);
    expect(nothing.saved).not.toBeNull();
    expect(line.bluesky.isPartlyOut?.(nothing.saved ?? {})).toBe(false);
  });
});

describe('removing', () => {
  it('takes away a post with all its parts and its first comment, and nothing else', async () => {
    const { texts, of } = THREAD('gone');
    await publish(post('stays'));
    const published = await publish(post(texts[0] ?? '', of));
    await publish(post('stays too'));
    const id = published.ok ? published.value.remoteId : '';
    expect(await line.bluesky.removePost?.(context(), id)).toEqual({ ok: true, value: 'removed' });
    const left = (await line.pds.records(line.alice.did)).map((record) => record.value.text);
    expect(left.filter((text) => texts.includes(text as string))).toEqual([]);
    await written(['stays', 'stays too']);
    expect(await line.bluesky.removePost?.(context(), id)).toEqual({ ok: true, value: 'gone' });
  });

  it('takes away the rest of one that broke off while it was removed', async () => {
    const { texts, of } = THREAD('rest');
    const published = await publish(post(texts[0] ?? '', of));
    const id = published.ok ? published.value.remoteId : '';
    let calls = 0;
    line.proxy.onRequest((call) =>
      call.endsWith('deleteRecord') && ++calls === 2 ? { kind: 'cut_before' } : null,
    );
    expect(await line.bluesky.removePost?.(context(), id)).toMatchObject({ class: 'interrupted' });
    line.proxy.onRequest(() => null);
    expect(await line.bluesky.removePost?.(context(), id)).toEqual({ ok: true, value: 'removed' });
    const left = (await line.pds.records(line.alice.did)).map((record) => record.value.text);
    expect(left.filter((text) => texts.includes(text as string))).toEqual([]);
  });

  it.each([
    ['another account', () => `at://${line.bob.did}/app.bsky.feed.post/3mkaaaaaaaa2a`],
    ['no post', () => `at://${line.alice.did}/app.bsky.actor.profile/self`],
    ['nothing', () => 'nonsense'],
  ])('refuses what is of %s', async (_, id) => {
    expect(await line.bluesky.removePost?.(context(), id())).toMatchObject({
      ok: false,
      class: 'refused',
    });
  });
});
