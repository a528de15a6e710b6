import type { NetworkId } from '../../shared/domain/network.ts';
import { BLUESKY } from '../../shared/domain/networks/bluesky.ts';
import { MASTODON } from '../../shared/domain/networks/mastodon.ts';
import type { Clock } from '../clock.ts';
import { newTid } from './bluesky/tid.ts';
import { newIdempotencyKey } from './mastodon/idempotency-key.ts';
import type { Platform } from './platform.ts';

export type Platforms = Readonly<Record<NetworkId, Platform>>;

export interface PlatformsOptions {
  clock: Clock;
  /** Version of the app, for the user agent. */
  version: string;
}

/** Every network's adapter. An adapter and its client library load on the first call, not at start-up. */
export function createPlatforms({ clock, version }: PlatformsOptions): Platforms {
  const userAgent = `ClientNest/${version}`;
  return {
    bluesky: lazy({ capabilities: BLUESKY, newRecordKey: newTid }, async () => {
      const { createBluesky } = await import('./bluesky/bluesky.ts');
      return createBluesky({ clock, userAgent });
    }),
    mastodon: lazy({ capabilities: MASTODON, newRecordKey: newIdempotencyKey }, async () => {
      const { createMastodon } = await import('./mastodon/mastodon.ts');
      return createMastodon({ clock, userAgent });
    }),
  };
}

function lazy(
  known: Pick<Platform, 'capabilities' | 'newRecordKey'>,
  load: () => Promise<Platform>,
): Platform {
  let loading: Promise<Platform> | undefined;
  const platform = () => {
    loading ??= load();
    return loading;
  };
  return {
    ...known,
    signIn: async (input) => (await platform()).signIn(input),
    whoAmI: async (context) => (await platform()).whoAmI(context),
    publish: async (context, post, progress) => (await platform()).publish(context, post, progress),
    reconcile: async (context, post) => (await platform()).reconcile(context, post),
  };
}
