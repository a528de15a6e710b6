import { type RefObject, useEffect, useRef } from 'react';
import { wallTimeAt } from '../../../shared/domain/wall-time.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { nudged } from './chip-keys.ts';
import { isMovable, type WallPlace } from './moving.ts';

interface ChipKeysOptions {
  box: RefObject<HTMLElement | null>;
  cards: readonly PostCard[];
  zone: string;
  isMonth: boolean;
  onMove: (card: PostCard, to: WallPlace) => Promise<boolean>;
}

/** The way to move a post without a pointer: Alt and an arrow, on the chip that has the focus. */
export function useChipKeys({ box, cards, zone, isMonth, onMove }: ChipKeysOptions) {
  const moved = useRef<string | null>(null);

  // A chip on another day is another element: the focus goes with the post.
  useEffect(() => {
    if (moved.current === null || cards.length === 0) return;
    const chip = box.current?.querySelector(`[data-post="${moved.current}"]`);
    moved.current = null;
    requestAnimationFrame(() => chip?.closest<HTMLElement>('[role="button"]')?.focus());
  }, [box, cards]);

  useEffect(() => {
    const grid = box.current;
    if (!grid) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (!(event.target instanceof HTMLElement)) return;
      const id = event.target.querySelector<HTMLElement>('[data-post]')?.dataset.post;
      const card = cards.find((one) => one.id === id);
      if (!card || !isMovable(card) || card.scheduledAt === null) return;
      const wallTime = nudged(event.key, wallTimeAt(card.scheduledAt, zone), isMonth);
      if (wallTime === null) return;
      event.preventDefault();
      moved.current = card.id;
      void onMove(card, { wallTime, zone });
    };
    grid.addEventListener('keydown', onKeyDown);
    return () => grid.removeEventListener('keydown', onKeyDown);
  }, [box, cards, zone, isMonth, onMove]);
}
