import { Film } from 'lucide-react';
import { useState } from 'react';
import type { Media } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';
import { mediaUrl } from '../calendar/thumbnail.tsx';

interface MediaPictureProps {
  media: Pick<Media, 'id' | 'durationMs'>;
  alt: string;
  /** Something else says already that it is a video. */
  plain?: boolean;
  className?: string;
}

/** An image, or a picture of a video; a video that this system can't show is a piece of film. */
export function MediaPicture({ media, alt, plain = false, className }: MediaPictureProps) {
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
      src={mediaUrl(media.id, 'thumb')}
      alt={alt}
      draggable={false}
      onError={() => setBlank(true)}
      className={cx('object-cover', className)}
    />
  );
}
