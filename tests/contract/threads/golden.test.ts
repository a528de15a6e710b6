import { afterAll, afterEach, expect, it } from 'vitest';
import type { PlatformContext } from '../../../electron/platforms/platform.ts';
import { createThreads } from '../../../electron/platforms/threads/threads.ts';
import { testClock } from '../../support/clock.ts';
import { type GoldenPair, startGolden } from '../../support/golden.ts';
import { BARE_CONTEXT, memory, outgoingPost, sentPost } from '../../support/platform-call.ts';
import { photo, video } from '../tiktok/tiktok.ts';
import {
  CONVERSATION,
  DELETE,
  EXCHANGE,
  HIDE,
  INSIGHTS,
  ids,
  LINK,
  LIST,
  make,
  publishing,
  QUOTA,
  QUOTA_OF_REPLIES,
  REFRESH,
  status,
  TOKEN,
} from './golden.ts';

const NOW = Date.UTC(2025, 10, 22, 9);
const clock = testClock(NOW);
const threads = createThreads({ clock, userAgent: 'ClientNest/0', waits: [1, 1] });
const session = { accessToken: TOKEN, issuedAt: NOW, expiresAt: NOW + 5_183_944_000 };

let golden: Awaited<ReturnType<typeof startGolden>> | null = null;
let validated = 0;
async function conversation(...pairs: GoldenPair[]): Promise<PlatformContext> {
  golden = await startGolden(pairs);
  validated += pairs.length;
  const context = { serviceUrl: golden.url, remoteId: ids.USER, handle: 'threadsapitestuser' };
  return { ...context, session, ...BARE_CONTEXT };
}
afterEach(async () => {
  expect(golden?.wrong).toEqual([]);
  expect(golden?.left()).toEqual([]);
  await golden?.stop();
});
afterAll(() => {
  console.info(`Threads: ${validated} calls held against its documentation.`);
});

const post = (text: string, over: object = {}) =>
  outgoingPost(text, { recordKey: 'key', createdAt: NOW, ...over });
let files = 0;
const relay: PlatformContext['relay'] = {
  put: async () => ({ ok: true, value: { url: `https://media.example.com/${++files}.jpg` } }),
  remove: async () => {},
};

it('signs in', async () => {
  const { serviceUrl } = await conversation(...EXCHANGE);
  const application = { clientId: '990602627938098', clientSecret: 'a1b2C3D4' };
  const finished = await threads.oauth?.finish({
    ...{ serviceUrl, application, redirectUri: 'https://relay.example.com/auth/', kept: {} },
    ...{ state: 's', codeVerifier: 'v'.repeat(43), code: 'AQBx-hBsH3#_' },
  });
  expect(finished).toMatchObject({
    ok: true,
    value: [
      {
        session: { ...session, scopes: ['threads_basic', 'threads_content_publish'] },
        account: { remoteId: ids.USER, handle: 'threadsapitestuser', followers: 1234 },
      },
    ],
  });
});

it('renews', async () => {
  const after = { ...HIDE, headers: { authorization: 'Bearer THQVJ-new' } };
  const context = await conversation(REFRESH, after);
  const over = { ...session, issuedAt: NOW - 50 * 86_400_000, expiresAt: NOW + 86_400_000 };
  expect(await threads.setHidden?.({ ...context, session: over }, '1234567890', true)).toEqual({
    ...{ ok: true, value: 'done' },
  });
});

it('publishes a text', async () => {
  const context = await conversation(
    QUOTA,
    make({ media_type: 'TEXT', text: 'Today Is Monday' }),
    status('IN_PROGRESS'),
    status('FINISHED'),
    publishing(),
    LINK,
  );
  expect(await threads.publish(context, post('Today Is Monday'), memory())).toEqual({
    ok: true,
    value: {
      remoteId: ids.MEDIA,
      remoteUrl: 'https://www.threads.net/@threadsapitestuser/post/abcdefg',
    },
  });
});

it('publishes a thread as replies', async () => {
  const context = await conversation(
    QUOTA_OF_REPLIES,
    make({ media_type: 'TEXT', text: 'One' }),
    status('FINISHED'),
    publishing(),
    make({ media_type: 'TEXT', text: 'Two', reply_to_id: ids.MEDIA }, '17889615691921649'),
    status('FINISHED', '17889615691921649'),
    publishing('17889615691921649', '18153139465303205'),
    LINK,
  );
  expect(await threads.publish(context, post('One', { thread: ['Two'] }), memory())).toMatchObject({
    ...{ ok: true, value: { remoteId: ids.MEDIA } },
  });
});

it('publishes images as a carousel', async () => {
  files = 0;
  const item = (file: number, id: string) =>
    make(
      {
        ...{ media_type: 'IMAGE', image_url: `https://media.example.com/${file}.jpg` },
        is_carousel_item: 'true',
      },
      id,
    );
  const context = await conversation(
    QUOTA,
    item(1, '11'),
    item(2, '12'),
    status('FINISHED', '11'),
    status('FINISHED', '12'),
    make({ media_type: 'CAROUSEL', children: '11,12', text: 'Two' }),
    status('FINISHED'),
    publishing(),
    LINK,
  );
  const images = [photo(1), photo(2)];
  const result = await threads.publish({ ...context, relay }, post('Two', { images }), memory());
  expect(result).toMatchObject({ ok: true });
});

it('tells why a video can’t be used', async () => {
  files = 0;
  const context = await conversation(
    QUOTA,
    make({ media_type: 'VIDEO', video_url: 'https://media.example.com/1.jpg', text: 'Film' }),
    status('ERROR', ids.CONTAINER, { error_message: 'INVALID_DURATION' }),
  );
  const outgoing = post('Film', { video: video(10_000) });
  expect(await threads.publish({ ...context, relay }, outgoing, memory())).toMatchObject({
    ...{ ok: false, class: 'refused', message: expect.stringContaining('five minutes') },
  });
});

it('finds what it has published, by its container and its list', async () => {
  const context = await conversation(status('PUBLISHED'), LIST, LINK);
  const part = { items: {}, container: ids.CONTAINER, madeAt: NOW, sentAt: NOW, postId: null };
  const sent = sentPost(post('Today Is Monday'), { parts: [part] });
  expect(await threads.reconcile(context, sent)).toMatchObject({
    ...{ ok: true, value: { remoteId: ids.MEDIA } },
  });
});

it('reads figures; what is not given is absent', async () => {
  const context = await conversation(INSIGHTS);
  expect(await threads.metrics?.(context, [ids.MEDIA])).toEqual({
    ok: true,
    value: [{ remoteId: ids.MEDIA, values: { views: 1000, likes: 100, comments: 10, shares: 12 } }],
  });
});

it('reads replies, also of people who are not to be named', async () => {
  const context = await conversation(CONVERSATION);
  expect(await threads.comments?.(context, ids.MEDIA, null)).toMatchObject({
    ok: true,
    value: {
      next: 'AFTER_CURSOR',
      comments: [
        {
          ...{ remoteId: '1234567890', parentId: ids.MEDIA, text: 'First Reply', ours: false },
          ...{ author: { handle: 'user_one' }, createdAt: Date.UTC(2024, 0, 1, 18, 20) },
        },
        { parentId: '1234567890', hidden: true, ours: true, author: { handle: 'somebody' } },
      ],
    },
  });
});

it('removes a post', async () => {
  const context = await conversation(DELETE);
  expect(await threads.removePost?.(context, ids.MEDIA)).toEqual({ ok: true, value: 'removed' });
});
