import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlatformContext } from '../../../electron/platforms/platform.ts';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import { failure, PASSWORD, person, secretOf } from '../../support/sample-network.ts';
import { must, openServices, type TestServices } from '../../support/services.ts';

let workspace: TestServices;
let clientId: string;
const ada = person('ada.test');
const bea = person('bea.test');

beforeEach(() => {
  workspace = openServices();
  workspace.network.people.set(ada.handle, ada).set(bea.handle, bea);
  clientId = must(workspace.clients.create({ name: 'Bakery', notes: '' })).id;
  workspace.told.length = 0;
});
afterEach(() => workspace.close());

const connect = (more: { clientId?: string; serviceUrl?: string; identifier?: string } = {}) =>
  workspace.accounts.connect({
    clientId,
    network: 'bluesky',
    identifier: ada.handle,
    appPassword: PASSWORD,
    ...more,
  });
const kept = (id: string) => workspace.secrets.entries.get(secretNames.accountSession(id));
const rowCount = () =>
  workspace.database.raw.prepare('SELECT count(*) FROM accounts').pluck().get();
const changesOf = (accountId: string) =>
  workspace.told.filter(
    ({ name, payload }) =>
      name === 'account.changed' && (payload as { accountId: string }).accountId === accountId,
  ).length;

describe('connecting an account', () => {
  it('signs in, keeps the session in the secret store and the facts in the database', async () => {
    const account = must(await connect({ serviceUrl: 'https://PDS.example/some/path' }));
    expect(workspace.network.signIns).toEqual([
      { serviceUrl: 'https://pds.example', identifier: ada.handle, appPassword: PASSWORD },
    ]);
    expect(account).toMatchObject({
      ...ada,
      clientId,
      network: 'bluesky',
      serviceUrl: 'https://pds.example',
      status: 'connected',
      statusMessage: null,
      checkedAt: workspace.clock.now(),
    });
    expect(workspace.accounts.list(clientId)).toEqual([account]);
    expect(workspace.accounts.get(account.id)).toEqual({ ok: true, value: account });
    expect(kept(account.id)).toBe(JSON.stringify({ token: secretOf(ada.remoteId, 1) }));
    expect(changesOf(account.id)).toBe(1);
  });

  it('goes to the usual service unless another one is named', async () => {
    expect(must(await connect()).serviceUrl).toBe('https://bsky.social');
  });

  it('leaves no secret in the database, the log or the answer', async () => {
    const account = must(await connect());
    const secret = secretOf(ada.remoteId, 1);
    const everything = JSON.stringify([
      account,
      workspace.log.lines,
      workspace.told,
      workspace.database.raw.prepare('SELECT * FROM accounts').all(),
    ]);
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(PASSWORD);
  });

  it('is refused for a client that is gone or archived, before anything is sent', async () => {
    must(workspace.clients.archive(clientId));
    expect(await connect()).toMatchObject({ error: { code: 'not_found' } });
    expect(await connect({ clientId: '019a0000-0000-7000-8000-000000000000' })).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(workspace.network.signIns).toEqual([]);
  });

  it('never sends a password to an address that is not encrypted', async () => {
    expect(await connect({ serviceUrl: 'http://bsky.social' })).toMatchObject({
      error: { code: 'insecure_service_url' },
    });
    expect(workspace.network.signIns).toEqual([]);
    expect((await connect({ serviceUrl: 'http://localhost:2583' })).ok).toBe(true);
  });

  it('tells why the network refused, and keeps nothing', async () => {
    workspace.network.failWith = failure('unreachable', 'bsky.social can’t be reached.');
    expect(await connect()).toMatchObject({ error: { code: 'service_unreachable' } });
    workspace.network.failWith = null;
    expect(await connect({ identifier: 'nobody.test' })).toMatchObject({
      error: { code: 'sign_in_refused' },
    });
    expect(rowCount()).toBe(0);
    expect(workspace.secrets.entries.size).toBe(0);
    expect(workspace.told).toEqual([]);
  });

  it('takes each account once, and says who has it', async () => {
    const account = must(await connect());
    const other = must(workspace.clients.create({ name: 'Cinema', notes: '' }));
    const again = await connect({ clientId: other.id, serviceUrl: 'https://BSKY.social/' });
    expect(again).toMatchObject({
      error: { code: 'already_connected', details: { accountId: account.id, clientId } },
    });
    expect(again.ok === false && again.error.message).toContain('Bakery');
    expect(rowCount()).toBe(1);
    expect(workspace.secrets.entries.size).toBe(1);
    expect(kept(account.id)).toContain(secretOf(ada.remoteId, 1));
  });

  it('takes it once also when two windows connect it at the same moment', async () => {
    const answers = await Promise.all([connect(), connect(), connect()]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(rowCount()).toBe(1);
    expect(workspace.secrets.entries.size).toBe(1);
    expect(kept(workspace.accounts.list()[0]?.id ?? '')).toBeDefined();
  });

  it('makes no account where the keychain takes no secret', async () => {
    workspace.secrets.set = async () => {
      throw new Error('locked');
    };
    expect(await connect()).toMatchObject({ error: { code: 'keychain_unavailable' } });
    expect(rowCount()).toBe(0);
  });

  it('leaves no session behind when the row can’t be written', async () => {
    workspace.database.raw.exec(
      `CREATE TRIGGER full BEFORE INSERT ON accounts BEGIN SELECT RAISE(FAIL, 'disk full'); END`,
    );
    await expect(connect()).rejects.toThrow('disk full');
    expect(workspace.secrets.entries.size).toBe(0);
  });
});

describe('an account', () => {
  it('is checked: its figures and its handle are the network’s', async () => {
    const account = must(await connect());
    workspace.network.people.clear();
    workspace.network.people.set('new', { ...ada, handle: 'ada.example.com', followers: 11 });
    workspace.clock.advance(60_000);
    expect(must(await workspace.accounts.check(account.id))).toEqual({
      ...account,
      handle: 'ada.example.com',
      followers: 11,
      checkedAt: account.createdAt + 60_000,
    });
  });

  it('keeps what its server allows where that is said, until the server says something else', async () => {
    const account = must(await connect());
    expect(account.serverLimits).toBeNull();
    const says = (serverLimits: object) =>
      workspace.network.people.set(ada.handle, { ...ada, ...serverLimits });
    says({ serverLimits: { textLimit: 5000, imageCount: 8 } });
    const checked = must(await workspace.accounts.check(account.id));
    expect(checked.serverLimits).toEqual({ textLimit: 5000, imageCount: 8 });
    says({});
    expect(must(await workspace.accounts.check(account.id)).serverLimits).toEqual({
      ...{ textLimit: 5000, imageCount: 8 },
    });
    says({ serverLimits: { textLimit: 500 } });
    const later = must(await workspace.accounts.check(account.id));
    expect(later.serverLimits).toEqual({ textLimit: 500 });
  });

  it('needs the person when its session is over, and says so until it is reconnected', async () => {
    const account = must(await connect());
    workspace.network.over.add(secretOf(ada.remoteId, 1));
    expect(await workspace.accounts.check(account.id)).toMatchObject({
      error: { code: 'sign_in_refused' },
    });
    expect(workspace.accounts.get(account.id)).toMatchObject({
      value: { status: 'reconnect_needed', statusMessage: 'Signed out.' },
    });
    expect(await workspace.accounts.context(account.id)).toMatchObject({
      error: { code: 'reconnect_needed' },
    });
    const back = await workspace.accounts.reconnect({ id: account.id, appPassword: PASSWORD });
    expect(must(back)).toMatchObject({ status: 'connected', statusMessage: null });
    expect(kept(account.id)).toContain(secretOf(ada.remoteId, 2));
    expect((await workspace.accounts.context(account.id)).ok).toBe(true);
  });

  it('stays connected through a passing trouble', async () => {
    const account = must(await connect());
    for (const passing of [
      'unreachable',
      'interrupted',
      'rate_limited',
      'service_error',
    ] as const) {
      workspace.network.failWith = failure(passing, 'Later.');
      expect((await workspace.accounts.check(account.id)).ok).toBe(false);
      expect(workspace.accounts.get(account.id)).toEqual({ ok: true, value: account });
    }
  });

  it('signs in again by its lasting id, and never becomes another account', async () => {
    const account = must(await connect());
    workspace.network.people.set(ada.handle, bea);
    workspace.network.people.set(ada.remoteId, bea);
    const other = await workspace.accounts.reconnect({ id: account.id, appPassword: PASSWORD });
    expect(workspace.network.signIns.at(-1)?.identifier).toBe(ada.remoteId);
    expect(other).toMatchObject({ error: { code: 'different_account' } });
    expect(kept(account.id)).toContain(secretOf(ada.remoteId, 1));
    expect(workspace.accounts.get(account.id)).toEqual({ ok: true, value: account });
  });

  it('is asked to sign in where its session is gone or can’t be read', async () => {
    const account = must(await connect());
    for (const broken of [undefined, 'not json', '"text"', '[1]']) {
      const name = secretNames.accountSession(account.id);
      if (broken === undefined) workspace.secrets.entries.delete(name);
      else workspace.secrets.entries.set(name, broken);
      workspace.database.raw.exec("UPDATE accounts SET status = 'connected'");
      expect(await workspace.accounts.context(account.id)).toMatchObject({
        error: { code: 'reconnect_needed' },
      });
      expect(workspace.accounts.get(account.id)).toMatchObject({
        value: { status: 'reconnect_needed' },
      });
    }
  });

  it('is not blamed for a keychain that does not answer', async () => {
    const account = must(await connect());
    workspace.secrets.get = async () => {
      throw new Error('locked');
    };
    expect(await workspace.accounts.context(account.id)).toMatchObject({
      error: { code: 'keychain_unavailable' },
    });
    expect(await workspace.accounts.check(account.id)).toMatchObject({
      error: { code: 'keychain_unavailable' },
    });
    expect(workspace.accounts.get(account.id)).toEqual({ ok: true, value: account });
  });

  it('pauses and goes on, and a pause outlives what the network says', async () => {
    const { accounts } = workspace;
    const { id } = must(await connect());
    expect(must(await accounts.setEnabled(id, false))).toMatchObject({ status: 'disabled' });
    expect(await accounts.context(id)).toMatchObject({ error: { code: 'disabled' } });
    must(await accounts.check(id));
    accounts.markReconnectNeeded(id, 'Signed out.');
    expect(accounts.get(id)).toMatchObject({ value: { status: 'disabled' } });
    expect(must(await accounts.setEnabled(id, true))).toMatchObject({
      status: 'connected',
      statusMessage: null,
    });
  });

  it('that was paused comes back as signed out where it has no session', async () => {
    const { id } = must(await connect());
    must(await workspace.accounts.setEnabled(id, false));
    workspace.secrets.entries.clear();
    expect(must(await workspace.accounts.setEnabled(id, true)).status).toBe('reconnect_needed');
  });

  it('tells of a change once, and of none that did nothing', async () => {
    const { accounts } = workspace;
    const { id } = must(await connect());
    must(await accounts.setEnabled(id, true));
    expect(changesOf(id)).toBe(1);
    accounts.markReconnectNeeded(id, 'Signed out.');
    accounts.markReconnectNeeded(id, 'Signed out.');
    expect(changesOf(id)).toBe(2);
  });

  it('is not found when nobody has that id', async () => {
    const { accounts } = workspace;
    const id = '019a0000-0000-7000-8000-000000000000';
    accounts.markReconnectNeeded(id, 'x');
    for (const answer of [
      accounts.get(id),
      await accounts.check(id),
      await accounts.reconnect({ id, appPassword: PASSWORD }),
      await accounts.setEnabled(id, true),
      await accounts.remove(id),
      await accounts.context(id),
    ])
      expect(answer).toMatchObject({ ok: false, error: { code: 'not_found' } });
    expect(workspace.told).toEqual([]);
  });
});

describe('a session', () => {
  const contextOf = async (id: string) => must(await workspace.accounts.context(id));
  const renew = (context: PlatformContext, token: string) =>
    context.renewSession(context.session, async () => ({ ok: true, value: { token } }));

  it('that is renewed is kept before it is used', async () => {
    const { id } = must(await connect());
    const { context } = await contextOf(id);
    await renew(context, 'renewed');
    expect(kept(id)).toBe('{"token":"renewed"}');
    const { platform } = await contextOf(id);
    await platform.whoAmI(context);
    expect(workspace.network.used).toEqual([{ token: 'renewed' }]);
  });

  it('that another process renewed meanwhile is used instead of the spent one', async () => {
    const { id } = must(await connect());
    const spent = secretOf(ada.remoteId, 1);
    const { platform, context } = await contextOf(id);
    workspace.network.over.add(spent);
    workspace.network.during = async () => {
      workspace.secrets.entries.set(secretNames.accountSession(id), '{"token":"by the other"}');
    };
    expect((await platform.whoAmI(context)).ok).toBe(true);
    expect(workspace.network.used).toEqual([{ token: spent }, { token: 'by the other' }]);
    expect(kept(id)).toBe('{"token":"by the other"}');
  });

  it('that is over everywhere is tried once', async () => {
    const { id } = must(await connect());
    const { platform, context } = await contextOf(id);
    workspace.network.over.add(secretOf(ada.remoteId, 1)).add('renewed');
    workspace.network.during = async (own) => void (await renew(own, 'renewed'));
    expect(await platform.whoAmI(context)).toMatchObject({ ok: false, class: 'auth' });
    expect(workspace.network.used).toHaveLength(1);
  });

  it('that is renewed after the account was removed is not kept', async () => {
    const { id } = must(await connect());
    const { context } = await contextOf(id);
    must(await workspace.accounts.remove(id));
    expect(await renew(context, 'late')).toMatchObject({ ok: false, class: 'auth' });
    expect(workspace.secrets.entries.size).toBe(0);
  });

  it('is read once for several calls while it is held, and anew when it is over', async () => {
    const { id } = must(await connect());
    const { get } = workspace.secrets;
    let reads = 0;
    workspace.secrets.get = (name) => {
      reads++;
      return get(name);
    };
    const release = workspace.accounts.hold(id);
    for (let call = 0; call < 3; call++) {
      const { platform, context } = await contextOf(id);
      expect((await platform.whoAmI(context)).ok).toBe(true);
    }
    expect(reads).toBe(1);
    // Renewed by this process, then by another one.
    const { platform, context } = await contextOf(id);
    await renew(context, 'renewed');
    await platform.whoAmI(context);
    expect(workspace.network.used.at(-1)).toEqual({ token: 'renewed' });
    workspace.network.over.add('renewed');
    workspace.secrets.entries.set(secretNames.accountSession(id), '{"token":"by the other"}');
    expect((await platform.whoAmI(context)).ok).toBe(true);
    expect(workspace.network.used.at(-1)).toEqual({ token: 'by the other' });
    release();
    workspace.secrets.entries.clear();
    expect(await workspace.accounts.context(id)).toMatchObject({
      error: { code: 'reconnect_needed' },
    });
  });
});

describe('removing an account', () => {
  const draftTo = (accountId: string) =>
    must(
      workspace.posts.create({
        clientId,
        text: 'Fresh bread',
        targets: [{ accountId, text: null }],
        media: [],
      }),
    );

  it('forgets the row and the session', async () => {
    const { id } = must(await connect());
    expect(must(await workspace.accounts.remove(id))).toEqual({ id });
    expect(rowCount()).toBe(0);
    expect(workspace.secrets.entries.size).toBe(0);
    expect(changesOf(id)).toBe(2);
    expect((await connect()).ok).toBe(true);
  });

  it('is refused while posts to it are scheduled, and nothing is lost', async () => {
    const account = must(await connect());
    const post = draftTo(account.id);
    const when = { wallTime: '2026-11-23T09:00', zone: 'UTC' };
    must(workspace.posts.schedule({ id: post.id, ...when }));
    expect(await workspace.accounts.remove(account.id)).toMatchObject({
      error: { code: 'posts_scheduled', details: { count: 1 } },
    });
    expect(workspace.accounts.get(account.id)).toEqual({ ok: true, value: account });
    expect(kept(account.id)).toBeDefined();
  });

  it('keeps the session when a post is scheduled at the last moment', async () => {
    const account = must(await connect());
    const post = draftTo(account.id);
    const forget = workspace.secrets.delete;
    workspace.secrets.delete = async (name) => {
      await forget(name);
      must(workspace.posts.schedule({ id: post.id, wallTime: '2026-11-23T09:00', zone: 'UTC' }));
    };
    expect(await workspace.accounts.remove(account.id)).toMatchObject({
      error: { code: 'posts_scheduled' },
    });
    expect(kept(account.id)).toContain(secretOf(ada.remoteId, 1));
  });

  it('takes it off drafts, whose open editors then notice', async () => {
    const { id } = must(await connect());
    const draft = draftTo(id);
    must(await workspace.accounts.remove(id));
    const now = must(workspace.posts.get(draft.id));
    expect(now.targets).toEqual([]);
    expect(now.version).toBe(draft.version + 1);
    expect(workspace.told.at(-1)).toEqual({
      name: 'post.changed',
      payload: { postId: draft.id, clientId, status: 'draft' },
    });
    expect(must(workspace.posts.list({ limit: 9, after: null })).posts).toMatchObject([
      { id: draft.id, networks: [] },
    ]);
  });

  it('keeps what it published with its name, and a new connection takes the history up again', async () => {
    const account = must(await connect());
    const post = draftTo(account.id);
    workspace.database.raw.exec("UPDATE posts SET status = 'published', scheduled_at = 1");
    must(await workspace.accounts.remove(account.id));
    expect(must(workspace.posts.get(post.id)).targets).toMatchObject([{ handle: ada.handle }]);
    expect(workspace.accounts.list()).toEqual([]);
    expect(workspace.accounts.get(account.id)).toMatchObject({ error: { code: 'not_found' } });
    expect(workspace.clients.get(clientId)).toMatchObject({ value: { accountCount: 0 } });

    const other = must(workspace.clients.create({ name: 'Cinema', notes: '' }));
    const elsewhere = must(await connect({ clientId: other.id }));
    expect(elsewhere.id).not.toBe(account.id);
    must(await workspace.accounts.remove(elsewhere.id));
    expect(must(await connect()).id).toBe(account.id);
  });

  it('is refused where the keychain does not answer', async () => {
    const account = must(await connect());
    workspace.secrets.delete = async () => {
      throw new Error('locked');
    };
    expect(await workspace.accounts.remove(account.id)).toMatchObject({
      error: { code: 'keychain_unavailable' },
    });
    expect(workspace.accounts.get(account.id)).toEqual({ ok: true, value: account });
  });
});
