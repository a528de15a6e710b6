import type { NetworkId } from '../../shared/domain/network.ts';
import { BLUESKY } from '../../shared/domain/networks/bluesky.ts';
import { MASTODON } from '../../shared/domain/networks/mastodon.ts';
import type { Clock } from '../clock.ts';
import { newTid } from './bluesky/tid.ts';
import { newIdempotencyKey } from './mastodon/idempotency-key.ts';
import type { NativeSchedule, Platform } from './platform.ts';

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
    ...(known.capabilities.nativeSchedule
      ? { nativeSchedule: lazySchedule(async () => (await platform()).nativeSchedule) }
      : {}),
  };
}

function lazySchedule(load: () => Promise<NativeSchedule | undefined>): NativeSchedule {
  const schedule = async () => {
    const loaded = await load();
    if (!loaded) throw new Error('A network that schedules has no calls for it');
    return loaded;
  };
  return {
    handOver: async (context, post, progress) =>
      (await schedule()).handOver(context, post, progress),
    find: async (context, post) => (await schedule()).find(context, post),
    look: async (context, id, post) => (await schedule()).look(context, id, post),
    move: async (context, id, at) => (await schedule()).move(context, id, at),
    takeBack: async (context, id) => (await schedule()).takeBack(context, id),
  };
}
