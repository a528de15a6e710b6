import { describe, expect, it } from 'vitest';
import type { PlatformResult, RemotePost } from '../../../electron/platforms/platform.ts';
import { image, PIXEL } from '../../support/dots.ts';
import { memory } from '../../support/platform-call.ts';
import { MINUTE, SEND, withMastodon } from './mastodon.ts';

const { line, clock, post, publish, reconcile, texts, statuses, write, cutAfterSending } =
  withMastodon();

const HOUR = 60 * MINUTE;
const ABSENT: PlatformResult<RemotePost | null> = { ok: true, value: null };

/** Sends with the answer lost on the way. */
async function sendUnheard(outgoing: ReturnType<typeof post>) {
  const progress = memory();
  cutAfterSending();
  expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
  line.proxy.onRequest(() => null);
  return progress;
}

const foundIs = (status: { id: string; url: string } | undefined) => ({
  ok: true,
  value: { remoteId: status?.id, remoteUrl: status?.url },
});

describe('reading back', () => {
  it.each([
    'plain',
    'Zwei Absätze,\n\n\nund   eine\nZeile: "Zitat" & <Klammern> — it’s 5 > 4 👩🏽‍🍳 ',
    'https://www.example.com/a/very/long/path/that/is/cut/off/when/it/is/shown?and=more&x=1#y end',
    'Mit @bob@far.example, @ada und #Käse; mail an a@b.example',
    '&amp; &lt;p&gt; \u200d x',
  ])('finds what it sent by its words: %j', async (text) => {
    const outgoing = post(text);
    const progress = await sendUnheard(outgoing);
    clock.advance(2 * HOUR);
    await write('later, and something else');
    const sent = (await statuses())[1];
    expect(await reconcile(outgoing, progress)).toEqual(foundIs(sent));
  });

  it('is sure that it is absent, at once and after an hour', async () => {
    const outgoing = post('never arrived');
    await write('something else entirely');
    expect(await reconcile(outgoing, memory())).toEqual(ABSENT);
    clock.advance(2 * HOUR);
    expect(await reconcile(outgoing, memory())).toEqual(ABSENT);
  });

  it('finds a post without words by the image that only it has', async () => {
    const outgoing = post('', { images: [image('x')] });
    const progress = await sendUnheard(outgoing);
    const [sent] = await statuses();
    clock.advance(2 * HOUR);
    await write('', { media_ids: [await line.server.upload(line.ada, PIXEL)] });
    expect(await reconcile(outgoing, progress)).toEqual(foundIs(sent));
    const other = post('', { images: [image('y')], createdAt: outgoing.createdAt });
    expect(await reconcile(other, memory())).toEqual(ABSENT);
  });

  it('is not taken in by the same words from before, from another post of ours, or with an image', async () => {
    const before = await write('Good morning');
    clock.advance(10 * MINUTE);
    const taken = await write('Good morning');
    const outgoing = post('Good morning', { isTaken: (id) => id === taken.id });
    expect(await reconcile(outgoing, memory())).toEqual(ABSENT);
    expect(await reconcile({ ...outgoing, isTaken: () => false }, memory())).toEqual(
      foundIs(taken),
    );
    const withImage = { ...outgoing, images: [image('x')], isTaken: () => false };
    expect(await reconcile(withImage, memory())).toEqual(ABSENT);
    expect(before.id).not.toBe(taken.id);
  });

  it('takes the oldest of two that are alike: the other was written by somebody who missed it', async () => {
    const outgoing = post('alike');
    const progress = await sendUnheard(outgoing);
    const [sent] = await statuses();
    await write('alike');
    expect(await reconcile(outgoing, progress)).toEqual(foundIs(sent));
  });

  it.each([-3 * HOUR, 3 * HOUR])('allows for a clock that is %d ms off', async (off) => {
    line.ahead = off;
    const outgoing = post('off');
    const progress = await sendUnheard(outgoing);
    clock.advance(2 * HOUR);
    expect(await reconcile(outgoing, progress)).toMatchObject({ ok: true, value: {} });
    clock.advance(10 * MINUTE);
    expect(await reconcile(post('off'), memory())).toEqual(ABSENT);
  });

  it.each([-3 * HOUR, 3 * HOUR])(
    'finds it where this computer’s clock was %d ms off when it was sent, and is right again',
    async (off) => {
      const { now } = clock;
      line.ahead = -off;
      const outgoing = post('put right');
      const progress = await sendUnheard(outgoing);
      const [sent] = await statuses();
      // Two hours later by the server: it has forgotten the key.
      clock.set(now() - off + 2 * HOUR);
      line.ahead = 0;
      expect(await reconcile(outgoing, progress)).toEqual(foundIs(sent));
      expect(await publish(outgoing, progress)).toEqual(foundIs(sent));
    },
  );

  it('goes through pages back to when it was sent', async () => {
    const outgoing = post('deep down');
    const progress = await sendUnheard(outgoing);
    const [sent] = await statuses();
    clock.advance(2 * HOUR);
    for (let count = 0; count < 95; count++) await write(`note ${count} of many`);
    expect(await reconcile(outgoing, progress)).toEqual(foundIs(sent));
    expect(line.proxy.seen.filter((call) => call.includes('/accounts/'))).toHaveLength(4);
  });

  it('asks when there are more posts than it can go through', async () => {
    const outgoing = post('too deep');
    for (let count = 0; count < 401; count++) await write(`note ${count} of many`);
    expect(await reconcile(outgoing, memory())).toMatchObject({ ok: false, class: 'refused' });
  });

  it('asks when a post is there that may be it in other words, once the key is forgotten', async () => {
    const outgoing = post('**Bold** words that a server may read as Markdown');
    const progress = await sendUnheard(outgoing);
    const [sent] = await statuses();
    expect(sent?.content).toContain('**Bold**');
    line.proxy.rewrite((_, answer) => answer.replaceAll('**Bold**', 'Bold'));
    // While the server knows the key, sending again is no second post.
    expect(await reconcile(outgoing, progress)).toEqual(ABSENT);
    clock.advance(HOUR);
    expect(await reconcile(outgoing, progress)).toMatchObject({ ok: false, class: 'refused' });
  });

  it('asks when the text was changed meanwhile and something was posted since', async () => {
    const outgoing = post('first words');
    expect(await reconcile(outgoing, memory(), { content: null })).toEqual(ABSENT);
    const progress = await sendUnheard(outgoing);
    expect(await reconcile(outgoing, progress, { content: null })).toMatchObject({
      ok: false,
      class: 'refused',
    });
  });
});

