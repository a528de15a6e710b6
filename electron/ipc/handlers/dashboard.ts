import type { dashboardRoutes } from '../../../shared/ipc/dashboard.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const dashboardHandlers = {
  'dashboard.needsYou': ({ clientId }, { dashboard }) => ok(dashboard.needsYou(clientId)),
  'dashboard.figures': async ({ clientId }, { dashboard }) => ok(await dashboard.figures(clientId)),
  'dashboard.performance': async (input, { dashboard }) => ok(await dashboard.performance(input)),
  'dashboard.growth': (input, { dashboard }) => ok(dashboard.growth(input)),
  'dashboard.recent': (input, { dashboard }) => ok(dashboard.recent(input)),
} satisfies Handlers<keyof typeof dashboardRoutes>;
