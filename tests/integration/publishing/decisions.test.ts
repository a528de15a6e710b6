import { describe, expect, it } from 'vitest';
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
const NOBODY = '019ab000-0000-7000-8000-000000000000';

let network: Network;
let runner: TestRunner;
let alice: Connected;

withRunner((line) => {
  ({ network, runner, alice } = line);
});

const refuseWrites = () =>
  network.proxy.onRequest((call) =>
    call === PUT ? { kind: 'answer', status: 400, body: { error: 'InvalidRequest' } } : null,
  );

/** Sent, the answer lost, and the service unable to say: for the person to decide. */
async function inDoubt(taken: boolean) {
  const post = runner.scheduled([alice], 'in doubt');
  network.proxy.onRequest((call) => {
    if (call === PUT) return { kind: taken ? 'cut_after' : 'cut_before' };
    return call === GET ? { kind: 'answer', status: 400, body: { error: 'Odd' } } : null;
  });
  for (let look = 0; look < 14; look++) await runner.after(120 * MINUTE);
  network.proxy.onRequest(() => null);
  expect(runner.post(post.id).status).toBe('needs_check');
  return { post, delivery: runner.delivery(post.id) };
}

describe('a delivery that can not be decided', () => {
  it('is published when the person says it is there', async () => {
    const { post, delivery } = await inDoubt(true);
    const { publishing } = runner.services;
    expect(value(publishing.resolve(delivery.id, 'was_published')).status).toBe('published');
    expect(runner.delivery(post.id)).toMatchObject({ state: 'published', errorCode: null });
    await runner.after(MINUTE);
    expect(await runner.records(alice)).toHaveLength(1);
  });

  it.each([true, false])(
    'is one record when it is sent again (had been taken: %s)',
    async (taken) => {
      const { post, delivery } = await inDoubt(taken);
      value(runner.services.publishing.resolve(delivery.id, 'send_again'));
      await runner.after(0);
      expect(runner.post(post.id).status).toBe('published');
      expect(await runner.records(alice)).toHaveLength(1);
    },
  );

  it('keeps the link that the person found it by, if it is of this account', async () => {
    const { post, delivery } = await inDoubt(true);
    const { publishing } = runner.services;
    const eve = 'https://bsky.app/profile/eve.bsky.social/post/3kabc';
    const refused = publishing.resolve(delivery.id, 'was_published', eve);
    expect(refused).toMatchObject({ error: { code: 'wrong_link' } });
    expect(runner.delivery(post.id).state).toBe('needs_check');

    const [record] = await runner.records(alice);
    const key = record?.uri.split('/').at(-1);
    const link = `https://bsky.app/profile/${alice.account.handle}/post/${key}`;
    value(publishing.resolve(delivery.id, 'was_published', link));
    expect(runner.delivery(post.id)).toMatchObject({
      state: 'published',
      remoteUrl: link,
      remoteId: record?.uri,
    });

    const again = await inDoubt(true);
    expect(publishing.resolve(again.delivery.id, 'was_published', link)).toMatchObject({
      error: { code: 'wrong_link', message: expect.stringContaining('another post of yours') },
    });
  });

  it('has each decision in its log', async () => {
    const { post, delivery } = await inDoubt(false);
    value(runner.services.publishing.resolve(delivery.id, 'send_again'));
    await runner.after(0);
    const classes = runner.delivery(post.id).attempts.map((attempt) => attempt.responseClass);
    expect(classes.slice(-2)).toEqual(['decided', 'ok']);
  });

  it('fails when the person gives up', async () => {
    const { post, delivery } = await inDoubt(false);
    expect(value(runner.services.publishing.resolve(delivery.id, 'give_up')).status).toBe('failed');
    expect(runner.delivery(post.id)).toMatchObject({ state: 'failed', errorCode: 'given_up' });
  });

  it('is decided once', async () => {
    const { delivery } = await inDoubt(true);
    const { publishing } = runner.services;
    value(publishing.resolve(delivery.id, 'was_published'));
    expect(publishing.resolve(delivery.id, 'send_again')).toMatchObject({
      error: { code: 'not_allowed' },
    });
    expect(publishing.resolve(NOBODY, 'give_up')).toMatchObject({ error: { code: 'not_found' } });
  });
});

