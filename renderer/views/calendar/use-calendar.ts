import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import type { PostCard } from '../../../shared/ipc/views.ts';
import { atIdle } from '../../app/at-idle.ts';
import { now } from '../../app/clock.ts';
import { useSettings, useTimeStyle } from '../../app/preferences.ts';
import { routeQuery } from '../../ipc/queries.ts';
import type { FilterInput } from './filters.ts';
import { CALENDAR_VIEWS, type CalendarViewName, step, visibleSpan } from './span.ts';
import { dayAt } from './time.ts';
import { useFilters } from './use-filters.ts';

const isView = (value: string | null): value is CalendarViewName =>
  CALENDAR_VIEWS.some((view) => view === value);

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What of the calendar is looked at. It lives in the URL, so that Back and a reload land right. */
export function useCalendarPlace() {
  const [params, setParams] = useSearchParams();
  const { zone } = useTimeStyle();
  const { view, date } = placeIn(params, zone);

  // Keys come faster than renders: the next one starts from where the last one went, which the address bar knows.
  const here = () => new URLSearchParams(window.location.search);
  const go = (next: { view?: CalendarViewName; date?: string }) => {
    const changed = here();
    if (next.view) changed.set('view', next.view);
    if (next.date) changed.set('date', next.date);
    setParams(changed, { replace: true });
  };

  return {
    view,
    date,
    today: dayAt(now(), zone),
    show: (next: CalendarViewName, day = placeIn(here(), zone).date) =>
      go({ view: next, date: day }),
    goTo: (day: string) => go({ date: day }),
    goToday: () => go({ date: dayAt(now(), zone) }),
    turn(direction: -1 | 1) {
      const from = placeIn(here(), zone);
      go({ date: step(from.view, from.date, direction) });
    },
  };
}

/** What a URL's parameters show; the month of today unless they say otherwise. */
export function placeIn(
  params: URLSearchParams,
  zone: string,
): { view: CalendarViewName; date: string } {
  const asked = params.get('view');
  return {
    view: isView(asked) ? asked : 'month',
    date: isDay(params.get('date')) ?? dayAt(now(), zone),
  };
}

/** The posts of the visible span. The last span stays on screen while the next one comes; both neighbours are fetched ahead. */
export function useSpanPosts(view: CalendarViewName, date: string) {
  const queries = useQueryClient();
  const { zone } = useTimeStyle();
  const { weekStart } = useSettings();
  const { input: filter } = useFilters();
  const span = visibleSpan(view, date, weekStart, zone);

  const query = useQuery<PostCard[]>({
    ...spanQuery(span, filter),
    placeholderData: keepPreviousData,
  });

  const isHere = query.isSuccess && !query.isPlaceholderData;
  useEffect(() => {
    if (!isHere) return;
    return atIdle(() => {
      for (const direction of [1, -1] as const) {
        const neighbour = visibleSpan(view, step(view, date, direction), weekStart, zone);
        void queries.prefetchQuery(spanQuery(neighbour, filter));
      }
    }, 150);
  }, [queries, isHere, view, date, weekStart, zone, filter]);

  return { span, query };
}

const spanQuery = ({ from, to }: { from: number; to: number }, filter: FilterInput) =>
  routeQuery('posts.calendar', { from, to, ...filter });

/** A day that exists, or null. */
function isDay(value: string | null): string | null {
  if (!value || !DAY.test(value)) return null;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? value : null;
}
