import { ChevronLeft, ChevronRight, Crop as CropIcon, Maximize2, Play, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { type Crop, middleCrop } from '../../../shared/domain/crop.ts';
import type { NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { PostMedia } from '../../../shared/ipc/views.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { fileSize } from '../settings/file-size.ts';
import { imageFit, shapeNotes } from './image-fit.ts';
import { lengthText } from './length-text.ts';
import type { MediaAbout } from './media-about.ts';
import { MediaDescription } from './media-description.tsx';
import { CropDialog, DescribeDialog } from './media-dialogs.ts';
import { MediaPicture } from './media-picture.tsx';
import { ShapeNotes } from './shape-notes.tsx';

interface MediaItemProps {
  item: PostMedia;
  about: MediaAbout;
  /** Of the post, which gives some networks the shape of all. */
  first: PostMedia;
  position: number;
  count: number;
  networks: readonly NetworkId[];
  disabled: boolean;
  isDragged: boolean;
  onDescribe: (altText: string) => void;
  onCrop: (crop: Crop | null) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onDragStart: () => void;
  onDragEnd: () => void;
  onDragOver: () => void;
}

/** One image or video with its description. It is moved by dragging, by the arrows, or with Alt and an arrow key. */
export function MediaItem({
  item,
  about,
  first,
  position,
  count,
  networks,
  disabled,
  isDragged,
  onDescribe,
  onCrop,
  onMove,
  onRemove,
  onDragStart,
  onDragEnd,
  onDragOver,
}: MediaItemProps) {
  const { media, altText, crop } = item;
  const { durationMs } = media;
  const [opened, setOpened] = useState<'crop' | 'description' | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const open = (what: 'crop' | 'description') => (event: React.MouseEvent<HTMLElement>) => {
    opener.current = event.currentTarget;
    setOpened(what);
  };
  // A dialog gives the focus back to its trigger only, and this one has none.
  const close = () => {
    setOpened(null);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const isVideo = durationMs !== null;
  const fit = isVideo
    ? { size: lengthText(durationMs), told: videoFacts(media) }
    : imageFit(media, networks, crop);
  const takesDescription =
    !isVideo ||
    networks.length === 0 ||
    networks.some((network) => NETWORKS[network].video?.altText);
  const name = `${isVideo ? 'Video' : 'Image'} ${position + 1} of ${count}`;
  return (
    <li
      data-media={media.id}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAG_TYPE)) return;
        event.preventDefault();
        event.stopPropagation();
        onDragOver();
      }}
      onKeyDown={(event) => {
        if (!event.altKey || disabled || opened !== null) return;
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
        className="relative w-20 shrink-0 cursor-grab bg-sunken active:cursor-grabbing"
      >
        <MediaPicture
          media={media}
          crop={crop}
          alt={altText || name}
          className="absolute inset-0 size-full"
        />
        <span
          className="absolute bottom-1 left-1 flex items-center gap-0.5 rounded-chip bg-[#000]/65 px-1 text-[10px] leading-4 whitespace-nowrap text-[#fff]"
          title={fit.told}
        >
          {isVideo && <Play size={8} fill="currentColor" aria-hidden />}
          {crop && <CropIcon size={8} aria-label="Cropped to" />}
          {fit.size}
        </span>
      </div>
      <MediaDescription
        item={item}
        networks={networks}
        disabled={disabled}
        takesDescription={takesDescription}
        facts={isVideo ? fit.told : null}
        onDescribe={onDescribe}
        actions={
          <>
            {!isVideo && (
              <IconButton
                data-crop
                label={`Crop ${media.fileName}`}
                size="tiny"
                disabled={disabled}
                onClick={open('crop')}
              >
                <CropIcon size={14} />
              </IconButton>
            )}
            {takesDescription && (
              <IconButton
                label={`Describe ${media.fileName} beside the picture`}
                size="tiny"
                disabled={disabled}
                onClick={open('description')}
              >
                <Maximize2 size={13} />
              </IconButton>
            )}
            <IconButton
              label="Move before"
              size="tiny"
              disabled={disabled || position === 0}
              onClick={() => onMove(position - 1)}
            >
              <ChevronLeft size={14} />
            </IconButton>
            <IconButton
              label="Move after"
              size="tiny"
              disabled={disabled || position === count - 1}
              onClick={() => onMove(position + 1)}
            >
              <ChevronRight size={14} />
            </IconButton>
            <IconButton
              label={`Remove ${media.fileName}`}
              size="tiny"
              disabled={disabled}
              onClick={onRemove}
            >
              <X size={14} />
            </IconButton>
          </>
        }
      >
        {!isVideo && (
          <ShapeNotes
            notes={shapeNotes(item, first, networks)}
            className="px-3 pb-2"
            {...(!disabled && { onCrop: (ratio) => onCrop(middleCrop(media, ratio)) })}
          />
        )}
      </MediaDescription>
      {opened === 'crop' && (
        <CropDialog item={item} networks={networks} onCrop={onCrop} onClose={close} />
      )}
      {opened === 'description' && (
        <DescribeDialog
          item={item}
          about={about}
          name={name}
          networks={networks}
          onDescribe={onDescribe}
          onClose={close}
        />
      )}
    </li>
  );
}

/** `1080 × 1920, 24 MB` */
const videoFacts = ({ width, height, bytes }: PostMedia['media']): string =>
  `${width} × ${height}, ${fileSize(bytes)}`;

/** Tells our own images from files that are dragged in. */
const DRAG_TYPE = 'application/x-clientnest-image';
