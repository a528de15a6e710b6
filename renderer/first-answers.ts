import type { QueryClient } from '@tanstack/react-query';
import type { RouteInput, RouteName } from '../shared/ipc/contract.ts';
import { followCoreClock } from './app/clock.ts';
import { routeQuery } from './ipc/queries.ts';
import { filterInput, filtersIn } from './views/calendar/filters.ts';
import { WEEK_START_DAY, type WeekStart } from './views/calendar/span.ts';
import { placeIn } from './views/calendar/use-calendar.ts';
import { monthOf } from './views/calendar/use-month.ts';

/** What a month depends on. */
interface Scope {
  zone: string;
  weekStart: WeekStart;
}

/**
 * Asks what the first screen shows, so that it is drawn once and whole. Resolves when all is answered,
 * also by errors: a screen that misses an answer asks again and says what is wrong.
 */
export async function askFirst(queries: QueryClient, { pathname, search }: Location) {
  const params = new URLSearchParams(search);
  const clientId = params.get('client');
  const ask = <Name extends RouteName>(name: Name, input: RouteInput<Name>) =>
    queries.fetchQuery(routeQuery(name, input)).catch(() => null);
  const askMonth = (scope: Scope) => {
    const { view, date } = placeIn(params, scope.zone);
    if (view !== 'month' || !/^\/(calendar)?$/.test(pathname)) return;
    const filter = filterInput(clientId, filtersIn(params));
    const { innerHeight: windowHeight } = window;
    return queries.prefetchQuery(monthOf(date, { ...scope, filter, windowHeight }).query);
  };

  const frame: Promise<unknown>[] = [
    ask('clients.list', { archived: false }),
    ask('clients.list', { archived: true }),
    ask('posts.needsYou', {}),
    ask('posts.counts', clientId ? { clientId } : {}),
  ];
  const asked = Promise.all([
    ask('app.status', {}),
    ask('profiles.get', {}),
    ask('settings.get', {}),
  ]);
  // The month is asked for as it was last time, before it is known to be so still.
  const expected = scopeOfLastTime();
  if (expected) frame.push(Promise.resolve(askMonth(expected)));
  const [status, profile, settings] = await asked;
  if (status) followCoreClock(status.now, Date.now());
  // The same question is asked once.
  if (profile && settings)
    await askMonth({ zone: profile.timeZone, weekStart: settings.weekStart });
  await Promise.all(frame);
}

/** Main wrote it into the page. Null at the first start, and where this browser does not know the zone. */
function scopeOfLastTime(): Scope | null {
  const hint = document.querySelector<HTMLMetaElement>('meta[name="month-hint"]')?.content ?? '';
  const [zone = '', weekStart = ''] = hint.split(' ');
  if (!(weekStart in WEEK_START_DAY)) return null;
  try {
    new Date(0).toLocaleDateString('en', { timeZone: zone });
    return { zone, weekStart: weekStart as WeekStart };
  } catch {
    return null;
  }
}
