import type { profileRoutes } from '../../../shared/ipc/profiles.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const profilesHandlers = {
  'profiles.get': (_input, { profiles }) => ok(profiles.get()),
  'profiles.save': (input, { profiles }) => ok(profiles.save(input)),
} satisfies Handlers<keyof typeof profileRoutes>;
