import type { workRoutes } from '../../../shared/ipc/work.ts';
import type { Handlers } from '../handler.ts';

export const workHandlers = {
  'work.months': (input, { work }) => work.months(input),
  'work.entries': (input, { work }) => work.entries(input),
  'work.add': (input, { work }) => work.add(input),
  'work.update': (input, { work }) => work.update(input),
  'work.remove': ({ id }, { work }) => work.remove(id),
  'work.restore': (entry, { work }) => work.restore(entry),
} satisfies Handlers<keyof typeof workRoutes>;
