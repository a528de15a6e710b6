import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FaultPlanInput } from '../../electron/sandbox/faults/plan.ts';
import type { PostEntry } from '../../electron/sandbox/post-list.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { Envelope, RouteInput } from '../../shared/ipc/contract.ts';
import type { Account, Delivery, Media } from '../../shared/ipc/views.ts';
import { BUCKET_KEY, startBucket } from './bucket.ts';
import { answered, startCore, type TestCore } from './core.ts';
import { flat } from './images.ts';
import { type OpenSandbox, openSandbox } from './sandbox.ts';
import { video } from './videos.ts';

const MINUTE = 60_000;

type Rule = NonNullable<FaultPlanInput['rules']>[number];
type Content = Omit<Partial<RouteInput<'posts.create'>>, 'clientId' | 'targets'>;

/** A workspace through its routes, beside a sandbox of all networks; one clock, which a test moves. */
export interface AllNetworks extends TestCore {
  sandbox: OpenSandbox;
  clientId: string;
  /** What is handed in to connect somebody with a token or an app password. */
  signIn(network: NetworkId, person?: string): RouteInput<'accounts.connect'>;
  connect(network: NetworkId): Promise<Account>;
  /** The least media that a post of a network needs, as an input. */
  least(network: NetworkId): Promise<{ mediaId: string; altText: string }[]>;
  picture(): Promise<Media>;
  film(megabytes?: number): Promise<Media>;
  /** A draft, and what became of the wish to publish it now. */
  publish(
    account: Account,
    content: Content,
  ): Promise<{ postId: string; answer: Envelope<'posts.publishNow'> }>;
  /** Does what is due; so many times, five minutes further each. */
  pass(rounds?: number): Promise<void>;
  delivery(postId: string): Promise<Delivery>;
  /** What a network has, of all that was sent by us. */
  received(network: NetworkId): PostEntry[];
  fault(...rules: Rule[]): Promise<void>;
}

/** @param people names of the accounts on each network */
export async function openAllNetworks(
  networks: readonly NetworkId[],
  people: readonly string[] = ['ada', 'linden'],
): Promise<AllNetworks> {
  // It goes on by itself: networks work on a video for as long as they say.
  let ahead = 0;
  const clock = {
    now: () => Date.now() + ahead,
    advance(ms: number) {
      ahead += ms;
    },
    set(to: number) {
      ahead = to - Date.now();
    },
  };
  const core = await startCore({ clock });
  const { call, userData } = core;
  const sandbox = await openSandbox({ networks, people, clock });
  const bucket = await startBucket();
  answered(await call('profiles.save', { name: 'Mara', timeZone: 'UTC' }));
  const { id: clientId } = answered(await call('clients.create', { name: 'Ada’s Bakery' }));
  answered(
    await call('relay.save', {
      ...{ endpoint: bucket.url, region: 'auto', bucket: 'relay', prefix: '', publicUrl: null },
      ...{ accessKeyId: BUCKET_KEY, secretAccessKey: BUCKET_KEY, pathStyle: true },
    }),
  );
  let pictures = 0;

  const signIn: AllNetworks['signIn'] = (network, person = 'ada') => {
    const known = sandbox.accounts.find(
      (one) => one.network === network && one.handle.toLowerCase().includes(person),
    );
    return {
      ...{ clientId, network, serviceUrl: sandbox.urls[network] ?? '' },
      appPassword: known?.secret ?? '',
      ...(network === 'bluesky' && { identifier: known?.handle ?? '' }),
    };
  };
  const importFile = async (name: string, bytes: Uint8Array) => {
    const path = join(userData, name);
    writeFileSync(path, bytes);
    return answered(await core.invoke('media.importFile', { path }, 'cli')) as unknown as Media;
  };
  const picture = async () =>
    importFile(
      `picture-${++pictures}.jpg`,
      await flat(480 + 20 * pictures, 400)
        .jpeg()
        .toBuffer(),
    );
  const film = async (megabytes = 0.2) => {
    const seconds = 4;
    const frameBytes = Math.round((megabytes * 1_000_000) / (seconds * 10));
    return importFile(
      `film-${++pictures}.mp4`,
      await video({ width: 720, height: 1280, seconds, frameBytes }),
    );
  };

  return {
    ...core,
    ...{ sandbox, clientId, signIn, picture, film },
    async connect(network) {
      return answered(await call('accounts.connect', signIn(network)));
    },
    async least(network) {
      if (!NETWORKS[network].mediaRequired) return [];
      const { id } = network === 'tiktok' ? await film() : await picture();
      return [{ mediaId: id, altText: '' }];
    },
    async publish({ id: accountId }, content) {
      const targets = [{ accountId }];
      const draft = answered(await call('posts.create', { clientId, targets, ...content }));
      const answer = await call('posts.publishNow', { id: draft.id });
      return { postId: draft.id, answer };
    },
    async pass(rounds = 1) {
      for (let round = 0; round < rounds; round++) {
        await core.core.services()?.schedule.sweep();
        clock.advance(5 * MINUTE);
      }
    },
    async delivery(postId) {
      const [found] = answered(await call('deliveries.forPost', { postId }));
      if (!found) throw new Error('No delivery');
      return found;
    },
    received: (network) =>
      sandbox
        .posts()
        .filter((post) => post.network === network && post.origin === 'created' && !post.removedAt),
    async fault(...rules) {
      const wrong = await sandbox.faults.set({ rules });
      if (wrong !== null) throw new Error(wrong);
    },
    async close() {
      await core.close();
      await sandbox.remove();
      await bucket.stop();
    },
  };
}
