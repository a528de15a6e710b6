import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeEach, expect, vi } from 'vitest';
import type {
  Platform,
  PlatformContext,
  Session,
  SignedIn,
} from '../../../electron/platforms/platform.ts';
import type { Upload, upload } from '../../../electron/platforms/upload.ts';
import { createX, type XOptions } from '../../../electron/platforms/x/x.ts';
import { testClock } from '../../support/clock.ts';
import { openApi } from '../../support/openapi.ts';
import { BARE_CONTEXT } from '../../support/platform-call.ts';
import { playing, posting } from '../../support/posting.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

export const SEND = 'POST /2/tweets';
export const TOKEN = 'POST /2/oauth2/token';
export const START = Date.UTC(2026, 10, 22, 9, 0);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
const REDIRECT = 'http://127.0.0.1:47812/callback';

/** What a file's pieces go out by instead of `fetch`. */
const streamed = vi.hoisted(() => ({
  record: null as null | ((url: URL, options: Upload, real: typeof upload) => Promise<Response>),
}));
vi.mock('../../../electron/platforms/upload.ts', async (original) => {
  const real = (await original()) as { upload: typeof upload };
  const recorded: typeof upload = (url, options) =>
    streamed.record?.(url, options, real.upload) ?? real.upload(url, options);
  return { ...real, upload: recorded };
});

const description = openApi('x-openapi.json');
if (!description) console.warn('Skipped: X’s published description is not on this machine.');

type Exchange = Parameters<NonNullable<typeof description>['problemsOf']>[0];

interface Line {
  sandbox: OpenSandbox;
  x: Platform;
  /** Every call that left, and its answer; null where none came. */
  exchanges: (Omit<Exchange, 'status'> & { status: number | null })[];
  /** Before each call. */
  onCall(name: string): void;
  /** What the account was connected with, as the secret store would have it. */
  session: Session;
  /** X's own id of the account. */
  remoteId: string;
}

/**
 * The X adapter against a sandbox of its own for each test, on a clock that stands still. Every call and every
 * answer of every test is held against the published description.
 */
export function withX(options: Partial<XOptions> = {}) {
  const line = {} as Line;
  const clock = testClock(START);
  let validated = 0;

  const adapter = (more: Partial<XOptions> = {}) =>
    createX({
      clock,
      userAgent: 'ClientNest/0',
      patience: { second: 0, looks: 10 },
      settles: 0,
      ...options,
      ...more,
    });

  async function open(over: { limited?: boolean } = {}) {
    line.sandbox = await openSandbox({ networks: ['x'], clock, ...over });
    const token = line.sandbox.accounts.find(({ handle }) => handle === 'ada')?.secret ?? '';
    line.session = { accessToken: token };
    line.x = adapter();
    const known = await line.x.whoAmI(contextOf(''));
    if (!known.ok) throw new Error(known.message);
    line.remoteId = known.value.remoteId;
  }
  beforeEach(async () => {
    clock.set(START);
    line.exchanges = [];
    line.onCall = () => {};
    await open();
    recordCalls(line);
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    await line.sandbox.remove();
    const answered = line.exchanges.filter((one): one is Exchange => one.status !== null);
    // Signing in is described elsewhere; of what goes wrong, only named problems are described.
    const described = answered.filter(({ url }) => !url.pathname.includes('/oauth2/'));
    if (!description) return;
    validated += described.length;
    expect(described.flatMap((one) => problemsOf(one))).toEqual([]);
  });
  afterAll(() => {
    if (description) console.info(`X: ${validated} requests validated against its description.`);
  });

  const contextOf = (remoteId: string): PlatformContext => ({
    serviceUrl: line.sandbox.x,
    remoteId,
    handle: 'ada',
    session: line.session,
    ...BARE_CONTEXT,
    // As the accounts keep it: what is renewed is what the next call finds.
    renewSession: async (known, renew) => {
      if (known !== line.session) return { ok: true, value: line.session };
      const renewed = await renew(known);
      if (renewed.ok) line.session = renewed.value;
      return renewed;
    },
  });
  const context = (over: Partial<PlatformContext> = {}): PlatformContext => ({
    ...contextOf(line.remoteId),
    ...over,
  });

  return {
    line,
    clock,
    adapter,
    context,
    reopen: async (over: { limited?: boolean }) => {
      await line.sandbox.remove();
      await open(over);
    },
    ...posting({ platform: () => line.x, context, now: clock.now }),
    ...playing(() => line.sandbox),
    /** The calls that left, by name. */
    calls: () => line.exchanges.map(nameOf),
    bodiesOf: (name: string) =>
      line.exchanges.filter((one) => nameOf(one) === name).map(({ body }) => body),
    browse,
    /** The account signed in so that its session can be renewed. */
    signedIn: async (): Promise<Session> => {
      const { target, finish } = await browse();
      const { session } = onlyOne(await finish(target?.searchParams.get('code') ?? ''));
      line.session = session;
      return session;
    },
  };

  /** Signs in as a person would, on the sandbox's pages. */
  async function browse(over: { redirectUri?: string; person?: string; wait?: number } = {}) {
    const { redirectUri = REDIRECT, person: as = 'ada', wait = 0 } = over;
    const application = line.sandbox.applications[0];
    if (!application) throw new Error('The sandbox has no application');
    const authorisation = {
      serviceUrl: line.sandbox.x,
      application: { clientId: application.clientId, clientSecret: null },
      redirectUri,
      state: randomBytes(16).toString('base64url'),
      codeVerifier: randomBytes(32).toString('base64url'),
    };
    const begun = await line.x.oauth?.begin(authorisation);
    if (!begun?.ok) throw new Error('The sign-in did not begin');
    const { target, page } = await consent(begun.value.url, as);
    clock.advance(wait);
    const finish = (code: string, more: Partial<typeof authorisation> = {}) =>
      line.x.oauth?.finish({ ...authorisation, kept: begun.value.kept, code, ...more });
    return { authorisation, url: new URL(begun.value.url), target, page, finish };
  }
}

