import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { createMastodon } from '../../../electron/platforms/mastodon/mastodon.ts';
import type { Platform, PlatformContext } from '../../../electron/platforms/platform.ts';
import { testClock } from '../../support/clock.ts';
import { image, PIXEL } from '../../support/dots.ts';
import { type FaultProxy, type ForwardedCall, startFaultProxy } from '../../support/fault-proxy.ts';
import { type Exchange, exchangeOf, openApi } from '../../support/openapi.ts';
import { BARE_CONTEXT } from '../../support/platform-call.ts';
import { posting } from '../../support/posting.ts';
import {
  type Person,
  type SandboxMastodon,
  startSandboxMastodon,
} from '../../support/sandbox-mastodon.ts';

export const SEND = 'POST /api/v1/statuses';
export const UPLOAD = 'POST /api/v2/media';
export const MINUTE = 60_000;

const description = openApi('mastodon-openapi.json');
if (!description) console.warn('Skipped: Mastodon’s published description is not on this machine.');

/** More than a file has tests. */
const PEOPLE = Array.from({ length: 80 }, (_, at) => `ada${at + 1}`);

interface Line {
  server: SandboxMastodon;
  /** Between the adapter and the server; lets everything pass at the start of each test. */
  proxy: FaultProxy;
  /** A person that nobody else writes as. */
  ada: Person;
  mastodon: Platform;
  /** Ms that the server's clock is ahead of ours. */
  ahead: number;
}

/**
 * The Mastodon adapter on a line to the sandbox, for all tests of a file. Every call of every test, and
 * the server's answer to it, is held against the published description.
 */
export function withMastodon() {
  const line = {} as Line;
  const clock = testClock();
  const calls: ForwardedCall[] = [];
  let people = 0;
  let validated = 0;

  beforeAll(async () => {
    line.ahead = 0;
    const now = () => clock.now() + line.ahead;
    line.server = await startSandboxMastodon(['bob', ...PEOPLE], { now });
    line.proxy = await startFaultProxy(line.server.url);
    line.proxy.onForwarded((call) => calls.push(call));
  });
  afterAll(async () => {
    if (description) console.info(`Mastodon: ${validated} calls held against the description.`);
    await line.proxy?.stop();
    await line.server?.stop();
  });
  beforeEach(async () => {
    clock.set(Date.UTC(2026, 10, 22, 9, 0));
    line.ahead = 0;
    line.proxy.onRequest(() => null);
    line.proxy.rewrite(null);
    await line.proxy.up();
    await line.server.sandbox.faults.set({});
    line.ada = await line.server.person(`ada${++people}`);
    line.mastodon = createMastodon({ clock, userAgent: 'ClientNest/0', processingWaits: [1, 1] });
    line.proxy.seen.length = 0;
    calls.length = 0;
  });
  afterEach(async () => {
    if (!description) return;
    const all = await exchanges();
    expect(all.flatMap(description.problemsOf)).toEqual([]);
    validated += all.length;
  });

  const exchanges = (): Promise<Exchange[]> => Promise.all(calls.map(exchangeOf));
  const context = (over: Partial<PlatformContext> = {}): PlatformContext => ({
    serviceUrl: line.proxy.url,
    remoteId: line.ada.id,
    handle: `${line.ada.username}@${line.server.domain}`,
    session: { accessToken: line.ada.token, domain: line.server.domain },
    ...BARE_CONTEXT,
    ...over,
  });
  const statuses = () => line.server.statuses(line.ada);

  return {
    line,
    clock,
    context,
    /** What reached the server, in order. */
    exchanges,
    signIn: (token: string) =>
      line.mastodon.signIn({ serviceUrl: line.proxy.url, identifier: '', appPassword: token }),
    ...posting({ platform: () => line.mastodon, context, now: clock.now }),
    /** What the account has, newest first. */
    statuses,
    /** What it says, oldest first. */
    texts: async () => (await statuses()).map(({ content }) => content).toReversed(),
    write: (status: string, over: Record<string, unknown> = {}) =>
      line.server.write(line.ada, { status, ...over }),
    /** Clears away what no status uses, as a server does once a day. */
    async vacuum() {
      for (const { url, method, answer } of await exchanges()) {
        if (`${method} ${url.pathname}` !== UPLOAD) continue;
        const { id } = answer as { id: string };
        await line.server.call('DELETE', `/api/v1/media/${id}`, { as: line.ada });
      }
    },
    /** Uploads are worked on for so many looks: the server's clock moves on with each. */
    async processing(looks: number) {
      const ms = Number.isFinite(looks) ? looks * 1000 : null;
      await line.server.sandbox.faults.set({
        rules: [{ when: { operation: UPLOAD }, fault: { kind: 'processing', ms } }],
      });
      line.proxy.onRequest((call) => {
        if (call.startsWith('GET /api/v1/media/')) line.ahead += 1000;
        return null;
      });
    },
    cutAfterSending: () =>
      line.proxy.onRequest((call) => (call === SEND ? { kind: 'cut_after' } : null)),
  };
}

export const otherImage = (altText: string) => image(altText, Uint8Array.from([...PIXEL, 0]));
