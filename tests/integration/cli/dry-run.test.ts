import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { followGuide } from '../../support/guide.ts';
import { type SandboxProcess, spawnSandbox } from '../../support/sandbox-process.ts';
import { temporaryFolder } from '../../support/workspace.ts';

let folder: string;
let sandbox: SandboxProcess;
beforeEach(async () => {
  folder = temporaryFolder();
  sandbox = await spawnSandbox(join(folder, 'sandbox'));
});
afterEach(async () => {
  await sandbox.end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

it('publishes to the sandbox by the commands of the guide, exactly as they are written', async () => {
  const { code, said } = await followGuide('dry-runs.md', {
    HOME: folder,
    SANDBOX: JSON.stringify(sandbox),
    CLIENTNEST_TICK_SECONDS: '1',
  });
  expect(code, said).toBe(0);
  expect(said).not.toContain('"ok":false');

  const [post, ...more] = await sandbox.posts();
  expect(more).toEqual([]);
  expect(post).toMatchObject({
    network: 'bluesky',
    account: 'ada.test',
    text: 'Fresh beans on Friday ☕ https://brio.example/beans #coffee',
    origin: 'created',
  });
  const picture = await fetch(new URL(`media/${post?.media[0]}`, sandbox.pageUrl));
  const bytes = Buffer.from(await picture.arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(post?.media[0]);
  // The plan of the last step is in force.
  const { plan } = (await (await fetch(sandbox.faultsUrl)).json()) as {
    plan: { rules: unknown[] };
  };
  expect(plan.rules).toMatchObject([{ fault: { kind: 'cut', effect: 'done' } }]);
}, 240_000);
