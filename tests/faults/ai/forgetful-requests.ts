import { eq } from 'drizzle-orm';
import * as real from '../../../electron/ai/requests.ts';
import { aiRequests } from '../../../electron/database/schema/index.ts';

export * from '../../../electron/ai/requests.ts';

/** Broken on purpose: after a crash everything that ran is asked again, also what had begun to answer. */
export const createRequests: typeof real.createRequests = (options) => ({
  ...real.createRequests(options),
  recover: () =>
    void options.database.orm
      .update(aiRequests)
      .set({ state: 'queued', startedAt: null })
      .where(eq(aiRequests.state, 'running'))
      .run(),
});
