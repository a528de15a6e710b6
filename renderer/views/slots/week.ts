import type { RouteInput } from '../../../shared/ipc/contract.ts';
import type { Settings } from '../../../shared/ipc/views.ts';

/** A time of the week. `accountId` null is for all accounts of the client. */
export interface Slot {
  /** ISO 8601: 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** `HH:mm`. */
  time: string;
  accountId: string | null;
}

export const WEEKDAYS = [1, 2, 3, 4, 5] as const;
export const WEEKEND = [6, 7] as const;
export const EVERY_DAY = [...WEEKDAYS, ...WEEKEND] as const;

/** The days of the week in the order that the person reads them. */
export function daysFrom(weekStart: Settings['weekStart']): number[] {
  const first = { monday: 0, saturday: 5, sunday: 6 }[weekStart];
  return [...EVERY_DAY.slice(first), ...EVERY_DAY.slice(0, first)];
}

const keyOf = ({ weekday, time, accountId }: Slot): string => `${weekday} ${time} ${accountId}`;

const inOrder = (slots: readonly Slot[]): Slot[] =>
  [...new Map(slots.map((slot) => [keyOf(slot), slot])).values()].sort(
    (a, b) =>
      a.weekday - b.weekday ||
      a.time.localeCompare(b.time) ||
      (a.accountId ?? '').localeCompare(b.accountId ?? ''),
  );

export const hasSlot = (slots: readonly Slot[], slot: Slot): boolean =>
  slots.some((one) => keyOf(one) === keyOf(slot));

/** Adds a time, or takes it out where it is. */
export const toggleSlot = (slots: readonly Slot[], slot: Slot): Slot[] =>
  hasSlot(slots, slot)
    ? slots.filter((one) => keyOf(one) !== keyOf(slot))
    : inOrder([...slots, slot]);

/** Adds a time on several days, for all accounts or for one. */
export const addTimes = (
  slots: readonly Slot[],
  days: readonly number[],
  times: readonly string[],
  accountId: string | null,
): Slot[] =>
  inOrder([
    ...slots,
    ...days.flatMap((weekday) => times.map((time) => ({ weekday, time, accountId }))),
  ]);

/** Takes a time of day out of every day. */
export const removeTime = (
  slots: readonly Slot[],
  time: string,
  accountId: string | null,
): Slot[] => slots.filter((slot) => slot.time !== time || slot.accountId !== accountId);

/** The times of one day in the place of those of others. */
export const copyDay = (
  slots: readonly Slot[],
  from: number,
  to: readonly number[],
  accountId: string | null,
): Slot[] => {
  const others = to.filter((day) => day !== from);
  const own = slots.filter((slot) => slot.weekday === from && slot.accountId === accountId);
  const kept = slots.filter(
    (slot) => slot.accountId !== accountId || !others.includes(slot.weekday),
  );
  return inOrder([
    ...kept,
    ...others.flatMap((weekday) => own.map((one) => ({ ...one, weekday }))),
  ]);
};

export interface QuickFill {
  label: string;
  days: readonly number[];
  times: readonly string[];
}

/** Rhythms that people begin with. */
export const QUICK_FILLS: readonly QuickFill[] = [
  { label: 'Once a weekday', days: WEEKDAYS, times: ['09:00'] },
  { label: 'Twice a weekday', days: WEEKDAYS, times: ['09:00', '17:00'] },
  { label: '3 times a weekday', days: WEEKDAYS, times: ['09:00', '12:30', '17:00'] },
  { label: 'Once a day', days: EVERY_DAY, times: ['10:00'] },
  { label: 'Monday, Wednesday, Friday', days: [1, 3, 5], times: ['09:00'] },
];

/** A rhythm in the place of what is there, for all accounts or for one. */
export const fillWeek = (
  slots: readonly Slot[],
  { days, times }: QuickFill,
  accountId: string | null,
): Slot[] =>
  addTimes(
    slots.filter((slot) => slot.accountId !== accountId),
    days,
    times,
    accountId,
  );

/** Times of day that have a row: those in use for this choice, and those that wait for a click. */
export const timesOf = (
  slots: readonly Slot[],
  accountId: string | null,
  offered: readonly string[],
): string[] => {
  const used = slots
    .filter((slot) => accountId === null || slot.accountId === null || slot.accountId === accountId)
    .map(({ time }) => time);
  return [...new Set([...used, ...offered])].sort();
};

export const sameSlots = (one: readonly Slot[], other: readonly Slot[]): boolean =>
  one.length === other.length && one.every((slot) => hasSlot(other, slot));

/** As the route takes them, without the ids of saved ones. */
export const plainSlots = (slots: readonly Slot[]): RouteInput<'slots.set'>['slots'] =>
  slots.map(({ weekday, time, accountId }) => ({ weekday, time, accountId }));

const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** How often a client posts by its queue. */
export const weekSentence = (slots: readonly Slot[]): string =>
  slots.length === 0 ? 'No times yet' : `${counted(slots.length, 'time', 'times')} a week`;

/** What saving the times did to the posts that wait. */
export function savedSentence(name: string, { moved, left }: { moved: number; left: number }) {
  const sentences = [`The queue times of ${name} are saved.`];
  if (moved > 0) sentences.push(`${counted(moved, 'post has', 'posts have')} another time.`);
  if (left > 0)
    sentences.push(
      left === 1
        ? '1 post fits no time any more: it keeps its time and left the queue.'
        : `${left.toLocaleString()} posts fit no time any more: they keep their times and left the queue.`,
    );
  return sentences.join(' ');
}
