import { onNode24 } from './setup/node24.mjs';
import { launch } from './setup/say.mjs';

/**
 * Sets up, builds and opens the app until it is closed or we are stopped. What follows `--` goes
 * to the app, except `--exit-after-screenshot`. Without a display it opens on a virtual one.
 */
await launch(async () => {
  await onNode24(import.meta.url);
  const { start } = await import('./app/start.mjs');
  return start(process.argv.slice(2));
});
