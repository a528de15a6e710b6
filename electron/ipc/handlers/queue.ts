import type { queueRoutes } from '../../../shared/ipc/queue.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const queueHandlers = {
  'queue.overview': (input, { overview }) => ok(overview(input)),
} satisfies Handlers<keyof typeof queueRoutes>;