describe('sending again', () => {
  it('is one post within the hour, by its key', async () => {
    const outgoing = post('by key');
    const progress = await sendUnheard(outgoing);
    clock.advance(50 * MINUTE);
    expect(await publish(outgoing, progress)).toEqual(foundIs((await statuses())[0]));
    expect(await texts()).toEqual(['<p>by key</p>']);
  });

  it('is one post after the hour, by reading first', async () => {
    const outgoing = post('by reading', { images: [image('x')] });
    const progress = await sendUnheard(outgoing);
    clock.advance(61 * MINUTE);
    line.proxy.seen.length = 0;
    expect(await publish(outgoing, progress)).toEqual(foundIs((await statuses())[0]));
    expect(new Set(line.proxy.seen)).toEqual(
      new Set([`GET /api/v1/accounts/${line.ada.id}/statuses`]),
    );
    expect(await texts()).toHaveLength(1);
  });

  it('sends after the hour what surely is not there', async () => {
    const outgoing = post('not there');
    const progress = memory();
    line.proxy.onRequest((call) => (call === SEND ? { kind: 'cut_before' } : null));
    expect(await publish(outgoing, progress)).toMatchObject({ class: 'interrupted' });
    line.proxy.onRequest(() => null);
    clock.advance(3 * HOUR);
    expect(await publish(outgoing, progress)).toMatchObject({ ok: true });
    expect(await texts()).toHaveLength(1);
  });

  it('leaves it open after the hour when it can not be told, and sends nothing', async () => {
    const outgoing = post('**Bold** words that a server may read as Markdown');
    const progress = await sendUnheard(outgoing);
    const [sent] = await statuses();
    expect(sent?.content).toContain('**Bold**');
    line.proxy.rewrite((_, answer) => answer.replaceAll('**Bold**', 'Bold'));
    clock.advance(2 * HOUR);
    line.proxy.seen.length = 0;
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'interrupted' });
    expect(line.proxy.seen).not.toContain(SEND);
  });

  it('waits when it can not read first, and sends nothing', async () => {
    const outgoing = post('later');
    const progress = await sendUnheard(outgoing);
    clock.advance(2 * HOUR);
    line.proxy.onRequest(() => ({ kind: 'answer', status: 503 }));
    line.proxy.seen.length = 0;
    expect(await publish(outgoing, progress)).toMatchObject({ ok: false, class: 'unreachable' });
    expect(line.proxy.seen).not.toContain(SEND);
  });
});