describe('a failed delivery', () => {
  it('is sent again for its account only; what is published stays', async () => {
    const bob = await runner.connect();
    const post = runner.scheduled([alice, bob], 'twice');
    let refusals = 1;
    network.proxy.onRequest((call) =>
      call === PUT && refusals-- > 0
        ? { kind: 'answer', status: 400, body: { error: 'InvalidRequest' } }
        : null,
    );
    await runner.after(2 * MINUTE);
    expect(runner.post(post.id).status).toBe('failed');
    const log = value(runner.services.publishing.forPost(post.id));
    expect(log.map(({ state }) => state).sort()).toEqual(['failed', 'published']);
    const failed = log.find(({ state }) => state === 'failed');
    const done = log.find(({ state }) => state === 'published');
    expect(runner.services.publishing.retry(done?.id ?? '')).toMatchObject({
      error: { code: 'not_allowed' },
    });
    value(runner.services.publishing.retry(failed?.id ?? ''));
    await runner.after(0);
    expect(runner.post(post.id).status).toBe('published');
    expect(await runner.records(alice)).toHaveLength(1);
    expect(await runner.records(bob)).toHaveLength(1);
  });

  it('can be dropped; the post is then what the other accounts made of it', async () => {
    const post = runner.scheduled([alice], 'dropped');
    refuseWrites();
    await runner.after(2 * MINUTE);
    const { publishing } = runner.services;
    const { id } = runner.delivery(post.id);
    expect(value(publishing.resolve(id, 'give_up')).status).toBe('cancelled');
  });

  it('is not sent again with a text that does not fit', async () => {
    const post = runner.scheduled([alice], 'soon too long');
    refuseWrites();
    await runner.after(2 * MINUTE);
    const { posts, publishing } = runner.services;
    const { version } = runner.post(post.id);
    value(posts.update({ id: post.id, expectedVersion: version, text: 'x'.repeat(301) }));
    expect(publishing.retry(runner.delivery(post.id).id)).toMatchObject({
      error: { code: 'not_ready', message: expect.stringContaining('300 characters') },
    });
  });

  it('goes no further once the post was scheduled anew', async () => {
    const post = runner.scheduled([alice], 'anew');
    refuseWrites();
    await runner.after(2 * MINUTE);
    const { id } = runner.delivery(post.id);
    const at = new Date(runner.workspace.clock.now() + 60 * MINUTE).toISOString().slice(0, 16);
    value(runner.services.posts.schedule({ id: post.id, wallTime: at, zone: 'UTC' }));
    expect(runner.services.publishing.retry(id)).toMatchObject({ error: { code: 'not_allowed' } });
    network.proxy.onRequest(() => null);
    await runner.after(60 * MINUTE);
    expect(runner.post(post.id).status).toBe('published');
    expect(await runner.records(alice)).toHaveLength(1);
  });
});

describe('a delivery that waits', () => {
  it('is tried at once when the person asks', async () => {
    const post = runner.scheduled([alice], 'waiting');
    await network.proxy.down();
    await runner.after(2 * MINUTE);
    await network.proxy.up();
    value(runner.services.publishing.retry(runner.delivery(post.id).id));
    await runner.after(0);
    expect(runner.post(post.id).status).toBe('published');
  });

  it('can be dropped, and is not sent after that', async () => {
    const post = runner.scheduled([alice], 'dropped');
    await network.proxy.down();
    await runner.after(2 * MINUTE);
    const { id } = runner.delivery(post.id);
    expect(value(runner.services.publishing.resolve(id, 'give_up')).status).toBe('cancelled');
    await network.proxy.up();
    await runner.after(60 * MINUTE);
    expect(await runner.records(alice)).toHaveLength(0);
  });

  it('goes out after all when that is taken back, once', async () => {
    const post = runner.scheduled([alice], 'on second thought');
    await network.proxy.down();
    await runner.after(2 * MINUTE);
    const { publishing } = runner.services;
    const { id } = runner.delivery(post.id);
    value(publishing.resolve(id, 'give_up'));
    expect(runner.delivery(post.id)).toMatchObject({ triesUntil: null, errorCode: 'called_off' });
    await network.proxy.up();
    expect(value(publishing.retry(id)).status).toBe('publishing');
    await runner.after(0);
    expect(runner.post(post.id).status).toBe('published');
    expect(publishing.retry(id)).toMatchObject({ error: { code: 'not_allowed' } });
    expect(await runner.records(alice)).toHaveLength(1);
  });

  it('is not taken back where the rest of the post is out, nor where it only missed its time', async () => {
    const bob = await runner.connect();
    const post = runner.scheduled([alice, bob], 'one of two');
    let refusals = 1;
    network.proxy.onRequest((call) =>
      call === PUT && refusals-- > 0
        ? { kind: 'answer', status: 400, body: { error: 'InvalidRequest' } }
        : null,
    );
    await runner.after(2 * MINUTE);
    const { publishing } = runner.services;
    const log = value(publishing.forPost(post.id));
    const failed = log.find(({ state }) => state === 'failed')?.id ?? '';
    expect(value(publishing.resolve(failed, 'give_up')).status).toBe('published');
    expect(publishing.retry(failed)).toMatchObject({ error: { code: 'not_allowed' } });

    const missed = runner.scheduled([alice], 'missed', 2);
    await runner.after(5 * 60 * MINUTE);
    expect(publishing.retry(runner.delivery(missed.id).id)).toMatchObject({
      error: { code: 'not_allowed' },
    });
  });
});
