import { describe, expect, it } from 'vitest';
import { measureText } from '../../../shared/domain/text/measure.ts';
import { RED_DOT } from '../../support/dots.ts';
import {
  type Connected,
  MINUTE,
  type Network,
  PUT,
  schedule,
  type TestRunner,
  value,
  withRunner,
} from '../../support/runner.ts';

let network: Network;
let runner: TestRunner;
let alice: Connected;

withRunner((line) => {
  ({ network, runner, alice } = line);
});

describe('a scheduled post', () => {
  it('is published once to each account at its time, each with its own text, and the image', async () => {
    const bob = await runner.connect();
    const { services, workspace } = runner;
    const image = value(await services.media.importBytes('dot.png', RED_DOT));
    const draft = value(
      services.posts.create({
        clientId: runner.clientId,
        text: 'Frische Brötchen 🥐 #bäckerei',
        targets: [
          { accountId: alice.account.id, text: null },
          { accountId: bob.account.id, text: 'Bob’s own' },
        ],
        media: [{ mediaId: image.id, altText: 'Ein roter Punkt' }],
      }),
    );
    schedule(services, draft.id, workspace.clock.now() + 2 * MINUTE);
    await runner.after(MINUTE);
    expect(runner.post(draft.id).status).toBe('scheduled');
    await runner.after(MINUTE);
    await runner.after(MINUTE);

    expect(runner.post(draft.id).status).toBe('published');
    expect(await runner.records(alice)).toMatchObject([{ text: 'Frische Brötchen 🥐 #bäckerei' }]);
    expect(await runner.records(bob)).toMatchObject([{ text: 'Bob’s own' }]);
    const [record] = await network.pds.records(alice.remote.did);
    expect(record?.value).toMatchObject({
      createdAt: '2026-11-22T09:02:00.000Z',
      facets: [{ index: { byteStart: 23, byteEnd: 33 } }],
      embed: { images: [{ alt: 'Ein roter Punkt', aspectRatio: { width: 10, height: 10 } }] },
    });
    const delivery = runner.delivery(draft.id, alice);
    expect(delivery).toMatchObject({
      state: 'published',
      remoteId: record?.uri,
      publishedAt: Date.UTC(2026, 10, 22, 9, 2),
      nextAttemptAt: null,
      errorCode: null,
      attempts: [{ state: 'published', responseClass: 'ok' }],
    });
    const notices = runner.told.filter((event) => event.notice !== null);
    expect(notices.map(({ kind, notice }) => [kind, notice]).sort()).toEqual([
      ['published', `Published on Bluesky as @${alice.account.handle}.`],
      ['published', `Published on Bluesky as @${bob.account.handle}.`],
    ]);
  });

  it('is missed when it is more than two hours late, with the reason, and can be published after all', async () => {
    const early = runner.scheduled([alice], 'for breakfast', 2);
    const late = runner.scheduled([alice], 'for lunch', 10);
    await runner.after(2 * 60 * MINUTE + 9 * MINUTE);
    expect(runner.post(early.id).status).toBe('missed');
    expect(runner.post(late.id).status).toBe('published');
    expect(runner.delivery(early.id)).toMatchObject({
      state: 'cancelled',
      errorCode: 'missed',
      errorMessage: expect.stringContaining('2 hours'),
    });
    expect(runner.told.filter((event) => event.kind === 'problem')).toHaveLength(1);
    expect(runner.told.find((event) => event.kind === 'published')?.notice).toBe(
      `Published on Bluesky as @${alice.account.handle}, 119 minutes late.`,
    );
    value(runner.services.posts.publishNow(early.id));
    await runner.after(0);
    expect(runner.post(early.id).status).toBe('published');
    expect((await runner.records(alice)).map(({ text }) => text).sort()).toEqual([
      'for breakfast',
      'for lunch',
    ]);
  });

  it('goes out one after the other for an account, and accounts go side by side', async () => {
    const bob = await runner.connect();
    const open = new Map<string, number>();
    const most = { together: 0, alone: 0 };
    network.proxy.onRequest((call) => {
      if (call === PUT) open.set('all', (open.get('all') ?? 0) + 1);
      most.together = Math.max(most.together, open.get('all') ?? 0);
      return null;
    });
    network.proxy.onAnswered(async (call) => {
      if (call !== PUT) return;
      await new Promise((resolve) => setTimeout(resolve, 60));
      open.set('all', (open.get('all') ?? 0) - 1);
    });
    for (const text of ['one', 'two', 'three']) runner.scheduled([alice, bob], text);
    await runner.after(2 * MINUTE);
    network.proxy.onAnswered(null);
    expect(most.together).toBe(2);
    expect(await runner.records(alice)).toHaveLength(3);
    expect(await runner.records(bob)).toHaveLength(3);
  });

  it('is not held back by another post that is broken', async () => {
    const broken = runner.scheduled([alice], 'broken', 2);
    const fine = runner.scheduled([alice], 'fine', 3);
    runner.workspace.database.raw.exec(
      `CREATE TEMP TRIGGER no_room BEFORE INSERT ON deliveries WHEN NEW.post_id = '${broken.id}'
       BEGIN SELECT RAISE(ABORT, 'a full disk, say'); END`,
    );
    await runner.after(5 * MINUTE);
    expect(runner.post(broken.id).status).toBe('scheduled');
    expect(runner.post(fine.id).status).toBe('published');
    expect(runner.workspace.log.lines.some(({ level }) => level === 'error')).toBe(true);
    runner.workspace.database.raw.exec('DROP TRIGGER no_room');
    await runner.after(MINUTE);
    expect(runner.post(broken.id).status).toBe('published');
    expect(await runner.records(alice)).toHaveLength(2);
  });

  it('fails with the reason when its image is gone, before anything is sent', async () => {
    const { services } = runner;
    const image = value(await services.media.importBytes('gone.png', RED_DOT));
    const draft = value(
      services.posts.create({
        clientId: runner.clientId,
        text: 'look',
        targets: [{ accountId: alice.account.id, text: null }],
        media: [{ mediaId: image.id, altText: 'x' }],
      }),
    );
    schedule(services, draft.id, runner.workspace.clock.now() + MINUTE);
    const file = await services.media.open(image.id);
    const { rm } = await import('node:fs/promises');
    await rm(file?.path ?? '');
    await runner.after(MINUTE);
    expect(runner.post(draft.id).status).toBe('failed');
    expect(runner.delivery(draft.id)).toMatchObject({
      state: 'failed',
      errorCode: 'not_ready',
      errorMessage: expect.stringContaining('gone.png'),
      attempts: [],
    });
    expect(network.proxy.seen).toEqual([]);
  });

  it('is prepared once, however often it is asked for', async () => {
    const post = runner.scheduled([alice], 'once', 0);
    const { publishing } = runner.services;
    expect(publishing.prepare(post.id).ok).toBe(true);
    const first = runner.delivery(post.id);
    expect(publishing.prepare(post.id).ok).toBe(true);
    expect(runner.delivery(post.id)).toEqual(first);
    await Promise.all([publishing.run(), publishing.run(), runner.after(0)]);
    expect(await runner.records(alice)).toHaveLength(1);
    expect(network.proxy.seen.filter((call) => call === PUT)).toHaveLength(1);
  });

  it('leaves neither its text nor a token in the log', async () => {
    runner.scheduled([alice], 'A very private sentence');
    network.proxy.onRequest((call) => (call === PUT ? { kind: 'cut_after' } : null));
    await runner.after(2 * MINUTE);
    const log = JSON.stringify(runner.workspace.log.lines);
    expect(log).toContain('Delivery');
    expect(log).not.toContain('private sentence');
    expect(log).not.toMatch(/eyJ[\w-]+\./);
    expect(log).not.toContain(alice.appPassword);
  });

  it('costs a tick one look at an index, however many posts there were', () => {
    const { raw } = runner.workspace.database;
    const open =
      "state in ('prepared', 'sending', 'accepted', 'rejected', 'ambiguous', 'handed_over')";
    const plan = raw
      .prepare(
        `explain query plan select distinct account_id from deliveries where ${open}
         and state in ('prepared', 'ambiguous') and (next_attempt_at is null or next_attempt_at <= ?)`,
      )
      .all(0) as { detail: string }[];
    expect(plan.some(({ detail }) => detail.includes('deliveries_open'))).toBe(true);
  });

  it('measures 300 characters as the network does', async () => {
    const text = '👩🏽‍🍳'.repeat(176);
    expect(
      measureText(text, {
        unit: 'graphemes',
        limit: 300,
        bytes: 3000,
        source: { page: '', readOn: '' },
      }).over,
    ).toBe(false);
    const post = runner.scheduled([alice], text);
    await runner.after(2 * MINUTE);
    expect(runner.post(post.id).status).toBe('published');
  });
});
