import type { QueryClient } from '@tanstack/react-query';
import type { RouteInput, RouteName } from '../shared/ipc/contract.ts';
import { followCoreClock } from './app/clock.ts';
import { routeQuery } from './ipc/queries.ts';
import { WEEK_START_DAY, type WeekStart } from './views/calendar/span.ts';
import { placeIn } from './views/calendar/use-calendar.ts';
import { monthOf } from './views/calendar/use-month.ts';

/** What a month depends on, as it was last time: it is asked for before it is known to be so still. */
const KEY = 'clientnest.month';

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
    const isShown = view === 'month' && /^\/(calendar)?$/.test(pathname);
    const { innerHeight: windowHeight } = window;
    return (
      isShown && queries.prefetchQuery(monthOf(date, { ...scope, clientId, windowHeight }).query)
    );
  };

  const expected = readScope();
  const answers = [
    ask('clients.list', { archived: false }),
    ask('clients.list', { archived: true }),
    ask('posts.needsYou', {}),
    ask('posts.counts', clientId ? { clientId } : {}),
    expected && askMonth(expected),
  ];
  const [status, profile, settings] = await Promise.all([
    ask('app.status', {}),
    ask('profiles.get', {}),
    ask('settings.get', {}),
  ]);
  if (status) followCoreClock(status.now, Date.now());
  if (profile && settings) {
    const scope = { zone: profile.timeZone, weekStart: settings.weekStart };
    localStorage.setItem(KEY, JSON.stringify(scope));
    // The same question is asked once.
    await askMonth(scope);
  }
  await Promise.all(answers);
}

function readScope(): Scope | null {
  try {
    const { zone, weekStart } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Scope>;
    if (!zone || !weekStart || !(weekStart in WEEK_START_DAY)) return null;
    // A zone that this machine does not know throws.
    Intl.DateTimeFormat('en', { timeZone: zone });
    return { zone, weekStart };
  } catch {
    return null;
  }
}
