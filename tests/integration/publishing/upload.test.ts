import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NETWORK_IDS, type NetworkId } from '../../../shared/domain/network.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import type { Account, Delivery } from '../../../shared/ipc/views.ts';
import { type AllNetworks, openAllNetworks } from '../../support/all-networks.ts';
import { answered } from '../../support/core.ts';

const MEGABYTE = 1024 * 1024;

let networks: AllNetworks;
beforeAll(async () => {
  networks = await openAllNetworks(NETWORK_IDS);
  // A slow line: what a network takes is read slowly here.
  const media = networks.core.services()?.media;
  if (!media) throw new Error('The workspace is closed');
  const { outgoingVideo } = media;
  media.outgoingVideo = async (...which) => {
    const video = await outgoingVideo(...which);
    return (
      video && {
        ...video,
        async read(start, end) {
          await wait(((end - start) / MEGABYTE) * slowness);
          return video.read(start, end);
        },
      }
    );
  };
}, 60_000);
afterAll(() => networks?.close());
/** Ms for a megabyte. */
let slowness = 0;

async function begin(account: Account, film: string) {
  const { postId } = await networks.publish(account, {
    text: `The oven on ${account.network}`,
    media: [{ mediaId: film, altText: '' }],
  });
  const seen: NonNullable<Delivery['upload']>[] = [];
  const passing = networks.pass();
  const look = async () => {
    const { upload } = await networks.delivery(postId);
    const last = seen.at(-1);
    if (upload && (last?.sent !== upload.sent || last.isLast !== upload.isLast)) seen.push(upload);
    return upload;
  };
  return { postId, seen, passing, look };
}

/** Read in pieces that are larger than this film: it goes in one go. */
const IN_ONE_GO: readonly NetworkId[] = ['facebook', 'tiktok'];

it.each(NETWORK_IDS.filter((network) => NETWORKS[network].video !== null))(
  'on %s, how far a video is stands in its delivery; stopped on the way nothing is out, and it goes out once after all',
  { timeout: 180_000 },
  async (network) => {
    const account = await networks.connect(network);
    const film = await networks.film(9);
    slowness = 500;
    const { postId, seen, passing, look } = await begin(account, film.id);
    await expect.poll(look, { timeout: 60_000, interval: 50 }).not.toBeNull();
    const { id } = await networks.delivery(postId);
    const give = () => networks.call('deliveries.resolve', { id, decision: 'give_up' });
    if (IN_ONE_GO.includes(network)) {
      expect(seen[0]).toMatchObject({ sent: 0, bytes: film.bytes, isLast: true, canStop: false });
      expect(await give()).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
      await passing;
      await networks.pass(3);
    } else {
      expect(seen[0]).toMatchObject({ bytes: film.bytes, isLast: false, canStop: true });
      expect(seen[0]?.sent).toBeLessThan(film.bytes);
      answered(await give());
      await passing;
      expect(await networks.delivery(postId)).toMatchObject({
        ...{ state: 'cancelled', errorCode: 'called_off', upload: null },
        attempts: [{ responseClass: 'stopped', message: expect.stringContaining('Nothing of it') }],
      });
      expect(networks.received(network)).toEqual([]);
      slowness = 0;
      answered(await networks.call('deliveries.retry', { id }));
      await networks.pass(4);
    }
    expect(await networks.delivery(postId)).toMatchObject({ state: 'published', upload: null });
    expect(networks.received(network)).toHaveLength(1);
  },
);

it('a picture that is there in a moment is not noted at all', async () => {
  const account = await networks
    .call('accounts.list', {})
    .then((all) => answered(all).find(({ network }) => network === 'mastodon'));
  const told: string[] = [];
  const { id } = await networks.picture();
  if (!account) throw new Error('Nobody is there');
  const { postId } = await networks.publish(account, {
    text: 'Rye',
    media: [{ mediaId: id, altText: '' }],
  });
  const stop = networks.core.bus.on('delivery.changed', (event) => {
    if (event.postId === postId) told.push(event.kind);
  });
  await networks.pass();
  stop();
  expect(await networks.delivery(postId)).toMatchObject({ state: 'published' });
  // Prepared, sending, published.
  expect(told).toEqual(['progress', 'progress', 'published']);
});

it('what was stopped stays stopped, also where ClientNest crashed before it was written down', async () => {
  const list = answered(await networks.call('accounts.list', {}));
  const account = list.find(({ network }) => network === 'mastodon');
  if (!account) throw new Error('Nobody is there');
  const { postId } = await networks.publish(account, { text: 'Spelt' });
  await networks.fault({ when: { network: 'mastodon' }, fault: { kind: 'refuse' } });
  await networks.pass();
  await networks.sandbox.faults.clear();
  const services = networks.core.services();
  // As a crash leaves it: under way, with the wish to stop it.
  services?.database.raw
    .prepare(
      `UPDATE deliveries SET state = 'sending', progress = json_set(progress, '$.stopped', json('true'))
       WHERE post_id = ?`,
    )
    .run(postId);
  expect(services?.publishing.recover()).toBe(1);
  await networks.pass(2);
  expect(await networks.delivery(postId)).toMatchObject({
    ...{ state: 'cancelled', errorCode: 'called_off' },
    attempts: [{ responseClass: 'unreachable' }, { responseClass: 'absent' }],
  });
  expect(networks.received('mastodon').map(({ text }) => text)).not.toContain('Spelt');
});
