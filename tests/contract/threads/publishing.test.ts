import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memory } from '../../support/platform-call.ts';
import { MB, photo, startRelay, video } from '../tiktok/tiktok.ts';
import { NODE, withThreads } from './threads.ts';

const { line, clock, context, post, publish, sent, texts, fault, reopen } = withThreads();

const posts = () => line.sandbox.posts();
/** Of the last post of the sandbox's journal, what Threads keeps of each. */
const detailOf = async (id: string) => {
  const fields = 'id,text,media_type,replied_to,root_post,permalink';
  const url = `${line.sandbox.urls.threads}/v1.0/${id}?fields=${fields}&access_token=${line.token}`;
  return (await (await fetch(url)).json()) as Record<string, { id: string } & string>;
};

describe('a text', () => {
  it('is made, looked at and published, with its link', async () => {
    const result = await publish(post('Fresh beans on Friday ☕'));
    const [entry] = posts();
    expect(entry).toMatchObject({ text: 'Fresh beans on Friday ☕', account: 'ada' });
    expect(result).toEqual({
      ok: true,
      value: {
        remoteId: entry?.remoteId,
        remoteUrl: expect.stringMatching(/\/@ada\/post\/[0-9a-z]+$/),
      },
    });
    const id = line.id;
    expect(line.calls.names()).toEqual([
      `GET /v1.0/${id}/threads_publishing_limit`,
      `POST /v1.0/${id}/threads`,
      expect.stringMatching(/^GET \/v1.0\/\d+$/),
      `POST /v1.0/${id}/threads_publish`,
      `GET /v1.0/${entry?.remoteId}`,
    ]);
    expect(sent('/threads')).toEqual([{ media_type: 'TEXT', text: 'Fresh beans on Friday ☕' }]);
  });

  it('that is too long is refused with what Threads says', async () => {
    const result = await publish(post('x'.repeat(501)));
    expect(result).toMatchObject({ ok: false, class: 'refused' });
    expect(result.ok ? '' : result.message).toMatch(/at most 500 characters/);
    // An emoji counts as its bytes.
    expect((await publish(post(`${'x'.repeat(496)}🥚`))).ok).toBe(true);
    expect((await publish(post(`${'x'.repeat(497)}🥚`))).ok).toBe(false);
  });

  it('goes out although its link can’t be read right now', async () => {
    await fault({ when: { operation: NODE, nth: 2 }, fault: { kind: 'status', status: 500 } });
    expect(await publish(post('No link'))).toMatchObject({
      ...{ ok: true, value: { remoteUrl: null } },
    });
    expect(texts()).toEqual(['No link']);
  });
});

describe('a thread', () => {
  it('is a chain of replies, each to the one before', async () => {
    const result = await publish(post('One', { thread: ['Two', 'Three'] }));
    const ids = posts().map(({ remoteId }) => remoteId);
    expect(result).toMatchObject({ ok: true, value: { remoteId: ids[0] } });
    expect(texts()).toEqual(['One', 'Two', 'Three']);
    const [, two, three] = await Promise.all(ids.map(detailOf));
    expect([two?.replied_to?.id, three?.replied_to?.id]).toEqual([ids[0], ids[1]]);
    expect([two?.root_post?.id, three?.root_post?.id]).toEqual([ids[0], ids[0]]);
  });

  it('asks for the room that it needs, and waits where there is none', async () => {
    await reopen({ limited: true });
    for (let count = 0; count < 250; count++) {
      clock.advance(60_000);
      const body = new URLSearchParams({ media_type: 'TEXT', text: `${count}` });
      const made = await call('threads', body);
      await call('threads_publish', new URLSearchParams({ creation_id: made.id ?? '' }));
      if (count % 100 === 0) clock.advance(60 * 60_000);
    }
    const told: unknown[] = [];
    const onLimits = (limits: readonly unknown[]) => void told.push(...limits);
    const result = await publish(post('One more'), memory(), { onLimits });
    expect(result).toMatchObject({ ok: false, class: 'rate_limited', retryAfter: 30 * 60_000 });
    expect(told).toContainEqual(
      expect.objectContaining({ bucket: 'posts', limit: 250, remaining: 0 }),
    );
    expect(sent('/threads').some(({ text }) => text === 'One more')).toBe(false);
  }, 60_000);

  const call = async (edge: string, body: URLSearchParams) => {
    const url = `${line.sandbox.urls.threads}/v1.0/me/${edge}?access_token=${line.token}`;
    return (await (await fetch(url, { method: 'POST', body })).json()) as { id?: string };
  };
});

