import { afterAll, beforeAll, beforeEach } from 'vitest';
import type {
  OutgoingPost,
  Platform,
  PlatformContext,
  PublishProgress,
  Session,
} from '../../../electron/platforms/platform.ts';
import { createPlatforms } from '../../../electron/platforms/registry.ts';
import { type FaultProxy, startFaultProxy } from '../../support/fault-proxy.ts';
import { type Pds, type PdsAccount, startPds } from '../../support/pds.ts';
import { BARE_CONTEXT, outgoingPost, renewals } from '../../support/platform-call.ts';

export const PUT = 'POST com.atproto.repo.putRecord';
export const UPLOAD = 'POST com.atproto.repo.uploadBlob';
export const REFRESH = 'POST com.atproto.server.refreshSession';

interface Line {
  pds: Pds;
  /** Between the adapter and the server; lets everything pass at the start of each test. */
  proxy: FaultProxy;
  alice: PdsAccount;
  bob: PdsAccount;
  appPassword: string;
  /** With nothing in memory at the start of each test, as after a start of the app. */
  bluesky: Platform;
  /** Alice's. */
  session: Session;
  /** What the adapter gave to keep. */
  saved: Session[];
  renewSession: PlatformContext['renewSession'];
}

let startServer: () => Promise<Pds> = startPds;

/** Has the tests that are collected from now on run against another server than the reference one. */
export function onServer(start: () => Promise<Pds>) {
  startServer = start;
}

/** The Bluesky adapter on a line to a real server, for all tests of a file. */
export function withBluesky() {
  const line = {} as Line;
  const adapter = () =>
    createPlatforms({ clock: { now: () => Date.now() }, version: '0.0.0' }).bluesky;

  const signIn = async (identifier: string, appPassword = line.appPassword) => {
    const result = await line.bluesky.signIn({
      serviceUrl: line.proxy.url,
      identifier,
      appPassword,
    });
    if (!result.ok) throw new Error(result.message);
    return result.value;
  };

  beforeAll(async () => {
    line.pds = await startServer();
    line.proxy = await startFaultProxy(line.pds.url);
    line.alice = await line.pds.createAccount('alice');
    line.bob = await line.pds.createAccount('bob');
    line.appPassword = await line.pds.createAppPassword(line.alice);
    line.bluesky = adapter();
    line.session = (await signIn('alice.test')).session;
  });
  afterAll(async () => {
    await line.proxy?.stop();
    await line.pds?.stop();
  });
  beforeEach(async () => {
    line.proxy.onRequest(() => null);
    await line.proxy.up();
    line.proxy.seen.length = 0;
    line.saved = [];
    line.renewSession = renewals((session) => void line.saved.push(session));
    line.bluesky = adapter();
  });

  const context = (over: Partial<PlatformContext> = {}): PlatformContext => ({
    serviceUrl: line.proxy.url,
    remoteId: line.alice.did,
    handle: line.alice.handle,
    session: line.session,
    ...BARE_CONTEXT,
    renewSession: line.renewSession,
    ...over,
  });

  return {
    line,
    signIn,
    context,
    post: (text: string, over: Partial<OutgoingPost> = {}) =>
      outgoingPost(text, { recordKey: line.bluesky.newRecordKey(Date.now()), ...over }),
    publish: (
      outgoing: OutgoingPost,
      progress = noProgress(),
      over: Partial<PlatformContext> = {},
    ) => line.bluesky.publish(context(over), outgoing, progress),
    recordOf: async (key: string) =>
      (await line.pds.records(line.alice.did)).filter((record) => record.uri.endsWith(`/${key}`)),
  };
}

export const noProgress = (): PublishProgress => ({ saved: null, save: async () => {} });
