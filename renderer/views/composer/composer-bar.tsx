import { memo, type ReactNode } from 'react';
import type { NetworkId } from '../../../shared/domain/network.ts';
import type { PostMedia } from '../../../shared/ipc/views.ts';
import { AddMedia } from './add-media.tsx';
import type { Room } from './draft-messages.ts';
import { TextCount } from './text-count.tsx';

// Counting for X takes a while, and a key changes nothing until the draft has settled.
const Count = memo(TextCount);

interface ComposerBarProps {
  media: readonly PostMedia[];
  /** How many are being taken in. */
  coming: number;
  networks: readonly NetworkId[];
  /** Where the text that is open goes. */
  rooms: readonly Room[];
  disabled: boolean;
  onFiles: (files: File[]) => void;
  /** What else can be added. */
  children: ReactNode;
}

/** Under the text: what can be added on the left, how much room it takes on the right. */
export const ComposerBar = ({
  media,
  coming,
  networks,
  rooms,
  disabled,
  onFiles,
  children,
}: ComposerBarProps) => (
  <div className="@container/bar shrink-0 px-6">
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <AddMedia
        media={media}
        coming={coming}
        networks={networks}
        disabled={disabled}
        onFiles={onFiles}
      />
      {children}
      <div className="ml-auto flex flex-wrap justify-end gap-x-4">
        {rooms.map((room) => (
          <Count
            key={`${room.network} ${room.limit.limit}`}
            text={room.text}
            network={room.network}
            limit={room.limit}
            parts={room.parts}
            most={room.most}
          />
        ))}
      </div>
    </div>
  </div>
);
