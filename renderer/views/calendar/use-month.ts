import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { RouteInput, RouteOutput } from '../../../shared/ipc/contract.ts';
import { atIdle } from '../../app/at-idle.ts';
import { useClientFilter } from '../../app/place.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { routeQuery } from '../../ipc/queries.ts';
import { carriedOver, monthDays } from './month-days.ts';
import { perDay, weeksOf } from './month-room.ts';
import { dayEdges, daysOf, step, visibleSpan, type WeekStart } from './span.ts';

type Days = RouteOutput<'posts.days'>;

interface MonthScope {
  weekStart: WeekStart;
  zone: string;
  clientId: string | null;
}

/** The days of a month's grid, and the question for what they show in this window. */
export function monthOf(date: string, { weekStart, zone, clientId }: MonthScope) {
  const span = visibleSpan('month', date, weekStart, zone);
  const weeks = weeksOf(span);
  const edges = dayEdges(span, zone);
  const input: RouteInput<'posts.days'> = {
    edges,
    perDay: perDay(weeks, window.innerHeight),
    ...(clientId && { clientId }),
  };
  return { days: daysOf(span), edges, weeks, query: routeQuery('posts.days', input) };
}

/** The posts of the month. What is known of it stands there while the rest comes; both neighbours are fetched ahead. */
export function useMonth(date: string) {
  const queries = useQueryClient();
  const { zone } = useTimeStyle();
  const { weekStart } = useSettings();
  const { clientId } = useClientFilter();
  const windowHeight = window.innerHeight;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question depends on the window's height.
  const { days, edges, weeks, query } = useMemo(
    () => monthOf(date, { weekStart, zone, clientId }),
    [date, weekStart, zone, clientId, windowHeight],
  );

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
        const neighbour = step('month', date, direction);
        void queries.prefetchQuery(monthOf(neighbour, { weekStart, zone, clientId }).query);
      }
    }, 150);
  }, [queries, isHere, date, weekStart, zone, clientId]);

  const data = answer.data ?? NOTHING;
  return {
    days: useMemo(() => monthDays(days, edges, data), [days, edges, data]),
    weeks,
    query: answer,
  };
}

const NOTHING: Days = { counts: [], cards: [] };
