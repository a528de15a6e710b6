import { afterEach, beforeEach, expect, it } from 'vitest';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { decideOnSandbox } from '../../support/consent.ts';
import {
  type Connected,
  MINUTE,
  type Network,
  openRunner,
  type TestRunner,
  value,
} from '../../support/runner.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

let sandbox: OpenSandbox;
let runner: TestRunner;
let account: Account;

const service = () => ({ network: 'x', serviceUrl: sandbox.x }) as const;
async function signIn(accountId?: string): Promise<Account> {
  const { authorising } = runner.services.accounts;
  const wish = { ...service(), clientId: runner.clientId, ...(accountId && { accountId }) };
  const { id, url } = value(await authorising.begin(wish));
  const answer = await decideOnSandbox(url, 'ada');
  const done = value(await authorising.finish({ id, answer }));
  if (!done.accounts[0]) throw new Error(`Not signed in: ${done.failure?.message}`);
  return done.accounts[0];
}
const session = () => {
  const name = secretNames.accountSession(account.id);
  return JSON.parse(runner.workspace.secrets.entries.get(name) ?? '{}');
};
const scheduled = (text: string) => runner.scheduled([{ account } as Connected], text);
const passing = async (rounds = 6) => {
  for (let round = 0; round < rounds; round++) await runner.after(2 * MINUTE);
};

beforeEach(async () => {
  // Nobody of Bluesky is connected here.
  runner = await openRunner({} as Network);
  sandbox = await openSandbox({ networks: ['x'], clock: runner.workspace.clock });
  const clientId = sandbox.applications[0]?.clientId ?? '';
  value(await runner.services.accounts.applications.save({ ...service(), clientId }));
  account = await signIn();
});
afterEach(async () => {
  await runner.close();
  await sandbox.remove();
});

it('goes on for weeks: a session of two hours is renewed as posts go out', async () => {
  const first = session();
  for (let day = 1; day <= 20; day++) {
    await runner.after(24 * 60 * MINUTE);
    const post = scheduled(`Day ${day}`);
    await passing(2);
    expect(runner.post(post.id).status).toBe('published');
  }
  expect(sandbox.posts()).toHaveLength(20);
  expect(session().refreshToken).not.toBe(first.refreshToken);
  expect(value(runner.services.accounts.get(account.id))).toMatchObject({
    ...{ status: 'connected', signedInBy: 'oauth' },
    scopes: expect.arrayContaining(['tweet.write', 'offline.access']),
  });
});

it('ended by the person at the network: posts wait, the person is told, and they go out after signing in again', async () => {
  await fetch(`${sandbox.x}/2/oauth2/revoke`, {
    method: 'POST',
    body: new URLSearchParams({
      token: session().refreshToken,
      client_id: sandbox.applications[0]?.clientId ?? '',
    }),
  });
  const post = scheduled('After a new sign-in');
  await passing(2);
  expect(runner.delivery(post.id)).toMatchObject({ errorCode: 'reconnect_needed' });
  expect(value(runner.services.accounts.get(account.id)).status).toBe('reconnect_needed');
  expect(runner.told.some(({ reason, notice }) => reason === 'account' && notice)).toBe(true);
  expect(sandbox.posts()).toEqual([]);

  expect(await signIn(account.id)).toMatchObject({ id: account.id, status: 'connected' });
  await passing();
  expect(runner.post(post.id).status).toBe('published');
  expect(sandbox.posts().map(({ text }) => text)).toEqual(['After a new sign-in']);
});

it('a renewal that the network could not serve disconnects nobody, and the post goes out once', async () => {
  await runner.after(3 * 60 * MINUTE);
  await sandbox.faults.set({
    rules: [
      {
        when: { operation: 'POST /2/oauth2/token', nth: 1 },
        fault: { kind: 'status', status: 503 },
      },
    ],
  });
  const post = scheduled('A little later');
  await passing();
  expect(value(runner.services.accounts.get(account.id)).status).toBe('connected');
  expect(runner.post(post.id).status).toBe('published');
  expect(sandbox.posts()).toHaveLength(1);
});

it('signing a client out ends the session at the network', async () => {
  const { signingOut } = runner.services.accounts;
  const { refreshToken } = session();
  expect(await signingOut.end(runner.clientId)).toMatchObject([{ outcome: 'revoked' }]);
  const response = await fetch(`${sandbox.x}/2/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'refresh_token', refresh_token: refreshToken },
      client_id: sandbox.applications[0]?.clientId ?? '',
    }),
  });
  expect(response.status).toBe(400);
});
