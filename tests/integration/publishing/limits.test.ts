import { beforeEach, describe, expect, it } from 'vitest';
import { createAccountLimits } from '../../../electron/publishing/limits.ts';
import { RED_DOT } from '../../support/dots.ts';
import type { Fault } from '../../support/fault-proxy.ts';
import {
  type Connected,
  MINUTE,
  type Network,
  openRunner,
  PUT,
  schedule,
  startSandboxNetwork,
  type TestRunner,
  value,
  withRunner,
} from '../../support/runner.ts';
import type { OpenSandbox } from '../../support/sandbox.ts';
import { openAgain } from '../../support/workspace.ts';

let network: Network;
let sandbox: OpenSandbox;
let runner: TestRunner;
let alice: Connected;
let bob: Connected;

// Limits end by the network's clock, so it must be ours.
const now = (): number => line.runner?.workspace.clock.now() ?? Date.now();
const line = withRunner(
  (opened) => {
    ({ network, runner, alice } = opened);
    ({ sandbox } = opened.network);
  },
  () => startSandboxNetwork({ now }),
);
beforeEach(async () => {
  bob = await runner.connect();
  network.proxy.seen.length = 0;
});

/** Ends the runner and starts another one on the same folder. */
async function restart(): Promise<void> {
  const { workspace, services } = runner;
  await services.close();
  const { database, bus } = openAgain(workspace);
  line.runner = await openRunner(network, { ...workspace, database, bus });
  runner = line.runner;
}

const puts = () => network.proxy.seen.filter((call) => call === PUT).length;
const limits = () => createAccountLimits(runner.workspace);
const statusOf = (...posts: { id: string }[]) => posts.map(({ id }) => runner.post(id).status);
const texts = async (of: Connected) => (await runner.records(of)).map(({ text }) => text).sort();
const breakFirst = (fault: Fault) => {
  let left = 1;
  network.proxy.onRequest((call) => (call === PUT && left-- > 0 ? fault : null));
};

