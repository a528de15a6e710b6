import { describe, expect, it } from 'vitest';
import { secretNames } from '../../../electron/vault/secret-store.ts';
import type { Fault } from '../../support/fault-proxy.ts';
import {
  type Connected,
  MINUTE,
  type Network,
  PUT,
  type TestRunner,
  value,
  withRunner,
} from '../../support/runner.ts';

const GET = 'GET com.atproto.repo.getRecord';
const HOUR = 60 * MINUTE;

let network: Network;
let runner: TestRunner;
let alice: Connected;

withRunner((line) => {
  ({ network, runner, alice } = line);
});

/** Breaks the first `count` calls of a kind, lets the others pass. */
const breakFirst = (wanted: string, fault: Fault, count = 1) => {
  let left = count;
  network.proxy.onRequest((call) => (call === wanted && left-- > 0 ? fault : null));
};
const puts = () => network.proxy.seen.filter((call) => call === PUT).length;
const problems = () =>
  runner.told.filter((event) => event.kind === 'problem').map((event) => event.notice);
/** As long as it takes, in steps, until the post is settled. */
const untilSettled = async (postId: string, step = 30 * MINUTE) => {
  for (let round = 0; round < 60 && runner.post(postId).status === 'publishing'; round++)
    await runner.after(step);
};
const classes = (postId: string) =>
  runner.delivery(postId).attempts.map((attempt) => attempt.responseClass);

describe('when the service is down at the due time', () => {
  it('says so once, keeps trying, and publishes once when it is back', async () => {
    const post = runner.scheduled([alice], 'through the storm');
    await network.proxy.down();
    await runner.after(2 * MINUTE);
    const waiting = runner.delivery(post.id);
    expect(runner.post(post.id).status).toBe('publishing');
    expect(waiting).toMatchObject({ state: 'prepared', errorCode: 'unreachable' });
    expect(waiting.errorMessage).toMatch(/can’t be reached/);
    expect(waiting.nextAttemptAt).toBeGreaterThan(runner.workspace.clock.now());
    for (let round = 0; round < 5; round++) await runner.after(31 * MINUTE);
    expect(classes(post.id)).toEqual(Array.from({ length: 6 }, () => 'unreachable'));
    await network.proxy.up();
    await runner.after(31 * MINUTE);
    expect(runner.post(post.id).status).toBe('published');
    expect(await runner.records(alice)).toHaveLength(1);
    expect(problems()).toHaveLength(1);
    expect(runner.told.at(-1)?.notice).toMatch(/, 3 hours late\.$/);
  });

  it('stops after a day and asks; sending again is the same record', async () => {
    const post = runner.scheduled([alice], 'too late');
    await network.proxy.down();
    await runner.after(2 * MINUTE);
    await untilSettled(post.id);
    expect(runner.post(post.id).status).toBe('failed');
    expect(runner.delivery(post.id)).toMatchObject({ state: 'failed', errorCode: 'gave_up' });
    expect(problems().at(-1)).toMatch(/tried for 24 hours/);
    await network.proxy.up();
    value(runner.services.publishing.retry(runner.delivery(post.id).id));
    await runner.after(0);
    expect(runner.post(post.id).status).toBe('published');
    expect(await runner.records(alice)).toHaveLength(1);
  });
});

describe('when nothing ran for a day after the post was taken up', () => {
  it('is not sent, and does not claim to have tried', async () => {
    const post = runner.scheduled([alice], 'never tried', 0);
    value(runner.services.publishing.prepare(post.id));
    await runner.after(25 * 60 * MINUTE);
    expect(runner.delivery(post.id)).toMatchObject({ state: 'failed', errorCode: 'gave_up' });
    expect(runner.delivery(post.id).errorMessage).toMatch(/did not run for a day/);
    expect(puts()).toBe(0);
  });
});

