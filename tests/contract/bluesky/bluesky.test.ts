import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  OutgoingImage,
  OutgoingPost,
  Platform,
  PlatformContext,
  PublishProgress,
  Session,
} from '../../../electron/platforms/platform.ts';
import { createPlatforms } from '../../../electron/platforms/registry.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { expiredToken, type Pds, type PdsAccount, startPds } from '../../support/pds.ts';

const PUT = 'POST com.atproto.repo.putRecord';
const UPLOAD = 'POST com.atproto.repo.uploadBlob';
const REFRESH = 'POST com.atproto.server.refreshSession';

/** A 1×1 PNG. */
const PIXEL = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

let pds: Pds;
let proxy: FaultProxy;
let alice: PdsAccount;
let bob: PdsAccount;
let appPassword: string;
let bluesky: Platform;
let session: Session;
let saved: Session[];

beforeAll(async () => {
  pds = await startPds();
  proxy = await startFaultProxy(pds.url);
  alice = await pds.createAccount('alice');
  bob = await pds.createAccount('bob');
  appPassword = await pds.createAppPassword(alice);
  bluesky = adapter();
  session = (await signIn('alice.test')).session;
});
afterAll(async () => {
  await proxy?.stop();
  await pds?.stop();
});

beforeEach(async () => {
  proxy.onRequest(() => null);
  await proxy.up();
  proxy.seen.length = 0;
  saved = [];
  bluesky = adapter();
});

/** With nothing in memory, as after a start of the app. */
const adapter = () =>
  createPlatforms({ clock: { now: () => Date.now() }, version: '0.0.0' }).bluesky;

const signIn = async (identifier: string, password = appPassword) => {
  const result = await bluesky.signIn({
    serviceUrl: proxy.url,
    identifier,
    appPassword: password,
  });
  if (!result.ok) throw new Error(result.message);
  return result.value;
};

const context = (over: Partial<PlatformContext> = {}): PlatformContext => ({
  serviceUrl: proxy.url,
  remoteId: alice.did,
  handle: alice.handle,
  session,
  saveSession: async (renewed) => {
    saved.push(renewed);
  },
  ...over,
});

const noProgress = (): PublishProgress => ({ saved: null, save: () => {} });

const post = (text: string, over: Partial<OutgoingPost> = {}): OutgoingPost => ({
  text,
  images: [],
  recordKey: bluesky.newRecordKey(Date.now()),
  createdAt: Date.UTC(2026, 10, 22, 9, 0),
  ...over,
});

const image = (altText: string, bytes = PIXEL): OutgoingImage => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  altText,
  width: 1,
  height: 1,
  mimeType: 'image/png',
  read: async () => ({ bytes, mimeType: 'image/png', width: 1, height: 1 }),
});

const publish = (outgoing: OutgoingPost, progress = noProgress(), over = {}) =>
  bluesky.publish(context(over), outgoing, progress);

const recordOf = async (key: string) =>
  (await pds.records(alice.did)).filter((record) => record.uri.endsWith(`/${key}`));

/** What stands at a facet's byte offsets, read the way the network reads it. */
const facetTexts = (value: Record<string, unknown>) =>
  ((value.facets ?? []) as Facet[]).map(({ index, features }) => ({
    text: Buffer.from(value.text as string)
      .subarray(index.byteStart, index.byteEnd)
      .toString(),
    feature: features[0],
  }));
interface Facet {
  index: { byteStart: number; byteEnd: number };
  features: Record<string, unknown>[];
}

describe('signing in', () => {
  it.each([
    ['a handle', () => 'alice.test'],
    ['a handle with @', () => ' @alice.test'],
    ['an e-mail', () => alice.email],
    ['a DID', () => alice.did],
  ])('takes %s with an app password', async (_, identifier) => {
    const { account, session: fresh } = await signIn(identifier());
    expect(account).toEqual({
      remoteId: alice.did,
      handle: 'alice.test',
      displayName: 'alice.test',
      followers: null,
      following: null,
      postCount: null,
    });
    expect(fresh).toMatchObject({ did: alice.did, handle: 'alice.test' });
    expect(JSON.stringify(fresh)).not.toContain(appPassword);
  });

  it('refuses a wrong password with the next step, and without saying the password', async () => {
    const result = await bluesky.signIn({
      serviceUrl: proxy.url,
      identifier: 'alice.test',
      appPassword: 'wrong-wrong-wrong',
    });
    expect(result).toMatchObject({ ok: false, class: 'auth', httpStatus: 401 });
    expect(JSON.stringify(result)).not.toContain('wrong-wrong');
    expect(JSON.stringify(result)).toContain('app password');
  });

  it('says that a service can not be reached', async () => {
    await proxy.down();
    const result = await bluesky.signIn({
      serviceUrl: proxy.url,
      identifier: 'alice.test',
      appPassword,
    });
    expect(result).toMatchObject({ ok: false, class: 'unreachable', httpStatus: null });
  });

  it('says that a web page is no Bluesky service', async () => {
    proxy.onRequest(() => ({
      kind: 'answer',
      status: 404,
      headers: { 'content-type': 'text/html' },
    }));
    const result = await bluesky.signIn({
      serviceUrl: proxy.url,
      identifier: 'alice.test',
      appPassword,
    });
    expect(result).toMatchObject({ ok: false, class: 'refused' });
  });

  it('follows no redirect with the password', async () => {
    proxy.onRequest((call) =>
      call.includes('createSession')
        ? {
            kind: 'answer',
            status: 307,
            headers: { location: `${pds.url}/xrpc/com.atproto.server.createSession` },
          }
        : null,
    );
    const result = await bluesky.signIn({
      serviceUrl: proxy.url,
      identifier: 'alice.test',
      appPassword,
    });
    expect(result).toMatchObject({ ok: false, class: 'refused' });
  });
});

