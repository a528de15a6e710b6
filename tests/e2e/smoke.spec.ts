import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type {} from '../../shared/ipc/bridge.ts';
import { hasKeyring } from '../support/keyring.ts';
import { expect, test } from '../support/launch.ts';

/** The packaged application; `npm run package -- --smoke` names it. */
const executable = process.env.CLIENTNEST_PACKAGED;
const secret = 'a sentence that nobody else may read';

test('the packaged application starts, takes a first run, keeps a post and ends', async ({
  launch,
  userData,
}) => {
  test.skip(!executable, 'There is no packaged application: npm run package -- --smoke');
  if (!executable) return;
  expect(await hasKeyring()).toBe(true);

  const app = await launch({ executable });
  const { page } = app;
  expect(await app.electron.evaluate(({ app: main }) => main.isPackaged)).toBe(true);
  await page.getByLabel('Name').fill('Ada');
  await page.getByRole('button', { name: /start|continue|calendar/i }).click();
  await expect(page).toHaveURL(/calendar/);
  await expect(page.getByRole('grid').first()).toBeVisible();

  const saved = await page.evaluate(async (text) => {
    const { invoke } = window.clientnest;
    const client = await invoke('clients.create', { name: 'Brio' });
    if (!client.ok) return client;
    return invoke('posts.create', { clientId: client.value.id, text });
  }, secret);
  expect(saved).toMatchObject({ ok: true });
  app.expectNoCspViolations();
  await app.close();
  expect(app.process.exitCode).toBe(0);

  for (const name of ['workspace.db', 'workspace.db-wal']) {
    const bytes = await readFile(path.join(userData, name)).catch(() => Buffer.alloc(0));
    expect(bytes.includes(secret)).toBe(false);
    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  }

  const again = await launch({ executable });
  await expect(again.page.getByRole('grid').first()).toBeVisible();
  const kept = await again.page.evaluate(() => window.clientnest.invoke('posts.list', {}));
  expect(kept).toMatchObject({ ok: true, value: { posts: [{ excerpt: secret }] } });
});
