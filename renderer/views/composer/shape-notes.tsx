import { Crop as CropIcon, Scissors, TriangleAlert } from 'lucide-react';
import { ratioText } from '../../../shared/domain/preflight/media.ts';
import { cx } from '../../ui/class-names.ts';
import type { ShapeNote } from './image-fit.ts';

interface ShapeNotesProps {
  notes: readonly ShapeNote[];
  /** Crops to a shape at once, around the middle. */
  onCrop?: (ratio: number) => void;
  className?: string;
}

/** What networks do to the shape of an image, each with the way to mend it. Nothing where all show it whole. */
export function ShapeNotes({ notes, onCrop, className }: ShapeNotesProps) {
  if (notes.length === 0) return null;
  return (
    <ul className={cx('grid gap-1 text-small', className)}>
      {notes.map(({ network, kind, told, ratio }) => (
        <li
          key={network}
          className={cx(
            'flex items-center gap-1',
            kind === 'refused' ? 'text-failed' : 'text-muted',
          )}
        >
          {kind === 'refused' ? (
            <TriangleAlert size={12} aria-hidden className="shrink-0" />
          ) : (
            <Scissors size={12} aria-hidden className="shrink-0" />
          )}
          <span className="min-w-0">{told}</span>
          {onCrop && kind === 'refused' && (
            <button
              type="button"
              onClick={() => onCrop(ratio)}
              className="ml-auto inline-flex h-6 shrink-0 items-center gap-1 rounded-control px-1.5 font-medium text-ink hover:bg-hover"
            >
              <CropIcon size={12} aria-hidden />
              Crop to {ratioText(ratio)}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
