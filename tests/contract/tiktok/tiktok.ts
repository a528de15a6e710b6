import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import type {
  MediaRelay,
  OutgoingImage,
  OutgoingVideo,
  Platform,
  PlatformContext,
  Session,
} from '../../../electron/platforms/platform.ts';
import { createTikTok } from '../../../electron/platforms/tiktok/tiktok.ts';
import type { TikTokOptions } from '../../../electron/sandbox/tiktok/tiktok.ts';
import { testClock } from '../../support/clock.ts';
import { BARE_CONTEXT } from '../../support/platform-call.ts';
import { playing, posting } from '../../support/posting.ts';
import { recordCalls } from '../../support/recorded-calls.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

export const CREATOR = 'POST /v2/post/publish/creator_info/query/';
export const INIT = 'POST /v2/post/publish/video/init/';
export const PHOTOS = 'POST /v2/post/publish/content/init/';
export const PIECE = 'PUT /video/';
export const STATUS = 'POST /v2/post/publish/status/fetch/';
export const TOKEN = 'POST /v2/oauth/token/';
export const MB = 1_000_000;
export const MINUTE = 60_000;

interface Line {
  sandbox: OpenSandbox;
  tiktok: Platform;
  calls: Awaited<ReturnType<typeof recordCalls>>;
  ada: { handle: string; token: string };
}

/** The adapter on a sandbox of its own for each test. Time passes where the adapter asks how far TikTok is. */
export function withTikTok(options: TikTokOptions & { limited?: boolean } = {}) {
  const line = {} as Line;
  const clock = testClock();

  async function open(over: TikTokOptions & { limited?: boolean } = options, folder?: string) {
    const { limited = false, ...tiktok } = over;
    line.sandbox = await openSandbox({
      ...{ networks: ['tiktok'], clock, tiktok, limited },
      ...(folder ? { folder } : {}),
    });
    const ada = line.sandbox.accounts.find(({ handle }) => handle === 'ada');
    line.ada = { handle: 'ada', token: ada?.secret ?? '' };
  }
  beforeEach(async () => {
    clock.set(Date.UTC(2026, 10, 22, 9));
    await open();
    line.tiktok = createTikTok({
      ...{ clock, userAgent: 'ClientNest/0' },
      processingWaits: [1, 1, 1, 1],
    });
    line.calls = await recordCalls(
      () => line.sandbox.urls.tiktok ?? '',
      ({ pathname }) => {
        if (pathname.endsWith('/status/fetch/')) clock.advance(1000);
      },
    );
  });
  afterEach(async () => {
    await line.calls.stop();
    await line.sandbox.remove();
  });

  const context = (over: Partial<PlatformContext> = {}): PlatformContext => ({
    serviceUrl: line.calls.url,
    remoteId: 'ada',
    handle: line.ada.handle,
    session: { accessToken: line.ada.token },
    ...BARE_CONTEXT,
    ...over,
  });

  return {
    line,
    clock,
    context,
    /** Another sandbox in the place of this one. */
    async reopen(over: TikTokOptions & { limited?: boolean }) {
      await line.sandbox.remove();
      await open(over);
    },
    /** The same one, ended and started again. */
    async restart() {
      const { folder } = line.sandbox;
      await line.sandbox.close();
      await open(options, folder);
    },
    ...posting({ platform: () => line.tiktok, context, now: clock.now }),
    ...playing(() => line.sandbox),
    /** Signed in through the page, as the browser does it. */
    async authorise(over: { verifier?: string; sentVerifier?: string; redirectUri?: string } = {}) {
      const { verifier = 'v'.repeat(64), redirectUri = 'http://127.0.0.1:4711/callback/' } = over;
      const serviceUrl = line.calls.url;
      const application = applicationOf(line.sandbox);
      const authorisation = {
        ...{ serviceUrl, application, redirectUri, state: 'state-1' },
        codeVerifier: verifier,
      };
      const begun = await line.tiktok.oauth?.begin(authorisation);
      if (!begun?.ok) throw new Error('It did not begin');
      const code = await allow(new URL(begun.value.url), line.sandbox);
      const finish = (codeVerifier = over.sentVerifier ?? verifier) =>
        line.tiktok.oauth?.finish({ ...authorisation, codeVerifier, kept: begun.value.kept, code });
      return { url: new URL(begun.value.url), code, finish, application };
    },
  };
}

