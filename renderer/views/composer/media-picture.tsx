import { Film } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import type { Crop } from '../../../shared/domain/crop.ts';
import type { Media } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';
import { mediaUrl } from '../calendar/thumbnail.tsx';

interface MediaPictureProps {
  media: Pick<Media, 'id' | 'durationMs'>;
  alt: string;
  /** The part that is sent; null for all of it. */
  crop?: Crop | null;
  size?: 'thumb' | 'screen';
  /** Something else says already that it is a video. */
  plain?: boolean;
  className?: string;
}

/** An image, or a picture of a video; a video that this system can't show is a piece of film. */
export function MediaPicture({
  media,
  alt,
  crop = null,
  size = 'thumb',
  plain = false,
  className,
}: MediaPictureProps) {
  const [isBlank, setBlank] = useState(false);
  if (isBlank && media.durationMs !== null)
    return (
      <span
        role="img"
        aria-label={alt}
        className={cx('flex items-center justify-center bg-sunken text-muted', className)}
      >
        {!plain && <Film size={20} aria-hidden />}
      </span>
    );
  return (
    <img
      src={mediaUrl(media.id, size)}
      alt={alt}
      draggable={false}
      decoding="async"
      onError={() => setBlank(true)}
      className={cx('object-cover', className)}
      {...(crop && { style: { objectViewBox: viewBoxOf(crop) } as CSSProperties })}
    />
  );
}

/** The same picture for every part of it: the browser shows the part. */
function viewBoxOf({ x, y, width, height }: Crop): string {
  const sides = [y, 1 - x - width, 1 - y - height, x];
  return `inset(${sides.map((share) => `${Math.max(0, share * 100).toFixed(3)}%`).join(' ')})`;
}
