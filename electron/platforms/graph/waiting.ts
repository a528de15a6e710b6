import { setTimeout as wait } from 'node:timers/promises';
import { CallFailed, failure } from '../call-failed.ts';

/** A pause between two looks, ms. A stop is told as any call that is stopped before it was made. */
export async function paused(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms === 0) return;
  await wait(ms, undefined, signal ? { signal } : {}).catch((error: unknown) => {
    throw new CallFailed(
      failure('unreachable', 'ClientNest was stopped before the post was sent.'),
      null,
      error,
    );
  });
}
