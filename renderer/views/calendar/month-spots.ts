import { Temporal } from 'temporal-polyfill';

/** Where the focus stands in the month: a day of the grid, and in it the day itself (0), a chip, or "+3 more". */
export interface Spot {
  day: number;
  item: number;
}

/**
 * Where a key takes the focus: sideways from day to day, up and down through what is in a day and on
 * to the week above or below.
 * @param items how many chips and buttons each day has, the day itself not counted.
 * @returns the same spot at the rim; null for any other key.
 */
export function nextSpot(key: string, spot: Spot, items: readonly number[]): Spot | null {
  const { day, item } = spot;
  const countOf = (index: number) => items[index] ?? 0;
  const isInGrid = (index: number) => index >= 0 && index < items.length;
  const onDay = (index: number): Spot =>
    isInGrid(index) ? { day: index, item: Math.min(item, countOf(index)) } : spot;

  switch (key) {
    case 'ArrowLeft':
      return onDay(day - 1);
    case 'ArrowRight':
      return onDay(day + 1);
    case 'Home':
      return onDay(day - (day % 7));
    case 'End':
      return onDay(day - (day % 7) + 6);
    case 'ArrowDown':
      if (item < countOf(day)) return { day, item: item + 1 };
      return isInGrid(day + 7) ? { day: day + 7, item: 0 } : spot;
    case 'ArrowUp':
      if (item > 0) return { day, item: item - 1 };
      return isInGrid(day - 7) ? { day: day - 7, item: countOf(day - 7) } : spot;
    default:
      return null;
  }
}

/** The same day in another month; of a shorter one, its last. */
export const sameDayIn = (month: string, day: string): string =>
  Temporal.PlainDate.from(month)
    .with({ day: Number(day.slice(8)) })
    .toString();
