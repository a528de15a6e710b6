import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { wallTimeAt } from '../../../shared/domain/wall-time.ts';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { nudged } from './chip-keys.ts';
import { nextSpot, sameDayIn } from './month-spots.ts';
import { isMovable, type WallPlace } from './moving.ts';
import { selection } from './selection.ts';
import { step } from './span.ts';
import { daysBetween } from './time.ts';

/** The month as it is shown. */
interface ShownMonth {
  /** What is drawn; when it changes, the focus goes along with what it stood on. */
  drawn: unknown;
  /** A day of it. */
  date: string;
  today: string;
  zone: string;
  cardOf(chip: HTMLElement): PostCard | undefined;
}

/** What keys ask for. */
interface MonthActions {
  onPick(day: string): void;
  onDay(day: string): void;
  onShow(day: string): void;
  onMove(card: PostCard, to: WallPlace): Promise<boolean>;
  onMoveMany(cards: readonly PostCard[], days: number): void;
}

/** A day, and the post on it where it is one. */
interface Place {
  day: string;
  post?: string | undefined;
}

const PAGES: Record<string, -1 | 1> = { PageUp: -1, PageDown: 1 };

/**
 * The month is one stop for Tab; inside, arrow keys go from day to day and through the posts of a day.
 * Alt with an arrow moves the post in focus, or all that are selected with it; Shift with one selects.
 */
export function useMonthKeys(
  grid: RefObject<HTMLElement | null>,
  { drawn, date, today, zone, cardOf }: ShownMonth,
  { onPick, onDay, onShow, onMove, onMoveMany }: MonthActions,
) {
  const stood = useRef<Place | null>(null);
  const wanted = useRef<Place | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn decides where the focus can go.
  useEffect(() => {
    const box = grid.current;
    if (!box) return;
    const isHere = box.contains(document.activeElement);
    if (wanted.current && (isHere || document.activeElement === document.body)) {
      if (standOn(box, wanted.current)) wanted.current = null;
    } else if (!isHere) box.tabIndex = 0;
  }, [grid, drawn]);

  function move(event: KeyboardEvent, chip: HTMLElement, day: string): void {
    const card = cardOf(chip);
    if (!card || !isMovable(card) || card.scheduledAt === null) return;
    const wallTime = nudged(event.key, wallTimeAt(card.scheduledAt, zone), true);
    if (wallTime === null) return;
    event.preventDefault();
    const to = wallTime.slice(0, 10);
    wanted.current = { day: to, post: card.id };
    if (!cellOf(grid.current, to)) onShow(to);
    const selected = selection.get();
    if (selected.has(card.id) && selected.size > 1)
      onMoveMany([...selected.values()], daysBetween(day, to));
    else
      void onMove(card, { wallTime, zone }).then((moved) => {
        if (!moved) wanted.current = { day, post: card.id };
      });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const box = grid.current;
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || !box?.contains(target)) return;
    const cell = target.closest<HTMLElement>('[data-date]');
    const day = cell?.dataset.date;
    if (!cell || !day || event.ctrlKey || event.metaKey) return;
    if (event.shiftKey && !key.startsWith('Arrow')) return;

    const page = PAGES[key];
    if (event.altKey) {
      move(event, target, day);
    } else if (page !== undefined) {
      event.preventDefault();
      const month = step('month', date, page);
      wanted.current = { day: sameDayIn(month, day) };
      onShow(month);
    } else if (key === 'Enter' && target === cell) {
      event.preventDefault();
      onPick(day);
    } else if (key === 'd') {
      event.preventDefault();
      onDay(day);
    } else {
      const cells = [...box.querySelectorAll<HTMLElement>('[data-date]')];
      const stops = cells.map(stopsIn);
      const spot = { day: cells.indexOf(cell), item: stopsIn(cell).indexOf(target) + 1 };
      const next = nextSpot(
        key,
        spot,
        stops.map(({ length }) => length),
      );
      if (!next) return;
      event.preventDefault();
      const to = next.item === 0 ? cells[next.day] : stops[next.day]?.[next.item - 1];
      to?.focus();
      if (event.shiftKey && to) extendTo(box, target, to, cardOf);
    }
  }

  function onFocus({ target }: FocusEvent): void {
    const box = grid.current;
    if (!(target instanceof HTMLElement) || !box?.contains(target)) return;
    if (target !== box) {
      // Out of the tab order while the focus is inside, or Shift and Tab would not get past it.
      box.tabIndex = -1;
      const day = target.closest<HTMLElement>('[data-date]')?.dataset.date;
      if (day) stood.current = { day, post: target.dataset.chip };
      return;
    }
    const places: (Place | null)[] = [
      stood.current,
      { day: today },
      { day: `${date.slice(0, 8)}01` },
    ];
    for (const place of places) if (place && standOn(box, place)) return;
    box.querySelector<HTMLElement>('[data-date]')?.focus();
  }

  function onBlur({ relatedTarget }: FocusEvent): void {
    const box = grid.current;
    if (box && !(relatedTarget instanceof Node && box.contains(relatedTarget))) box.tabIndex = 0;
  }

  return { onKeyDown, onFocus, onBlur };
}

const stopsIn = (cell: HTMLElement): HTMLElement[] => [
  ...cell.querySelectorAll<HTMLElement>('[data-stop]'),
];

const cellOf = (box: HTMLElement | null, day: string): HTMLElement | null =>
  box?.querySelector<HTMLElement>(`[data-date="${day}"]`) ?? null;

/** Selects what lies between two places, as Shift with an arrow goes from one to the other. */
function extendTo(
  box: HTMLElement,
  from: HTMLElement,
  to: HTMLElement,
  cardOf: (chip: HTMLElement) => PostCard | undefined,
): void {
  const chips = [...box.querySelectorAll<HTMLElement>('[data-chip]')];
  const order = chips.map((chip) => chip.dataset.chip ?? '');
  const begin = from.dataset.chip ?? chipBeside(chips, from, to);
  const end = to.dataset.chip ?? chipBeside(chips, to, from);
  if (!begin || !end) return;
  selection.extend(
    end,
    order,
    (id) => {
      const chip = chips[order.indexOf(id)];
      return chip && cardOf(chip);
    },
    begin,
  );
}

/** The chip next to a day or a “+3 more”, on the side of where one comes from. */
function chipBeside(chips: HTMLElement[], place: HTMLElement, other: HTMLElement) {
  const isBehind = (one: Node, than: Node) =>
    Boolean(than.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  const chip = isBehind(place, other)
    ? chips.findLast((one) => isBehind(place, one))
    : chips.find((one) => isBehind(one, place));
  return chip?.dataset.chip;
}

/** @returns whether the day is there to stand on. */
function standOn(box: HTMLElement, { day, post }: Place): boolean {
  const cell = cellOf(box, day);
  const chip = post && cell?.querySelector<HTMLElement>(`[data-chip="${post}"]`);
  (chip || cell)?.focus();
  return cell !== null;
}
