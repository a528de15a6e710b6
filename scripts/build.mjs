import { onNode24 } from './setup/node24.mjs';
import { launch } from './setup/say.mjs';

/** Builds the app into out/ if its sources have changed. */
await launch(async () => {
  await onNode24(import.meta.url);
  const { ensureRuntime } = await import('./setup/runtime.mjs');
  const { ensureBuild } = await import('./app/build.mjs');
  await ensureRuntime();
  await ensureBuild();
});
