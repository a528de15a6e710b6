import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Session } from '../../../electron/platforms/platform.ts';
import { type SecretStore, secretNames } from '../../../electron/vault/secret-store.ts';
import { silentKeychain } from '../../support/core.ts';
import { browse } from '../../support/oidc-server.ts';
import { must } from '../../support/services.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.stop());

async function connected(): Promise<string> {
  const begun = await world.begin();
  await browse(begun.url, { allow: true, as: 'ada' });
  const [account] = (await world.until(begun.id, 'done')).accounts;
  if (!account) throw new Error('Not connected');
  world.server.granted.length = 0;
  return account.id;
}
const kept = (id: string): Session =>
  JSON.parse(world.secrets.entries.get(secretNames.accountSession(id)) ?? 'null');
const statusOf = (id: string) => must(world.accounts.get(id)).status;
const renewals = () => world.server.granted.filter((grant) => grant === 'refresh_token').length;

describe('a session that is renewed', () => {
  it('spends its token once, and keeps the new one before it is used', async () => {
    world = await openWorld();
    const id = await connected();
    const before = kept(id);
    must(await world.accounts.check(id));
    expect(renewals()).toBe(1);
    expect(kept(id).refreshToken).not.toBe(before.refreshToken);
    must(await world.accounts.check(id));
    expect(renewals()).toBe(2);
  });

  it('by two calls at once is renewed once, and both go on with it', async () => {
    world = await openWorld();
    const id = await connected();
    const line = must(await world.accounts.context(id));
    const known = kept(id);
    let calls = 0;
    const renew = () =>
      line.context.renewSession(known, async (session) => {
        calls++;
        await new Promise((resolve) => setTimeout(resolve, 30));
        return { ok: true, value: { ...session, accessToken: `new-${calls}` } };
      });
    const [one, other] = await Promise.all([renew(), renew()]);
    expect(calls).toBe(1);
    expect(one).toEqual(other);
    expect(kept(id).accessToken).toBe('new-1');
  });

  it('knows its session again, however an adapter has read it', async () => {
    world = await openWorld();
    const id = await connected();
    const line = must(await world.accounts.context(id));
    const { accessToken, refreshToken } = kept(id);
    // Other order, and without what the adapter does not read.
    const known = { refreshToken, accessToken, expiresAt: undefined };
    const seen: Session[] = [];
    await line.context.renewSession(known, async (session) => {
      seen.push(session);
      return { ok: true, value: session };
    });
    expect(seen).toHaveLength(1);
  });

  it('by two processes at once is renewed once', async () => {
    world = await openWorld();
    const id = await connected();
    const other = world.asAnotherProcess();
    world.server.beforeToken = () => new Promise((resolve) => setTimeout(resolve, 100));
    const answers = await Promise.all([world.accounts.check(id), other.check(id)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(renewals()).toBe(1);
    expect(world.server.refused).toEqual([]);
    must(await world.accounts.check(id));
  });

  it('waits for another process that really is one, and is free when that one is killed', async () => {
    world = await openWorld();
    const id = await connected();
    const holder = fork(fileURLToPath(new URL('lock-holder.ts', import.meta.url)), [
      ...[world.folder, id],
    ]);
    await once(holder, 'message');
    let isDone = false;
    const checking = world.accounts.check(id).then((answer) => {
      isDone = true;
      return answer;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isDone).toBe(false);
    holder.kill('SIGKILL');
    must(await checking);
    expect(renewals()).toBe(1);
  });

  it('is over where the provider says no: the account asks for the person, and no other call is tried', async () => {
    world = await openWorld();
    const id = await connected();
    const spent = kept(id);
    must(await world.accounts.check(id));
    // As after a restore of an old keychain: the token was good once.
    world.secrets.entries.set(secretNames.accountSession(id), JSON.stringify(spent));
    expect(await world.accounts.check(id)).toMatchObject({ error: { code: 'sign_in_refused' } });
    expect(statusOf(id)).toBe('reconnect_needed');
    expect(await world.accounts.context(id)).toMatchObject({ error: { code: 'reconnect_needed' } });
    const tries = world.server.refused.length;
    expect(world.server.refused.every(({ error }) => error === 'invalid_grant')).toBe(true);
    await world.accounts.context(id);
    expect(world.server.refused).toHaveLength(tries);
  });

  it('stays connected through a passing trouble, and its token is not spent', async () => {
    world = await openWorld();
    const id = await connected();
    const line = must(await world.accounts.context(id));
    for (const trouble of ['interrupted', 'service_error', 'unreachable'] as const) {
      const failed = await line.context.renewSession(kept(id), async () => ({
        ...{ ok: false, class: trouble, message: 'It broke.', httpStatus: null, retryAfter: null },
      }));
      // The call that needed the session was never sent.
      expect(failed).toMatchObject({ ok: false, class: 'unreachable' });
    }
    expect(statusOf(id)).toBe('connected');
    must(await world.accounts.check(id));
  });

  it('does not get lost where the keychain does not take it: it is kept as soon as it can be', async () => {
    world = await openWorld();
    const id = await connected();
    const before = kept(id);
    const { set } = world.secrets;
    world.secrets.set = () => Promise.reject(new Error('Locked'));
    const failed = await world.accounts.check(id);
    expect(failed).toMatchObject({
      ok: false,
      error: { code: 'service_unreachable', message: expect.stringContaining('keychain') },
    });
    expect(statusOf(id)).toBe('connected');
    expect(kept(id)).toEqual(before);
    world.secrets.set = set;
    // The spent token would be refused, and everything with it.
    must(await world.accounts.check(id));
    expect(world.server.refused).toEqual([]);
    expect(kept(id).refreshToken).not.toBe(before.refreshToken);
  });

  it('gives way to a sign-in that came meanwhile', async () => {
    world = await openWorld();
    const id = await connected();
    const line = must(await world.accounts.context(id));
    const fresh = { accessToken: 'from-the-person' };
    const renewed = await line.context.renewSession(kept(id), async () => {
      world.secrets.entries.set(secretNames.accountSession(id), JSON.stringify(fresh));
      return { ok: true, value: { accessToken: 'late' } };
    });
    expect(renewed).toEqual({ ok: true, value: fresh });
    expect(kept(id)).toEqual(fresh);
  });

  it('of an account that was removed meanwhile is not kept', async () => {
    world = await openWorld();
    const id = await connected();
    const line = must(await world.accounts.context(id));
    const renewed = await line.context.renewSession(kept(id), async (session) => {
      world.database.raw.prepare('DELETE FROM accounts').run();
      world.secrets.entries.delete(secretNames.accountSession(id));
      return { ok: true, value: session };
    });
    expect(renewed).toMatchObject({ ok: false, class: 'auth' });
    expect([...world.secrets.entries.keys()]).toEqual([]);
  });

  it('is not renewed without the keychain, and nobody is blamed', async () => {
    world = await openWorld();
    const id = await connected();
    const line = must(await world.asAnotherProcess().context(id));
    Object.assign(world.secrets, { get: silentKeychain.get } satisfies Partial<SecretStore>);
    const renewed = await line.context.renewSession(line.context.session, () => {
      throw new Error('It must not come so far');
    });
    expect(renewed).toMatchObject({ ok: false, class: 'unreachable' });
    expect(statusOf(id)).toBe('connected');
  });

  it('tells when it ends and what is allowed, as soon as that changes', async () => {
    world = await openWorld();
    const id = await connected();
    const line = must(await world.accounts.context(id));
    world.told.length = 0;
    await line.context.renewSession(kept(id), async (session) => ({
      ok: true,
      value: { ...session, accessToken: 'x', endsAt: 1_900_000_000_000.4, scopes: ['openid'] },
    }));
    expect(must(world.accounts.get(id))).toMatchObject({
      sessionEndsAt: 1_900_000_000_000,
      scopes: ['openid'],
    });
    expect(world.told.map(({ name }) => name)).toEqual(['account.changed']);
  });
});