describe('when it is not known whether the post was taken', () => {
  it('waits for the person to sign in again, however long that takes', async () => {
    const post = runner.scheduled([alice], 'signed out');
    const { accounts } = runner.services;
    network.proxy.onRequest((call) => {
      if (call === PUT) return { kind: 'cut_after' };
      return call === GET ? { kind: 'answer', status: 401 } : null;
    });
    await runner.after(2 * MINUTE);
    accounts.markReconnectNeeded(alice.account.id, 'Sign in again.');
    await runner.after(48 * 60 * MINUTE);
    expect(runner.delivery(post.id).state).toBe('ambiguous');
    network.proxy.onRequest(() => null);
    value(await accounts.reconnect({ id: alice.account.id, appPassword: alice.appPassword }));
    await runner.after(1000);
    expect(runner.post(post.id).status).toBe('published');
    expect(await runner.records(alice)).toHaveLength(1);
  });

  it('looks first: a record that is there is not sent again', async () => {
    const post = runner.scheduled([alice], 'cut after');
    breakFirst(PUT, { kind: 'cut_after' });
    await runner.after(2 * MINUTE);
    expect(runner.post(post.id).status).toBe('published');
    expect(classes(post.id)).toEqual(['interrupted', 'found']);
    expect(puts()).toBe(1);
    expect(await runner.records(alice)).toHaveLength(1);
    expect(problems()).toEqual([]);
  });

  it('looks first: a record that is not there is sent again', async () => {
    const post = runner.scheduled([alice], 'cut before');
    breakFirst(PUT, { kind: 'cut_before' });
    await runner.after(2 * MINUTE);
    expect(runner.delivery(post.id)).toMatchObject({ state: 'prepared', errorCode: 'absent' });
    await runner.after(MINUTE);
    expect(classes(post.id)).toEqual(['interrupted', 'absent', 'ok']);
    expect(await runner.records(alice)).toHaveLength(1);
  });

  it.each([503, 500, 502])('takes a %i as not known', async (status) => {
    const post = runner.scheduled([alice], 'overloaded');
    breakFirst(PUT, { kind: 'answer', status });
    await runner.after(2 * MINUTE);
    await runner.after(MINUTE);
    expect(classes(post.id)).toEqual(['service_error', 'absent', 'ok']);
    expect(await runner.records(alice)).toHaveLength(1);
  });

  it('sends nothing while it can not look, and asks the person when it looked often enough', async () => {
    const post = runner.scheduled([alice], 'in doubt');
    network.proxy.onRequest((call) => {
      if (call === PUT) return { kind: 'cut_after' };
      return call === GET ? { kind: 'cut_before' } : null;
    });
    await runner.after(2 * MINUTE);
    await runner.after(25 * 60 * MINUTE);
    expect(runner.delivery(post.id).state).toBe('ambiguous');
    await untilSettled(post.id);
    expect(runner.post(post.id).status).toBe('needs_check');
    expect(puts()).toBe(1);
    expect(problems().at(-1)).toMatch(/can’t tell/);
    expect(await runner.records(alice)).toHaveLength(1);
  });
});

describe('when the network asks to wait', () => {
  it('waits at least that long', async () => {
    const post = runner.scheduled([alice], 'slowly');
    breakFirst(PUT, { kind: 'answer', status: 429, headers: { 'retry-after': '1200' } });
    await runner.after(2 * MINUTE);
    expect(runner.delivery(post.id).nextAttemptAt).toBeGreaterThanOrEqual(
      runner.workspace.clock.now() + 20 * MINUTE,
    );
    await runner.after(19 * MINUTE);
    expect(puts()).toBe(1);
    await runner.after(MINUTE);
    expect(runner.post(post.id).status).toBe('published');
    expect(classes(post.id)).toEqual(['rate_limited', 'ok']);
  });
});

