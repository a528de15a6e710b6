import type { bulkRoutes } from '../../../shared/ipc/bulk.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const bulkHandlers = {
  'posts.moveMany': async (input, { bulk }) => ok(await bulk.move(input)),
  'posts.unplanMany': async (input, { bulk }) => ok(await bulk.unplan(input)),
  'posts.labelMany': async (input, { bulk }) => ok(await bulk.label(input)),
  'posts.duplicateMany': (input, { bulk }) => bulk.duplicate(input),
  'posts.submitMany': async (input, { bulk }) => ok(await bulk.submit(input)),
  'posts.removeMany': async (input, { bulk }) => ok(await bulk.remove(input)),
  'posts.undoMany': (input, { bulk }) => bulk.undo(input),
} satisfies Handlers<keyof typeof bulkRoutes>;
