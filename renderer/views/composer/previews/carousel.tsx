import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { PostMedia } from '../../../../shared/ipc/views.ts';
import { cx } from '../../../ui/class-names.ts';
import { Picture } from './pictures.tsx';

interface CarouselProps {
  media: readonly PostMedia[];
  /** Width by height of each page. */
  ratio: number;
  /** Pictures of another shape have space around them, and are not cut off. */
  whole?: boolean;
  /** `1/3` in the corner. */
  counts?: boolean;
  className?: string;
}

/** One picture at a time, all in one shape, with dots for the others. */
export function Carousel({
  media,
  ratio,
  whole = false,
  counts = false,
  className,
}: CarouselProps) {
  const [chosen, setChosen] = useState(0);
  const at = Math.min(chosen, media.length - 1);
  const item = media[at];
  if (!item) return null;
  return (
    <div className={cx('shown-carousel', className)} style={{ aspectRatio: ratio }}>
      <Picture key={item.media.id} item={item} whole={whole} />
      {media.length > 1 && (
        <>
          {counts && (
            <span className="shown-count">
              {at + 1}/{media.length}
            </span>
          )}
          {at > 0 && (
            <button
              type="button"
              aria-label="Picture before"
              className="shown-turn left-2"
              onClick={() => setChosen(at - 1)}
            >
              <ChevronLeft size={16} />
            </button>
          )}
          {at < media.length - 1 && (
            <button
              type="button"
              aria-label="Next picture"
              className="shown-turn right-2"
              onClick={() => setChosen(at + 1)}
            >
              <ChevronRight size={16} />
            </button>
          )}
          <span aria-hidden className="shown-dots">
            {media.map(({ media: { id } }, index) => (
              <i key={id} className={cx(index === at && 'is-shown')} />
            ))}
          </span>
        </>
      )}
    </div>
  );
}
