import type { benchRoutes } from '../../../shared/ipc/bench.ts';
import type { Handlers } from '../handler.ts';

export const benchHandlers = {
  'bench.get': async (input, { studio }) => (await studio()).bench.get(input),
  'bench.run': async (input, { studio }) => (await studio()).bench.run(input),
  'bench.cancel': async (input, { studio }) => (await studio()).bench.cancel(input),
} satisfies Handlers<keyof typeof benchRoutes>;
