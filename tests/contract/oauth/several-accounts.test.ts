import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import { browse } from '../../support/oidc-server.ts';
import { must } from '../../support/services.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.platform.pages.set('agency', ['page-1', 'page-2', 'page-3']);
});
afterEach(() => world.stop());

const sessions = () => [...world.secrets.entries.keys()].filter((name) => name.includes('session'));
async function comeBack(as: string, more: Parameters<World['begin']>[0] = {}) {
  const begun = await world.begin(more);
  await browse(begun.url, { allow: true, as });
  return world.until(begun.id, 'choosing', 'done', 'failed');
}

describe('a person who has several accounts', () => {
  it('chooses, and only what is chosen is connected and kept', async () => {
    const choosing = await comeBack('agency');
    expect(choosing).toMatchObject({ state: 'choosing', accounts: [] });
    expect(choosing.choices.map(({ remoteId, connected }) => [remoteId, connected])).toEqual([
      ['page-1', 'no'],
      ['page-2', 'no'],
      ['page-3', 'no'],
    ]);
    expect(JSON.stringify(choosing)).not.toContain('accessToken');
    expect(sessions()).toEqual([]);
    const { authorising } = world.accounts;
    const wrong = await authorising.choose({ id: choosing.id, remoteIds: ['page-1', 'page-9'] });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'not_found' } });
    const done = must(
      await authorising.choose({ id: choosing.id, remoteIds: ['page-1', 'page-3'] }),
    );
    expect(done).toMatchObject({ state: 'done', choices: [] });
    expect(done.accounts.map(({ remoteId }) => remoteId)).toEqual(['page-1', 'page-3']);
    expect(sessions().sort()).toEqual(
      done.accounts.map(({ id }) => secretNames.accountSession(id)).sort(),
    );
    const again = await authorising.choose({ id: choosing.id, remoteIds: ['page-2'] });
    expect(again).toMatchObject({ ok: false, error: { code: 'not_choosing' } });
  });

  it('sees which ones are connected: those of this client are signed in anew, those of another are refused', async () => {
    const first = await comeBack('agency');
    must(await world.accounts.authorising.choose({ id: first.id, remoteIds: ['page-1'] }));
    const other = await comeBack('agency', { clientId: world.client('Florist') });
    must(await world.accounts.authorising.choose({ id: other.id, remoteIds: ['page-2'] }));
    const before = [...world.secrets.entries];

    const choosing = await comeBack('agency');
    expect(choosing.choices.map(({ connected }) => connected)).toEqual(['here', 'elsewhere', 'no']);
    const all = ['page-1', 'page-2', 'page-3'];
    const refused = await world.accounts.authorising.choose({ id: choosing.id, remoteIds: all });
    expect(refused).toMatchObject({
      error: { code: 'already_connected', message: expect.stringContaining('Florist') },
    });
    expect([...world.secrets.entries]).toEqual(before);
    const done = must(
      await world.accounts.authorising.choose({ id: choosing.id, remoteIds: ['page-1', 'page-3'] }),
    );
    expect(done.accounts).toHaveLength(2);
    expect(world.accounts.list(world.clientId)).toHaveLength(2);
  });

  it('can choose again where the keychain gave up in between, and loses nothing', async () => {
    const choosing = await comeBack('agency');
    const { set } = world.secrets;
    let writes = 0;
    world.secrets.set = (name, secret) =>
      ++writes === 2 ? Promise.reject(new Error('Locked')) : set(name, secret);
    const choose = () =>
      world.accounts.authorising.choose({ id: choosing.id, remoteIds: ['page-1', 'page-2'] });
    expect(await choose()).toMatchObject({ error: { code: 'keychain_unavailable' } });
    expect(must(world.accounts.authorising.get(choosing.id)).choices).toMatchObject([
      { connected: 'here' },
      { connected: 'no' },
      { connected: 'no' },
    ]);
    expect(must(await choose()).accounts).toHaveLength(2);
  });

  it('chooses within an hour', async () => {
    const choosing = await comeBack('agency');
    world.clock.advance(61 * 60_000);
    const late = await world.accounts.authorising.choose({
      id: choosing.id,
      remoteIds: ['page-1'],
    });
    expect(late).toMatchObject({ ok: false, error: { code: 'not_choosing' } });
  });
});

describe('reconnecting', () => {
  it('signs the same account in again, whatever else the person lets us use, and nothing else changes', async () => {
    const choosing = await comeBack('agency');
    const chosen = must(
      await world.accounts.authorising.choose({ id: choosing.id, remoteIds: ['page-1', 'page-2'] }),
    );
    const [one, two] = chosen.accounts;
    if (!one || !two) throw new Error('Not connected');
    const kept = (id: string) => world.secrets.entries.get(secretNames.accountSession(id));
    const [before, untouched] = [kept(one.id), kept(two.id)];
    world.accounts.markReconnectNeeded(one.id, 'Over.');
    const done = await comeBack('agency', { accountId: one.id });
    expect(done).toMatchObject({ state: 'done', accountId: one.id });
    expect(done.accounts).toEqual([{ ...one, checkedAt: world.clock.now() }]);
    expect(kept(one.id)).not.toBe(before);
    expect(kept(two.id)).toBe(untouched);
    expect(world.accounts.list()).toHaveLength(2);
  });

  it('never becomes another account, and what still works is left alone', async () => {
    const [account] = (await comeBack('ada')).accounts;
    if (!account) throw new Error('Not connected');
    const before = [...world.secrets.entries];
    const failed = await comeBack('bea', { accountId: account.id });
    expect(failed).toMatchObject({
      state: 'failed',
      failure: { code: 'different_account', message: expect.stringContaining('@bea') },
    });
    const begun = await world.begin({ accountId: account.id });
    await browse(begun.url, { allow: false });
    expect((await world.until(begun.id, 'failed')).failure?.code).toBe('declined');
    expect([...world.secrets.entries]).toEqual(before);
    expect(must(await world.accounts.check(account.id)).status).toBe('connected');
  });

  it('of somebody else’s account is not found', async () => {
    const [account] = (await comeBack('ada')).accounts;
    const answer = await world.accounts.authorising.begin({
      clientId: world.client('Florist'),
      network: 'bluesky',
      accountId: account?.id ?? '',
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });
});
