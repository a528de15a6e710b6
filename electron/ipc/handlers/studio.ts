import { ok } from '../../../shared/ipc/route.ts';
import type { studioRoutes } from '../../../shared/ipc/studio.ts';
import type { Handlers } from '../handler.ts';

export const studioHandlers = {
  'studio.ready': async ({ clientId }, { studio }) => (await studio()).ready(clientId),
  'studio.generate': async (input, { studio }) => (await studio()).generate(input),
  'studio.optimise': async (input, { studio }) => (await studio()).optimise(input),
  'studio.hashtags': async (input, { studio }) => (await studio()).hashtags(input),
  'studio.caption': async (input, { studio }) => (await studio()).caption(input),
  'studio.describe': async (input, { studio }) => (await studio()).describe(input),
  'studio.judge': async (input, { studio }) => (await studio()).judge(input),
  'studio.taken': async (input, { studio }) => {
    (await studio()).taken(input);
    return ok({});
  },
  'studio.translate': async (input, { studio }) => (await studio()).translate(input),
  'studio.shorten': async (input, { studio }) => (await studio()).shorten(input),
  'studio.repurpose': async (input, { studio }) => (await studio()).repurpose(input),
  'studio.replies': async (input, { studio }) => (await studio()).replies(input),
  'studio.cancel': async ({ taskId }, { studio }) => {
    await (await studio()).cancel(taskId);
    return ok({});
  },
} satisfies Handlers<keyof typeof studioRoutes>;
