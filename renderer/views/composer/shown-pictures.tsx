import { Play } from 'lucide-react';
import type { PostMedia } from '../../../shared/ipc/views.ts';
import { cx } from '../../ui/class-names.ts';
import { lengthText } from './length-text.ts';
import { MediaPicture } from './media-picture.tsx';

/** What a post carries, as timelines lay it out. */
export function Pictures({ media }: { media: readonly PostMedia[] }) {
  const [only] = media;
  if (media.length === 1 && only) {
    const { width, height } = only.media;
    // A single picture keeps its shape, within what a timeline gives it.
    const ratio = Math.max(0.8, Math.min(2.4, width / height));
    return (
      <div className="shown-pictures" style={{ aspectRatio: ratio }}>
        <Picture item={only} className="inset-0" />
      </div>
    );
  }
  return (
    <div className={cx('shown-pictures shown-grid', `shown-grid-${media.length}`)}>
      {media.map((item) => (
        <div key={item.media.id} className="relative">
          <Picture item={item} className="inset-0" />
        </div>
      ))}
    </div>
  );
}

const Picture = ({ item, className }: { item: PostMedia; className: string }) => (
  <>
    <MediaPicture
      media={item.media}
      alt={item.altText || item.media.fileName}
      plain
      className={cx('absolute size-full', className)}
    />
    {item.media.durationMs !== null && (
      <>
        <span aria-hidden className="shown-play">
          <Play size={20} fill="currentColor" />
        </span>
        <span className="shown-length">{lengthText(item.media.durationMs)}</span>
      </>
    )}
    {item.altText.trim() !== '' && <span className="shown-alt">ALT</span>}
  </>
);
