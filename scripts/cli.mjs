import { onNode24, runHere } from './setup/node24.mjs';
import { inProject, node24 } from './setup/project.mjs';
import { launch } from './setup/say.mjs';

/**
 * The command line of the app, on plain Node without a build: `cli.mjs [--seed] [arguments]`.
 * stdout is the command's own; what set-up says goes to stderr.
 */
await launch(async () => {
  await onNode24(import.meta.url);
  const { openCommandSession } = await import('./app/command-session.mjs');
  const isSeed = process.argv[2] === '--seed';
  const args = process.argv.slice(isSeed ? 3 : 2);
  const entry = inProject(isSeed ? 'electron/cli/seed.ts' : 'electron/cli.ts');
  const session = await openCommandSession(args, { mayCreateKeyring: isSeed });
  try {
    const env = { ...process.env, ...session.env };
    return await runHere(node24, [entry, ...args], { env });
  } finally {
    await session.close();
  }
});
