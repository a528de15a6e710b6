import type { labelRoutes } from '../../../shared/ipc/labels.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const labelsHandlers = {
  'labels.list': (input, { labels }) => ok(labels.list(input)),
  'labels.create': (input, { labels }) => labels.create(input),
  'labels.update': (input, { labels }) => labels.update(input),
  'labels.remove': ({ id }, { labels }) => labels.remove(id),
  'labels.restore': (input, { labels }) => labels.restore(input),
} satisfies Handlers<keyof typeof labelRoutes>;
