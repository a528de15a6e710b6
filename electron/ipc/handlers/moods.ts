import type { moodRoutes } from '../../../shared/ipc/moods.ts';
import { ok } from '../../../shared/ipc/route.ts';
import type { Handlers } from '../handler.ts';

export const moodsHandlers = {
  'moods.trend': async (input, { moods }) => ok(await (await moods()).trend(input)),
  'moods.turns': async (input, { moods }) => ok((await moods()).turns(input)),
  'moods.setSeen': async (input, { moods }) => {
    const done = (await moods()).setSeen(input);
    return done.ok ? ok({}) : done;
  },
} satisfies Handlers<keyof typeof moodRoutes>;
