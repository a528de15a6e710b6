import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import sharp from 'sharp';
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
  await page.getByLabel('Your name').fill('Ada');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page).toHaveURL(/calendar/);
  await expect(page.getByRole('columnheader').first()).toBeVisible();

  const saved = await page.evaluate(async (text) => {
    const { invoke } = window.clientnest;
    const client = await invoke('clients.create', { name: 'Brio', colour: '#4f46e5' });
    if (!client.ok) return client;
    return invoke('posts.create', { clientId: client.value.id, text });
  }, secret);
  expect(saved).toMatchObject({ ok: true });

  // The image codec is a native package in a worker thread: both must be found beside the archive.
  const photo = await sharp({
    create: { width: 800, height: 600, channels: 3, background: '#4c66d3' },
  })
    .png()
    .toBuffer();
  const served = await page.evaluate(
    async (bytes) => {
      const { invoke } = window.clientnest;
      const kept = await invoke('media.import', {
        fileName: 'photo.png',
        bytes: Uint8Array.from(bytes),
      });
      if (!kept.ok) return kept;
      const answer = await fetch(`/media/${kept.value.id}?size=thumb`);
      return { status: answer.status, type: answer.headers.get('Content-Type') };
    },
    [...photo],
  );
  expect(served).toEqual({ status: 200, type: expect.stringMatching(/^image\//) });
  app.expectNoCspViolations();
  await app.close();
  expect(app.process.exitCode).toBe(0);

  for (const name of ['workspace.db', 'workspace.db-wal']) {
    const bytes = await readFile(path.join(userData, name)).catch(() => Buffer.alloc(0));
    expect(bytes.includes(secret)).toBe(false);
    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  }

  const again = await launch({ executable });
  await expect(again.page.getByRole('columnheader').first()).toBeVisible();
  const kept = await again.page.evaluate(() => window.clientnest.invoke('posts.list', {}));
  expect(kept).toMatchObject({ ok: true, value: { posts: [{ excerpt: secret }] } });
});

test('what an attacker could switch on is off in the executable', async () => {
  test.skip(!executable, 'There is no packaged application: npm run package -- --smoke');
  if (!executable) return;
  const wire = await getCurrentFuseWire(executable);
  const isOn = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    onlyAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
    asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    // On in the copy under test alone.
    inspector: isOn(FuseV1Options.EnableNodeCliInspectArguments),
  }).toEqual({
    runAsNode: false,
    nodeOptions: false,
    fileProtocol: false,
    onlyAsar: true,
    asarIntegrity: true,
    cookieEncryption: true,
    inspector: true,
  });
});
