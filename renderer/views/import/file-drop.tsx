import { FileSpreadsheet } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';

interface FileDropProps {
  disabled: boolean;
  onFile: (file: File) => void;
  children: ReactNode;
}

/** Takes a table that is dropped anywhere on the view. */
export function FileDrop({ disabled, onFile, children }: FileDropProps) {
  const [isOver, setOver] = useState(false);
  // Entering a child leaves its parent, so what counts is how deep we are.
  const depth = useRef(0);
  const isFile = (event: React.DragEvent) =>
    !disabled && event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the button in it does the same
    <div
      className="relative h-full"
      data-testid="file-drop"
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
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      }}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-3 z-20 flex animate-appear items-center justify-center gap-2 rounded-card border-2 border-dashed border-accent bg-accent-soft/90 font-medium text-accent-text">
          <FileSpreadsheet size={20} aria-hidden />
          Drop the table here
        </div>
      )}
    </div>
  );
}
