import { afterEach, beforeEach } from 'vitest';
import type { Platform, PlatformContext } from '../../../electron/platforms/platform.ts';
import { createThreads } from '../../../electron/platforms/threads/threads.ts';
import { testClock } from '../../support/clock.ts';
import { BARE_CONTEXT } from '../../support/platform-call.ts';
import { playing, posting } from '../../support/posting.ts';
import { recordCalls } from '../../support/recorded-calls.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

export const MAKE = 'POST /:id/threads';
export const PUBLISH = 'POST /:id/threads_publish';
export const QUOTA = 'GET /:id/threads_publishing_limit';
export const NODE = 'GET /:id';
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

interface Line {
  sandbox: OpenSandbox;
  threads: Platform;
  calls: Awaited<ReturnType<typeof recordCalls>>;
  token: string;
  id: string;
}

/** The adapter on a sandbox of its own for each test. Time passes where the adapter looks at a container. */
export function withThreads() {
  const line = {} as Line;
  const clock = testClock();
  const url = () => line.sandbox.urls.threads ?? '';

  async function open(over: { folder?: string; limited?: boolean } = {}) {
    line.sandbox = await openSandbox({ networks: ['threads'], clock, ...over });
    line.token = line.sandbox.accounts.find(({ handle }) => handle === 'ada')?.secret ?? '';
    // A connection of its own: the one to a sandbox that was ended is no good.
    const headers = { connection: 'close' };
    const me = await fetch(`${url()}/v1.0/me?fields=id&access_token=${line.token}`, { headers });
    line.id = ((await me.json()) as { id: string }).id;
  }
  beforeEach(async () => {
    clock.set(Date.UTC(2026, 10, 22, 9));
    await open();
    const waits = Array.from({ length: 12 }, () => 20);
    line.threads = createThreads({ clock, userAgent: 'ClientNest/0', waits });
    line.calls = await recordCalls(url, ({ searchParams }) => {
      if (searchParams.get('fields')?.startsWith('status')) clock.advance(500);
    });
  });
  afterEach(async () => {
    await line.calls.stop();
    await line.sandbox.remove();
  });

  const context = (over: Partial<PlatformContext> = {}): PlatformContext => ({
    ...{ serviceUrl: line.calls.url, remoteId: line.id, handle: 'ada' },
    session: { accessToken: line.token },
    ...BARE_CONTEXT,
    ...over,
  });

  return {
    line,
    clock,
    context,
    async restart() {
      const { folder } = line.sandbox;
      await line.sandbox.close();
      await open({ folder });
    },
    async reopen(over: { limited: boolean }) {
      await line.sandbox.remove();
      await open(over);
    },
    ...posting({ platform: () => line.threads, context, now: clock.now }),
    ...playing(() => line.sandbox),
    /** What a call was made with, by the end of its path. */
    sent: (end: string) =>
      line.calls.calls
        .filter(({ method, url: at }) => method === 'POST' && at.pathname.endsWith(end))
        .map(({ body }) => body as Record<string, string>),
  };
}
