import type { Accounts } from '../accounts/accounts.ts';
import type { Ai } from '../ai/ai.ts';
import type { Bus } from '../bus.ts';
import type { Media } from '../media/media.ts';
import { createDesk } from './desk.ts';
import { createFeatures } from './features.ts';
import type { Prompts } from './prompts.ts';
import { createTasks } from './tasks.ts';

export type Studio = ReturnType<typeof createStudio>;

/** Help with writing, by a model that the person chose. */
export function createStudio({
  ai,
  prompts,
  accounts,
  media,
  bus,
}: {
  ai: Pick<Ai, 'submit' | 'wait' | 'cancel' | 'ready'>;
  prompts: Pick<Prompts, 'compose'>;
  accounts: Pick<Accounts, 'get'>;
  media: Pick<Media, 'open'>;
  bus: Bus;
}) {
  const tasks = createTasks({ ai, bus });
  const desk = createDesk({ tasks, prompts, accounts });
  return {
    ...createFeatures({ desk, media }),
    /** For what is asked of a model elsewhere: plans. */
    desk,
    ready: (clientId: string) => ai.ready({ clientId }),
    cancel: tasks.cancel,
  };
}
