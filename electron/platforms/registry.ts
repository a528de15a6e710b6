import type { NetworkId } from '../../shared/domain/network.ts';
import { BLUESKY } from '../../shared/domain/networks/bluesky.ts';
import { FACEBOOK } from '../../shared/domain/networks/facebook.ts';
import { INSTAGRAM } from '../../shared/domain/networks/instagram.ts';
import { LINKEDIN } from '../../shared/domain/networks/linkedin.ts';
import { MASTODON } from '../../shared/domain/networks/mastodon.ts';
import { THREADS } from '../../shared/domain/networks/threads.ts';
import { TIKTOK } from '../../shared/domain/networks/tiktok.ts';
import { X } from '../../shared/domain/networks/x.ts';
import type { Clock } from '../clock.ts';
import { newTid } from './bluesky/tid.ts';
import { hasPartPublished, hasPartsOut, hasSaved, idsIn } from './parts.ts';
import type { Platform, PlatformResult } from './platform.ts';
import { newRecordKey } from './record-key.ts';

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
    x: lazy(
      {
        capabilities: X,
        newRecordKey,
        isPartlyOut: hasSaved('sent', 'sending'),
        partsOut: idsIn('sent'),
      },
      async () => {
        const { createX } = await import('./x/x.ts');
        return createX({ clock, userAgent });
      },
    ),
    facebook: lazy(
      {
        capabilities: FACEBOOK,
        newRecordKey,
        isPartlyOut: hasSaved('postId', 'videoId', 'sentAt'),
        partsOut: idsIn('postId', 'commentId'),
      },
      async () => {
        const { createFacebook } = await import('./facebook/facebook.ts');
        return createFacebook({ clock, userAgent });
      },
    ),
    instagram: lazy(
      {
        capabilities: INSTAGRAM,
        newRecordKey,
        isPartlyOut: hasSaved('mediaId', 'sent'),
        partsOut: idsIn('mediaId', 'commentId'),
      },
      async () => {
        const { createInstagram } = await import('./instagram/instagram.ts');
        return createInstagram({ clock, userAgent });
      },
    ),
    linkedin: lazy(
      {
        capabilities: LINKEDIN,
        newRecordKey,
        isPartlyOut: hasSaved('post', 'inDoubt'),
        partsOut: idsIn('post'),
      },
      async () => {
        const { createLinkedIn } = await import('./linkedin/linkedin.ts');
        return createLinkedIn({ clock, userAgent });
      },
    ),
    tiktok: lazy({ capabilities: TIKTOK, newRecordKey }, async () => {
      const { createTikTok } = await import('./tiktok/tiktok.ts');
      return createTikTok({ clock, userAgent });
    }),
    threads: lazy(
      {
        capabilities: THREADS,
        newRecordKey,
        isPartlyOut: hasPartPublished,
        partsOut: idsIn('parts'),
      },
      async () => {
        const { createThreads } = await import('./threads/threads.ts');
        return createThreads({ clock, userAgent });
      },
    ),
    bluesky: lazy(
      {
        capabilities: BLUESKY,
        newRecordKey: newTid,
        isPartlyOut: hasPartsOut,
        partsOut: idsIn('parts'),
      },
      async () => {
        const { createBluesky } = await import('./bluesky/bluesky.ts');
        return createBluesky({ clock, userAgent });
      },
    ),
    mastodon: lazy(
      {
        capabilities: MASTODON,
        newRecordKey,
        isPartlyOut: hasSaved('parts', 'sentAt'),
        partsOut: idsIn('parts'),
      },
      async () => {
        const { createMastodon } = await import('./mastodon/mastodon.ts');
        return createMastodon({ clock, userAgent });
      },
    ),
  };
}

/** The same platform, loaded with its first call. What it can do is known before, from its capabilities. */
function lazy(
  known: Pick<Platform, 'capabilities' | 'newRecordKey' | 'isPartlyOut' | 'partsOut'>,
  load: () => Promise<Platform>,
): Platform {
  let loading: Promise<Platform> | undefined;
  let here: Platform | null = null;
  const platform = () => {
    loading ??= load().then((loaded) => {
      here = loaded;
      return loaded;
    });
    return loading;
  };
  const { capabilities } = known;
  const { comments, mentions } = capabilities;
  /** A call that the capabilities promise. */
  const later =
    <Input extends unknown[], Value>(
      call: (loaded: Platform) => ((...input: Input) => Promise<Value>) | undefined,
    ) =>
    async (...input: Input): Promise<Value> => {
      const found = call(await platform());
      if (!found) throw new Error(`${capabilities.name} says that it can do what it can’t`);
      return found(...input);
    };
  return {
    ...known,
    signIn: later((loaded) => loaded.signIn),
    whoAmI: later((loaded) => loaded.whoAmI),
    publish: later((loaded) => loaded.publish),
    // Before the first call nothing is known that would spare one.
    beginning: (...input) => here?.beginning?.(...input) ?? null,
    reconcile: later((loaded) => loaded.reconcile),
    ...(capabilities.oauth && {
      oauth: {
        begin: later((loaded) => loaded.oauth?.begin),
        finish: later((loaded) => loaded.oauth?.finish),
        revoke: later((loaded) => loaded.oauth?.revoke ?? nothingToRevoke),
        ...(capabilities.oauth.application === 'automatic' && {
          register: later((loaded) => loaded.oauth?.register),
        }),
      },
    }),
    ...(capabilities.nativeSchedule && {
      nativeSchedule: {
        handOver: later((loaded) => loaded.nativeSchedule?.handOver),
        find: later((loaded) => loaded.nativeSchedule?.find),
        look: later((loaded) => loaded.nativeSchedule?.look),
        move: later((loaded) => loaded.nativeSchedule?.move),
        takeBack: later((loaded) => loaded.nativeSchedule?.takeBack),
      },
    }),
    ...(capabilities.metrics.length > 0 && { metrics: later((loaded) => loaded.metrics) }),
    ...(comments.read && { comments: later((loaded) => loaded.comments) }),
    ...(comments.reply && { reply: later((loaded) => loaded.reply) }),
    ...(comments.hide && { setHidden: later((loaded) => loaded.setHidden) }),
    ...(comments.like && { like: later((loaded) => loaded.like) }),
    ...(mentions && { mentions: later((loaded) => loaded.mentions) }),
    ...(mentions?.answersIn === 'own_posts' && { findReply: later((loaded) => loaded.findReply) }),
    ...(comments.remove && { removeComment: later((loaded) => loaded.removeComment) }),
    ...(capabilities.removal && { removePost: later((loaded) => loaded.removePost) }),
  };
}

/** A session that its network can't be told to end; it is forgotten here. */
const nothingToRevoke = async (): Promise<PlatformResult<'not_offered'>> => ({
  ok: true,
  value: 'not_offered',
});
