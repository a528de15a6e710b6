import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

/** How many times faster than in life a call's patience runs out, and an upload is looked at again. */
const HASTE = { call: 10, look: 40 };

/** Makes real waits of minutes short enough for a test; what decides about sending is the clock's. */
export function hastenWaits(): void {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => timeout(ms / HASTE.call);
  const { setTimeout: wait } = timers;
  timers.setTimeout = ((ms?: number, value?: unknown, options?: object) =>
    wait((ms ?? 1) / HASTE.look, value, options)) as typeof wait;
  syncBuiltinESMExports();
}
