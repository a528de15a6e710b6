import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { createFacebook } from '../../../electron/platforms/facebook/facebook.ts';
import type {
  OutgoingPost,
  Platform,
  PlatformContext,
  PublishProgress,
  SentPost,
} from '../../../electron/platforms/platform.ts';
import type { FaultPlanInput } from '../../../electron/sandbox/faults/plan.ts';
import { testClock } from '../../support/clock.ts';
import {
  type GraphCall,
  openGraphSpec,
  type Place,
  recordGraphCalls,
} from '../../support/graph-spec.ts';
import { BARE_CONTEXT, outgoingPost, sentPost } from '../../support/platform-call.ts';
import { memory } from '../../support/publishing.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

export const FEED = 'POST /:id/feed';
export const PHOTOS = 'POST /:id/photos';
export const VIDEOS = 'POST /:id/videos';
export const COMMENT = 'POST /:id/comments';
export const PIECE = 'POST /upload::id';
export const MINUTE = 60_000;

const spec = openGraphSpec();
if (!spec) console.warn('Skipped: Meta’s published description is not on this machine.');

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

let checked = 0;

/**
 * The adapter on the sandbox, for all tests of a file. Every call to a page or a post is held against Meta's
 * published description.
 */
export function withFacebook() {
  const line = {} as Line;
  const clock = testClock();

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
    if (!spec) return;
    for (const call of line.calls) {
      const place = placeOf(call, line.page.id);
      if (!place) continue;
      checked++;
      expect(spec.problemsOf(call, place)).toEqual([]);
    }
  });
  beforeAll(() => {
    checked = 0;
  });
  afterAll(() => {
    if (spec) console.info(`Facebook: ${checked} requests fit Meta’s published description.`);
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
    post: (text: string, over: Partial<OutgoingPost> = {}) =>
      outgoingPost(text, {
        recordKey: line.facebook.newRecordKey(0),
        createdAt: clock.now(),
        ...over,
      }),
    publish: (
      outgoing: OutgoingPost,
      progress: PublishProgress = memory(),
      over: Partial<PlatformContext> = {},
    ) => line.facebook.publish(context(over), outgoing, progress),
    reconcile: (outgoing: OutgoingPost, progress: PublishProgress, over: Partial<SentPost> = {}) =>
      line.facebook.reconcile(context(), { ...sentPost(outgoing, progress.saved), ...over }),
    fault: async (...rules: NonNullable<FaultPlanInput['rules']>) => {
      expect(await line.sandbox.faults.set({ rules })).toBeNull();
    },
    /** Texts of what is out, oldest first. */
    texts: () =>
      line.sandbox
        .posts()
        .filter(({ removedAt }) => removedAt === null)
        .map(({ text }) => text),
    made: (path: string) =>
      line.calls.filter((call) => call.method === 'POST' && call.path.endsWith(path)),
  };
}
