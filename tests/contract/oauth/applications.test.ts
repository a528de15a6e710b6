import { afterEach, describe, expect, it } from 'vitest';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import { silentKeychain } from '../../support/core.ts';
import { browse } from '../../support/oidc-server.ts';
import { must } from '../../support/services.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.stop());

const service = () => ({ network: 'bluesky', serviceUrl: world.server.url }) as const;
const rows = () => world.database.raw.prepare('SELECT * FROM applications').all();
async function signIn() {
  const begun = await world.begin();
  await browse(begun.url, { allow: true, as: 'ada' });
  return world.until(begun.id, 'done', 'failed');
}

describe('an application of the person’s own', () => {
  it('keeps its secret in the keychain and never says it', async () => {
    world = await openWorld({ capability: { secret: true }, saved: false });
    const { applications } = world.accounts;
    const wanted = { ...service(), clientId: 'app-1' };
    expect(await applications.save(wanted)).toMatchObject({ error: { code: 'secret_needed' } });
    expect(rows()).toEqual([]);
    const needed = await world.accounts.authorising.begin({
      ...service(),
      clientId: world.clientId,
    });
    expect(needed).toMatchObject({ error: { code: 'application_needed' } });

    const saved = must(await applications.save({ ...wanted, clientSecret: 'hush-hush-hush' }));
    expect(saved).toMatchObject({ clientId: 'app-1', hasSecret: true, registeredBy: 'person' });
    expect(world.secrets.entries.get(secretNames.applicationSecret(saved.id))).toBe(
      'hush-hush-hush',
    );
    const shown = JSON.stringify([rows(), must(await applications.list()), world.log.lines]);
    expect(shown).not.toContain('hush-hush-hush');

    // The same application keeps its secret; another one needs its own.
    const page = { redirectUri: 'https://robin.example/back' };
    expect(must(await applications.save({ ...wanted, ...page }))).toMatchObject({
      ...{ id: saved.id, hasSecret: true, ...page },
    });
    const other = { ...wanted, clientId: 'app-2' };
    expect(await applications.save(other)).toMatchObject({ error: { code: 'secret_needed' } });
    expect(must(await applications.list())).toMatchObject([{ clientId: 'app-1' }]);
    expect(must(await applications.remove(saved.id))).toEqual({ id: saved.id });
    expect(world.secrets.entries.size).toBe(0);
  });

  it('goes without a secret where the network lets some, and can change its mind', async () => {
    world = await openWorld({ capability: { secret: 'optional' }, saved: false });
    const { applications, authorising } = world.accounts;
    const wanted = { ...service(), clientId: world.clientId };
    const saved = must(await applications.save(wanted));
    expect(saved.hasSecret).toBe(false);
    expect(must(await authorising.begin({ ...service(), clientId: world.clientId })).url).toContain(
      'code_challenge=',
    );
    const withOne = must(await applications.save({ ...wanted, clientSecret: 'hush-hush-hush' }));
    expect(withOne).toMatchObject({ id: saved.id, hasSecret: true });
    expect(must(await applications.save(wanted)).hasSecret).toBe(true);
    expect(must(await applications.save({ ...wanted, clientSecret: null })).hasSecret).toBe(false);
    expect(world.secrets.entries.size).toBe(0);
  });

  it('is as it was where the keychain does not take its secret', async () => {
    world = await openWorld();
    const before = rows();
    const { set } = world.secrets;
    world.secrets.set = silentKeychain.set;
    const saved = await world.accounts.applications.save({
      ...{ ...service(), clientId: 'other', clientSecret: 'hush-hush-hush' },
    });
    expect(saved).toMatchObject({ error: { code: 'keychain_unavailable' } });
    expect(rows()).toMatchObject([{ client_id: (before[0] as { client_id: string }).client_id }]);
    world.secrets.set = set;
  });

  it('stays while accounts are signed in with it, and is counted', async () => {
    world = await openWorld();
    const done = await signIn();
    const [application] = must(await world.accounts.applications.list('bluesky'));
    expect(application?.accountCount).toBe(1);
    const refused = await world.accounts.applications.remove(application?.id ?? '');
    expect(refused).toMatchObject({ error: { code: 'in_use', details: { count: 1 } } });
    must(await world.accounts.remove(done.accounts[0]?.id ?? ''));
    must(await world.accounts.applications.remove(application?.id ?? ''));
    expect(
      await world.accounts.authorising.begin({ ...service(), clientId: world.clientId }),
    ).toMatchObject({
      error: { code: 'application_needed' },
    });
  });

  it('says what to register at the network, and gives a page for the way over one’s own', async () => {
    world = await openWorld({
      capability: { ports: [18_731, 18_732], manualRedirect: 'https://network.example/done' },
    });
    const known = must(world.accounts.applications.redirects('bluesky'));
    expect(known.redirects).toEqual([
      { strategy: 'loopback-any', addresses: ['http://127.0.0.1/callback'] },
      {
        strategy: 'loopback-fixed',
        addresses: ['http://127.0.0.1:18731/callback', 'http://127.0.0.1:18732/callback'],
      },
      { strategy: 'https-relay', addresses: [] },
      { strategy: 'manual-code', addresses: ['https://network.example/done'] },
    ]);
    expect(known.relayPage).toContain('location.replace');
  });

  it('is for a server whose address is safe', async () => {
    world = await openWorld();
    const saved = await world.accounts.applications.save({
      ...{ network: 'bluesky', serviceUrl: 'http://example.com', clientId: 'x' },
    });
    expect(saved).toMatchObject({ error: { code: 'insecure_service_url' } });
  });
});

