import type { PromptFeature } from '../../shared/domain/prompts/features.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Ai } from '../ai/ai.ts';
import type { Bus } from '../bus.ts';
import type { Clients } from '../clients/clients.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Media } from '../media/media.ts';
import type { Posts } from '../posts/posts.ts';
import { createBench } from './bench.ts';
import { createDesk } from './desk.ts';
import { createFeatures } from './features.ts';
import { createOutcomes } from './outcomes.ts';
import type { Prompts } from './prompts.ts';
import { createTasks } from './tasks.ts';

export type Studio = ReturnType<typeof createStudio>;

export interface StudioOptions {
  ai: Pick<Ai, 'submit' | 'wait' | 'cancel' | 'ready' | 'requests'>;
  prompts: Prompts;
  accounts: Pick<Accounts, 'get'>;
  media: Pick<Media, 'open'>;
  clients: Pick<Clients, 'profile'>;
  posts: Pick<Posts, 'earlier'>;
  database: Database;
  clock: Clock;
  bus: Bus;
}

/** Help with writing, by a model that the person chose. */
export function createStudio(options: StudioOptions) {
  const { ai, prompts, accounts, media, bus } = options;
  const tasks = createTasks({ ai, bus });
  const desk = createDesk({ tasks, prompts, accounts });
  return {
    ...createFeatures({ desk, media }),
    /** For what is asked of a model elsewhere: plans. */
    desk,
    ready: (clientId: string) => ai.ready({ clientId }),
    cancel: tasks.cancel,
    bench: createBench(options),
    outcomes: createOutcomes(options),

    taken({ requestIds, postId, text }: ParsedInput<'studio.taken'>): void {
      // The test of a connection has no prompt, and nothing to take.
      for (const feature of ai.requests.take(requestIds, { postId, text }))
        bus.emit('prompt.changed', { feature: feature as PromptFeature });
    },
  };
}
