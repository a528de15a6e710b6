import { type RefObject, useEffect, useRef } from 'react';

/**
 * Keys of a sheet, from wherever in it the focus is. What is open above it, and what is typed into, has its own.
 * @param inside something in the sheet
 * @param undo on ⌘Z; false where there is nothing to undo, then others may
 * @param keys by `KeyboardEvent.key`, letters small
 */
export function useSheetKeys(
  inside: RefObject<HTMLElement | null>,
  undo: () => boolean,
  keys: Readonly<Record<string, () => void>>,
): void {
  const latest = useRef({ undo, keys });
  latest.current = { undo, keys };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const sheet = inside.current?.closest('[role="dialog"]');
      const { target } = event;
      if (!sheet || !(target instanceof HTMLElement) || event.isComposing) return;
      const isHere = sheet.contains(target) || target === document.body;
      if (!isHere || target.matches('input, textarea, select')) return;
      const act = keyed(event, latest.current);
      if (!act?.()) return;
      event.preventDefault();
      // The notes at the foot of the window undo on the same keys.
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [inside]);
}

function keyed(
  { key, ctrlKey, metaKey, altKey, shiftKey, repeat }: KeyboardEvent,
  { undo, keys }: { undo: () => boolean; keys: Readonly<Record<string, () => void>> },
): (() => boolean) | null {
  if (ctrlKey || metaKey) return key.toLowerCase() === 'z' && !shiftKey ? undo : null;
  // A key that is held moves on, and decides nothing more.
  if (altKey || (repeat && !key.startsWith('Arrow'))) return null;
  const run = keys[key.length === 1 ? key.toLowerCase() : key];
  if (!run) return null;
  return () => {
    run();
    return true;
  };
}
