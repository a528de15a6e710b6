import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultPlanInput } from '../../../electron/sandbox/faults/plan.ts';
import { NETWORK_IDS, type NetworkId } from '../../../shared/domain/network.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import { type AllNetworks, openAllNetworks } from '../../support/all-networks.ts';
import { answered } from '../../support/core.ts';

type Fault = NonNullable<FaultPlanInput['rules']>[number]['fault'];
type Refusal = Omit<Extract<Fault, { kind: 'status' }>, 'kind'>;

interface Refusals {
  /** The first call that is made for a post. */
  call: string;
  suspended: Refusal;
  scope: Refusal;
}

const BLOCKED = { status: 400, error: '368', message: 'Blocked from performing this action.' };
const NO_PERMISSION = { status: 403, error: '10', message: '(#10) No permission for this action.' };

/** How each network says it, by its own documentation. */
const SAYS: Readonly<Record<NetworkId, Refusals>> = {
  x: {
    call: 'POST /2/tweets',
    suspended: {
      status: 403,
      message: 'Your account is suspended and is not permitted to access this feature.',
    },
    scope: {
      status: 403,
      message:
        'Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.',
    },
  },
  facebook: {
    call: 'POST /:id/feed',
    suspended: BLOCKED,
    scope: { status: 403, error: '200', message: '(#200) Requires pages_manage_posts.' },
  },
  instagram: { call: 'POST /:id/media_publish', suspended: BLOCKED, scope: NO_PERMISSION },
  threads: { call: 'POST /:id/threads_publish', suspended: BLOCKED, scope: NO_PERMISSION },
  linkedin: {
    call: 'POST /rest/posts',
    suspended: { status: 403, message: 'Member is restricted' },
    scope: { status: 403, message: 'Not enough permissions to access: posts.CREATE' },
  },
  tiktok: {
    call: 'POST /v2/post/publish/video/init/',
    suspended: { status: 403, error: 'spam_risk_user_banned_from_posting', message: 'Banned.' },
    scope: { status: 401, error: 'scope_not_authorized', message: 'Not authorized.' },
  },
  bluesky: {
    call: 'com.atproto.repo.putRecord',
    suspended: { status: 400, error: 'AccountTakedown', message: 'Account has been taken down' },
    scope: { status: 403, error: 'ScopeMissingError', message: 'Missing required scope' },
  },
  mastodon: {
    call: 'POST /api/v1/statuses',
    suspended: { status: 403, error: 'Your login is currently disabled' },
    scope: { status: 403, error: 'This action is outside the authorized scopes' },
  },
};

let networks: AllNetworks;
let account: Account;
async function open(network: NetworkId) {
  networks = await openAllNetworks([network]);
  account = await networks.connect(network);
}

const status = async () => answered(await networks.call('accounts.list', {}))[0];
const there = (network: NetworkId, text: string) =>
  networks.received(network).filter((post) => post.text === text).length;

/** Sent while the network says no, then once more when it is all right again. */
async function sent(network: NetworkId, text: string, fault: Fault) {
  const media = await networks.least(network);
  await networks.fault({ when: { network, operation: SAYS[network].call }, fault });
  const { postId, answer } = await networks.publish(account, { text, media });
  answered(answer);
  await networks.pass();
  const said = await networks.delivery(postId);
  expect(there(network, text)).toBe(0);
  await networks.sandbox.faults.clear();
  return {
    said,
    /** The person does what the sentence says. */
    async mended() {
      if ((await status())?.status === 'reconnect_needed')
        answered(
          await networks.call('accounts.reconnect', {
            id: account.id,
            appPassword: networks.signIn(network).appPassword,
          }),
        );
      if (said.state === 'failed')
        answered(await networks.call('deliveries.retry', { id: said.id }));
      await networks.pass(3);
      expect(await networks.delivery(postId)).toMatchObject({
        errorMessage: null,
        state: 'published',
      });
      expect(there(network, text)).toBe(1);
    },
  };
}

/** Either the post waits for the account, or it has failed and is sent again by hand: it is never gone. */
const WAITS_OR_ASKS = /^(prepared reconnect_needed|failed refused)$/;

describe.each(NETWORK_IDS)('on %s', (network) => {
  beforeAll(() => open(network), 60_000);
  afterAll(() => networks?.close());

  it('a suspended account: the post stays, with a sentence that says to look there', async () => {
    const { suspended } = SAYS[network];
    const { said, mended } = await sent(network, 'Fresh rye', { kind: 'status', ...suspended });
    expect(`${said.state} ${said.errorCode}`).toMatch(WAITS_OR_ASKS);
    expect(said.errorMessage).toMatch(/Look at|Check that|look at/);
    await mended();
  });

  it('a missing permission: the post stays, with a sentence that says where it is given', async () => {
    const { scope } = SAYS[network];
    const { said, mended } = await sent(network, 'Fresh spelt', { kind: 'status', ...scope });
    expect(`${said.state} ${said.errorCode}`).toMatch(WAITS_OR_ASKS);
    expect(said.errorMessage).toMatch(/[Rr]econnect/);
    await mended();
  });

  it('a new handle: it is the same account, and is called by its new name from then on', async () => {
    networks.core
      .services()
      ?.database.raw.prepare('UPDATE accounts SET handle = ? WHERE id = ?')
      .run('before.the.wedding', account.id);
    const text = 'Fresh pie';
    const media = await networks.least(network);
    const { postId } = await networks.publish(account, { text, media });
    await networks.pass(3);
    expect(await networks.delivery(postId)).toMatchObject({
      errorMessage: null,
      state: 'published',
    });
    expect(there(network, text)).toBe(1);
    const checked = answered(await networks.call('accounts.check', { id: account.id }));
    expect(checked).toMatchObject({ id: account.id, handle: account.handle, status: 'connected' });
    expect((await networks.delivery(postId)).handle).toBe(account.handle);
  });

  it('a token that has run out: the post waits for a new one', async () => {
    const { said } = await sent(network, 'Fresh buns', { kind: 'expire' });
    expect(`${said.state} ${said.errorCode}`).toBe('prepared reconnect_needed');
    expect((await status())?.statusMessage).toMatch(/[Rr]econnect/);
  });
});
