import { cx } from '../../ui/class-names.ts';

/** Where the shell serves an image of ours. */
export const mediaUrl = (mediaId: string, size: 'thumb' | 'screen' | 'full' = 'full'): string =>
  size === 'full' ? `/media/${mediaId}` : `/media/${mediaId}?size=${size}`;

/** A small picture that is decoration: its description stands where the image itself is shown. */
export const Thumbnail = ({ mediaId, className }: { mediaId: string; className?: string }) => (
  <img
    src={mediaUrl(mediaId, 'thumb')}
    alt=""
    loading="lazy"
    decoding="async"
    draggable={false}
    className={cx('shrink-0 bg-hover object-cover', className)}
  />
);
