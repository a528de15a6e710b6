import { NETWORK_IDS, type NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { expect, test } from '../../support/launch.ts';
import { type NetworkDesk, openNetworkDesk } from '../../support/network-desk.ts';

interface Ways {
  /** The first call for a post, where that is not the decisive one. */
  begins?: string;
  /** The call that makes a post. */
  decisive: string;
  /** `renews`: an access token that is over is renewed; elsewhere the person signs in again. */
  renews: boolean;
  /** The same words twice are refused. */
  refusesTwins?: boolean;
}

const WAYS: Readonly<Record<NetworkId, Ways>> = {
  x: { decisive: 'POST /2/tweets', renews: true, refusesTwins: true },
  facebook: { decisive: 'POST /:id/feed', renews: true },
  instagram: { decisive: 'POST /:id/media_publish', renews: false },
  linkedin: { decisive: 'POST /rest/posts', renews: true, refusesTwins: true },
  tiktok: {
    begins: 'POST /v2/post/publish/video/init/',
    // What it holds of a video is asked for, and it goes on from there.
    decisive: 'PUT /video/',
    renews: true,
  },
  threads: { decisive: 'POST /:id/threads_publish', renews: false },
  bluesky: { decisive: 'com.atproto.repo.putRecord', renews: true },
  mastodon: { decisive: 'POST /api/v1/statuses', renews: false },
};

let desk: NetworkDesk | null = null;
test.afterEach(() => desk?.close());

for (const network of NETWORK_IDS)
  test(`${NETWORKS[network].name}: what goes wrong on the way is waited out, looked up or asked about, and nothing is there twice`, async ({
    launch,
  }, testInfo) => {
    testInfo.setTimeout(240_000);
    const { decisive, begins = decisive, renews, refusesTwins = false } = WAYS[network];
    const opened = await openNetworkDesk(network, launch, testInfo.outputPath('clock-offset'));
    desk = opened;
    const { call, connect, write, published, delivery, fault, received, sandbox } = opened;
    const { mediaRequired, images, video } = NETWORKS[network];
    if (images.transfer === 'fetched_by_url') await opened.setUpRelay();
    const account = await connect(network === 'linkedin' ? 'Studio' : undefined);
    const needed = network === 'tiktok' ? { video: video !== null } : { images: 1 };
    const send = (text: string) => write(account, text, mediaRequired ? needed : {});
    const there = (text: string) => received().filter((post) => post.text === text).length;
    const only = { network, operation: decisive, times: 1 };
    const first = { ...only, operation: begins };

    await test.step('the network is away', async () => {
      await fault({ when: { network }, fault: { kind: 'refuse' } });
      const postId = await send('While it is away');
      await expect
        .poll(async () => (await delivery(postId))?.attempts.length, { timeout: 30_000 })
        .toBeGreaterThan(0);
      await sandbox.faults.clear();
      const story = await published(postId);
      expect(new Set(story)).toEqual(new Set(['unreachable', 'ok']));
      expect(there('While it is away')).toBe(1);
    });
    await test.step('it takes the post, and its answer is lost', async () => {
      await fault({ when: only, fault: { kind: 'cut', effect: 'done' } });
      const story = await published(await send('With a lost answer'));
      expect([story[0], story.at(-1)]).toEqual(['interrupted', 'found']);
      expect(story).not.toContain('ok');
      expect(there('With a lost answer')).toBe(1);
    });
    await test.step('it asks to slow down', async () => {
      await fault({ when: first, fault: { kind: 'rate_limit', seconds: 300 } });
      expect(await published(await send('In a hurry'))).toEqual(['rate_limited', 'ok']);
      expect(there('In a hurry')).toBe(1);
    });
    await test.step('it breaks down', async () => {
      await fault({ when: only, fault: { kind: 'status', status: 503 } });
      const story = await published(await send('Into the works'));
      expect(story[0]).toBe('service_error');
      // It was looked for first, and where a call may still be at work not only once.
      expect(story.slice(-2)).toEqual(['absent', 'ok']);
      expect(there('Into the works')).toBe(1);
    });
    await test.step('it refuses the post, and takes it when it is sent again', async () => {
      await fault({ when: first, fault: { kind: 'status', status: 400 } });
      const postId = await send('Not to its liking');
      await expect
        .poll(async () => (await delivery(postId))?.state, { timeout: 30_000 })
        .toBe('failed');
      const failed = await delivery(postId);
      expect(failed).toMatchObject({ errorCode: 'refused', errorMessage: expect.any(String) });
      expect(there('Not to its liking')).toBe(0);
      await call('deliveries.retry', { id: failed?.id ?? '' });
      expect((await published(postId)).slice(-3)).toEqual(['refused', 'decided', 'ok']);
      expect(there('Not to its liking')).toBe(1);
    });
    await test.step('it has the same words already', async () => {
      if (!refusesTwins) return;
      const postId = await send('In a hurry');
      await expect
        .poll(async () => (await delivery(postId))?.state, { timeout: 30_000 })
        .toBe('failed');
      const story = (await delivery(postId))?.attempts.map(({ responseClass }) => responseClass);
      // It was looked for, and what is there is another post.
      expect([story?.[0], story?.at(-1)]).toEqual(['duplicate', 'absent']);
      expect(story).not.toContain('ok');
      expect(there('In a hurry')).toBe(1);
    });
    await test.step('the access token is over', async () => {
      await fault({ when: first, fault: { kind: 'expire' } });
      const postId = await send('With an old token');
      if (renews) {
        expect(await published(postId)).toEqual(['ok']);
      } else {
        await expect
          .poll(async () => (await delivery(postId))?.errorCode, { timeout: 30_000 })
          .toBe('reconnect_needed');
      }
    });
    await test.step('the person takes the permission back, and signs in again', async () => {
      await fault({ when: first, fault: { kind: 'revoke' } });
      const postId = await send('After a change of mind');
      await expect
        .poll(async () => (await call('accounts.list', {}))[0]?.status, { timeout: 30_000 })
        .toBe('reconnect_needed');
      await sandbox.faults.clear();
      expect(await connect(undefined, account.id)).toMatchObject({
        id: account.id,
        status: 'connected',
      });
      const story = await published(postId);
      expect(story.at(-1)).toBe('ok');
      for (const text of ['With an old token', 'After a change of mind'])
        await expect.poll(() => there(text), { timeout: 30_000 }).toBe(1);
    });
  });
