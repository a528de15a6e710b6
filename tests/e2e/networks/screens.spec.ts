import { decideOnSandbox } from '../../support/consent.ts';
import { expect, test } from '../../support/launch.ts';
import { lookAt } from '../../support/look.ts';
import { type NetworkDesk, openNetworkDesk } from '../../support/network-desk.ts';
import { openPlace } from '../../support/trouble.ts';

let desk: NetworkDesk | null = null;
test.afterEach(() => desk?.close());

/** The screen knows only the real hosts of a network: in their place, the sandbox. */
async function inPlaceOf({ app, sandbox }: NetworkDesk, hosts: readonly string[], origin: string) {
  expect(Object.values(sandbox.urls)).toContain(origin);
  await app.electron.evaluate(
    (_, [known, to]) => {
      const { fetch: real } = globalThis;
      globalThis.fetch = (address, init) => {
        const { hostname, pathname, search } = new URL(
          address instanceof Request ? address.url : address,
        );
        return real(known.includes(hostname) ? new URL(pathname + search, to) : address, init);
      };
    },
    [[...hosts], origin] as const,
  );
}

test('apps of one’s own are led to step by step; where files are fetched, the relay is led to', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(240_000);
  desk = await openNetworkDesk('facebook', launch, testInfo.outputPath('clock-offset'));
  const { page, call } = desk;
  await page.getByRole('link', { name: 'Accounts' }).click();
  await expect(page.getByRole('button', { name: 'Connect Threads' })).toBeVisible();
  await lookAt(desk, 'gallery');
  for (const network of ['X', 'Facebook', 'LinkedIn', 'TikTok', 'Instagram']) {
    await page.getByRole('button', { name: `Connect ${network}` }).click();
    const sheet = page.getByRole('dialog', { name: `Connect ${network}` });
    await expect(sheet.getByText('Make the app')).toBeVisible();
    const relay = sheet.getByRole('button', { name: 'Set up the relay' });
    await expect(relay).toBeVisible({ visible: network === 'TikTok' || network === 'Instagram' });
    await lookAt(desk, `connect-${network.toLowerCase()}`);
    if (network === 'Instagram') await relay.click();
    else await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
  }
  await expect(page.getByRole('region', { name: 'Media relay' })).toBeInViewport();
  await page.getByRole('button', { name: 'Set up a bucket' }).click();
  await lookAt(desk, 'relay');
  await desk.setUpRelay();
  await openPlace(page, '/accounts?connect=instagram');
  const sheet = page.getByRole('dialog', { name: 'Connect Instagram' });
  await expect(sheet.getByText('Make the app')).toBeVisible();
  await expect(sheet.getByRole('button', { name: 'Set up the relay' })).toBeHidden();
  expect((await call('relay.get', {})).relay).not.toBeNull();
  desk.app.expectNoCspViolations();
});

