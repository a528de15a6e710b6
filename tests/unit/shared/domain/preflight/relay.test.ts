import { expect, it } from 'vitest';
import type { NetworkCapabilities, NetworkId } from '../../../../../shared/domain/network.ts';
import { NETWORKS } from '../../../../../shared/domain/networks/index.ts';
import { checkPost, type PreflightMedia } from '../../../../../shared/domain/preflight.ts';

/** A network that fetches images and takes videos as they are, one that is the other way round. */
const { bluesky, mastodon } = NETWORKS;
const source = { page: 'made up', readOn: '2026-11-23' };
const video = (transfer: 'upload' | 'fetched_by_url'): NetworkCapabilities['video'] => ({
  transfer,
  bytes: 5_000_000,
  seconds: { least: 1, most: 90 },
  mimeTypes: ['video/mp4'],
  altText: false,
  source,
});
const networks: Record<NetworkId, NetworkCapabilities> = {
  ...NETWORKS,
  bluesky: {
    ...bluesky,
    name: 'Gallery',
    images: { ...bluesky.images, transfer: 'fetched_by_url' },
    video: video('upload'),
  },
  mastodon: { ...mastodon, name: 'Cinema', video: video('fetched_by_url') },
};
const file = (mimeType: string): PreflightMedia => ({
  fileName: 'oven',
  mimeType,
  altText: 'An oven',
  bytes: 1000,
  width: 100,
  height: 100,
});
const say = (media: PreflightMedia[], hasRelay?: boolean) =>
  checkPost(
    {
      targets: (['bluesky', 'mastodon'] as const).map((network) => ({
        accountId: network,
        network,
        handle: 'ada',
        text: 'Bread',
        status: 'connected',
      })),
      media,
      ...(hasRelay === undefined ? {} : { hasRelay }),
    },
    networks,
  )
    .filter(({ code }) => code === 'relay_missing')
    .map(({ message, severity }) => `${severity}: ${message}`);

it.each([
  ['image/jpeg', 'Gallery', 'images'],
  ['video/mp4', 'Cinema', 'videos'],
])('asks for a relay where %s is fetched', (mimeType, name, what) => {
  expect(say([file(mimeType)], false)).toEqual([
    `error: ${name} fetches ${what} from an address on the internet, and this computer has none. Set up a media relay in Settings, or take ${name} off this post.`,
  ]);
});

it('says nothing where there is one, where nothing is sent along, and where nobody asks', () => {
  expect(say([file('image/jpeg')], true)).toEqual([]);
  expect(say([], false)).toEqual([]);
  expect(say([file('image/jpeg')])).toEqual([]);
});
