import type { clientRoutes } from '../../../shared/ipc/clients.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const clientsHandlers = {
  'clients.list': (input, { clients }) => ok(clients.list(input)),
  'clients.get': ({ id }, { clients }) => clients.profile(id),
  'clients.create': (input, { clients }) => clients.create(input),
  'clients.update': (input, { clients }) => clients.update(input),
  'clients.mark': (input, { clients }) => clients.mark(input),
  'clients.archive': ({ id }, { clients }) => clients.archive(id),
  'clients.costs': ({ id }, { costsOf }) => costsOf(id),
  'clients.restore': ({ id }, { clients }) => clients.restore(id),
} satisfies Handlers<keyof typeof clientRoutes>;
