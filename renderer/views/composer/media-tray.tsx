import { useEffect, useState } from 'react';
import type { NetworkId } from '../../../shared/domain/network.ts';
import type { PostMedia } from '../../../shared/ipc/views.ts';
import { Button } from '../../ui/button.tsx';
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

/** As long as a toast can be taken back; a toast itself can't be reached from inside a sheet. */
const UNDO_MS = 10_000;

/** The images of the post: in order, each with its description. */
export function MediaTray({ draft, change, imports, networks, disabled }: MediaTrayProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [removed, setRemoved] = useState<{ item: PostMedia; at: number } | null>(null);

  useEffect(() => {
    if (!removed) return;
    const timer = window.setTimeout(() => setRemoved(null), UNDO_MS);
    return () => window.clearTimeout(timer);
  }, [removed]);

  if (draft.media.length + imports.length === 0 && !removed) return null;

  const remove = (mediaId: string) => {
    const at = draft.media.findIndex(({ media }) => media.id === mediaId);
    const item = draft.media[at];
    if (!item) return;
    change((current) => removeMedia(current, mediaId));
    setRemoved({ item, at });
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
      {removed && (
        <p role="status" className="mt-2 flex items-center gap-1 text-small text-muted">
          {removed.item.media.fileName} is taken off.
          <Button
            tone="ghost"
            size="compact"
            autoFocus
            onClick={() => {
              change((current) => insertMedia(current, removed.item, removed.at));
              setRemoved(null);
            }}
          >
            Undo
          </Button>
        </p>
      )}
    </section>
  );
}
