import type { libraryRoutes } from '../../../shared/ipc/library.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const libraryHandlers = {
  'library.list': (input, { library }) => ok(library.list(input)),
  'library.create': (input, { library }) => library.create(input),
  'library.update': (input, { library }) => library.update(input),
  'library.remove': ({ id }, { library }) => library.remove(id),
  'library.restore': (input, { library }) => library.restore(input),
} satisfies Handlers<keyof typeof libraryRoutes>;
