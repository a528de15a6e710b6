import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import { browse } from '../../support/oidc-server.ts';
import { must } from '../../support/services.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.stop());

const kept = (id: string) => world.secrets.entries.get(secretNames.accountSession(id));
async function signIn(as: string, remoteIds: string[] = [as], clientId = world.clientId) {
  const begun = await world.begin({ clientId });
  await browse(begun.url, { allow: true, as });
  const came = await world.until(begun.id, 'choosing', 'done');
  if (came.state === 'done') return came.accounts;
  return must(await world.accounts.authorising.choose({ id: came.id, remoteIds })).accounts;
}
/** What the provider says to a token that was kept once. */
async function renewWith(session: string | undefined) {
  const { refreshToken } = JSON.parse(session ?? '{}');
  const response = await fetch(`${world.server.url}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'refresh_token', client_id: world.server.clientId },
      refresh_token: refreshToken,
    }),
  });
  return response.status;
}

describe('signing a client out', () => {
  it('tells the network, which takes the session no more, and forgets it here', async () => {
    const [account] = await signIn('ada');
    const id = account?.id ?? '';
    const session = kept(id);
    const { signingOut } = world.accounts;
    expect(await signingOut.look(world.clientId)).toMatchObject([{ revocation: 'can' }]);
    expect(await signingOut.end(world.clientId)).toMatchObject([
      { accountId: id, outcome: 'revoked' },
    ]);
    expect(kept(id)).toBeUndefined();
    expect(await renewWith(session)).toBe(400);
    expect(must(world.accounts.get(id))).toMatchObject({
      status: 'reconnect_needed',
      statusMessage: expect.stringContaining('client left'),
    });
    expect(await signingOut.look(world.clientId)).toMatchObject([{ revocation: 'signed_out' }]);
  });

  it('ends several accounts of one sign-in together', async () => {
    world.platform.pages.set('agency', ['page-1', 'page-2']);
    await signIn('agency', ['page-1', 'page-2']);
    expect(await world.accounts.signingOut.end(world.clientId)).toMatchObject([
      { outcome: 'revoked' },
      { outcome: 'revoked' },
    ]);
    expect(world.secrets.entries.size).toBe(0);
  });

  it('does not tell the network where that would sign out another client', async () => {
    world.platform.pages.set('agency', ['page-1', 'page-2']);
    const florist = world.client('Florist');
    // Both of one sign-in, as the pages are that one person looks after.
    const [one] = await signIn('agency', ['page-1']);
    const [two] = await signIn('agency', ['page-2'], florist);
    world.secrets.entries.set(secretNames.accountSession(two?.id ?? ''), kept(one?.id ?? '') ?? '');
    expect(await world.accounts.signingOut.look(world.clientId)).toMatchObject([
      { revocation: 'shared' },
    ]);
    expect(await world.accounts.signingOut.end(world.clientId)).toMatchObject([
      { outcome: 'forgotten', message: expect.stringContaining('@page-2') },
    ]);
    expect(kept(one?.id ?? '')).toBeUndefined();
    must(await world.accounts.check(two?.id ?? ''));
  });

  it('keeps what the network could not be told of, to be tried again', async () => {
    const [account] = await signIn('ada');
    await world.server.stop();
    expect(await world.accounts.signingOut.end(world.clientId)).toMatchObject([
      { outcome: 'failed', message: expect.stringContaining('Try again') },
    ]);
    expect(kept(account?.id ?? '')).toBeDefined();
    expect(must(world.accounts.get(account?.id ?? '')).status).toBe('connected');
  });
});
