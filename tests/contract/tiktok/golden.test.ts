import { afterEach, expect, it } from 'vitest';
import type { PlatformContext, SentPost } from '../../../electron/platforms/platform.ts';
import { createTikTok } from '../../../electron/platforms/tiktok/tiktok.ts';
import { testClock } from '../../support/clock.ts';
import { type GoldenPair, startGolden } from '../../support/golden.ts';
import { BARE_CONTEXT, memory, outgoingPost, sentPost } from '../../support/platform-call.ts';
import {
  AT_WORK,
  BYTES,
  CREATOR,
  EXCHANGE,
  FAILED,
  INIT,
  LIST,
  PHOTOS,
  PHOTOS_POSTED,
  POSTED,
  PUT,
  QUERY,
  REFRESH,
  REFUSED_GRANT,
  REVOKE,
  SIZE,
  USER,
} from './golden.ts';
import { photo, video } from './tiktok.ts';

const clock = testClock(1_763_802_000_000);
const tiktok = createTikTok({ clock, userAgent: 'ClientNest/0', processingWaits: [1, 1] });
const application = { clientId: 'CLIENT_KEY', clientSecret: 'CLIENT_SECRET' };
const session = {
  accessToken: 'act.example12345Example12345Example',
  refreshToken: 'rft.example12345Example12345Example',
  expiresAt: clock.now() + 7_200_000,
};

let golden: Awaited<ReturnType<typeof startGolden>> | null = null;
let validated = 0;
async function conversation(...pairs: GoldenPair[]): Promise<PlatformContext> {
  golden = await startGolden(pairs);
  validated += pairs.length;
  return {
    ...{ serviceUrl: golden.url, remoteId: 'asdf', handle: 'tiktok', session },
    ...{ ...BARE_CONTEXT, application: async () => application },
  };
}
afterEach(async () => {
  expect(golden?.wrong).toEqual([]);
  expect(golden?.left()).toEqual([]);
  await golden?.stop();
});

const film = video(SIZE, {
  duration: 15,
  read: async (start, end) => BYTES.subarray(start, end),
});
const post = (text: string, over: Parameters<typeof outgoingPost>[1] | object = {}) =>
  outgoingPost(text, { recordKey: 'key', createdAt: clock.now(), ...over });

it('signs in', async () => {
  const { serviceUrl } = await conversation(EXCHANGE, USER);
  const finished = await tiktok.oauth?.finish({
    ...{ serviceUrl, application, redirectUri: 'http://127.0.0.1:3455/callback/' },
    ...{ state: 's', codeVerifier: 'v'.repeat(43), kept: {}, code: 'CODE' },
  });
  expect(finished).toMatchObject({
    ok: true,
    value: [
      {
        session: { ...session, endsAt: clock.now() + 15_552_000_000 },
        account: { remoteId: '723f24d7-e717-40f8-a2b6-cb8464cd23b4', displayName: 'Tik Toker' },
      },
    ],
  });
});

it('renews, and tells a refusal of that as the end of the sign-in', async () => {
  const context = await conversation(REFUSED_GRANT);
  const over = { ...session, expiresAt: clock.now() };
  expect(await tiktok.whoAmI({ ...context, session: over })).toMatchObject({ class: 'auth' });
});

it('renews with what it has, and keeps what it gets', async () => {
  const user: GoldenPair = {
    ...USER,
    headers: { authorization: 'Bearer act.example67890Example67890Example' },
  };
  const context = await conversation(REFRESH, user);
  const kept: unknown[] = [];
  const over = { ...session, expiresAt: clock.now(), scopes: ['user.info.basic'] };
  const renewSession: PlatformContext['renewSession'] = async (known, renew) => {
    const renewed = await renew(known);
    kept.push(renewed);
    return renewed;
  };
  expect(await tiktok.whoAmI({ ...context, session: over, renewSession })).toMatchObject({
    ok: true,
  });
  expect(kept).toMatchObject([{ value: { refreshToken: 'rft.example67890Example67890Example' } }]);
});

it('signs out', async () => {
  const context = await conversation(REVOKE);
  expect(await tiktok.oauth?.revoke?.(context)).toMatchObject({ ok: true });
});

it('publishes a video', async () => {
  const context = await conversation(CREATOR, INIT, PUT, AT_WORK, POSTED);
  const result = await tiktok.publish(context, post('A cat and a #box', { video: film }), memory());
  expect(result).toEqual({
    ok: true,
    value: {
      remoteId: '7300000000000000017',
      remoteUrl: `${context.serviceUrl}/@tiktok/video/7300000000000000017`,
    },
  });
});

it('tells why TikTok did not post one', async () => {
  const context = await conversation(CREATOR, INIT, PUT, FAILED);
  const result = await tiktok.publish(context, post('A cat and a #box', { video: film }), memory());
  expect(result).toMatchObject({ class: 'refused', message: expect.stringContaining('pixels') });
});

it('publishes photos', async () => {
  const context = await conversation(CREATOR, PHOTOS, PHOTOS_POSTED);
  let count = 0;
  const relay: PlatformContext['relay'] = {
    put: async () => ({
      ok: true,
      value: { url: `https://media.example.com/obj/example-image-0${++count}.webp` },
    }),
    remove: async () => {},
  };
  const images = [photo(1), photo(2)];
  const result = await tiktok.publish(
    { ...context, relay },
    post('Two #cats', { images }),
    memory(),
  );
  expect(result).toMatchObject({ value: { remoteId: '7300000000000000018' } });
});

it('finds photos again whose answer was lost', async () => {
  const context = await conversation(LIST);
  const saved: SentPost['saved'] = { kind: 'photo', decidedAt: clock.now() };
  const sent = sentPost(post('Two #cats', { images: [photo(1)] }), saved);
  expect(await tiktok.reconcile(context, sent)).toMatchObject({
    value: { remoteId: '7300000000000000018' },
  });
});

it('reads figures; what is gone is left out', async () => {
  const context = await conversation(QUERY);
  const ids = ['7300000000000000017', '7300000000000000018'];
  expect(await tiktok.metrics?.(context, ids)).toEqual({
    ok: true,
    value: [
      {
        remoteId: '7300000000000000017',
        values: { views: 1_234_567_890_123, likes: 12, comments: 3, shares: 0 },
      },
    ],
  });
  console.info(`TikTok: ${validated} calls held against its documentation.`);
});
