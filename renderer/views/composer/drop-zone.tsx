import { ImagePlus } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { cx } from '../../ui/class-names.ts';

interface DropZoneProps {
  disabled: boolean;
  onFiles: (files: File[]) => void;
  className?: string;
  /** A text field in it is written in. */
  onField?: (field: HTMLTextAreaElement) => void;
  children: ReactNode;
}

/** Takes files that are dropped anywhere on it. */
export function DropZone({ disabled, onFiles, className, onField, children }: DropZoneProps) {
  const [isOver, setOver] = useState(false);
  // Entering a child leaves its parent, so what counts is how deep we are.
  const depth = useRef(0);
  const isFile = (event: React.DragEvent) =>
    !disabled && event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the button beside it does the same
    <div
      className={cx('relative', className)}
      onFocus={({ target, currentTarget }) => {
        // What floats above it is a part of it for React, but stands elsewhere.
        const isField = target instanceof HTMLTextAreaElement && currentTarget.contains(target);
        if (isField && !target.readOnly) onField?.(target);
      }}
      onDragEnter={(event) => {
        if (!isFile(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!isFile(event)) return;
        depth.current -= 1;
        if (depth.current === 0) setOver(false);
      }}
      onDragOver={(event) => {
        if (isFile(event)) event.preventDefault();
      }}
      onDrop={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-3 z-20 flex animate-appear items-center justify-center gap-2 rounded-card border-2 border-dashed border-accent bg-accent-soft/90 font-medium text-accent-text">
          <ImagePlus size={20} aria-hidden />
          Drop images or a video here
        </div>
      )}
    </div>
  );
}