describe('whoAmI', () => {
  it('takes the name from the own profile record where the app view does not answer; figures are null, not 0', async () => {
    await pds.putProfile(bob, { displayName: 'Bob der Bär 🐻' });
    const password = await pds.createAppPassword(bob);
    const { session: ofBob } = await signIn('bob.test', password);
    const result = await bluesky.whoAmI(context({ session: ofBob, remoteId: bob.did }));
    expect(result).toEqual({
      ok: true,
      value: {
        remoteId: bob.did,
        handle: 'bob.test',
        displayName: 'Bob der Bär 🐻',
        followers: null,
        following: null,
        postCount: null,
      },
    });
  });

  it('takes the figures from the app view where it answers', async () => {
    proxy.onRequest((call) =>
      call.includes('getProfile')
        ? {
            kind: 'answer',
            status: 200,
            body: {
              did: alice.did,
              handle: 'alice.test',
              displayName: 'Alice',
              followersCount: 12,
              followsCount: 0,
            },
          }
        : null,
    );
    const result = await bluesky.whoAmI(context());
    expect(result).toMatchObject({
      value: { displayName: 'Alice', followers: 12, following: 0, postCount: null },
    });
  });
});

describe('publishing', () => {
  it('writes text with links, mentions and tags at UTF-8 offsets', async () => {
    const text =
      'Grüße aus Köln 👩🏽‍🍳🇩🇪 von @bob.test: https://example.com/straße?q=ä#x und #Käse, (example.org) – @nobody.test';
    const outgoing = post(text);
    const result = await publish(outgoing);
    const uri = `at://${alice.did}/app.bsky.feed.post/${outgoing.recordKey}`;
    expect(result).toEqual({ ok: true, value: { remoteId: uri, remoteUrl: null } });
    const [record] = await recordOf(outgoing.recordKey);
    expect(record?.value).toMatchObject({
      $type: 'app.bsky.feed.post',
      text,
      createdAt: '2026-11-22T09:00:00.000Z',
    });
    expect(facetTexts(record?.value ?? {})).toEqual([
      { text: '@bob.test', feature: { $type: 'app.bsky.richtext.facet#mention', did: bob.did } },
      {
        text: 'https://example.com/straße?q=ä#x',
        feature: {
          $type: 'app.bsky.richtext.facet#link',
          uri: 'https://example.com/straße?q=ä#x',
        },
      },
      { text: '#Käse', feature: { $type: 'app.bsky.richtext.facet#tag', tag: 'Käse' } },
      {
        text: 'example.org',
        feature: { $type: 'app.bsky.richtext.facet#link', uri: 'https://example.org' },
      },
    ]);
  });

  it('leaves out a link that is none, instead of losing the post', async () => {
    const outgoing = post('look: https:///// and https://example.com');
    expect(await publish(outgoing)).toMatchObject({ ok: true });
    const [record] = await recordOf(outgoing.recordKey);
    expect(facetTexts(record?.value ?? {}).map((facet) => facet.text)).toEqual([
      'https://example.com',
    ]);
  });

  it('uploads images with alt text and shape, and the bytes are the same', async () => {
    const outgoing = post('', { images: [image('Ein roter Punkt 🔴'), image('')] });
    expect(await publish(outgoing)).toMatchObject({ ok: true });
    const [record] = await recordOf(outgoing.recordKey);
    expect(record?.value.embed).toMatchObject({
      $type: 'app.bsky.embed.images',
      images: [
        { alt: 'Ein roter Punkt 🔴', aspectRatio: { width: 1, height: 1 } },
        { alt: '', aspectRatio: { width: 1, height: 1 } },
      ],
    });
    const embed = record?.value.embed as {
      images: { image: { ref: { $link: string }; mimeType: string; size: number } }[];
    };
    const blob = embed.images[0]?.image;
    expect(blob).toMatchObject({ mimeType: 'image/png', size: PIXEL.byteLength });
    expect(await pds.blob(alice.did, blob?.ref.$link ?? '')).toEqual(PIXEL);
  });

  it('is one record however often the same key is sent', async () => {
    const outgoing = post('once');
    const first = await publish(outgoing);
    const second = await publish(outgoing);
    expect(second).toEqual(first);
    expect(await recordOf(outgoing.recordKey)).toHaveLength(1);
  });

  it.each([
    ['300 graphemes of many bytes each', '👩🏽‍🍳'.repeat(176), true],
    ['300 plain characters', 'a'.repeat(300), true],
    ['301 plain characters', 'a'.repeat(301), false],
    ['300 family emoji, over 3,000 bytes', '👩‍👩‍👧‍👦'.repeat(300), false],
    ['3,000 bytes exactly', `${'👩‍👩‍👧‍👦'.repeat(119)}${'é'.repeat(12)}a`, true],
    ['3,001 bytes', `${'👩‍👩‍👧‍👦'.repeat(119)}${'é'.repeat(13)}`, false],
  ])('takes what our measuring says it takes: %s', async (_, text, accepted) => {
    const { measureText } = await import('../../../shared/domain/text/measure.ts');
    expect(measureText(text, bluesky.capabilities.text).over).toBe(!accepted);
    const result = await publish(post(text));
    expect(result.ok).toBe(accepted);
    if (!result.ok) expect(result).toMatchObject({ class: 'refused', httpStatus: 400 });
  });

  it('goes on after the images that are up already', async () => {
    const outgoing = post('two pictures', {
      images: [image('one'), image('two', Uint8Array.from([...PIXEL, 0]))],
    });
    let kept: Record<string, unknown> | null = null;
    const progress = (): PublishProgress => ({
      saved: kept,
      save: (next) => {
        kept = structuredClone(next);
      },
    });
    let uploads = 0;
    proxy.onRequest((call) => (call === UPLOAD && ++uploads === 2 ? { kind: 'cut_before' } : null));
    expect(await publish(outgoing, progress())).toMatchObject({ ok: false, class: 'interrupted' });
    proxy.onRequest(() => null);
    proxy.seen.length = 0;
    expect(await publish(outgoing, progress())).toMatchObject({ ok: true });
    expect(proxy.seen).toEqual([UPLOAD, PUT]);
    expect(await recordOf(outgoing.recordKey)).toHaveLength(1);
  });

  it('uploads again what the server has cleared away meanwhile', async () => {
    const gone = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku';
    const { sha256 } = image('');
    const outgoing = post('late', { images: [image('again')] });
    const blob = { $type: 'blob', ref: { $link: gone }, mimeType: 'image/png', size: 70 };
    const result = await publish(outgoing, {
      saved: { blobs: { [sha256]: { blob, width: 1, height: 1 } }, mentions: {} },
      save: () => {},
    });
    expect(result).toMatchObject({ ok: true });
    expect(proxy.seen).toEqual([PUT, UPLOAD, PUT]);
  });

  it('reads back whether a record is there', async () => {
    const outgoing = post('there');
    expect(await bluesky.reconcile(context(), outgoing)).toEqual({ ok: true, value: null });
    const published = await publish(outgoing);
    expect(await bluesky.reconcile(context(), outgoing)).toEqual(published);
  });
});