describe('an account that its network wants to be left alone', () => {
  const dateIn = (ms: number) => new Date(runner.workspace.clock.now() + ms).toUTCString();

  it.each<[string, () => Record<string, string>]>([
    ['in seconds', () => ({ 'retry-after': '1200' })],
    ['as a date', () => ({ 'retry-after': dateIn(22 * MINUTE) })],
    [
      'as an empty counter',
      () => ({
        'ratelimit-limit': '5000',
        'ratelimit-remaining': '1',
        'ratelimit-reset': String((runner.workspace.clock.now() + 22 * MINUTE) / 1000),
        'ratelimit-policy': '5000;w=3600',
      }),
    ],
  ])('waits, %s, also after a restart; other accounts go on', async (_, headers) => {
    const mine = [1, 2, 3].map((n) => runner.scheduled([alice], `alice ${n}`));
    breakFirst({ kind: 'answer', status: 429, headers: headers() });
    await runner.after(2 * MINUTE);
    const until = runner.workspace.clock.now() + 20 * MINUTE;
    expect(network.proxy.seen).toEqual([PUT]);
    expect(limits().blockedUntil(alice.account.id)).toBe(until);
    expect(limits().blockedUntil(bob.account.id)).toBeNull();

    await restart();
    const others = runner.scheduled([bob], 'bob');
    await runner.after(19 * MINUTE);
    expect(statusOf(others)).toEqual(['published']);
    expect(network.proxy.seen).toEqual([PUT, PUT]);
    expect(statusOf(...mine)).toEqual(['publishing', 'publishing', 'publishing']);

    await runner.after(MINUTE);
    if (statusOf(...mine).includes('publishing')) await runner.after(15_000);
    expect(statusOf(...mine)).toEqual(['published', 'published', 'published']);
    expect(await texts(alice)).toEqual(['alice 1', 'alice 2', 'alice 3']);
  });

  it('is not in the network’s own journal before the time', async () => {
    const { handle } = alice.remote;
    await sandbox.faults.set({
      rules: [
        {
          when: { account: handle, operation: 'com.atproto.repo.putRecord', nth: 1 },
          fault: { kind: 'rate_limit', seconds: 1200 },
        },
        // Harms nothing, and has every other call of hers written down.
        { when: { account: handle }, fault: { kind: 'drip', ms: 1 } },
      ],
    });
    const mine = [runner.scheduled([alice], 'one'), runner.scheduled([alice], 'two')];
    await runner.after(2 * MINUTE);
    const blockedAt = runner.workspace.clock.now();
    for (let minute = 0; minute < 25; minute++) {
      if (minute % 7 === 3) await restart();
      await runner.after(MINUTE);
    }
    expect(statusOf(...mine)).toEqual(['published', 'published']);
    const calls = sandbox.played().filter(({ account }) => account === handle);
    expect(calls[0]).toMatchObject({ kind: 'rate_limit', at: blockedAt });
    expect(calls.length).toBeGreaterThan(2);
    for (const { at } of calls.slice(1)) expect(at).toBeGreaterThanOrEqual(blockedAt + 20 * MINUTE);
  });

  it('has what waits say why and until when, and is told of once', async () => {
    const mine = [1, 2, 3].map((n) => runner.scheduled([alice], `alice ${n}`));
    breakFirst({ kind: 'answer', status: 429, headers: { 'retry-after': '1200' } });
    await runner.after(2 * MINUTE);
    const later = runner.scheduled([alice], 'later', 1);
    await runner.after(MINUTE);
    const until = runner.workspace.clock.now() + 19 * MINUTE;
    const waiting = [...mine, later].map(({ id }) => runner.delivery(id));
    expect(waiting.map((row) => row.nextAttemptAt)).toEqual([until, until, until, until]);
    expect(waiting.map((row) => row.errorCode)).toEqual(Array(4).fill('rate_limited'));
    expect(waiting.at(-1)?.errorMessage).toBe(
      `Bluesky takes no more from @${alice.remote.handle} for 19 minutes. ClientNest goes on by itself then.`,
    );
    expect(runner.services.publishing.nextAttemptAt()).toBe(until);
    const problems = () => runner.told.filter(({ kind }) => kind === 'problem').length;
    // The delivery that was turned away, the two behind it, and the one that came later.
    expect(problems()).toBe(3);
    await runner.after(MINUTE);
    expect(problems()).toBe(3);
    // Sending by hand does not get round it either.
    value(runner.services.publishing.retry(waiting[1]?.id ?? ''));
    await runner.after(0);
    expect(puts()).toBe(1);
  });

  it('keeps its doubts until it may ask: looking is a call too', async () => {
    const doubtful = runner.scheduled([alice], 'doubtful');
    breakFirst({ kind: 'answer', status: 503, headers: { 'retry-after': '600' } });
    await runner.after(2 * MINUTE);
    expect(runner.delivery(doubtful.id).state).toBe('ambiguous');
    await restart();
    await runner.after(9 * MINUTE);
    expect(network.proxy.seen).toEqual([PUT]);
    await runner.after(MINUTE);
    expect(network.proxy.seen[1]).toBe('GET com.atproto.repo.getRecord');
    await runner.after(MINUTE);
    expect(statusOf(doubtful)).toEqual(['published']);
  });

  it('stays away by itself, longer each time, where no time is given; one call for all that waits', async () => {
    const mine = [1, 2, 3, 4].map((n) => runner.scheduled([alice], `alice ${n}`));
    let refusals = 5;
    network.proxy.onRequest((call) =>
      call === PUT && refusals-- > 0 ? { kind: 'answer', status: 429 } : null,
    );
    await runner.after(2 * MINUTE);
    for (let turnedAway = 1; turnedAway <= 5; turnedAway++) {
      expect(puts()).toBe(turnedAway);
      expect(limits().refusals(alice.account.id)).toBe(turnedAway);
      const until = limits().blockedUntil(alice.account.id) ?? 0;
      const wait = until - runner.workspace.clock.now();
      expect(wait).toBeGreaterThanOrEqual(1000);
      expect(wait).toBeLessThanOrEqual(15_000 * 2 ** (turnedAway - 1));
      if (turnedAway === 3) await restart();
      await runner.after(wait);
    }
    for (let round = 0; round < 5; round++) await runner.after(4 * MINUTE);
    expect(statusOf(...mine)).toEqual(Array(4).fill('published'));
    expect(puts()).toBe(5 + 4);
    expect(limits().refusals(alice.account.id)).toBe(0);
  });
});

