import path from 'node:path';
import { onNode24 } from './setup/node24.mjs';
import { node24 } from './setup/project.mjs';
import { launch } from './setup/say.mjs';

const NAMES = ['ELECTRON_OVERRIDE_DIST_PATH', 'ELECTRON_EXEC_PATH', 'CLIENTNEST_SQLITE_BINDING'];
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * Makes this machine ready for `npm start` and `npm test`.
 * `--print-env` prints the environment of the launchers for a shell to source.
 */
await launch(async () => {
  await onNode24(import.meta.url);
  const { ensureRuntime, runtimeEnv } = await import('./setup/runtime.mjs');
  await ensureRuntime(['display', 'keyring']);
  if (!process.argv.includes('--print-env')) return;
  const env = runtimeEnv();
  console.log(`export PATH=${quoted(path.dirname(node24))}:"$PATH"`);
  for (const name of NAMES) if (env[name]) console.log(`export ${name}=${quoted(env[name])}`);
});
