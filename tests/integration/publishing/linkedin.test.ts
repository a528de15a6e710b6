import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { FaultPlanInput } from '../../../electron/sandbox/faults/plan.ts';
import type { Account } from '../../../shared/ipc/views.ts';
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

beforeAll(async () => {
  const now = () => runner?.workspace.clock.now() ?? Date.now();
  sandbox = await openSandbox({ networks: ['linkedin'], clock: { now } });
});
afterAll(() => sandbox?.remove());
beforeEach(async () => {
  await sandbox.faults.clear();
  // Of its own network nothing is used here.
  runner = await openRunner({} as Network);
});
afterEach(() => runner.close());

async function connected(identifier: string): Promise<Connected> {
  const secret = sandbox.accounts.find(({ handle }) => handle === identifier)?.secret ?? '';
  const account: Account = value(
    await runner.services.accounts.connect({
      clientId: runner.clientId,
      network: 'linkedin',
      serviceUrl: sandbox.urls.linkedin ?? '',
      identifier,
      appPassword: secret,
    }),
  );
  return { account } as Connected;
}

type Fault = NonNullable<FaultPlanInput['rules']>[number]['fault'];

it.each<[string, Fault]>([
  ['the connection is reset', { kind: 'reset' }],
  ['the call is cut before it is done', { kind: 'cut' }],
  ['the call is cut after it was done', { kind: 'cut', effect: 'done' }],
  ['the answer breaks off', { kind: 'truncate' }],
  ['the answer is something else', { kind: 'wrong_json' }],
  ['the answer is a page', { kind: 'html', status: 200, effect: 'done' }],
  ['the server has an error', { kind: 'status', status: 503 }],
  ['the server has an error after it was done', { kind: 'status', status: 500, effect: 'done' }],
  ['the server asks to slow down', { kind: 'rate_limit', seconds: 60 }],
])('publishes once on a page when %s', async (how, fault) => {
  await sandbox.faults.set({ rules: [{ when: { operation: 'POST /rest/posts', nth: 1 }, fault }] });
  const studio = await connected('ada-studio');
  expect(studio.account).toMatchObject({ handle: 'ada-studio', displayName: 'Ada Studio' });
  const before = sandbox.posts().length;
  const text = `Through it (all): ${how} #bread`;
  const post = runner.scheduled([studio], text);
  for (let round = 0; round < 5; round++) await runner.after(2 * MINUTE);

  expect(runner.post(post.id).status).toBe('published');
  const received = sandbox.posts().slice(before);
  expect(received.map((one) => one.text)).toEqual([text]);
  const { remoteId, remoteUrl } = runner.delivery(post.id);
  expect(received[0]).toMatchObject({ remoteId, accountId: studio.account.remoteId });
  expect(remoteUrl).toBe(`https://www.linkedin.com/feed/update/${remoteId}/`);
  expect(sandbox.played().at(-1)).toMatchObject({ kind: fault.kind, account: 'ada' });
});

it('publishes on a profile and on a page of the same person, each its own post', async () => {
  const [ada, studio] = [await connected('ada'), await connected('ada-studio')];
  const post = runner.scheduled([ada, studio], 'Both at once');
  await runner.after(3 * MINUTE);
  expect(runner.post(post.id).status).toBe('published');
  const authors = sandbox.posts().filter(({ text }) => text === 'Both at once');
  expect(authors.map(({ account }) => account).sort()).toEqual(['ada', 'ada-studio']);
});

it('asks to reconnect when the token is over, and sends the post then', async () => {
  const studio = await connected('ada-studio');
  const rule = { when: { operation: 'POST /rest/posts' }, fault: { kind: 'status', status: 401 } };
  await sandbox.faults.set({ rules: [rule] } as FaultPlanInput);
  const post = runner.scheduled([studio], 'Later');
  await runner.after(3 * MINUTE);
  expect(runner.delivery(post.id)).toMatchObject({ errorCode: 'reconnect_needed' });
  await sandbox.faults.clear();
  const { secret } = sandbox.accounts.find(({ handle }) => handle === 'ada-studio') ?? {};
  value(
    await runner.services.accounts.reconnect({
      id: studio.account.id,
      appPassword: secret ?? '',
    }),
  );
  await runner.after(15 * MINUTE);
  expect(runner.post(post.id).status).toBe('published');
});
