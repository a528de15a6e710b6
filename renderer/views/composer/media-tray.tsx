import { useState } from 'react';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { toast } from '../../ui/toast.tsx';
import { type Draft, describeMedia, insertMedia, moveMedia, removeMedia } from './draft.ts';
import { MediaItem } from './media-item.tsx';
import type { ImageImport } from './use-image-import.ts';

interface MediaTrayProps {
  draft: Draft;
  change: (edit: (draft: Draft) => Draft) => void;
  imports: readonly ImageImport[];
  networks: readonly NetworkId[];
  disabled: boolean;
}

/** The images of the post: in order, each with its description. */
export function MediaTray({ draft, change, imports, networks, disabled }: MediaTrayProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  if (draft.media.length + imports.length === 0) return null;

  const remove = (mediaId: string) => {
    const at = draft.media.findIndex(({ media }) => media.id === mediaId);
    const item = draft.media[at];
    if (!item) return;
    change((current) => removeMedia(current, mediaId));
    toast.undoable('Image removed', () => change((current) => insertMedia(current, item, at)));
  };

  return (
    <section aria-label="Images" className="shrink-0 px-6 pt-2 pb-4">
      <ol className="grid grid-cols-2 gap-3">
        {draft.media.map((item, index) => (
          <MediaItem
            key={item.media.id}
            item={item}
            position={index}
            count={draft.media.length}
            networks={networks}
            disabled={disabled}
            isDragged={dragged === item.media.id}
            onDescribe={(altText) =>
              change((current) => describeMedia(current, item.media.id, altText))
            }
            onMove={(to) => change((current) => moveMedia(current, item.media.id, to))}
            onRemove={() => remove(item.media.id)}
            onDragStart={() => setDragged(item.media.id)}
            onDragEnd={() => setDragged(null)}
            onDragOver={() => {
              if (dragged && dragged !== item.media.id)
                change((current) => moveMedia(current, dragged, index));
            }}
          />
        ))}
        {imports.map((item) => (
          <li
            key={item.key}
            aria-busy
            className="flex overflow-hidden rounded-card border border-hairline"
          >
            <img
              src={item.url}
              alt=""
              className="size-22 animate-breathe object-cover opacity-50"
            />
            <span className="flex flex-1 items-center px-3 text-small text-muted" role="status">
              Adding {item.fileName}…
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
