import { setTimeout as wait } from 'node:timers/promises';
import { CallFailed, failure } from './call-failed.ts';

/** As any call that is stopped before it was made. */
const NOT_SENT = failure('unreachable', 'ClientNest was stopped before the post was sent.');

/**
 * A pause between two looks, ms; the signal ends it.
 * @param stopped what a stop means
 * @throws CallFailed where it is stopped
 */
export async function paused(
  ms: number,
  signal: AbortSignal | undefined,
  stopped = NOT_SENT,
): Promise<void> {
  if (ms === 0) return;
  await wait(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
    throw new CallFailed(stopped, null, error);
  });
}
