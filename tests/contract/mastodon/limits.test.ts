import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMastodon } from '../../../electron/platforms/mastodon/mastodon.ts';
import type { PlatformContext, RemoteLimit } from '../../../electron/platforms/platform.ts';
import { MASTODON } from '../../../shared/domain/networks/mastodon.ts';
import { testClock } from '../../support/clock.ts';
import { image } from '../../support/dots.ts';
import { BARE_CONTEXT, outgoingPost } from '../../support/platform-call.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';
import { MINUTE } from './mastodon.ts';

const clock = testClock();
const mastodon = createMastodon({ clock, userAgent: 'ClientNest/0', processingWaits: [1, 1] });
let sandbox: OpenSandbox;
let context: PlatformContext;
const told: RemoteLimit[] = [];

beforeAll(async () => {
  sandbox = await openSandbox({ networks: ['mastodon'], clock, limited: true });
  const [ada] = sandbox.accounts;
  if (!ada) throw new Error('Nobody is here');
  const serviceUrl = sandbox.mastodon;
  const signedIn = await mastodon.signIn({ serviceUrl, identifier: '', appPassword: ada.secret });
  if (!signedIn.ok) throw new Error(signedIn.message);
  const { account, session } = signedIn.value;
  context = {
    serviceUrl,
    remoteId: account.remoteId,
    handle: account.handle,
    session,
    ...BARE_CONTEXT,
    onLimits: (limits) => void told.push(...limits),
  };
});
afterAll(() => sandbox?.remove());

let keys = 0;
const publish = (images: Parameters<typeof mastodon.publish>[1]['images']) =>
  mastodon.publish(
    context,
    outgoingPost(`${++keys}`, { images, recordKey: `key ${keys}`, createdAt: 0 }),
    { saved: null, save: async () => undefined },
  );
const counter = (bucket: string) => MASTODON.rateLimits.find((rate) => rate.bucket === bucket);

it('tells of each of its counters with the calls that they count, and of the one that is empty', async () => {
  for (let posts = 0; posts < 7; posts++)
    expect(await publish([1, 2, 3, 4].map((n) => image(`${posts} ${n}`)))).toMatchObject({
      ok: true,
    });
  expect(await mastodon.whoAmI(context)).toMatchObject({ ok: true });
  expect([...new Set(told.map(({ bucket }) => bucket))].sort()).toEqual([
    'calls',
    'media',
    'posts',
  ]);
  const media = () => told.filter(({ bucket }) => bucket === 'media');
  expect(media()[0]).toMatchObject({ limit: counter('media')?.count, remaining: 29 });
  expect(media().every(({ blockedUntil }) => blockedUntil === null)).toBe(true);

  // The 30th is taken, and it is told that it was the last one: before anything is turned away.
  expect(await publish([image('a'), image('b')])).toMatchObject({ ok: true });
  const resetsAt = clock.now() + 30 * MINUTE;
  expect(media().at(-1)).toMatchObject({ remaining: 0, resetsAt, blockedUntil: resetsAt });
  expect(await publish([image('c')])).toMatchObject({
    class: 'rate_limited',
    retryAfter: 30 * MINUTE,
  });
  expect(await publish([])).toMatchObject({ ok: true });
});
