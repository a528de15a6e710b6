import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { createMastodon } from '../../../electron/platforms/mastodon/mastodon.ts';
import type {
  OutgoingImage,
  OutgoingPost,
  Platform,
  PlatformContext,
  PublishProgress,
  SentPost,
} from '../../../electron/platforms/platform.ts';
import { testClock } from '../../support/clock.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { type Mastodon, startMastodon } from '../../support/mastodon.ts';
import type { Person } from '../../support/mastodon-entities.ts';
import { openApi } from '../../support/openapi.ts';
import { BARE_CONTEXT, outgoingPost, sentPost } from '../../support/platform-call.ts';

export const SEND = 'POST /api/v1/statuses';
export const UPLOAD = 'POST /api/v2/media';
export const MINUTE = 60_000;

/** A 1×1 PNG. */
const PIXEL = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

const description = openApi('mastodon-openapi.json');
if (!description) console.warn('Skipped: Mastodon’s published description is not on this machine.');

interface Line {
  server: Mastodon;
  /** Between the adapter and the server; lets everything pass at the start of each test. */
  proxy: FaultProxy;
  /** A person that nobody else writes as. */
  ada: Person;
  mastodon: Platform;
}

/**
 * The Mastodon adapter on a line to a server, for all tests of a file. Every call of every test, and
 * the server's answer to it, is held against the published description.
 */
export function withMastodon() {
  const line = {} as Line;
  const clock = testClock();
  let people = 0;

  beforeAll(async () => {
    line.server = await startMastodon();
    line.proxy = await startFaultProxy(line.server.url);
  });
  afterAll(async () => {
    await line.proxy?.stop();
    await line.server?.stop();
  });
  beforeEach(async () => {
    clock.set(Date.UTC(2026, 10, 22, 9, 0));
    line.proxy.onRequest(() => null);
    await line.proxy.up();
    line.proxy.seen.length = 0;
    line.server.exchanges.length = 0;
    line.server.now = clock.now;
    line.server.processing = 0;
    line.ada = line.server.createPerson(`ada${++people}`);
    line.mastodon = createMastodon({ clock, userAgent: 'ClientNest/0', processingWaits: [1, 1] });
  });
  afterEach(() => {
    if (!description) return;
    expect(line.server.exchanges.flatMap(description.problemsOf)).toEqual([]);
  });

  const context = (over: Partial<PlatformContext> = {}): PlatformContext => ({
    serviceUrl: line.proxy.url,
    remoteId: line.ada.id,
    handle: `${line.ada.username}@m.example`,
    session: { accessToken: line.ada.token, domain: 'm.example' },
    ...BARE_CONTEXT,
    ...over,
  });

  return {
    line,
    clock,
    context,
    signIn: (token: string) =>
      line.mastodon.signIn({ serviceUrl: line.proxy.url, identifier: '', appPassword: token }),
    post: (text: string, over: Partial<OutgoingPost> = {}) =>
      outgoingPost(text, {
        recordKey: line.mastodon.newRecordKey(clock.now()),
        createdAt: clock.now(),
        ...over,
      }),
    publish: (
      outgoing: OutgoingPost,
      progress: PublishProgress = memory(),
      over: Partial<PlatformContext> = {},
    ) => line.mastodon.publish(context(over), outgoing, progress),
    reconcile: (outgoing: OutgoingPost, progress: PublishProgress, over: Partial<SentPost> = {}) =>
      line.mastodon.reconcile(context(), { ...sentPost(outgoing, progress.saved), ...over }),
    /** What the account has, oldest first. */
    texts: () =>
      line.server
        .statuses(line.ada)
        .map(({ content }) => content)
        .toReversed(),
    cutAfterSending: () =>
      line.proxy.onRequest((call) => (call === SEND ? { kind: 'cut_after' } : null)),
  };
}

/** Progress as the ledger keeps it: what is saved is what the next try finds. */
export function memory(): PublishProgress {
  const progress: PublishProgress = {
    saved: null,
    save: async (next) => {
      progress.saved = structuredClone(next);
    },
  };
  return progress;
}

export const image = (altText: string, bytes = PIXEL): OutgoingImage => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  altText,
  width: 1,
  height: 1,
  mimeType: 'image/png',
  read: async () => ({ bytes, mimeType: 'image/png', width: 1, height: 1 }),
});

export const otherImage = (altText: string) => image(altText, Uint8Array.from([...PIXEL, 0]));
