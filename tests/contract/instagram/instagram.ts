import { afterEach, beforeEach, vi } from 'vitest';
import { createInstagram } from '../../../electron/platforms/instagram/instagram.ts';
import type { Platform, PlatformContext } from '../../../electron/platforms/platform.ts';
import { testClock } from '../../support/clock.ts';
import {
  type GraphCall,
  graphChecks,
  type Place,
  recordGraphCalls,
} from '../../support/graph-spec.ts';
import { BARE_CONTEXT } from '../../support/platform-call.ts';
import { playing, posting } from '../../support/posting.ts';
import { startRelay, type TestRelay } from '../../support/relay.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

export const MEDIA = 'POST /:id/media';
export const PUBLISH = 'POST /:id/media_publish';
export const COMMENT = 'POST /:id/comments';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

interface Line {
  sandbox: OpenSandbox;
  relay: TestRelay;
  instagram: Platform;
  account: { id: string; handle: string; token: string };
  calls: GraphCall[];
}

/**
 * The adapter on the sandbox, for all tests of a file. Every call to an account or a post is held against Meta's
 * published description.
 */
export function withInstagram(options: { limited?: boolean } = {}) {
  const line = {} as Line;
  const clock = testClock();
  const check = graphChecks('Instagram');

  beforeEach(async () => {
    clock.set(Date.UTC(2026, 10, 23, 9, 0));
    line.sandbox = await openSandbox({ networks: ['instagram'], clock, ...options });
    line.relay = await startRelay();
    line.calls = recordGraphCalls();
    line.instagram = createInstagram({
      clock,
      userAgent: 'ClientNest/0',
      waits: [1],
      settlesIn: 0,
    });
    const { handle = '', secret = '' } = line.sandbox.accounts[0] ?? {};
    const signedIn = await signIn(secret);
    if (!signedIn.ok) throw new Error(signedIn.message);
    line.account = { id: signedIn.value.account.remoteId, handle, token: secret };
    line.calls.length = 0;
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    const media = new Set(line.sandbox.posts().map(({ remoteId }) => remoteId));
    await line.relay.stop();
    await line.sandbox.remove();
    check(line.calls, (call) => placeOf(call, media));
  });

  /** What of a call is described: accounts and their posts. Containers and comments are not. */
  function placeOf({ path }: GraphCall, media: ReadonlySet<string>): Place {
    const [, id = '', edge] = path.split('/');
    if (id === 'me') return { node: 'IGUserForIGOnlyAPI' };
    if (id === line.account.id && edge) return { node: 'IGUser', edge };
    if (!media.has(id)) return null;
    return edge ? { node: 'IGMedia', edge } : { node: 'IGMedia' };
  }

  const url = () => line.sandbox.urls.instagram ?? '';
  const signIn = (token: string) =>
    line.instagram.signIn({ serviceUrl: url(), identifier: '', appPassword: token });
  const context = (over: Partial<PlatformContext> = {}): PlatformContext => ({
    serviceUrl: url(),
    remoteId: line.account.id,
    handle: line.account.handle,
    session: { accessToken: line.account.token, endsAt: null, renewedAt: clock.now() },
    ...BARE_CONTEXT,
    relay: line.relay.relay,
    ...over,
  });

  return {
    line,
    clock,
    url,
    signIn,
    context,
    ...posting({ platform: () => line.instagram, context, now: clock.now }),
    ...playing(() => line.sandbox),
    made: (edge: string) =>
      line.calls.filter(({ method, path }) => method === 'POST' && path.endsWith(`/${edge}`)),
  };
}
