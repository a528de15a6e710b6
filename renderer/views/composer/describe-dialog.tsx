import { useId } from 'react';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { altTextLength } from '../../../shared/domain/text/measure.ts';
import type { PostMedia } from '../../../shared/ipc/views.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { DescribeWithAi } from './ai/describe.tsx';
import type { MediaAbout } from './media-about.ts';
import { MediaPicture } from './media-picture.tsx';

interface DescribeDialogProps {
  item: PostMedia;
  about: MediaAbout;
  name: string;
  networks: readonly NetworkId[];
  onDescribe: (altText: string) => void;
  onClose: () => void;
}

/** Of a proposal: longer ones are not listened to, whatever a network takes. In characters. */
const LONGEST = 1000;

/** The picture large, and room to say what is in it. What is written is kept as it is written. */
export function DescribeDialog({
  item,
  about,
  name,
  networks,
  onDescribe,
  onClose,
}: DescribeDialogProps) {
  const id = useId();
  const rooms = networks
    .filter((network) => NETWORKS[network].images.altText)
    .map((network) => {
      const { name: networkName, images } = NETWORKS[network];
      return {
        networkName,
        used: altTextLength(item.altText, images),
        limit: images.altTextLimit,
      };
    })
    .toSorted((one, other) => one.limit - one.used - (other.limit - other.used));
  const [tightest] = rooms;
  const isOver = tightest !== undefined && tightest.used > tightest.limit;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      width={640}
      title={`Describe ${name.toLowerCase()}`}
      description="Say what matters in it to somebody who can’t see it: who, what, where, and words in it."
      footer={
        <>
          {tightest && (
            <span
              role="status"
              className={cx(
                'mr-auto text-small tabular-nums',
                isOver ? 'font-medium text-failed' : 'text-muted',
              )}
            >
              {tightest.used.toLocaleString()} / {tightest.limit.toLocaleString()} on{' '}
              {tightest.networkName}
            </span>
          )}
          <Button tone="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className="flex gap-4">
        <MediaPicture
          media={item.media}
          crop={item.crop}
          size="screen"
          alt={item.media.fileName}
          className="max-h-80 w-1/2 max-wide:max-h-36 shrink-0 rounded-card bg-sunken object-contain"
        />
        <label htmlFor={id} className="sr-only">
          Description
        </label>
        <textarea
          id={id}
          dir="auto"
          value={item.altText}
          aria-invalid={isOver || undefined}
          placeholder="A round loaf on a wooden board, its crust dark and floury."
          onChange={(event) => onDescribe(event.target.value)}
          className="min-h-60 max-wide:min-h-36 flex-1 resize-none rounded-control border border-edge bg-transparent p-3 leading-normal"
        />
      </div>
      {item.media.durationMs === null && (
        <DescribeWithAi
          about={about}
          mediaId={item.media.id}
          altText={item.altText}
          limit={Math.min(LONGEST, ...rooms.map(({ limit }) => limit))}
          isCropped={item.crop !== null}
          onDescribe={onDescribe}
        />
      )}
    </Dialog>
  );
}