describe('an application that a server registers for anybody', () => {
  it('is registered once, and used again with the port that it was registered for', async () => {
    world = await openWorld({ capability: { application: 'automatic' } });
    const first = await signIn();
    expect(first).toMatchObject({ state: 'done' });
    const again = await signIn();
    expect(again).toMatchObject({ state: 'done', redirectUri: first.redirectUri });
    expect(world.platform.registered).toEqual([first.redirectUri]);
    expect(must(await world.accounts.applications.list())).toMatchObject([
      { registeredBy: 'automatic', accountCount: 1, hasSecret: false },
    ]);
    const { save } = world.accounts.applications;
    expect(await save({ ...service(), clientId: 'mine' })).toMatchObject({
      error: { code: 'not_supported' },
    });
  });

  it('is registered anew where nobody came back with it: the server may have forgotten it', async () => {
    world = await openWorld({ capability: { application: 'automatic' } });
    const begun = await world.begin();
    must(world.accounts.authorising.cancel(begun.id));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await signIn()).state).toBe('done');
    expect(world.platform.registered).toHaveLength(2);
    expect(rows()).toHaveLength(1);
  });
});

it('an application that may not ask for all that is asked for now gives way to another one', async () => {
  world = await openWorld({ capability: { application: 'automatic' } });
  expect((await signIn()).state).toBe('done');
  // As an account is that was connected before anything was added.
  world.database.raw.prepare('UPDATE accounts SET scopes = ?').run(JSON.stringify(['profile']));
  expect((await signIn()).state).toBe('done');
  expect(world.platform.registered).toHaveLength(2);
  expect(rows()).toHaveLength(1);
  expect((await signIn()).state).toBe('done');
  expect(world.platform.registered).toHaveLength(2);
});

describe('a network that wants no application', () => {
  it('has signed in through the browser all the same', async () => {
    world = await openWorld({ capability: { application: 'none' } });
    const begun = await world.begin();
    expect(new URL(begun.url).searchParams.get('client_id')).toBe('');
    expect(must(await world.accounts.applications.list())).toEqual([]);
    expect(rows()).toHaveLength(1);
  });
});
