import { ChevronLeft, ChevronRight, Play, TriangleAlert, X } from 'lucide-react';
import { useId } from 'react';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { altTextLength } from '../../../shared/domain/text/measure.ts';
import type { PostMedia } from '../../../shared/ipc/views.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { fileSize } from '../settings/file-size.ts';
import { imageFit } from './image-fit.ts';
import { lengthText } from './length-text.ts';
import { MediaPicture } from './media-picture.tsx';

interface MediaItemProps {
  item: PostMedia;
  position: number;
  count: number;
  networks: readonly NetworkId[];
  disabled: boolean;
  isDragged: boolean;
  onDescribe: (altText: string) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onDragStart: () => void;
  onDragEnd: () => void;
  onDragOver: () => void;
}

/** One image or video with its description. It is moved by dragging, by the arrows, or with Alt and an arrow key. */
export function MediaItem({
  item: { media, altText },
  position,
  count,
  networks,
  disabled,
  isDragged,
  onDescribe,
  onMove,
  onRemove,
  onDragStart,
  onDragEnd,
  onDragOver,
}: MediaItemProps) {
  const id = useId();
  const { durationMs } = media;
  const isVideo = durationMs !== null;
  const fit = isVideo
    ? { size: lengthText(durationMs), told: videoFacts(media) }
    : imageFit(media, networks);
  const takesDescription =
    !isVideo ||
    networks.length === 0 ||
    networks.some((network) => NETWORKS[network].video?.altText);
  const excess = Math.max(
    0,
    ...networks.map((network) => {
      const { images } = NETWORKS[network];
      return altTextLength(altText, images) - images.altTextLimit;
    }),
  );
  const name = `${isVideo ? 'Video' : 'Image'} ${position + 1} of ${count}`;
  return (
    <li
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
        event.preventDefault();
        event.stopPropagation();
        onDragOver();
      }}
      onKeyDown={(event) => {
        if (!event.altKey || disabled) return;
        const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        onMove(position + by);
      }}
      className={cx(
        'group flex min-w-0 overflow-hidden rounded-card border border-hairline bg-panel transition-opacity',
        isDragged && 'opacity-40',
      )}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows beside it and Alt with an arrow key do the same */}
      <div
        draggable={!disabled}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData(DRAG_TYPE, media.id);
          onDragStart();
        }}
        onDragEnd={onDragEnd}
        className="relative w-22 shrink-0 cursor-grab bg-sunken active:cursor-grabbing"
      >
        <MediaPicture media={media} alt={altText || name} className="absolute inset-0 size-full" />
        <span
          className="absolute bottom-1 left-1 flex items-center gap-0.5 rounded-chip bg-[#000]/65 px-1 text-[10px] leading-4 whitespace-nowrap text-[#fff]"
          title={fit.told}
        >
          {isVideo && <Play size={8} fill="currentColor" aria-hidden />}
          {fit.size}
        </span>
      </div>
      <div className="flex min-h-22 min-w-0 flex-1 flex-col">
        <div className="flex items-center pt-0.5 pr-0.5 pl-3">
          {takesDescription ? (
            <label htmlFor={id} className="flex-1 truncate text-small text-muted">
              Description
            </label>
          ) : (
            <span className="flex-1 truncate text-small text-muted">{media.fileName}</span>
          )}
          <IconButton
            label="Move before"
            className="size-6"
            disabled={disabled || position === 0}
            onClick={() => onMove(position - 1)}
          >
            <ChevronLeft size={14} />
          </IconButton>
          <IconButton
            label="Move after"
            className="size-6"
            disabled={disabled || position === count - 1}
            onClick={() => onMove(position + 1)}
          >
            <ChevronRight size={14} />
          </IconButton>
          <IconButton
            label={`Remove ${media.fileName}`}
            className="size-6"
            disabled={disabled}
            onClick={onRemove}
          >
            <X size={14} />
          </IconButton>
        </div>
        {isVideo && (
          <p className={cx('px-3 pb-1 text-caption text-muted', !takesDescription && 'pb-2')}>
            {fit.told}
          </p>
        )}
        {takesDescription && (
          <textarea
            id={id}
            value={altText}
            readOnly={disabled}
            rows={2}
            placeholder={
              isVideo
                ? 'What happens in the video, for people who can’t see it?'
                : 'What is in the picture, for people who can’t see it?'
            }
            aria-describedby={`${id}-note`}
            aria-invalid={excess > 0 || undefined}
            onChange={(event) => onDescribe(event.target.value)}
            className="field-sizing-content max-h-32 flex-1 resize-none bg-transparent px-3 pb-2 leading-snug focus-visible:-outline-offset-2"
          />
        )}
        {excess > 0 ? (
          <p id={`${id}-note`} className="px-3 pb-2 text-small text-failed">
            {excess.toLocaleString()} characters too long
          </p>
        ) : (
          takesDescription &&
          altText.trim() === '' && (
            <p
              id={`${id}-note`}
              className="flex items-center gap-1 px-3 pb-2 text-small text-attention"
            >
              <TriangleAlert size={12} aria-hidden />
              Not described yet
            </p>
          )
        )}
      </div>
    </li>
  );
}

/** `1080 × 1920, 24 MB` */
const videoFacts = ({ width, height, bytes }: PostMedia['media']): string =>
  `${width} × ${height}, ${fileSize(bytes)}`;

/** Tells our own images from files that are dragged in. */
const DRAG_TYPE = 'application/x-clientnest-image';
