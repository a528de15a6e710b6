import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, vi } from 'vitest';
import { createLinkedIn } from '../../../electron/platforms/linkedin/linkedin.ts';
import type {
  OutgoingImage,
  OutgoingPost,
  OutgoingVideo,
  Platform,
  PlatformContext,
  PublishProgress,
  SentPost,
  Session,
  SignedIn,
} from '../../../electron/platforms/platform.ts';
import type { FaultPlanInput } from '../../../electron/sandbox/faults/plan.ts';
import type { SandboxOptions } from '../../../electron/sandbox/sandbox.ts';
import { image as dot, PIXEL } from '../../support/dots.ts';
import { BARE_CONTEXT, memory, outgoingPost, sentPost } from '../../support/platform-call.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';
import { watchUploads } from '../../support/uploads.ts';

export const HOUR = 60 * 60_000;
export const SEND = 'POST /rest/posts';

/** A call as it left, and the status of what came back. */
export interface Exchange {
  call: string;
  url: URL;
  headers: Headers;
  body: unknown;
  status: number | null;
}

type Fault = NonNullable<FaultPlanInput['rules']>[number];

interface Line {
  sandbox: OpenSandbox;
  url: string;
  linkedin: Platform;
  /** The member Ada, as her token from the portal lets her be: with every permission. */
  ada: SignedIn;
  /** Her page. */
  studio: SignedIn;
  exchanges: Exchange[];
}

/** The LinkedIn adapter on a line to the sandbox, for all tests of a file. Time runs, and can be moved on. */
export function withLinkedIn(options: Partial<SandboxOptions> = {}) {
  const line = {} as Line;
  let ahead = Date.UTC(2026, 10, 22, 9, 0) - Date.now();
  const clock = { now: () => Date.now() + ahead };

  beforeAll(async () => {
    line.sandbox = await openSandbox({ ...options, networks: ['linkedin'], clock });
    line.url = line.sandbox.urls.linkedin ?? '';
    line.linkedin = createLinkedIn({
      ...{ clock, userAgent: 'ClientNest/0', processingWaits: WAITS },
      // The sandbox shows everything at once.
      settles: 0,
    });
    const secret = line.sandbox.accounts.find(({ handle }) => handle === 'ada')?.secret ?? '';
    line.ada = await signedIn(secret, '');
    line.studio = await signedIn(secret, 'ada-studio');
  });
  afterAll(() => line.sandbox?.remove());
  beforeEach(async () => {
    line.exchanges = [];
    await line.sandbox.faults.clear();
    onTestFinished(
      watchUploads(({ method, url, headers }) =>
        line.exchanges.push({
          ...{ call: `${method} ${url.pathname}`, url, headers, body: null, status: null },
        }),
      ),
    );
    const real = globalThis.fetch;
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      const exchange = exchangeOf(input, init);
      line.exchanges.push(exchange);
      const response = await real(input, init);
      exchange.status = response.status;
      return response;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    // What LinkedIn asks of every call, whatever the test is about.
    for (const { url, headers } of line.exchanges)
      if (url.pathname.startsWith('/rest/'))
        expect([headers.get('linkedin-version'), headers.get('x-restli-protocol-version')]).toEqual(
          [expect.stringMatching(/^20\d{4}$/), '2.0.0'],
        );
  });

  async function signedIn(secret: string, identifier: string): Promise<SignedIn> {
    const input = { serviceUrl: line.url, identifier, appPassword: secret };
    const result = await line.linkedin.signIn(input);
    if (!result.ok) throw new Error(result.message);
    return result.value;
  }

  const context = (
    { session, account }: SignedIn = line.studio,
    over: Partial<PlatformContext> = {},
  ): PlatformContext => ({
    ...BARE_CONTEXT,
    serviceUrl: line.url,
    remoteId: account.remoteId,
    handle: account.handle,
    session,
    ...over,
  });
  let keys = 0;

  return {
    line,
    clock,
    context,
    signedIn,
    advance(ms: number) {
      ahead += ms;
    },
    post: (text: string, over: Partial<OutgoingPost> = {}) =>
      outgoingPost(text, { recordKey: `key ${++keys}`, createdAt: clock.now(), ...over }),
    publish: (
      outgoing: OutgoingPost,
      progress: PublishProgress = memory(),
      as: SignedIn = line.studio,
      over: Partial<PlatformContext> = {},
    ) => line.linkedin.publish(context(as, over), outgoing, progress),
    reconcile: (
      outgoing: OutgoingPost,
      progress: PublishProgress,
      as: SignedIn = line.studio,
      over: Partial<SentPost> = {},
    ) => line.linkedin.reconcile(context(as), { ...sentPost(outgoing, progress.saved), ...over }),
    async fault(...rules: Fault[]) {
      expect(await line.sandbox.faults.set({ rules })).toBeNull();
    },
    /** What is on the account, oldest first. */
    texts: ({ account }: SignedIn = line.studio) =>
      line.sandbox
        .posts()
        .filter((one) => one.accountId === account.remoteId && one.removedAt === null)
        .map(({ text }) => text),
    calls: (start: string) => line.exchanges.filter(({ call }) => call.startsWith(start)),
    application: () => {
      const [found] = line.sandbox.applications;
      if (!found) throw new Error('The sandbox has no application');
      const { clientId, clientSecret } = found;
      return { clientId, clientSecret };
    },
  };
}

/** Long enough for the sandbox to be done with a video. */
const WAITS = [20, 500, 500, 500, 500];

function exchangeOf(input: string | URL | Request, init: RequestInit = {}): Exchange {
  const url = new URL(String(input));
  const { body, method = 'GET' } = init;
  return {
    call: `${method} ${url.pathname}${url.searchParams.has('action') ? url.search : ''}`,
    url,
    headers: new Headers(init.headers),
    body:
      typeof body === 'string'
        ? JSON.parse(body)
        : body instanceof Uint8Array
          ? body.byteLength
          : body instanceof URLSearchParams
            ? Object.fromEntries(body)
            : null,
    status: null,
  };
}

/** A 1×1 PNG, another one for each name. */
export const image = (name: string, start: Uint8Array = PIXEL): OutgoingImage =>
  dot(name, Uint8Array.from([...start, ...Buffer.from(name)]));

/** Bytes that begin as an MP4 does. `reads` are the pieces that were asked for. */
export function video(size: number, name = 'film') {
  const bytes = new Uint8Array(size).fill(name.length);
  bytes.set(Buffer.from('\0\0\0\x18ftypisom'), 0);
  const reads: string[] = [];
  const film: OutgoingVideo = {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    altText: '',
    mimeType: 'video/mp4',
    bytes: size,
    width: 1280,
    height: 720,
    duration: 20,
    async read(start, end) {
      reads.push(`${start}-${end}`);
      return bytes.subarray(start, end);
    },
  };
  return { film, reads };
}

/** A context whose session is renewed and kept, as the accounts do it. */
export function keeping(
  session: Session,
  application: { clientId: string; clientSecret: string | null },
) {
  const kept = { session, renewals: 0 };
  const over: Partial<PlatformContext> = {
    application: async () => application,
    async renewSession(known, renew) {
      kept.renewals++;
      const result = await renew(known);
      if (result.ok) kept.session = result.value;
      return result;
    },
  };
  return { kept, over };
}
