import { constants } from 'node:os';
import { whenNpmIsGone } from './setup/child.mjs';
import { onNode24 } from './setup/node24.mjs';
import { launch } from './setup/say.mjs';

/**
 * Runs all stages of the tests, or those named first: `test.mjs [stage …] [arguments]`.
 * What follows the stages goes to their test runner: names of files, `-t`, `--grep`.
 */
await launch(async () => {
  await onNode24(import.meta.url);
  const stop = (signal) => process.exit(128 + constants.signals[signal]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  whenNpmIsGone(() => stop('SIGTERM'));
  const { runTests } = await import('./test/run-tests.mjs');
  return runTests(process.argv.slice(2));
});
