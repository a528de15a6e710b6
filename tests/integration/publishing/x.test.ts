import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultPlanInput } from '../../../electron/sandbox/faults/plan.ts';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import type { Account } from '../../../shared/ipc/views.ts';
import {
  type Connected,
  MINUTE,
  type Network,
  openRunner,
  schedule,
  type TestRunner,
  value,
} from '../../support/runner.ts';
import { type OpenSandbox, openSandbox } from '../../support/sandbox.ts';

const SEND = 'POST /2/tweets';
const HOUR = 60 * MINUTE;

let sandbox: OpenSandbox;
let runner: TestRunner;
let account: Account;

beforeEach(async () => {
  // Nobody of Bluesky is connected here.
  runner = await openRunner({} as Network);
  sandbox = await openSandbox({ networks: ['x'], clock: runner.workspace.clock });
  account = value(
    await runner.services.accounts.connect({
      clientId: runner.clientId,
      network: 'x',
      serviceUrl: sandbox.x,
      appPassword: sandbox.accounts.find(({ handle }) => handle === 'ada')?.secret ?? '',
    }),
  );
});
afterEach(async () => {
  await runner.close();
  await sandbox.remove();
});

type Fault = NonNullable<FaultPlanInput['rules']>[number]['fault'];
const onSend = (fault: Fault) =>
  sandbox.faults.set({ rules: [{ when: { operation: SEND, nth: 1 }, fault }] });
const scheduled = (text: string) => runner.scheduled([{ account } as Connected], text);
const passing = async (rounds = 6) => {
  for (let round = 0; round < rounds; round++) await runner.after(2 * MINUTE);
};
const classes = (postId: string) =>
  runner.delivery(postId).attempts.map(({ responseClass }) => responseClass);

it('keeps a token in the keychain and nowhere else, with the account’s figures', async () => {
  expect(account).toMatchObject({ network: 'x', handle: 'ada', followers: 120 });
  const { database, secrets, log } = runner.workspace;
  const kept = await secrets.get(secretNames.accountSession(account.id));
  const { accessToken } = JSON.parse(kept ?? '{}') as { accessToken: string };
  const rows = database.raw.prepare('select * from accounts').all();
  expect(JSON.stringify([rows, log.lines])).not.toContain(accessToken);
});

describe('a thread with a first comment', () => {
  it.each<[string, Fault]>([
    ['the call is cut before it is done', { kind: 'cut' }],
    ['the call is cut after it was done', { kind: 'cut', effect: 'done' }],
    ['X has an error', { kind: 'status', status: 503 }],
    ['X asks to slow down', { kind: 'rate_limit', seconds: 60 }],
  ])('is there once, whole, and is paid for, when %s in its middle', async (_, fault) => {
    for (const nth of [1, 2, 3]) {
      const before = sandbox.posts().length;
      await sandbox.faults.set({ rules: [{ when: { operation: SEND, nth }, fault }] });
      const { services, clientId, workspace } = runner;
      const draft = value(
        services.posts.create({
          clientId,
          text: `${`Sentence ${nth} of fresh bread. `.repeat(12)}More at https://example.com/`,
          threading: 'numbered',
          firstComment: `Bread ${nth}`,
          targets: [{ accountId: account.id, text: null }],
          media: [],
        }),
      );
      const post = schedule(services, draft.id, workspace.clock.now() + 2 * MINUTE);
      await passing(8);
      expect(runner.post(post.id).status).toBe('published');
      const texts = sandbox
        .posts()
        .slice(before)
        .map(({ text }) => text);
      expect(texts).toEqual([
        expect.stringMatching(/ 1\/2$/),
        expect.stringMatching(/ 2\/2$/),
        `Bread ${nth}`,
      ]);
      // $0.015 for the first part and the comment, $0.20 for the part with the link.
      expect(runner.delivery(post.id).costMicroUsd).toBe(230_000);
    }
  });
});

it('books what is out of a thread that X refuses half-way, and removes just that', async () => {
  await sandbox.faults.set({
    rules: [{ when: { operation: SEND, nth: 2 }, fault: { kind: 'status', status: 403 } }],
  });
  const { services, clientId, workspace } = runner;
  const draft = value(
    services.posts.create({
      clientId,
      text: `${'One sentence of fresh bread. '.repeat(12)}More at https://example.com/`,
      threading: 'split',
      targets: [{ accountId: account.id, text: null }],
      media: [],
    }),
  );
  const post = schedule(services, draft.id, workspace.clock.now() + 2 * MINUTE);
  await passing(3);
  expect(runner.delivery(post.id)).toMatchObject({ state: 'failed', costMicroUsd: 15_000 });
  value(services.publishing.retry(runner.delivery(post.id).id));
  await passing(3);
  const delivery = runner.delivery(post.id);
  expect(delivery).toMatchObject({ state: 'published', costMicroUsd: 215_000 });
  const [month] = value(services.costsOf(clientId));
  expect(month).toMatchObject({ microUsd: 215_000, posts: 1 });
  expect(value(await services.engagement.removePost(delivery.id))).toEqual({ outcome: 'removed' });
  expect(sandbox.posts().map(({ removedAt }) => removedAt === null)).toEqual([false, false]);
});

