import { Film, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { NetworkId } from '../../../shared/domain/network.ts';
import type { PostMedia } from '../../../shared/ipc/views.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import {
  cropMedia,
  type Draft,
  describeMedia,
  insertMedia,
  moveMedia,
  removeMedia,
} from './draft.ts';
import type { MediaAbout } from './media-about.ts';
import { MediaItem } from './media-item.tsx';
import type { MediaImport } from './use-media-import.ts';
import './media-tray.css';

interface MediaTrayProps {
  draft: Draft;
  about: MediaAbout;
  change: (edit: (draft: Draft) => Draft) => void;
  imports: readonly MediaImport[];
  networks: readonly NetworkId[];
  disabled: boolean;
}

/** As long as a toast can be taken back; a toast itself can't be reached from inside a sheet. */
const UNDO_MS = 10_000;

/** The images of the post, or its video: in order, each with its description. */
export function MediaTray({ draft, about, change, imports, networks, disabled }: MediaTrayProps) {
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
    <section aria-label="Images and videos" className="shrink-0 px-6 pt-2 pb-4">
      <ol className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,270px),1fr))] gap-3">
        {draft.media.map((item, index) => (
          <MediaItem
            key={item.media.id}
            item={item}
            about={about}
            first={draft.media[0] ?? item}
            position={index}
            count={draft.media.length}
            networks={networks}
            disabled={disabled}
            isDragged={dragged === item.media.id}
            onDescribe={(altText) =>
              change((current) => describeMedia(current, item.media.id, altText))
            }
            onCrop={(crop) => change((current) => cropMedia(current, item.media.id, crop))}
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
            <ComingIn item={item} />
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

/** A file on its way in. A video says how far it is, and can be ended. */
function ComingIn({ item: { url, fileName, share, cancel } }: { item: MediaImport }) {
  return (
    <>
      {url === null ? (
        <span className="flex min-h-22 w-22 shrink-0 animate-breathe items-center justify-center bg-sunken text-muted">
          <Film size={20} aria-hidden />
        </span>
      ) : (
        <img
          src={url}
          alt=""
          className="h-auto min-h-22 w-22 shrink-0 animate-breathe object-cover opacity-50"
        />
      )}
      <div className="flex min-w-0 flex-1 flex-col justify-center gap-2 px-3 text-small text-muted">
        <div className="flex items-center gap-1">
          <span className="min-w-0 flex-1 truncate" role="status">
            Adding {fileName}…
          </span>
          {share !== null && (
            <IconButton label={`Stop adding ${fileName}`} size="tiny" onClick={cancel}>
              <X size={14} />
            </IconButton>
          )}
        </div>
        {share !== null && (
          <progress
            aria-label={`Adding ${fileName}`}
            max={100}
            value={Math.round(share * 100)}
            className="media-progress"
          />
        )}
      </div>
    </>
  );
}