/** Reads the page that asks, and presses a button on it. Null where the page has none, or does not lead back. */
async function consent(url: string, as: string) {
  const page = await (await fetch(url)).text();
  const fields = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')] as [string, string],
  );
  const button = new RegExp(`name="person" value="(\\d+)">Allow as @${as}`).exec(page)?.[1] ?? '';
  const answer = await fetch(new URL('/i/oauth2/authorize', url), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams([...fields, ['person', button]]),
  });
  const location = answer.headers.get('location');
  return { page, target: location === null ? null : new URL(location) };
}

/**
 * Where X has no problem of its own for a refusal, the description has none either; and what a plan of faults
 * puts in the place of an answer is none of X's. Then the call alone is held against it.
 */
function problemsOf(one: Exchange): string[] {
  const answer = (one.answer ?? {}) as { type?: string; unexpected?: unknown };
  const isHtml = one.answer === null;
  const isNone = answer.type === 'about:blank' || answer.unexpected !== undefined || isHtml;
  return (description?.problemsOf(one) ?? []).filter(
    (problem) => !(isNone && problem.includes(' answer')),
  );
}

const nameOf = ({ method, url }: Pick<Exchange, 'method' | 'url'>) => `${method} ${url.pathname}`;

function recordCalls(line: Line): void {
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', async (input: string | URL | Request, init: RequestInit = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const { method = 'GET', body = null } = init;
    const headers = Object.fromEntries(new Headers(init.headers));
    return exchanged({ method, url, headers, body: readJson(body) }, () => real(input, init));
  });
  streamed.record = async (url, options, real) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of options.body.pieces()) pieces.push(piece);
    const sent = Buffer.concat(pieces);
    expect(sent.byteLength).toBe(options.body.bytes);
    const headers = Object.fromEntries(options.headers);
    const form = await new Response(sent, { headers }).formData();
    const { method } = options;
    const body = { bytes: sent.byteLength, pieces: () => [sent] };
    return exchanged({ method, url, headers, body: fieldsOf(form) }, () =>
      real(url, { ...options, body }),
    );
  };

  async function exchanged(
    request: Pick<Exchange, 'method' | 'url' | 'headers' | 'body'>,
    send: () => Promise<Response>,
  ): Promise<Response> {
    const exchange: Line['exchanges'][number] = { ...request, status: null, answer: null };
    if (request.headers.authorization) line.exchanges.push(exchange);
    line.onCall(nameOf(exchange));
    const response = await send();
    const text = await response
      .clone()
      .text()
      .catch(() => null);
    if (text === null) return response;
    exchange.status = response.status;
    exchange.answer = readJson(text);
    return response;
  }
}

const fieldsOf = (form: FormData) =>
  Object.fromEntries(
    [...form].map(([name, value]) => [name, name === 'segment_index' ? Number(value) : value]),
  );

function readJson(body: unknown): unknown {
  try {
    return typeof body === 'string' ? JSON.parse(body) : null;
  } catch {
    return null;
  }
}

/** The one account that a sign-in gave. */
export function onlyOne(
  signedIn: Awaited<ReturnType<NonNullable<Platform['oauth']>['finish']>> | undefined,
): SignedIn {
  if (!signedIn?.ok) throw new Error(signedIn?.message ?? 'X has no sign-in through the browser');
  const [first] = signedIn.value;
  if (!first || signedIn.value.length > 1) throw new Error('Not one account');
  return first;
}
