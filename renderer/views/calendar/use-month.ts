import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { RouteInput, RouteOutput } from '../../../shared/ipc/contract.ts';
import { atIdle } from '../../app/at-idle.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { routeQuery } from '../../ipc/queries.ts';
import type { FilterInput } from './filters.ts';
import { carriedOver, monthDays } from './month-days.ts';
import { perDay, weeksOf } from './month-room.ts';
import { dayEdges, daysOf, step, visibleSpan, type WeekStart } from './span.ts';
import { useFilters } from './use-filters.ts';

type Days = RouteOutput<'posts.days'>;

interface MonthScope {
  weekStart: WeekStart;
  zone: string;
  /** Only posts that it lets through. */
  filter: FilterInput;
  /** Of the window, px: what fits in a day is asked for. */
  windowHeight: number;
}

/** The days of a month's grid, and the question for what they show in this window. */
export function monthOf(date: string, { weekStart, zone, filter, windowHeight }: MonthScope) {
  const span = visibleSpan('month', date, weekStart, zone);
  const edges = dayEdges(span, zone);
  const input: RouteInput<'posts.days'> = {
    edges,
    perDay: perDay(weeksOf(span), windowHeight),
    ...filter,
  };
  return { days: daysOf(span), edges, query: routeQuery('posts.days', input) };
}

/** The posts of the month. What is known of it stands there while the rest comes; both neighbours are fetched ahead. */
export function useMonth(date: string, windowHeight: number) {
  const queries = useQueryClient();
  const { zone } = useTimeStyle();
  const { weekStart } = useSettings();
  const { input: filter } = useFilters();
  const scope = useMemo(
    () => ({ weekStart, zone, filter, windowHeight }),
    [weekStart, zone, filter, windowHeight],
  );
  const { days, edges, query } = useMemo(() => monthOf(date, scope), [date, scope]);

  const answer = useQuery<Days>({
    ...query,
    placeholderData: (last, of) => {
      const asked = of?.queryKey[2] as RouteInput<'posts.days'> | undefined;
      return last && asked && carriedOver(last, asked.edges, edges);
    },
  });

  const isHere = answer.isSuccess && !answer.isPlaceholderData;
  useEffect(() => {
    if (!isHere) return;
    return atIdle(() => {
      for (const direction of [1, -1] as const) {
        void queries.prefetchQuery(monthOf(step('month', date, direction), scope).query);
      }
    }, 150);
  }, [queries, isHere, date, scope]);

  const data = answer.data ?? NOTHING;
  return {
    days: useMemo(() => monthDays(days, edges, data), [days, edges, data]),
    /** The days by name, and where they begin. */
    names: days,
    edges,
    query: answer,
  };
}

const NOTHING: Days = { counts: [], cards: [] };
