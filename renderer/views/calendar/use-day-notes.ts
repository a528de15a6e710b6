import { useEffect, useMemo, useState } from 'react';
import type { Holiday } from '../../../shared/ipc/views.ts';
import { atIdle } from '../../app/at-idle.ts';
import { useSettings } from '../../app/preferences.ts';
import { useRoute } from '../../ipc/queries.ts';
import type { SlotGhost } from './slot-ghost.tsx';
import { useFilters } from './use-filters.ts';

/** What a day has besides its posts. */
export interface DayNote {
  holidays: readonly Holiday[];
  /** Free slots, earliest first. */
  ghosts: readonly SlotGhost[];
}

interface DayNotesOptions {
  /** The days, `YYYY-MM-DD`. */
  days: readonly string[];
  /** Where each begins, and where the last one ends. UTC epoch ms. */
  edges: readonly number[];
  /** The posts are there: what is beside them may be asked for. */
  isReady: boolean;
}

/**
 * Holidays and free slots by day. Both come after the posts, which is what one looks for, and take the room
 * that these leave.
 */
export function useDayNotes({ days, edges, isReady: areThere }: DayNotesOptions) {
  const isReady = useSettled(areThere);
  const { slotGhosts } = useSettings();
  const { filters, input } = useFilters();
  const [from = 0, to = 0] = [edges[0], edges.at(-1)];
  // A free slot has no status and no label, so it is none of what was asked for.
  const showsSlots = slotGhosts && filters.statuses.length === 0 && filters.labelIds.length === 0;
  const slots = useRoute(
    'slots.inSpan',
    { from, to, ...(input.clientId && { clientId: input.clientId }) },
    { enabled: isReady && showsSlots },
  ).data;
  const first = days[0] ?? '';
  const holidays = useRoute(
    'calendar.holidays',
    { from: first, to: dayAfter(days.at(-1) ?? first) },
    { enabled: isReady && days.length > 0 },
  ).data?.holidays;

  return useMemo(() => {
    const shown = showsSlots ? (slots ?? []) : [];
    const notes = new Map<string, DayNote>();
    let next = 0;
    days.forEach((day, at) => {
      const begin = next;
      while (next < shown.length && (shown[next]?.at ?? 0) < (edges[at + 1] ?? 0)) next++;
      const own = holidays?.filter((holiday) => holiday.day === day) ?? [];
      if (next > begin || own.length > 0)
        notes.set(day, { holidays: own, ghosts: shown.slice(begin, next) });
    });
    return notes;
  }, [days, edges, slots, holidays, showsSlots]);
}

/** The first screen has been there for a while: what is asked for beside it can't hold it up any more. */
let hasSettled = false;
const SETTLE_MS = 400;

/** Waits once after the start, and for the posts each time. */
function useSettled(areThere: boolean): boolean {
  const [settled, setSettled] = useState(hasSettled);
  useEffect(() => {
    if (settled || !areThere) return;
    return atIdle(() => {
      hasSettled = true;
      setSettled(true);
    }, SETTLE_MS);
  }, [settled, areThere]);
  return settled && areThere;
}

const DAY = 86_400_000;
const dayAfter = (day: string): string =>
  day && new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);
