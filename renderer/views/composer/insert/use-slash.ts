import { type KeyboardEvent, useMemo, useState } from 'react';

export interface Slash {
  isOpen: boolean;
  /** Where the slash was typed, as an index into the text; null where it was not typed. */
  at: number | null;
  close: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** `/` at the start of a line asks what to insert. It is typed all the same: Esc leaves it there. */
export function useSlash(): Slash {
  const [at, setAt] = useState<number | null>(null);
  const [isOpen, setOpen] = useState(false);
  return useMemo(
    () => ({
      isOpen,
      at,
      close: () => {
        setOpen(false);
        setAt(null);
      },
      onKeyDown: (event) => {
        const field = event.currentTarget;
        if (event.key !== '/' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
          return;
        if (!(field instanceof HTMLTextAreaElement) || field.readOnly) return;
        const { value, selectionStart, selectionEnd } = field;
        const isAtStart = selectionStart === 0 || value[selectionStart - 1] === '\n';
        if (selectionStart !== selectionEnd || !isAtStart) return;
        setAt(selectionStart);
        // The slash itself goes into the text, not into what opens.
        window.setTimeout(() => setOpen(true));
      },
    }),
    [isOpen, at],
  );
}
