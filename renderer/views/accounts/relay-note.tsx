import type { NetworkCapabilities } from '../../../shared/domain/network.ts';
import { useGo } from '../../app/place.ts';
import { useRoute } from '../../ipc/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { relayedFiles } from './network-words.ts';

/** Says before anybody signs in that a network fetches files by their address, and leads to where that is set up. */
export function RelayNote({ network }: { network: NetworkCapabilities }) {
  const go = useGo();
  const { data } = useRoute('relay.get', {});
  const files = relayedFiles(network);
  if (files === '' || !data || data.relay !== null) return null;
  const { name, mediaRequired, video } = network;
  const isAll = !video || files.includes('videos');
  const without = !isAll
    ? 'Videos go out without one.'
    : mediaRequired
      ? 'Nothing goes out there without one.'
      : 'Posts of text alone go out without one.';
  return (
    <Notice
      tone="attention"
      className="mb-4"
      action={
        <Button size="compact" onClick={() => go('/settings?section=relay')}>
          Set up the relay
        </Button>
      }
    >
      {name} fetches {files} from an address on the internet. For that ClientNest needs a media
      relay: a bucket of your own. {without}
    </Notice>
  );
}