test('Facebook by the screen: one sign-in lets several pages in, and the person says which are the client’s', async ({
  launch,
}, testInfo) => {
  testInfo.setTimeout(180_000);
  desk = await openNetworkDesk('facebook', launch, testInfo.outputPath('clock-offset'));
  const { page, ada, brio, call, sandbox } = desk;
  const origin = sandbox.urls.facebook ?? '';
  await inPlaceOf(desk, ['www.facebook.com', 'graph.facebook.com', 'facebook.com'], origin);
  const [application] = sandbox.applications;
  const signIn = async (client: string, isKnown: boolean) => {
    await page.getByRole('link', { name: 'Accounts' }).click();
    await page.getByRole('button', { name: 'Connect Facebook' }).click();
    const sheet = page.getByRole('dialog', { name: 'Connect Facebook' });
    await sheet.getByLabel('Client', { exact: true }).click();
    await page.getByRole('option', { name: client }).click();
    if (!isKnown) {
      await sheet.getByLabel('App ID').fill(application?.clientId ?? '');
      await sheet.getByLabel('App secret').fill(application?.clientSecret ?? '');
      await sheet.getByRole('button', { name: 'Save and go on' }).click();
    }
    await sheet.getByRole('button', { name: 'Open the browser' }).click();
    await expect(sheet.getByText('Your browser is open at Facebook.')).toBeVisible();
    const { pathname, search } = new URL((await desk?.asked())?.at(-1) ?? '');
    const last = await decideOnSandbox(new URL(pathname + search, origin).href, 'Sam');
    // Facebook ends on a page of its own: its address is brought back by hand.
    await sheet.getByLabel('Code, or address of the last page').fill(last);
    await sheet.getByRole('button', { name: 'Go on' }).click();
    await expect(sheet.getByText('Which belong to this client?')).toBeVisible();
    return sheet;
  };

  const sheet = await signIn(ada.name, false);
  const boxes = sheet.getByRole('checkbox');
  const offered = await boxes.count();
  expect(offered).toBeGreaterThan(1);
  await expect(sheet.getByRole('button', { name: 'Connect', exact: true })).toBeDisabled();
  await lookAt(desk, 'pages-choice');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await sheet.getByRole('button', { name: 'Connect 2 accounts' }).click();
  await expect(page.getByText('2 accounts are connected.', { exact: true })).toBeVisible();
  await expect(sheet).toBeHidden();
  const connected = await call('accounts.list', {});
  expect(connected.map(({ clientId }) => clientId)).toEqual([ada.id, ada.id]);
  await expect(page.getByText('Connected', { exact: true })).toHaveCount(2);
  await lookAt(desk, 'accounts-list');

  // Whose page it is already is told where another client would take it, too.
  const again = await signIn(brio.name, true);
  await expect(again.getByText('another client has it')).toHaveCount(2);
  await expect(again.getByRole('checkbox', { disabled: true })).toHaveCount(2);
  await again.getByRole('button', { name: 'Cancel' }).click();
  expect(await call('accounts.list', {})).toHaveLength(2);
  desk.app.expectNoCspViolations();
});

test('a post with all that X takes, on its way out and after it', async ({ launch }, testInfo) => {
  testInfo.setTimeout(240_000);
  desk = await openNetworkDesk('x', launch, testInfo.outputPath('clock-offset'));
  const { page, call, connect, write, published, received, talkedAbout, fault } = desk;
  const account = await connect();
  const draft = await write(
    account,
    'The oven is on again. Rye, spelt and two loaves that have no name yet come out of it at seven. '.repeat(
      5,
    ),
    { video: true, threading: 'numbered', firstComment: 'Where to find us: https://example.com/' },
    'draft',
  );
  await openPlace(page, `/posts/${draft}`);
  await page.getByRole('button', { name: 'Edit' }).first().click();
  const composer = page.getByRole('dialog');
  await expect(composer.getByText(/\$0\.\d/).first()).toBeVisible();
  await lookAt(desk, 'composer');
  await page.keyboard.press('Escape');
  await expect(composer).toBeHidden();

  const read = await talkedAbout(account);
  const log = await call('posts.list', { limit: 5 });
  const talked = log.posts.find(({ status }) => status === 'published');
  await openPlace(page, `/posts/${talked?.id}`);
  await page.getByRole('button', { name: 'Read numbers and comments' }).click();
  const talk = page.getByRole('region', { name: /^Comments on/ });
  await expect(talk.getByRole('listitem')).toHaveCount(read.comments?.length ?? 0);
  await talk
    .getByRole('button', { name: /^Answer @/ })
    .first()
    .click();
  await lookAt(desk, 'post-talk');
  expect(await published(talked?.id ?? '')).toContain('ok');

  // Of three pieces the second one does not get through.
  await fault({
    when: { operation: 'POST /2/media/upload/:id/append', nth: 2 },
    fault: { kind: 'hang' },
  });
  const film = await write(account, 'The oven', { video: 225_000 });
  await openPlace(page, `/posts/${film}`);
  const upload = page.getByRole('progressbar', { name: 'Upload to X as @ada' });
  await expect(upload).toHaveAttribute('aria-valuetext', /^\d.* of 9 MB uploaded$/);
  await lookAt(desk, 'post-uploading');
  await page.getByRole('button', { name: 'Stop the upload' }).click();
  await expect(upload).toBeHidden();
  await expect(page.getByText('You stopped it while it was uploaded.')).toBeVisible();
  const ofOven = () => received().filter(({ text }) => text === 'The oven').length;
  expect(ofOven()).toBe(0);
  await lookAt(desk, 'post-stopped');
  await desk.sandbox.faults.clear();
  await page.getByRole('button', { name: 'Send it after all' }).click();
  await published(film);
  expect(ofOven()).toBe(1);
  desk.app.expectNoCspViolations();
});