const applicationOf = (sandbox: OpenSandbox) => {
  const found = sandbox.applications.find(({ network }) => network === 'tiktok');
  return { clientId: found?.clientId ?? '', clientSecret: found?.clientSecret ?? null };
};

/** What the browser does: shows the page, and sends what the person chose. The code. */
async function allow(url: URL, sandbox: OpenSandbox): Promise<string> {
  const page = await (await fetch(url)).text();
  const person = /name="person" value="([^"]+)">Allow as @ada/.exec(page)?.[1] ?? '';
  const body = new URLSearchParams([...url.searchParams, ['person', person]]);
  const answer = await fetch(new URL(url.pathname, sandbox.urls.tiktok), {
    ...{ method: 'POST', body, redirect: 'manual' },
  });
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

/** A session that is kept, and renewed under a lock, as accounts do it. */
export function keptSession(session: Session) {
  const kept = { session, renewals: 0 };
  let turn: Promise<unknown> = Promise.resolve();
  const renewSession: PlatformContext['renewSession'] = (known, renew) => {
    const mine = turn.then(async () => {
      if (JSON.stringify(kept.session) !== JSON.stringify(known))
        return { ok: true as const, value: kept.session };
      kept.renewals++;
      const renewed = await renew(known);
      if (renewed.ok) kept.session = renewed.value;
      return renewed;
    });
    turn = mine.catch(() => {});
    return mine;
  };
  return { kept, renewSession };
}

/** So many bytes that begin as an MP4 does; no byte of it lies in memory. */
export function video(bytes: number, over: Partial<OutgoingVideo> = {}): OutgoingVideo {
  return {
    ...{ sha256: 'v'.repeat(64), altText: '', mimeType: 'video/mp4', bytes },
    ...{ width: 1080, height: 1920, duration: 15 },
    async read(start, end) {
      const piece = new Uint8Array(end - start);
      for (let at = 0; at < piece.length; at++) piece[at] = ((start + at) * 31) % 251;
      piece.set(HEAD.slice(start));
      return piece;
    },
    ...over,
  };
}

const HEAD = Uint8Array.from([0, 0, 0, 24, ...Buffer.from('ftypisom')]);

/** SHA-256 of a whole video. */
export async function sha256Of(film: OutgoingVideo): Promise<string> {
  return createHash('sha256')
    .update(await film.read(0, film.bytes))
    .digest('hex');
}

const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);

export const photo = (last = 0, bytes = Uint8Array.from([...JPEG, last])): OutgoingImage => ({
  sha256: createHash('sha256').update(bytes).digest('hex'),
  ...{ altText: '', width: 100, height: 100, mimeType: 'image/jpeg' },
  read: async () => ({ bytes, mimeType: 'image/jpeg', width: 100, height: 100 }),
});

/** A place on loopback from which a network may fetch. */
export async function startRelay(): Promise<
  MediaRelay & { files: Map<string, Uint8Array>; removed: string[]; stop(): Promise<void> }
> {
  const files = new Map<string, Uint8Array>();
  const removed: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const file = files.get((incoming.url ?? '').slice(1));
    outgoing.writeHead(file ? 200 : 404).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ files, removed },
    async put({ sha256, bytes, read }) {
      files.set(sha256, await read(0, bytes));
      return { ok: true, value: { url: `http://127.0.0.1:${port}/${sha256}` } };
    },
    async remove(sha256) {
      removed.push(sha256);
      files.delete(sha256);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
