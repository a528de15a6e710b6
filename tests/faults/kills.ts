import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { offsetClock } from '../../electron/clock.ts';
import type { Services } from '../../electron/core.ts';
import type { Delivery } from '../../shared/ipc/views.ts';
import { commandLine, type Runner } from '../support/command-line.ts';
import { answered, startCore } from '../support/core.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import { type Pds, type PdsAccount, startPds } from '../support/pds.ts';
import { largePhoto } from '../support/photo.ts';
import { temporaryFolder } from '../support/workspace.ts';
import { type Seeded, seeded } from './seeded.ts';

/** Where the process is killed (SIGKILL: nothing is tidied up). */
const MOMENTS = [
  'before_write',
  'after_write',
  'before_upload',
  'after_upload',
  'any_time',
] as const;
type Moment = (typeof MOMENTS)[number];

const CALLS: Readonly<Record<Exclude<Moment, 'any_time'>, string>> = {
  before_write: 'POST com.atproto.repo.putRecord',
  after_write: 'POST com.atproto.repo.putRecord',
  before_upload: 'POST com.atproto.repo.uploadBlob',
  after_upload: 'POST com.atproto.repo.uploadBlob',
};

export interface KillReport {
  seed: number;
  kills: number;
  /** How many of them hit the moment that was aimed at. */
  hits: number;
  moments: Record<Moment, number>;
  posts: number;
  deliveries: number;
  published: number;
  /** Neither on the network nor told as not sent. */
  lost: string[];
  /** More than once on the network. */
  doubled: string[];
  /** What the ledger says is not what the network has, or has no reason. */
  unexplained: string[];
  seconds: number;
}

const MINUTE = 60_000;
/** How long the moment is waited for, ms. */
const PATIENCE = 4000;
const PASSPHRASE = 'twelve words would be better';

/**
 * Kills the headless runner again and again while it publishes to a real server, lets it finish, and
 * compares what the ledger says with what the server has.
 */
export async function runKills(options: {
  kills: number;
  seed: number;
  /** One for each kill in turn; any by chance where not said. */
  moments?: readonly Moment[];
  say?: (line: string) => void;
}): Promise<KillReport> {
  const { kills, seed, say = () => {} } = options;
  const from = Date.now();
  const random = seeded(seed);
  const world = await createWorld();
  let hits = 0;
  const moments = Object.fromEntries(MOMENTS.map((moment) => [moment, 0])) as KillReport['moments'];
  try {
    const postIds = await schedulePosts(world, kills, random);
    for (let round = 1; round <= kills; round++) {
      await world.moveTo(round);
      const moment = options.moments?.[round - 1] ?? random.pick(MOMENTS);
      moments[moment]++;
      const hit = await killOnce(world, moment, random);
      if (hit) hits++;
      say(`kill ${round} of ${kills}: ${moment}${hit ? '' : ' (did not come)'}`);
    }
    const told = await finish(world, postIds, kills);
    return {
      seed,
      kills,
      hits,
      moments,
      ...(await compare(world, told)),
      seconds: Math.round((Date.now() - from) / 1000),
    };
  } finally {
    await world.remove();
  }
}

interface World {
  pds: Pds;
  proxy: FaultProxy;
  people: { remote: PdsAccount; appPassword: string }[];
  userData: string;
  /** Minutes after the beginning. */
  moveTo(minute: number): Promise<void>;
  beganAt: number;
  serve(): Runner;
  open<Value>(work: (services: Services) => Promise<Value>): Promise<Value>;
  remove(): Promise<void>;
}

