import { type RefObject, useEffect, useRef } from 'react';
import { wallTimeAt } from '../../../shared/domain/wall-time.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { nudged } from './chip-keys.ts';
import { isMovable, type WallPlace } from './moving.ts';

interface ChipKeysOptions {
  box: RefObject<HTMLElement | null>;
  cards: readonly PostCard[];
  zone: string;
  onMove: (card: PostCard, to: WallPlace) => Promise<boolean>;
}

const CHIP = '[role="button"]';
/** FullCalendar measures a chip before it shows it: how many frames are waited for that. */
const FRAMES = 30;

/** The way to move a post without a pointer: Alt and an arrow, on the chip that has the focus. */
export function useChipKeys({ box, cards, zone, onMove }: ChipKeysOptions) {
  const moved = useRef<string | null>(null);

  // A chip on another day is another element: the focus goes with the post, once it is drawn there.
  useEffect(() => {
    const id = moved.current;
    if (id === null || cards.length === 0) return;
    moved.current = null;
    let frame = 0;
    let tries = 0;
    const follow = () => {
      const chip = box.current?.querySelector(`[data-post="${id}"]`)?.closest<HTMLElement>(CHIP);
      chip?.focus();
      tries += 1;
      const isThere = chip !== undefined && document.activeElement === chip;
      if (!isThere && tries < FRAMES) frame = requestAnimationFrame(follow);
    };
    frame = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(frame);
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
      const wallTime = nudged(event.key, wallTimeAt(card.scheduledAt, zone), false);
      if (wallTime === null) return;
      event.preventDefault();
      moved.current = card.id;
      void onMove(card, { wallTime, zone });
    };
    grid.addEventListener('keydown', onKeyDown);
    return () => grid.removeEventListener('keydown', onKeyDown);
  }, [box, cards, zone, onMove]);
}
