import { afterEach, beforeEach, vi } from 'vitest';
import { createFacebook } from '../../../electron/platforms/facebook/facebook.ts';
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
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

export const FEED = 'POST /:id/feed';
export const PHOTOS = 'POST /:id/photos';
export const VIDEOS = 'POST /:id/videos';
export const COMMENT = 'POST /:id/comments';
export const PIECE = 'POST /upload::id';
export const MINUTE = 60_000;

/** What of a call is described: pages by their id, posts by the two numbers in theirs. */
function placeOf({ path }: GraphCall, pageId: string): Place {
  const [, id = '', edge] = path.split('/');
  if (id === pageId && edge !== 'uploads') return edge ? { node: 'Page', edge } : { node: 'Page' };
  if (!id.startsWith(`${pageId}_`)) return null;
  return edge ? { node: 'PagePost', edge } : { node: 'PagePost' };
}

interface Line {
  sandbox: OpenSandbox;
  facebook: Platform;
  page: { id: string; handle: string; token: string };
  calls: GraphCall[];
}

/**
 * The adapter on the sandbox, for all tests of a file. Every call to a page or a post is held against Meta's
 * published description.
 */
export function withFacebook() {
  const line = {} as Line;
  const clock = testClock();
  const check = graphChecks('Facebook');

  beforeEach(async () => {
    clock.set(Date.UTC(2026, 10, 23, 9, 0));
    line.sandbox = await openSandbox({ networks: ['facebook'], clock });
    line.calls = recordGraphCalls();
    line.facebook = createFacebook({ clock, userAgent: 'ClientNest/0', waits: [1], settlesIn: 0 });
    const { handle = '', secret = '' } = line.sandbox.accounts[0] ?? {};
    const signedIn = await signIn(secret);
    if (!signedIn.ok) throw new Error(signedIn.message);
    line.page = { id: signedIn.value.account.remoteId, handle, token: secret };
    line.calls.length = 0;
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await line.sandbox.remove();
    check(line.calls, (call) => placeOf(call, line.page.id));
  });

  const url = () => line.sandbox.urls.facebook ?? '';
  const signIn = (token: string) =>
    line.facebook.signIn({ serviceUrl: url(), identifier: '', appPassword: token });
  const context = (over: Partial<PlatformContext> = {}): PlatformContext => ({
    serviceUrl: url(),
    remoteId: line.page.id,
    handle: line.page.handle,
    session: { accessToken: line.page.token },
    ...BARE_CONTEXT,
    application: async () => {
      const [application] = line.sandbox.applications;
      return application ? { ...application } : null;
    },
    ...over,
  });

  return {
    line,
    clock,
    url,
    signIn,
    context,
    ...posting({ platform: () => line.facebook, context, now: clock.now }),
    ...playing(() => line.sandbox),
    made: (path: string) =>
      line.calls.filter((call) => call.method === 'POST' && call.path.endsWith(path)),
  };
}
