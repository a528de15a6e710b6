import { type KeyboardEvent, type ReactNode, useRef } from 'react';

interface RovingProps {
  /** What the list is, for screen readers. */
  label: string;
  orientation?: 'vertical' | 'horizontal';
  className?: string;
  children: ReactNode;
}

/**
 * A list through which arrow keys, Home and End move. Items are the links and buttons marked with
 * `data-roving`; Tab still reaches each of them.
 */
export function Roving({ label, orientation = 'vertical', className, children }: RovingProps) {
  const list = useRef<HTMLUListElement>(null);
  const [back, forth] =
    orientation === 'vertical' ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];

  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-roving]') ?? [])];
    const here = items.indexOf(document.activeElement as HTMLElement);
    if (here < 0) return;
    const last = items.length - 1;
    const next =
      event.key === forth
        ? Math.min(here + 1, last)
        : event.key === back
          ? Math.max(here - 1, 0)
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? last
              : here;
    if (next === here) return;
    event.preventDefault();
    items[next]?.focus();
  };

  return (
    <ul ref={list} aria-label={label} onKeyDown={onKeyDown} className={className}>
      {children}
    </ul>
  );
}