describe('when the network refuses', () => {
  it('fails with its reason; changed and scheduled again, it is the same record', async () => {
    const { services, workspace } = runner;
    const post = runner.scheduled([alice], 'wrong');
    breakFirst(PUT, {
      kind: 'answer',
      status: 400,
      body: { error: 'InvalidRequest', message: 'Not today' },
    });
    await runner.after(2 * MINUTE);
    expect(runner.post(post.id).status).toBe('failed');
    expect(runner.delivery(post.id)).toMatchObject({
      state: 'failed',
      errorMessage: expect.stringContaining('Not today'),
      attempts: [{ state: 'failed', responseClass: 'refused', httpStatus: 400 }],
    });
    const key = workspace.database.raw.prepare('select record_key from deliveries').pluck().get();
    const { version } = runner.post(post.id);
    value(services.posts.update({ id: post.id, expectedVersion: version, text: 'right' }));
    value(services.posts.publishNow(post.id));
    await runner.after(0);
    const records = await runner.records(alice);
    expect(records).toMatchObject([{ text: 'right' }]);
    expect(records[0]?.uri.endsWith(`/${key}`)).toBe(true);
  });
});

describe('when the account can not be used', () => {
  const endSession = async () => {
    const name = secretNames.accountSession(alice.account.id);
    const stored = (await runner.workspace.secrets.get(name)) ?? '';
    const over = stored.replace(
      /"accessJwt":"([^"]+)"/,
      (_, jwt) => `"accessJwt":"${network.pds.expiredToken(jwt)}"`,
    );
    expect(over).not.toBe(stored);
    await runner.workspace.secrets.set(name, over);
    await network.pds.revokeAppPassword(alice.remote, 'ClientNest');
  };

  it('waits for the person to sign in again, and goes on by itself', async () => {
    const first = runner.scheduled([alice], 'first');
    const second = runner.scheduled([alice], 'second');
    await endSession();
    await runner.after(2 * MINUTE);
    const { accounts } = runner.services;
    expect(value(accounts.get(alice.account.id)).status).toBe('reconnect_needed');
    for (const { id } of [first, second])
      expect(runner.delivery(id)).toMatchObject({
        state: 'prepared',
        errorCode: 'reconnect_needed',
      });
    expect(puts()).toBe(1);
    const appPassword = await network.pds.createAppPassword(alice.remote, 'Again');
    value(await accounts.reconnect({ id: alice.account.id, appPassword }));
    await runner.after(1000);
    expect(runner.post(first.id).status).toBe('published');
    expect(runner.post(second.id).status).toBe('published');
    expect(await runner.records(alice)).toHaveLength(2);
  });

  it('does not wait for ever', async () => {
    const post = runner.scheduled([alice], 'never');
    await endSession();
    await runner.after(2 * MINUTE);
    await untilSettled(post.id, HOUR);
    expect(runner.delivery(post.id)).toMatchObject({ state: 'failed', errorCode: 'gave_up' });
    expect(await runner.records(alice)).toHaveLength(0);
  });

  it('waits while the account is paused, and goes on when it is not', async () => {
    const post = runner.scheduled([alice], 'paused');
    await runner.services.accounts.setEnabled(alice.account.id, false);
    await runner.after(2 * MINUTE);
    expect(runner.delivery(post.id)).toMatchObject({
      state: 'prepared',
      errorCode: 'account_disabled',
      errorMessage: expect.stringContaining('paused'),
    });
    expect(network.proxy.seen).toEqual([]);
    await runner.services.accounts.setEnabled(alice.account.id, true);
    await runner.after(1000);
    expect(runner.post(post.id).status).toBe('published');
  });

  it('renews a session that is only too old, unseen', async () => {
    const name = secretNames.accountSession(alice.account.id);
    const stored = (await runner.workspace.secrets.get(name)) ?? '';
    await runner.workspace.secrets.set(
      name,
      stored.replace(
        /"accessJwt":"([^"]+)"/,
        (_, jwt) => `"accessJwt":"${network.pds.expiredToken(jwt)}"`,
      ),
    );
    const post = runner.scheduled([alice], 'renewed');
    await runner.after(2 * MINUTE);
    expect(runner.post(post.id).status).toBe('published');
    expect(await runner.workspace.secrets.get(name)).not.toBe(stored);
  });
});
