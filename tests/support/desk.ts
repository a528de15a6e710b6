import type { Page } from 'playwright/test';
import type {} from '../../shared/ipc/bridge.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../shared/ipc/contract.ts';
import { expect, type LaunchedApp } from './launch.ts';
import type { Pds } from './pds.ts';

/** A furnished workspace in a window: who works there, for whom, and the way to ask main. */
export interface Desk {
  page: Page;
  ada: RouteOutput<'clients.create'>;
  brio: RouteOutput<'clients.create'>;
  /** Ada's account; null where no server was given. */
  account: RouteOutput<'accounts.connect'> | null;
  call<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<RouteOutput<Name>>;
  /** Asks and gives back the error code; fails where it was not refused. */
  refused<Name extends RouteName>(name: Name, input: RouteInput<Name>): Promise<string>;
}

let people = 0;

/** Past the first run: two clients, and with a server one account of the first. */
export async function furnish({ page }: LaunchedApp, pds: Pds | null = null): Promise<Desk> {
  await page.waitForSelector('html[data-ready="true"]');
  const ask = (name: RouteName, input: unknown) =>
    page.evaluate(([route, value]) => window.clientnest.invoke(route as never, value as never), [
      name,
      input,
    ] as const);
  const call: Desk['call'] = async (name, input) => {
    const answer = await ask(name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
    return answer.value as never;
  };
  const refused: Desk['refused'] = async (name, input) => {
    const answer = await ask(name, input);
    if (answer.ok) throw new Error(`${name} was not refused`);
    return answer.error.code;
  };

  await call('profiles.save', { name: 'Mara', timeZone: 'Europe/Berlin' });
  const ada = await call('clients.create', { name: 'Ada’s Bakery', colour: '#c2410c' });
  const brio = await call('clients.create', { name: 'Brio Bikes', colour: '#0e7490' });
  const account = pds ? await connect(call, ada.id, pds) : null;
  // The first run asks for what is there already.
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
  return { page, ada, brio, account, call, refused };
}

async function connect(call: Desk['call'], clientId: string, pds: Pds) {
  people += 1;
  const person = await pds.createAccount(`desk${people}`);
  return call('accounts.connect', {
    clientId,
    network: 'bluesky',
    serviceUrl: pds.url,
    identifier: person.handle,
    appPassword: await pds.createAppPassword(person),
  });
}

/** The wall-clock day so many days ahead in Berlin, `YYYY-MM-DD`. */
export function dayAhead(days: number): string {
  const at = Date.now() + days * 86_400_000;
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(at);
}

/** The 15th of next month, at nine: a weekday or not, it is ahead and in the middle of a month's grid. */
export function middleOfNextMonth(day = 15): string {
  const [year = 0, month = 0] = dayAhead(0).split('-').map(Number);
  const next = new Date(Date.UTC(year, month, day));
  return next.toISOString().slice(0, 10);
}
