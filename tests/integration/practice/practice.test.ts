import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NetworkId } from '../../../shared/domain/network.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/ipc/contract.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { decideOnSandbox } from '../../support/consent.ts';
import { startCore, type TestCore } from '../../support/core.ts';
import { photo } from '../../support/images.ts';

const SLOW = { timeout: 30_000 };
let test: TestCore;
let clientId: string;
beforeEach(async () => {
  test = await startCore();
  clientId = (await call('clients.create', { name: 'Bakery' })).id;
});
afterEach(() => test.close());

async function call<Name extends RouteName>(
  name: Name,
  input: RouteInput<Name>,
  of = test,
): Promise<RouteOutput<Name>> {
  const answer = await of.call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

/** A person who allows it in a browser that follows where it is led. */
async function practise(network: NetworkId): Promise<Account> {
  const { id, url } = await call('practice.connect', { clientId, network });
  const last = await fetch(await decideOnSandbox(url, 'ada'));
  expect(await last.text()).toContain('You can close this tab');
  const now = () => call('accounts.authorisation', { id });
  await expect.poll(async () => (await now()).state, SLOW).toBe('done');
  const [account] = (await now()).accounts;
  if (!account) throw new Error('Nothing was connected');
  return account;
}

const folder = () => join(test.userData, 'practice');

describe('a practice account', { timeout: 90_000 }, () => {
  it('is connected through its consent page, fetches pictures from here, and says what it is', async () => {
    expect(existsSync(folder())).toBe(false);
    const account = await practise('instagram');
    expect(account).toMatchObject({ practice: true, handle: 'ada', signedInBy: 'oauth' });

    const imported = await test.core
      .services()
      ?.media.importBytes('bread.jpg', await photo(640, 640));
    const mediaId = imported?.ok ? imported.value.id : '';
    const { id, targets } = await call('posts.create', {
      ...{ clientId, text: 'Rye, out of the oven' },
      targets: [{ accountId: account.id }],
      media: [{ mediaId, altText: 'A loaf' }],
    });
    expect(targets).toMatchObject([{ practice: true }]);
    expect(await call('posts.check', { id })).toEqual([]);
    test.core.startRunner();
    await call('posts.publishNow', { id });
    await expect.poll(async () => (await call('posts.get', { id })).status, SLOW).toBe('published');
    // Taken away when the network has it, as from a bucket.
    expect(readdirSync(join(folder(), 'relay'))).toEqual([]);
    const [read] = await call('engagement.read', { postId: id });
    expect(read).toMatchObject({ gone: false, metricsProblem: null });
  });

  it('is there in a second process, also when the first has ended', async () => {
    const account = await practise('mastodon');
    const other = await startCore({
      userData: test.userData,
      clock: test.clock,
      keychain: test.keychain,
    });
    const first = test;
    expect(await call('accounts.check', { id: account.id }, other)).toMatchObject({
      status: 'connected',
    });
    await first.core.close();
    test = other;
    const checked = await call('accounts.check', { id: account.id });
    expect(checked).toMatchObject({ status: 'connected', serviceUrl: account.serviceUrl });
  });

  it('waits where another program has its address, and goes on when it is free', async () => {
    const account = await practise('x');
    const { port } = JSON.parse(readFileSync(join(folder(), 'own-page.json'), 'utf8'));
    await test.core.close();
    const stranger = createServer((_, outgoing) => outgoing.end('mine'));
    await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve));
    test = await test.reopen();
    expect(await test.call('practice.connect', { clientId, network: 'x' })).toMatchObject({
      error: { code: 'practice_unavailable', message: expect.stringContaining('Another program') },
    });
    expect(await test.call('accounts.check', { id: account.id })).toMatchObject({
      error: { code: 'service_unreachable' },
    });
    await new Promise((resolve) => stranger.close(resolve));
    expect(await call('accounts.check', { id: account.id })).toMatchObject({ status: 'connected' });
  });
});
