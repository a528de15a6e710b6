import { ImagePlus } from 'lucide-react';
import { useRef } from 'react';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';

interface AddImagesProps {
  /** How many there are already. */
  count: number;
  networks: readonly NetworkId[];
  disabled: boolean;
  onFiles: (files: File[]) => void;
}

/** Picks images from this computer. They can be dropped and pasted too. */
export function AddImages({ count, networks, disabled, onFiles }: AddImagesProps) {
  const picker = useRef<HTMLInputElement>(null);
  const most = Math.min(...networks.map((network) => NETWORKS[network].images.count));
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label="Choose images"
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
        Add images
      </Button>
      <span className={cx('-ml-2 text-small', count > most ? 'text-failed' : 'text-muted')}>
        {count > most
          ? `${count} images, at most ${most} fit`
          : count === 0
            ? 'or drop or paste them'
            : `${count} of ${most}`}
      </span>
    </>
  );
}