describe('what the network says of its counters', () => {
  it('is kept with every answer, good or bad', async () => {
    const post = runner.scheduled([alice], 'counted');
    await runner.after(2 * MINUTE);
    expect(statusOf(post)).toEqual(['published']);
    const now = runner.workspace.clock.now();
    expect(limits().forAccount(alice.account.id)).toEqual([
      {
        bucket: 'writes_hour',
        limit: 5000,
        remaining: 4998,
        resetsAt: now + 60 * MINUTE,
        blockedUntil: null,
        updatedAt: now,
      },
    ]);
    breakFirst({
      kind: 'answer',
      status: 400,
      headers: {
        'ratelimit-limit': '35000',
        'ratelimit-remaining': '7',
        'ratelimit-reset': String(now / 1000 + 60),
        'ratelimit-policy': '35000;w=86400',
      },
      body: { error: 'InvalidRequest', message: 'No' },
    });
    const refused = runner.scheduled([alice], 'refused');
    await runner.after(2 * MINUTE);
    expect(statusOf(refused)).toEqual(['failed']);
    expect(limits().forAccount(alice.account.id)).toMatchObject([
      { bucket: 'writes_day', limit: 35_000, remaining: 7, blockedUntil: null },
      { bucket: 'writes_hour' },
    ]);
  });

  it('is written with the answer, or neither is', async () => {
    const { raw } = runner.workspace.database;
    const post = runner.scheduled([alice], 'no room');
    breakFirst({ kind: 'answer', status: 429, headers: { 'retry-after': '600' } });
    raw.exec(
      `CREATE TEMP TRIGGER no_room BEFORE INSERT ON account_limits
       BEGIN SELECT RAISE(ABORT, 'a full disk, say'); END`,
    );
    await runner.after(2 * MINUTE);
    const attempts = () => runner.delivery(post.id).attempts;
    // Not known to have been turned away, so it is looked up as after a crash.
    expect(attempts().map(({ responseClass }) => responseClass)).toEqual(['interrupted']);
    expect(limits().forAccount(alice.account.id)).toEqual([]);
    raw.exec('DROP TRIGGER no_room');
    await runner.after(MINUTE);
    await runner.after(MINUTE);
    expect(await texts(alice)).toEqual(['no room']);
  });

  it('counts as long as it was to be, when the clock is set back', () => {
    const { clock } = runner.workspace;
    const { id } = alice.account;
    const wait = { bucket: 'retry_after', limit: null, remaining: null, resetsAt: null };
    const blockedUntil = clock.now() + 10 * MINUTE;
    const heard = { limits: [{ ...wait, blockedUntil }], turnedAwayUntil: null, answered: false };
    limits().keep(id, heard);
    clock.advance(-300 * MINUTE);
    expect(limits().blockedUntil(id)).toBe(clock.now() + 10 * MINUTE);
    clock.advance(10 * MINUTE);
    expect(limits().blockedUntil(id)).toBeNull();
  });

  it('holds back only what has images where it counts only uploads', async () => {
    const { clock } = runner.workspace;
    const { services } = runner;
    const image = value(await services.media.importBytes('dot.png', RED_DOT));
    const draft = value(
      services.posts.create({
        clientId: runner.clientId,
        text: 'with an image',
        targets: [{ accountId: alice.account.id, text: null }],
        media: [{ mediaId: image.id, altText: 'A red dot' }],
      }),
    );
    schedule(services, draft.id, clock.now() + 2 * MINUTE);
    const words = runner.scheduled([alice], 'words');
    const until = clock.now() + 10 * MINUTE;
    const uploads = { bucket: 'media_day', limit: 1000, remaining: 0, resetsAt: until };
    const limit = { ...uploads, blockedUntil: until };
    limits().keep(alice.account.id, { limits: [limit], turnedAwayUntil: null, answered: true });
    await runner.after(2 * MINUTE);
    expect(statusOf(draft, words)).toEqual(['publishing', 'published']);
    expect(network.proxy.seen).toEqual([PUT]);
    expect(runner.delivery(draft.id)).toMatchObject({
      nextAttemptAt: until,
      errorMessage: expect.stringContaining('for 8 minutes'),
    });
    await restart();
    await runner.after(7 * MINUTE);
    expect(network.proxy.seen).toEqual([PUT]);
    await runner.after(MINUTE);
    expect(statusOf(draft)).toEqual(['published']);
  });
});

describe('an attempt', () => {
  it('is written down with its operation, its retry class and what follows from it', async () => {
    const post = runner.scheduled([alice], 'noted');
    breakFirst({ kind: 'cut_after' });
    await runner.after(2 * MINUTE);
    expect(statusOf(post)).toEqual(['published']);
    const rows = runner.workspace.database.raw
      .prepare('select operation, retry_class, next_step, response_class from delivery_attempts')
      .all();
    const row = { retry_class: 'idempotent' };
    expect(rows).toEqual([
      { ...row, operation: 'publish', next_step: 'look', response_class: 'interrupted' },
      { ...row, operation: 'reconcile', next_step: 'none', response_class: 'found' },
    ]);
  });

  it('that is refused as a duplicate is looked up, and never made again', async () => {
    const taken = runner.scheduled([alice], 'taken');
    let first = true;
    network.proxy.onRequest((call) => {
      if (call !== PUT || !first) return null;
      first = false;
      return { kind: 'answer', status: 409, body: { error: 'AlreadyExists' } };
    });
    await runner.after(2 * MINUTE);
    for (let hour = 0; hour < 30; hour++) await runner.after(60 * MINUTE);
    expect(puts()).toBe(1);
    expect(network.proxy.seen).toContain('GET com.atproto.repo.getRecord');
    expect(statusOf(taken)).toEqual(['failed']);
    expect(runner.delivery(taken.id)).toMatchObject({
      errorCode: 'duplicate',
      errorMessage: expect.stringMatching(/Look at the account, then/),
    });
    // The person may still decide to send it again.
    value(runner.services.publishing.retry(runner.delivery(taken.id).id));
    await runner.after(0);
    expect(statusOf(taken)).toEqual(['published']);
    expect(await texts(alice)).toEqual(['taken']);
  });
});
