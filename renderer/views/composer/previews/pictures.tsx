import { Play } from 'lucide-react';
import { croppedSize } from '../../../../shared/domain/crop.ts';
import type { PostMedia } from '../../../../shared/ipc/views.ts';
import { cx } from '../../../ui/class-names.ts';
import { lengthText } from '../length-text.ts';
import { MediaPicture } from '../media-picture.tsx';

/** How a network lays out what a post carries. Ratios are width by height. */
export interface PictureLayout {
  /** Within which a single picture keeps its shape. */
  single: { least: number; most: number };
  /** Of the box around several. */
  several: Readonly<Record<2 | 3 | 4 | 5, string>>;
  /** More than these are told as a number on the last one. */
  most: 4 | 5;
  /** Whether a sign says that a picture is described. */
  showsAlt: boolean;
}

/** What a post carries, as timelines lay it out. */
export function Pictures({
  media,
  layout,
}: {
  media: readonly PostMedia[];
  layout: PictureLayout;
}) {
  const [only] = media;
  if (!only) return null;
  const { most, showsAlt } = layout;
  if (media.length === 1)
    return (
      <div
        className="shown-pictures"
        style={{ aspectRatio: shapeOf(only, layout.single.least, layout.single.most) }}
      >
        <Picture item={only} showsAlt={showsAlt} />
      </div>
    );
  const shown = media.slice(0, most);
  const hidden = media.length - shown.length;
  const count = shown.length as 2 | 3 | 4 | 5;
  return (
    <div className={cx('shown-pictures shown-grid', layout.several[count])}>
      {shown.map((item, index) => (
        <div key={item.media.id} className="relative">
          <Picture item={item} showsAlt={showsAlt} />
          {hidden > 0 && index === shown.length - 1 && (
            <span className="shown-others">
              +{hidden}
              <span className="sr-only"> more</span>
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

/** Width by height of what is sent of it, within what a network gives it. */
export function shapeOf({ media, crop }: PostMedia, least: number, most: number): number {
  const { width, height } = croppedSize({ ...media, crop });
  return Math.max(least, Math.min(most, width / height));
}

interface PictureProps {
  item: PostMedia;
  showsAlt?: boolean;
  /** All of it is shown, with space around it. */
  whole?: boolean;
}

/** One picture, or a video with the sign to play it, filling the box around it. */
export const Picture = ({ item, showsAlt = false, whole = false }: PictureProps) => (
  <>
    <MediaPicture
      media={item.media}
      crop={item.crop}
      size="screen"
      alt={item.altText || item.media.fileName}
      plain
      className={cx('absolute inset-0 size-full', whole && 'shown-whole')}
    />
    {item.media.durationMs !== null && (
      <>
        <span aria-hidden className="shown-play">
          <Play size={20} fill="currentColor" />
        </span>
        <span className="shown-length">{lengthText(item.media.durationMs)}</span>
      </>
    )}
    {showsAlt && item.altText.trim() !== '' && <span className="shown-alt">ALT</span>}
  </>
);
