import { onNode24, runHere } from './setup/node24.mjs';
import { node24 } from './setup/project.mjs';
import { launch } from './setup/say.mjs';

/**
 * Runs a file of the project on its Node: `run.mjs [--app] <file> [arguments]`. With `--app` the app
 * is built, and there are the Electron, the display and the keyring that it needs.
 */
await launch(async () => {
  await onNode24(import.meta.url);
  const args = process.argv.slice(2);
  if (args[0] !== '--app') return runHere(node24, args);

  const { prepareApp } = await import('./app/prepare.mjs');
  const { runtimeEnv } = await import('./setup/runtime.mjs');
  const { openTestSession } = await import('./session/session.mjs');
  await prepareApp();
  const session = await openTestSession();
  try {
    return await runHere(node24, args.slice(1), {
      env: runtimeEnv({ ...process.env, ...session.env }),
    });
  } finally {
    await session.close();
  }
});
