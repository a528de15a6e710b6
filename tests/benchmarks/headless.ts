import { fileURLToPath } from 'node:url';
import { createCore } from '../../electron/core.ts';
import { createRouter } from '../../electron/ipc/router.ts';
import { nodePorts } from '../../electron/ports.ts';
import { NOW } from './workspaces.ts';

/** The same core without a window, at the moment of the seed. It does not publish. */
export async function openHeadless(userData: string) {
  const ports = await nodePorts({
    userData,
    migrations: fileURLToPath(new URL('../../electron/database/migrations', import.meta.url)),
    version: 'benchmark',
    logName: 'benchmark',
  });
  const core = await createCore({ ...ports, clock: { now: () => NOW } });
  const router = createRouter(core, { checkOutput: false });
  return {
    /** Answers the value, and throws where the route refuses. */
    async invoke(name: string, input: unknown): Promise<unknown> {
      const envelope = await router.invoke(name, input, { kind: 'window' });
      if (!envelope.ok) throw new Error(`${name}: ${envelope.error.message}`);
      return envelope.value;
    },
    close: () => core.close(),
  };
}