it('is published where X refuses its first comment, which can be tried again', async () => {
  const second = { kind: 'status', status: 403 } as const;
  await sandbox.faults.set({ rules: [{ when: { operation: SEND, nth: 2 }, fault: second }] });
  const { services, clientId, workspace } = runner;
  const draft = value(
    services.posts.create({
      clientId,
      text: 'Fresh bread',
      firstComment: 'More at https://example.com/',
      targets: [{ accountId: account.id, text: null }],
      media: [],
    }),
  );
  const post = schedule(services, draft.id, workspace.clock.now() + 2 * MINUTE);
  await passing(3);
  const [received] = sandbox.posts();
  expect(runner.post(post.id).status).toBe('published');
  const delivery = runner.delivery(post.id);
  expect(delivery).toMatchObject({
    ...{ state: 'published', errorCode: 'without_comment', costMicroUsd: 15_000 },
    ...{ remoteId: received?.remoteId, remoteUrl: `${sandbox.x}/ada/status/${received?.remoteId}` },
  });
  value((await services.publishing.commentAgain(delivery.id)) ?? missing());
  expect(sandbox.posts().map(({ text }) => text)).toEqual([
    ...['Fresh bread', 'More at https://example.com/'],
  ]);
  expect(runner.delivery(post.id)).toMatchObject({ errorCode: null, costMicroUsd: 215_000 });
  value(await services.engagement.removePost(delivery.id));
  expect(sandbox.posts().every(({ removedAt }) => removedAt !== null)).toBe(true);
});

const missing = (): never => {
  throw new Error('No comment is missing');
};

describe('a scheduled post', () => {
  it.each<[string, Fault]>([
    ['the connection is reset', { kind: 'reset' }],
    ['the call is cut before it is done', { kind: 'cut' }],
    ['the call is cut after it was done', { kind: 'cut', effect: 'done' }],
    ['the answer breaks off', { kind: 'truncate' }],
    ['the answer is something else', { kind: 'wrong_json' }],
    ['the answer is a page', { kind: 'html', status: 200, effect: 'done' }],
    ['X has an error', { kind: 'status', status: 503 }],
    ['X has an error after it was done', { kind: 'status', status: 500, effect: 'done' }],
    ['X asks to slow down', { kind: 'rate_limit', seconds: 60 }],
  ])('is published once when %s', async (_, fault) => {
    await onSend(fault);
    const post = scheduled(`Through ${fault.kind}: https://example.com/`);
    await passing();
    expect(runner.post(post.id).status).toBe('published');
    const [received, ...more] = sandbox.posts();
    expect(more).toEqual([]);
    expect(runner.delivery(post.id)).toMatchObject({
      remoteId: received?.remoteId,
      remoteUrl: `${sandbox.x}/ada/status/${received?.remoteId}`,
    });
  });

  it('with words that X has already is told so, and is not there twice', async () => {
    const first = scheduled('Open today');
    await passing(2);
    const second = scheduled('Open today');
    await passing();
    expect(runner.post(first.id).status).toBe('published');
    expect(runner.delivery(second.id)).toMatchObject({ state: 'failed', errorCode: 'duplicate' });
    expect(sandbox.posts()).toHaveLength(1);
  });

  it('waits where the sign-in has ended, and goes out when it is back', async () => {
    await runner.after(3 * HOUR);
    const post = scheduled('After a new sign-in');
    await passing(2);
    expect(runner.delivery(post.id)).toMatchObject({ errorCode: 'reconnect_needed' });
    expect(value(runner.services.accounts.get(account.id)).status).toBe('reconnect_needed');
    const { folder } = sandbox;
    await sandbox.close();
    // Started anew it has tokens that are good again.
    sandbox = await openSandbox({ networks: ['x'], clock: runner.workspace.clock, folder });
    const appPassword = sandbox.accounts.find(({ handle }) => handle === 'ada')?.secret ?? '';
    value(await runner.services.accounts.reconnect({ id: account.id, appPassword }));
    await passing();
    expect(runner.post(post.id).status).toBe('published');
    expect(sandbox.posts().map(({ text }) => text)).toEqual(['After a new sign-in']);
  });

  it('that X will never take is told with the next step', async () => {
    await onSend({ kind: 'status', status: 402 });
    const post = scheduled('No credit');
    await passing(2);
    const { errorMessage } = runner.delivery(post.id);
    expect(errorMessage).toMatch(/no credit left\. Add some in the developer console/);
    expect(classes(post.id)).toEqual(['refused']);
  });
});
