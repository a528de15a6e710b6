import type { offboardingRoutes } from '../../../shared/ipc/offboarding.ts';
import type { Handlers } from '../handler.ts';

export const offboardingHandlers = {
  'offboarding.look': ({ clientId }, { offboarding }) => offboarding.look(clientId),
  'offboarding.export': ({ clientId }, { offboarding }) => offboarding.export(clientId),
  'offboarding.exportTo': ({ clientId, folder }, { offboarding }) =>
    offboarding.exportTo(clientId, folder),
  'offboarding.revoke': ({ clientId }, { offboarding }) => offboarding.revoke(clientId),
  'offboarding.erase': (input, { offboarding }) => offboarding.erase(input),
} satisfies Handlers<keyof typeof offboardingRoutes>;
