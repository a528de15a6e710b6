import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decideOnSandbox } from '../support/consent.ts';
import { furnish } from '../support/desk.ts';
import { expect, test } from '../support/launch.ts';
import { type OpenSandbox, openSandbox } from '../support/sandbox.ts';

let sandbox: OpenSandbox;
let folder: string;
test.beforeAll(async () => {
  sandbox = await openSandbox({ networks: ['x'] });
  folder = mkdtempSync(join(tmpdir(), 'clientnest-export-'));
});
test.afterAll(async () => {
  await sandbox.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('the person’s own browser opens, comes back, and a client who leaves is handed over', async ({
  launch,
}) => {
  const app = await launch();
  const { ada, call } = await furnish(app);
  // In the place of the system's browser and its dialog: what is asked of them.
  await app.electron.evaluate(({ shell, dialog }, chosen) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    shell.openExternal = async (url) => void asked.push(url);
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, folder);
  const service = { network: 'x', serviceUrl: sandbox.x } as const;
  const [application] = sandbox.applications;
  await call('applications.save', { ...service, clientId: application?.clientId ?? '' });
  const begun = await call('accounts.authorise', { ...service, clientId: ada.id });
  expect(begun.opened).toBe(true);
  const asked = await app.electron.evaluate(
    () => (globalThis as unknown as { asked: string[] }).asked,
  );
  expect(asked).toEqual([begun.url]);

  const last = await fetch(await decideOnSandbox(begun.url, 'ada'));
  expect(await last.text()).toContain('You can close this tab');
  await expect
    .poll(async () => (await call('accounts.authorisation', { id: begun.id })).state)
    .toBe('done');
  await app.page.getByRole('link', { name: 'Accounts' }).click();
  await expect(app.page.getByText(/^@ada on /)).toBeVisible();

  const exported = await call('offboarding.export', { clientId: ada.id });
  expect(readdirSync(exported.folder).sort()).toEqual(
    exported.files.map(({ name }) => name).sort(),
  );
  expect(JSON.parse(readFileSync(join(exported.folder, 'posts.json'), 'utf8'))).toEqual(
    expect.any(Array),
  );
  app.expectNoCspViolations();
});
