import { onNode24 } from './setup/node24.mjs';
import { launch } from './setup/say.mjs';

/**
 * Builds the application of this platform into release/, unpacked.
 * `--smoke` then tests a copy of it, `--installers` makes the installers of this platform as well.
 */
await launch(async () => {
  await onNode24(import.meta.url);
  const { packageApp } = await import('./app/package.mjs');
  return packageApp(process.argv.slice(2));
});