describe('trouble on the way', () => {
  it.each([
    [{ kind: 'cut_before' }, 'interrupted', 0],
    [{ kind: 'cut_after' }, 'interrupted', 1],
    [{ kind: 'answer', status: 503 }, 'service_error', 0],
    [{ kind: 'answer', status: 502, body: '<html>' }, 'service_error', 0],
    [{ kind: 'answer', status: 200, body: { nonsense: true } }, 'service_error', 0],
    [{ kind: 'answer', status: 403, body: { error: 'Forbidden' } }, 'refused', 0],
    [{ kind: 'answer', status: 400, body: { error: 'AccountDeactivated' } }, 'auth', 0],
  ] as const)('%o is told as %s', async (fault, failureClass, records) => {
    const outgoing = post('trouble');
    proxy.onRequest((call) => (call === PUT ? fault : null));
    const result = await publish(outgoing);
    expect(result).toMatchObject({ ok: false, class: failureClass });
    expect(await recordOf(outgoing.recordKey)).toHaveLength(records);
  });

  it('says how long a rate limit lasts', async () => {
    proxy.onRequest((call) =>
      call === PUT ? { kind: 'answer', status: 429, headers: { 'retry-after': '90' } } : null,
    );
    expect(await publish(post('a'))).toMatchObject({
      class: 'rate_limited',
      httpStatus: 429,
      retryAfter: 90_000,
    });
    const reset = Math.floor(Date.now() / 1000) + 600;
    proxy.onRequest((call) =>
      call === PUT
        ? {
            kind: 'answer',
            status: 429,
            headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': String(reset) },
          }
        : null,
    );
    const result = await publish(post('a'));
    expect(result.ok ? null : result.retryAfter).toBeGreaterThan(590_000);
    expect(result.ok ? null : result.retryAfter).toBeLessThanOrEqual(600_000);
  });

  it('does not lose a mention because the line was cut while it was looked up', async () => {
    proxy.onRequest((call) => (call.includes('resolveHandle') ? { kind: 'cut_before' } : null));
    expect(await publish(post('hi @bob.test'))).toMatchObject({ ok: false, class: 'interrupted' });
    expect(proxy.seen).not.toContain(PUT);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    proxy.onRequest((call) => {
      if (call !== PUT) return null;
      setTimeout(() => stop.abort(), 50);
      return { kind: 'hang' };
    });
    const result = await publish(post('hang'), noProgress(), { signal: stop.signal });
    expect(result).toMatchObject({ ok: false, class: 'interrupted' });
  });
});

