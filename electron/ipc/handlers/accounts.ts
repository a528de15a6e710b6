import type { accountRoutes } from '../../../shared/ipc/accounts.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const accountsHandlers = {
  'accounts.list': ({ clientId }, { accounts }) => ok(accounts.list(clientId)),
  'accounts.connect': (input, { accounts }) => accounts.connect(input),
  'accounts.reconnect': (input, { accounts }) => accounts.reconnect(input),
  'accounts.check': ({ id }, { accounts }) => accounts.check(id),
  'accounts.setEnabled': ({ id, enabled }, { accounts, publishing }) =>
    enabled
      ? accounts.setEnabled(id, true)
      : publishing.handOver.afterTakingBackAll(id, () => accounts.setEnabled(id, false)),
  'accounts.setHandOver': ({ id, on }, { publishing }) => publishing.handOver.set(id, on),
  'accounts.remove': ({ id }, { accounts }) => accounts.remove(id),
} satisfies Handlers<keyof typeof accountRoutes>;
