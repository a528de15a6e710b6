import type { QueryClient } from '@tanstack/react-query';
import type { RouteInput, RouteName } from '../shared/ipc/contract.ts';
import { followCoreClock } from './app/clock.ts';
import { routeQuery } from './ipc/queries.ts';
import { placeIn } from './views/calendar/use-calendar.ts';
import { monthOf } from './views/calendar/use-month.ts';

/**
 * Asks what the first screen shows, so that it is drawn once and whole. Resolves when all is answered,
 * also by errors: a screen that misses an answer asks again and says what is wrong.
 */
export async function askFirst(queries: QueryClient, { pathname, search }: Location) {
  const ask = <Name extends RouteName>(name: Name, input: RouteInput<Name>) =>
    queries.fetchQuery(routeQuery(name, input)).catch(() => null);
  const params = new URLSearchParams(search);
  const clientId = params.get('client');

  const frame = [
    ask('clients.list', { archived: false }),
    ask('clients.list', { archived: true }),
    ask('posts.needsYou', {}),
    ask('posts.counts', clientId ? { clientId } : {}),
  ];
  const [status, profile, settings] = await Promise.all([
    ask('app.status', {}),
    ask('profiles.get', {}),
    ask('settings.get', {}),
  ]);
  if (status) followCoreClock(status.now, Date.now());
  if (profile && settings && /^\/(calendar)?$/.test(pathname)) {
    const { view, date } = placeIn(params, profile.timeZone);
    const scope = {
      weekStart: settings.weekStart,
      zone: profile.timeZone,
      clientId,
      windowHeight: window.innerHeight,
    };
    if (view === 'month') await queries.prefetchQuery(monthOf(date, scope).query);
  }
  await Promise.all(frame);
}