describe('the session', () => {
  beforeEach(async () => {
    session = (await signIn('alice.test')).session;
    proxy.seen.length = 0;
  });

  const expired = () => ({ ...session, accessJwt: expiredToken(session.accessJwt as string) });

  it('is renewed when the access token is over, and kept before it is used', async () => {
    const outgoing = post('renewed');
    let keptBeforeUse = false;
    proxy.onRequest((call) => {
      if (call === PUT && saved.length > 0) keptBeforeUse = true;
      return null;
    });
    const result = await publish(outgoing, noProgress(), { session: expired() });
    expect(result).toMatchObject({ ok: true });
    expect(proxy.seen).toEqual([PUT, REFRESH, PUT]);
    expect(keptBeforeUse).toBe(true);
    expect(saved).toHaveLength(1);
    expect(saved[0]?.refreshJwt).not.toBe(session.refreshJwt);
    session = saved[0] ?? {};
    expect(await publish(post('with the renewed one'))).toMatchObject({ ok: true });
  });

  it('is renewed once for callers that notice together, and for one that comes late', async () => {
    const old = expired();
    const results = await Promise.all([
      publish(post('a'), noProgress(), { session: old }),
      publish(post('b'), noProgress(), { session: old }),
    ]);
    const late = await bluesky.whoAmI(context({ session: old }));
    expect([...results, late].map((result) => result.ok)).toEqual([true, true, true]);
    expect(proxy.seen.filter((call) => call === REFRESH)).toHaveLength(1);
    expect(saved).toHaveLength(1);
  });

  it('is over when the app password was revoked', async () => {
    const password = await pds.createAppPassword(alice, 'Short-lived');
    const { session: shortLived } = await signIn('alice.test', password);
    await pds.revokeAppPassword(alice, 'Short-lived');
    const over = {
      ...shortLived,
      accessJwt: expiredToken(shortLived.accessJwt as string),
    };
    const outgoing = post('never');
    const result = await publish(outgoing, noProgress(), { session: over });
    expect(result).toMatchObject({ ok: false, class: 'auth' });
    expect(JSON.stringify(result)).not.toMatch(/eyJ/);
    expect(await recordOf(outgoing.recordKey)).toHaveLength(0);
  });

  it('is not over because the service had a bad moment while it was renewed', async () => {
    proxy.onRequest((call) => (call === REFRESH ? { kind: 'answer', status: 503 } : null));
    const result = await publish(post('later'), noProgress(), { session: expired() });
    expect(result).toMatchObject({ ok: false, class: 'unreachable', httpStatus: 503 });
    expect(saved).toEqual([]);
  });

  it('is not used when it could not be kept', async () => {
    const result = await publish(post('later'), noProgress(), {
      session: expired(),
      saveSession: async () => {
        throw new Error('keychain locked');
      },
    });
    expect(result).toMatchObject({ ok: false, class: 'unreachable' });
    expect(proxy.seen.filter((call) => call === PUT)).toHaveLength(1);
  });

  it('that makes no sense asks for a new sign-in', async () => {
    const result = await publish(post('x'), noProgress(), { session: { token: 'x' } });
    expect(result).toMatchObject({ ok: false, class: 'auth' });
  });
});
