import { FileCheck2 } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';

/** Takes a file that is dropped anywhere on it. */
export function FileDrop({
  onFile,
  children,
}: {
  onFile: (file: File) => void;
  children: ReactNode;
}) {
  const [isOver, setOver] = useState(false);
  // Entering a child leaves its parent, so what counts is how deep we are.
  const depth = useRef(0);
  const isFile = (event: React.DragEvent) => event.dataTransfer.types.includes('Files');
  const move = (by: number) => (event: React.DragEvent) => {
    if (!isFile(event)) return;
    depth.current += by;
    setOver(depth.current > 0);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a drop target; a button in the title bar does the same
    <div
      className="relative h-full"
      onDragEnter={move(1)}
      onDragLeave={move(-1)}
      onDragOver={(event) => isFile(event) && event.preventDefault()}
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
          <FileCheck2 size={20} aria-hidden />
          Drop the answers here
        </div>
      )}
    </div>
  );
}