async function createWorld(): Promise<World> {
  const folder = temporaryFolder();
  const userData = join(folder, 'workspace');
  const offset = join(folder, 'clock-offset');
  const pds = await startPds();
  const proxy = await startFaultProxy(pds.url);
  const people = [];
  for (const name of ['mira', 'noor']) {
    const remote = await pds.createAccount(name);
    people.push({ remote, appPassword: await pds.createAppPassword(remote) });
  }
  const { serve } = commandLine(
    {
      CLIENTNEST_NO_KEYCHAIN: '1',
      CLIENTNEST_CLOCK_OFFSET_FILE: offset,
      CLIENTNEST_TICK_SECONDS: '1',
      PASSPHRASE,
    },
    ['--user-data', userData, '--passphrase-env', 'PASSPHRASE'],
  );
  return {
    pds,
    proxy,
    people,
    userData,
    beganAt: Math.ceil(Date.now() / MINUTE) * MINUTE,
    // Before a minute begins by the real clock there is no telling which one it is; half of one more is safe.
    moveTo: (minute) => writeFile(offset, String((minute + 0.5) * MINUTE)),
    serve,
    async open(work) {
      const opened = await startCore({
        userData,
        ports: { keychain: null, clock: offsetClock(offset) },
      });
      const { core } = opened;
      try {
        const unsealed =
          core.status().state === 'locked'
            ? await core.unlock(PASSPHRASE)
            : await core.choosePassphrase(PASSPHRASE);
        answered(unsealed);
        const services = core.services();
        if (!services) throw new Error(core.status().message ?? 'The workspace is not open');
        return await work(services);
      } finally {
        await core.close();
      }
    },
    async remove() {
      await proxy.stop();
      await pds.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One post a minute to every account, some with a picture. Its text says which one it is. */
const schedulePosts = (world: World, count: number, random: Seeded): Promise<string[]> =>
  world.open(async (services) => {
    const client = answered(services.clients.create({ name: 'Client', notes: '' }));
    const targets = [];
    for (const { remote, appPassword } of world.people) {
      const account = await services.accounts.connect({
        clientId: client.id,
        network: 'bluesky',
        serviceUrl: world.proxy.url,
        identifier: remote.handle,
        appPassword,
      });
      targets.push({ accountId: answered(account).id, text: null });
    }
    const photo = await largePhoto(640, 480);
    const image = answered(await services.media.importBytes('photo.jpg', photo));
    const ids = [];
    for (let minute = 1; minute <= count; minute++) {
      const media = random.next() < 0.5 ? [{ mediaId: image.id, altText: 'Noise' }] : [];
      const text = `post ${minute}`;
      const post = answered(services.posts.create({ clientId: client.id, text, targets, media }));
      const at = new Date(world.beganAt + minute * MINUTE).toISOString();
      answered(services.posts.schedule({ id: post.id, wallTime: at.slice(0, 16), zone: 'UTC' }));
      ids.push(post.id);
    }
    return ids;
  });

/** Starts the runner and kills it at the moment, or after a while where the moment does not come; whether it did. */
async function killOnce({ proxy, serve }: World, moment: Moment, random: Seeded): Promise<boolean> {
  const runner = serve();
  const hit = await new Promise<boolean>((resolve) => {
    const kill = (onMoment: boolean) => {
      runner.process.kill('SIGKILL');
      resolve(onMoment);
    };
    const wanted = moment === 'any_time' ? null : CALLS[moment];
    if (moment.startsWith('before'))
      proxy.onRequest((call) => {
        if (call !== wanted) return null;
        kill(true);
        return { kind: 'cut_before' };
      });
    if (moment.startsWith('after'))
      proxy.onAnswered((call) => {
        if (call === wanted) kill(true);
      });
    void runner
      .until(({ event }) => event === 'ready')
      .then(() => {
        setTimeout(() => kill(wanted === null), wanted === null ? random.below(600) : PATIENCE);
      });
  });
  await runner.stop('SIGKILL');
  proxy.onRequest(() => null);
  proxy.onAnswered(null);
  return hit;
}

interface Told {
  text: string;
  status: string;
  deliveries: Delivery[];
}

/** Runs undisturbed until every post is settled, and answers what the ledger says then. */
const finish = (world: World, postIds: string[], kills: number): Promise<Told[]> =>
  world.open(async ({ posts, publishing, schedule }) => {
    const tell = (id: string): Told => {
      const { text, status } = answered(posts.get(id));
      return { text, status, deliveries: answered(publishing.forPost(id)) };
    };
    for (let round = 1; round <= 60; round++) {
      await world.moveTo(kills + round);
      // The clock looks at its file at most so often.
      await new Promise((resolve) => setTimeout(resolve, 250));
      await schedule.sweep();
      const open = postIds.filter((id) => OPEN.has(answered(posts.get(id)).status));
      if (open.length === 0) break;
    }
    return postIds.map(tell);
  });
const OPEN = new Set(['scheduled', 'publishing']);

async function compare({ pds, people }: World, told: readonly Told[]) {
  const found = { lost: [], doubled: [], unexplained: [] } as Record<string, string[]>;
  let published = 0;
  let deliveries = 0;
  for (const { remote } of people) {
    const texts = await textsOf(pds, remote.did);
    for (const post of told) {
      deliveries++;
      const count = texts.filter((text) => text === post.text).length;
      const delivery = post.deliveries.find(({ handle }) => handle === remote.handle);
      const name = `${post.text} @${remote.handle}: ${count} on the network, ${delivery?.state} (${post.status})`;
      if (delivery?.state === 'published') published++;
      if (count > 1) found.doubled?.push(name);
      if (count === 0 && !isToldAsUnsent(delivery)) found.lost?.push(name);
      if (count > 0 && delivery?.state !== 'published') found.unexplained?.push(name);
      if (OPEN.has(post.status)) found.unexplained?.push(name);
    }
  }
  const { lost = [], doubled = [], unexplained = [] } = found;
  return { posts: told.length, deliveries, published, lost, doubled, unexplained };
}

const isToldAsUnsent = (delivery: Delivery | undefined): boolean =>
  delivery !== undefined &&
  ['failed', 'needs_check', 'cancelled'].includes(delivery.state) &&
  delivery.errorMessage !== null;

async function textsOf(pds: Pds, did: string): Promise<unknown[]> {
  return (await pds.records(did)).map((record) => record.value.text);
}
