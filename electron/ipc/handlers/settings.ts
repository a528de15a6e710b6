import { ok } from '../../../shared/ipc/route.ts';
import type { settingsRoutes } from '../../../shared/ipc/settings.ts';
import type { Handlers } from '../handler.ts';

export const settingsHandlers = {
  'settings.get': (_input, { settings }) => ok(settings.get()),
  'settings.update': (input, { settings }) => ok(settings.update(input)),
} satisfies Handlers<keyof typeof settingsRoutes>;
