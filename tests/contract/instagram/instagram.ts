import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { createInstagram } from '../../../electron/platforms/instagram/instagram.ts';
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
import { startRelay, type TestRelay } from '../../support/relay.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

export const MEDIA = 'POST /:id/media';
export const PUBLISH = 'POST /:id/media_publish';
export const COMMENT = 'POST /:id/comments';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

const spec = openGraphSpec();
if (!spec) console.warn('Skipped: Meta’s published description is not on this machine.');

interface Line {
  sandbox: OpenSandbox;
  relay: TestRelay;
  instagram: Platform;
  account: { id: string; handle: string; token: string };
  calls: GraphCall[];
}

let checked = 0;

/**
 * The adapter on the sandbox, for all tests of a file. Every call to an account or a post is held against Meta's
 * published description.
 */
export function withInstagram(options: { limited?: boolean } = {}) {
  const line = {} as Line;
  const clock = testClock();

  beforeAll(() => {
    checked = 0;
  });
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
    if (!spec) return;
    for (const call of line.calls) {
      const place = placeOf(call, media);
      if (!place) continue;
      checked++;
      expect(spec.problemsOf(call, place)).toEqual([]);
    }
  });
  afterAll(() => {
    if (spec) console.info(`Instagram: ${checked} requests fit Meta’s published description.`);
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
    post: (text: string, over: Partial<OutgoingPost> = {}) =>
      outgoingPost(text, {
        recordKey: line.instagram.newRecordKey(0),
        createdAt: clock.now(),
        ...over,
      }),
    publish: (
      outgoing: OutgoingPost,
      progress: PublishProgress = memory(),
      over: Partial<PlatformContext> = {},
    ) => line.instagram.publish(context(over), outgoing, progress),
    reconcile: (outgoing: OutgoingPost, progress: PublishProgress, over: Partial<SentPost> = {}) =>
      line.instagram.reconcile(context(), { ...sentPost(outgoing, progress.saved), ...over }),
    fault: async (...rules: NonNullable<FaultPlanInput['rules']>) => {
      expect(await line.sandbox.faults.set({ rules })).toBeNull();
    },
    made: (edge: string) =>
      line.calls.filter(({ method, path }) => method === 'POST' && path.endsWith(`/${edge}`)),
  };
}
