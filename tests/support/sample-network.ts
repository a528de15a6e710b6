import type {
  Platform,
  PlatformContext,
  PlatformFailure,
  PlatformFailureClass,
  RemoteAccount,
  SignIn,
} from '../../electron/platforms/platform.ts';
import type { Platforms } from '../../electron/platforms/registry.ts';
import { BLUESKY } from '../../shared/domain/networks/bluesky.ts';
import { FACEBOOK } from '../../shared/domain/networks/facebook.ts';
import { INSTAGRAM } from '../../shared/domain/networks/instagram.ts';
import { LINKEDIN } from '../../shared/domain/networks/linkedin.ts';
import { MASTODON } from '../../shared/domain/networks/mastodon.ts';
import { THREADS } from '../../shared/domain/networks/threads.ts';
import { TIKTOK } from '../../shared/domain/networks/tiktok.ts';
import { X } from '../../shared/domain/networks/x.ts';

export interface SampleNetwork {
  platforms: Platforms;
  /** What the next calls answer; null lets them succeed. */
  failWith: PlatformFailure | null;
  /** Who signs in, by identifier or remote id. */
  people: Map<string, RemoteAccount>;
  signIns: SignIn[];
  /** The sessions that calls came with. */
  used: unknown[];
  /** Runs in `whoAmI`, before it answers. */
  during: (context: PlatformContext) => Promise<void>;
  /** Sessions that are over. */
  over: Set<unknown>;
}

export const PASSWORD = 'aaaa-bbbb-cccc-dddd';
export const secretOf = (remoteId: string, round: number) => `token-of-${remoteId}-${round}`;

/** A network at its edge: it answers as told, and remembers what it was asked. */
export function sampleNetwork(): SampleNetwork {
  let round = 0;
  const network: SampleNetwork = {
    platforms: {} as Platforms,
    failWith: null,
    people: new Map(),
    signIns: [],
    used: [],
    during: async () => {},
    over: new Set(),
  };
  const refuse = () => network.failWith ?? failure('refused', 'Not in this test.');
  const platform: Platform = {
    capabilities: BLUESKY,
    newRecordKey: () => 'key',
    async signIn(input) {
      network.signIns.push(input);
      if (network.failWith) return network.failWith;
      const account =
        network.people.get(input.identifier) ??
        [...network.people.values()].find((person) => person.remoteId === input.identifier);
      if (!account) return failure('auth', 'Wrong handle or password.', 401);
      return {
        ok: true,
        value: { account, session: { token: secretOf(account.remoteId, ++round) } },
      };
    },
    async whoAmI(context) {
      network.used.push(context.session);
      await network.during(context);
      if (network.over.has(context.session.token)) return failure('auth', 'Signed out.', 401);
      if (network.failWith) return network.failWith;
      const account = [...network.people.values()].find(
        (person) => person.remoteId === context.remoteId,
      );
      return account ? { ok: true, value: account } : failure('refused', 'Nobody.');
    },
    publish: async () => refuse(),
    reconcile: async () => refuse(),
  };
  network.platforms = {
    linkedin: { ...platform, capabilities: LINKEDIN },
    facebook: { ...platform, capabilities: FACEBOOK },
    instagram: { ...platform, capabilities: INSTAGRAM },
    threads: { ...platform, capabilities: THREADS },
    tiktok: { ...platform, capabilities: TIKTOK },
    bluesky: platform,
    mastodon: { ...platform, capabilities: MASTODON },
    x: { ...platform, capabilities: X },
  };
  return network;
}

export const failure = (
  failureClass: PlatformFailureClass,
  message: string,
  httpStatus: number | null = null,
  retryAfter: number | null = null,
): PlatformFailure => ({ ok: false, class: failureClass, message, httpStatus, retryAfter });

export const person = (handle: string): RemoteAccount => ({
  remoteId: `did:plc:${handle.split('.')[0]}`,
  handle,
  displayName: handle,
  followers: 10,
  following: 20,
  postCount: null,
});
