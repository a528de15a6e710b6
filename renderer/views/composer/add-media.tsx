import { ImagePlus } from 'lucide-react';
import { useRef } from 'react';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { PostMedia } from '../../../shared/ipc/views.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';

interface AddMediaProps {
  /** What there is already. */
  media: readonly PostMedia[];
  /** Files on their way. */
  coming: number;
  networks: readonly NetworkId[];
  disabled: boolean;
  onFiles: (files: File[]) => void;
}

/** Picks images or a video from this computer. They can be dropped and pasted too. */
export function AddMedia({ media, coming, networks, disabled, onFiles }: AddMediaProps) {
  const picker = useRef<HTMLInputElement>(null);
  const most = Math.min(...networks.map((network) => NETWORKS[network].images.count));
  const takesVideo =
    networks.length === 0 || networks.some((network) => NETWORKS[network].video !== null);
  const videos = media.filter((item) => item.media.durationMs !== null).length;
  const images = media.length - videos + coming;
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept="image/*,video/*"
        multiple
        hidden
        aria-label="Choose images or a video"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button
        size="compact"
        tone="ghost"
        disabled={disabled}
        className="-ml-2.5"
        icon={<ImagePlus size={16} className="text-muted" />}
        onClick={() => picker.current?.click()}
      >
        {takesVideo ? 'Add images or video' : 'Add images'}
      </Button>
      <span
        className={cx(
          '-ml-2 text-small',
          images > most ? 'text-failed' : 'text-muted',
          // A hint gives way to what is counted; a count does not.
          images + videos === 0 &&
            (networks.length === 0 ? 'max-roomy:hidden' : 'hidden @min-[740px]/bar:inline'),
        )}
      >
        {noteOf(images, videos, most)}
      </span>
    </>
  );
}

function noteOf(images: number, videos: number, most: number): string {
  if (images > most) return `${images} images, at most ${most} fit`;
  if (videos > 0) return '';
  if (images === 0) return 'or drop or paste them';
  return Number.isFinite(most) ? `${images} of ${most}` : '';
}
