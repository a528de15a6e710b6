import type { MediaTransfer, NetworkCapabilities } from '../network.ts';
import { error, type Finding } from './finding.ts';
import type { PreflightMedia } from './media.ts';

/** A network that fetches files by an address needs a place that has one: without it nothing of the post goes out. */
export function checkRelay(
  { name, images, video }: NetworkCapabilities,
  media: readonly PreflightMedia[],
): Finding[] {
  const fetched = ({ mimeType }: PreflightMedia): boolean => {
    const transfer: MediaTransfer | undefined = mimeType.startsWith('video/')
      ? video?.transfer
      : images.transfer;
    return transfer === 'fetched_by_url';
  };
  const files = media.filter(fetched);
  if (files.length === 0) return [];
  const what = files.some(({ mimeType }) => mimeType.startsWith('video/')) ? 'videos' : 'images';
  return [
    error(
      'relay_missing',
      `${name} fetches ${what} from an address on the internet, and this computer has none. Set up a media relay in Settings, or take ${name} off this post.`,
    ),
  ];
}