describe('media', () => {
  let relay: Awaited<ReturnType<typeof startRelay>>;
  beforeEach(async () => {
    relay = await startRelay();
  });
  afterEach(() => relay.stop());

  it('of one image goes with its description, and is taken away from the relay', async () => {
    const image = { ...photo(1), altText: 'An egg' };
    const result = await publish(post('Egg', { images: [image] }), memory(), { relay });
    expect(result).toMatchObject({ ok: true });
    expect(sent('/threads')).toEqual([
      {
        ...{ media_type: 'IMAGE', text: 'Egg', alt_text: 'An egg' },
        image_url: expect.stringContaining(image.sha256),
      },
    ]);
    expect(posts()[0]?.media).toEqual([image.sha256]);
    expect(relay.removed).toEqual([image.sha256]);
  });

  it('of several images is a carousel, in order', async () => {
    const images = [photo(1), photo(2), photo(3)];
    await publish(post('Three', { images, thread: ['And words'] }), memory(), { relay });
    const [first] = posts();
    expect(first?.media).toEqual(images.map(({ sha256 }) => sha256));
    const made = sent('/threads');
    expect(made.map(({ media_type }) => media_type)).toEqual([
      ...['IMAGE', 'IMAGE', 'IMAGE', 'CAROUSEL', 'TEXT'],
    ]);
    expect(made[0]).toMatchObject({ is_carousel_item: 'true' });
    expect(made[3]?.children?.split(',')).toHaveLength(3);
    expect(texts()).toEqual(['Three', 'And words']);
  });

  it('as a video waits until Threads has worked on it', async () => {
    const film = video(2 * MB, { sha256: 'f'.repeat(64), altText: 'A film' });
    const result = await publish(post('Film', { video: film }), memory(), { relay });
    expect(result).toMatchObject({ ok: true });
    expect(sent('/threads')).toEqual([
      {
        ...{ media_type: 'VIDEO', text: 'Film', alt_text: 'A film' },
        video_url: expect.stringContaining('f'.repeat(64)),
      },
    ]);
    expect(posts()).toHaveLength(1);
  });

  it('needs a relay: without one it says what to set up, and nothing is made', async () => {
    expect(await publish(post('x', { images: [photo()] }))).toMatchObject({
      ...{ ok: false, class: 'refused' },
      message: expect.stringContaining('Set up a media relay under Settings'),
    });
    expect(sent('/threads')).toEqual([]);
  });

  it('that can’t be fetched is tried again, with another container', async () => {
    const progress = memory();
    const outgoing = post('Egg', { images: [photo(1)] });
    const url = 'http://127.0.0.1:9/none';
    const broken = { ...relay, put: async () => ({ ok: true as const, value: { url } }) };
    expect(await publish(outgoing, progress, { relay: broken })).toMatchObject({
      ...{ ok: false, class: 'unreachable', message: expect.stringContaining('media relay') },
    });
    expect(await publish(outgoing, progress, { relay })).toMatchObject({ ok: true });
    expect(texts()).toEqual(['Egg']);
  });

  it('that is no image is refused', async () => {
    const noImage = photo(0, Uint8Array.from([1, 2, 3, 4]));
    expect(await publish(post('x', { images: [noImage] }), memory(), { relay })).toMatchObject({
      ...{ ok: false, class: 'refused' },
    });
  });
});

it('is removed when it is asked for, once', async () => {
  const result = await publish(post('Away with it'));
  const id = result.ok ? result.value.remoteId : '';
  expect(await line.threads.removePost?.(context(), id)).toEqual({ ok: true, value: 'removed' });
  expect(await line.threads.removePost?.(context(), id)).toEqual({ ok: true, value: 'gone' });
  expect(posts()[0]?.removedAt).not.toBeNull();
});

it('is removed with its whole thread, from the last part on, and goes on where that broke off', async () => {
  const result = await publish(post('One', { thread: ['Two', 'Three'] }));
  if (!result.ok) throw new Error(result.message);
  const { remoteId, parts } = result.value;
  expect(parts).toEqual(posts().map((one) => one.remoteId));
  const remove = () => line.threads.removePost?.(context(), remoteId, parts);
  const operation = 'DELETE /:id';
  await fault({ when: { operation, nth: 2 }, fault: { kind: 'status', status: 500 } });
  expect(await remove()).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^1 of the 3 parts is removed/),
  });
  const left = () => posts().filter(({ removedAt }) => removedAt === null);
  expect(left().map(({ text }) => text)).toEqual(['One', 'Two']);
  expect(await remove()).toEqual({ ok: true, value: 'removed' });
  expect(left()).toEqual([]);
});
