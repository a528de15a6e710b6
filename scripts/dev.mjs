import { onNode24, runHere } from './setup/node24.mjs';
import { inProject, node24, root } from './setup/project.mjs';
import { launch } from './setup/say.mjs';

/** The app with hot reload; what follows `--` goes to electron-vite. */
await launch(async () => {
  await onNode24(import.meta.url);
  const { ensureRuntime, runtimeEnv } = await import('./setup/runtime.mjs');
  const { flagsForThisMachine } = await import('./app/electron.mjs');
  const { openCommandSession } = await import('./app/command-session.mjs');
  const { hasNoDisplay } = await import('./session/display.mjs');

  const display = hasNoDisplay();
  await ensureRuntime(display ? ['display'] : []);
  const flags = await flagsForThisMachine();
  const session = await openCommandSession([], { mayCreateKeyring: true, display });
  try {
    const vite = inProject('node_modules/electron-vite/bin/electron-vite.js');
    const forApp = flags.length > 0 ? ['--', ...flags] : [];
    const env = { ...runtimeEnv(), ...session.env };
    return await runHere(node24, [vite, 'dev', ...process.argv.slice(2), ...forApp], {
      cwd: root,
      env,
    });
  } finally {
    await session.close();
  }
});
