import { ensureRuntime } from '../setup/runtime.mjs';
import { ensureBuild } from './build.mjs';

/** Everything that a test of the running app needs, but a session. */
export async function prepareApp() {
  await ensureRuntime(['display', 'keyring']);
  await ensureBuild();
}
