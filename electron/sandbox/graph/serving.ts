import type { Authorisation } from '../authorisation.ts';
import type { Answer, Call, CallHead, Network } from '../network.ts';
import { usualError } from './errors.ts';
import { tokenOf } from './params.ts';
import type { createRoutes } from './routes.ts';
import type { createUsage } from './usage.ts';

interface Served {
  routes: Pick<ReturnType<typeof createRoutes>, 'names' | 'find'>;
  authorisation: Authorisation;
  usage: ReturnType<typeof createUsage>;
  /** The handle of whose token it is; null where it is nobody's that publishes. */
  handleOf(personId: string): string | null;
  /** What is answered to a call that there is not. */
  unknown(call: Call): Answer;
}

/** What every network of the Graph API does alike with calls: each counts for whose token it has. */
export function serving({ routes, authorisation, usage, handleOf, unknown }: Served) {
  const holderOf = (head: CallHead) => authorisation.holderOf(tokenOf(head));
  return {
    operations: routes.names,
    operationOf: (head) => routes.find(head)?.name ?? null,
    accountOf(head) {
      const holder = holderOf(head);
      return typeof holder === 'string' ? null : handleOf(holder.personId);
    },
    answer(call) {
      const route = routes.find(call);
      if (!route) return unknown(call);
      const run = () => route.run(call, route.id);
      const holder = holderOf(call);
      return typeof holder === 'string' ? run() : usage.counted(holder.personId, run);
    },
    refusal: usualError,
    rateLimited: (wait, withHeaders) => usage.refused('0', wait, withHeaders),
    endToken: (head, how) => authorisation.end(tokenOf(head), how),
    application: authorisation.application,
  } satisfies Partial<Network>;
}
