import { describe } from 'vitest';
import { startSandboxPds } from '../../support/sandbox.ts';
import { onServer } from './bluesky.ts';

// The tests that hold against the reference server hold against the sandbox, word for word.
onServer(() => startSandboxPds());
describe('publishing to the sandbox', async () => {
  await import('./publishing.test.ts');
});
describe('signing in to the sandbox', async () => {
  await import('./session.test.ts');
});
describe('trouble with the sandbox', async () => {
  await import('./trouble.test.ts');
});
describe('threads and removals on the sandbox', async () => {
  await import('./thread.test.ts');
});
describe('comments on the sandbox', async () => {
  await import('./comments.test.ts');
});
describe('signing in to the sandbox through the browser', async () => {
  await import('./oauth.test.ts');
});
