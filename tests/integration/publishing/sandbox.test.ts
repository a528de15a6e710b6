import { expect, it } from 'vitest';
import type { FaultPlanInput } from '../../../electron/sandbox/faults/plan.ts';
import {
  type Connected,
  MINUTE,
  startSandboxNetwork,
  type TestRunner,
  withRunner,
} from '../../support/runner.ts';
import type { OpenSandbox } from '../../support/sandbox.ts';

let sandbox: OpenSandbox;
let runner: TestRunner;
let alice: Connected;

// Limits end by the network's clock, so it must be ours.
const now = (): number => line.runner?.workspace.clock.now() ?? Date.now();
const line = withRunner(
  (opened) => {
    ({ runner, alice } = opened);
    ({ sandbox } = opened.network);
  },
  () => startSandboxNetwork({ now }),
);

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
  ['the sign-in is over', { kind: 'expire' }],
])('publishes once when %s', async (_, fault) => {
  await sandbox.faults.set({
    rules: [{ when: { operation: 'com.atproto.repo.putRecord', nth: 1 }, fault }],
  });
  const before = sandbox.posts().length;
  const post = runner.scheduled([alice], `through ${fault.kind}`);
  for (let round = 0; round < 5; round++) await runner.after(2 * MINUTE);

  expect(runner.post(post.id).status).toBe('published');
  const received = sandbox.posts().slice(before);
  expect(received.filter(({ origin }) => origin === 'created')).toHaveLength(1);
  expect(received.filter(({ origin }) => origin === 'changed')).toEqual([]);
  expect(received[0]).toMatchObject({
    text: `through ${fault.kind}`,
    remoteId: runner.delivery(post.id).remoteId,
    account: alice.remote.handle,
  });
  expect(sandbox.played().at(-1)).toMatchObject({ kind: fault.kind, account: alice.remote.handle });
});
