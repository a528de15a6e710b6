import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createCore, type Services } from '../../electron/core.ts';
import type { ImageCodec } from '../../electron/media/image-codec.ts';
import type { FaultPlanInput } from '../../electron/sandbox/faults/plan.ts';
import { type Sandbox, startSandbox } from '../../electron/sandbox/sandbox.ts';
import type { NetworkId } from '../../shared/domain/network.ts';
import { answered } from '../support/core.ts';
import { noise } from '../support/images.ts';
import { type MemoryLog, memoryLog } from '../support/log.ts';
import { video } from '../support/videos.ts';
import { MIGRATIONS, temporaryFolder } from '../support/workspace.ts';
import { type Bucket, startBucket } from './bucket.ts';
import { fileKeychain } from './file-keychain.ts';
import type { RunnerOptions } from './runner-protocol.ts';
import { ACCOUNTS, closedOn, FILMS, PEOPLE, PICTURES, type PlannedPost } from './story.ts';
import { tokenOf } from './tokens.ts';

const MINUTE = 60_000;

/** One workspace, the networks it publishes to, and the clocks of both. */
export interface World {
  folder: string;
  userData: string;
  offsetFile: string;
  sandbox: Sandbox;
  /** Of its networks. */
  ports: ReadonlySet<number>;
  runnerOptions: RunnerOptions;
  /** Lets minutes pass for everybody. */
  pass(minutes: number): void;
  /** What a person gets who asks the network for a token. */
  tokenOf(network: NetworkId, handle: string): Promise<string>;
  /** Sets how many minutes the computer's clock is wrong, or moves it by so many. */
  setSkew(minutes: number): void;
  moveSkew(minutes: number): void;
  setFaults(plan: FaultPlanInput): Promise<void>;
  /** Opens the workspace in this process, while no runner has it. */
  open<Value>(work: (services: Services) => Promise<Value> | Value): Promise<Value>;
  remove(): Promise<void>;
}

/** A workspace with everything that is going to be due in it. */
export async function createWorld(
  posts: readonly PlannedPost[],
  seed: number,
  images: ImageCodec,
): Promise<World> {
  const folder = temporaryFolder();
  const userData = join(folder, 'workspace');
  const offsetFile = join(folder, 'clock-offset');
  const keychain = join(folder, 'keychain.json');
  let passed = 0;
  let skew = 0;
  // The network's clock is right. The computer's may not be.
  const sandbox = await startSandbox({
    folder: join(folder, 'sandbox'),
    seed,
    people: PEOPLE,
    tiktok: { privateAccounts: closedOn('tiktok') },
    clock: { now: () => Date.now() + passed },
  });
  const bucket = await startBucket();
  const setClock = () => writeFileSync(offsetFile, String(passed + skew));
  setClock();

  const world: World = {
    folder,
    userData,
    offsetFile,
    sandbox,
    ports: new Set(Object.values(sandbox.urls).map((url) => Number(new URL(url).port))),
    runnerOptions: {
      userData,
      migrations: MIGRATIONS,
      keychain,
      appPasswords: {},
      retries: 'some',
    },
    tokenOf: (network, handle) => tokenOf(sandbox, network, handle),
    pass(minutes) {
      passed += minutes * MINUTE;
      setClock();
    },
    setSkew(minutes) {
      skew = minutes * MINUTE;
      setClock();
    },
    moveSkew(minutes) {
      skew += minutes * MINUTE;
      setClock();
    },
    async setFaults(plan) {
      const wrong = await sandbox.faults.set(plan);
      if (wrong !== null) throw new Error(wrong);
    },
    async open(work) {
      const log: MemoryLog = memoryLog();
      const core = await createCore({
        userData,
        migrations: MIGRATIONS,
        version: '0.0.0-faults',
        clock: { now: () => Date.now() + passed + skew },
        log,
        keychain: fileKeychain(keychain),
        openImages: () => ({ ...images, close: async () => {} }),
      });
      try {
        const services = core.services();
        if (!services) throw new Error(`${core.status().message} ${JSON.stringify(log.lines)}`);
        return await work(services);
      } finally {
        await core.close();
      }
    },
    async remove() {
      await sandbox.close();
      await bucket.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    world.runnerOptions.appPasswords = await world.open((services) =>
      fill(services, { sandbox, bucket, folder }, posts),
    );
    return world;
  } catch (error) {
    await world.remove();
    throw error;
  }
}

/** A week, the most that a client may allow: these are sent whatever happens. */
const ANY_LATENESS = 10_080;

/** The least that all networks take. */
const FILM = { width: 640, height: 360, frameBytes: 2600 };

async function fill(
  services: Services,
  { sandbox, bucket, folder }: { sandbox: Sandbox; bucket: Bucket; folder: string },
  posts: readonly PlannedPost[],
) {
  const { clients, accounts, media, mediaRelay } = services;
  services.profiles.save({ name: 'Robin', email: null, bio: null, timeZone: 'UTC' });
  answered(
    await mediaRelay.save({
      ...{ endpoint: bucket.url, region: 'auto', bucket: 'relay', prefix: '', pathStyle: true },
      ...{ accessKeyId: 'KEY', secretAccessKey: 'SECRET', publicUrl: null },
    }),
  );
  const owners = [
    answered(clients.create({ name: 'Any time', notes: '', latenessMinutes: ANY_LATENESS })),
    answered(clients.create({ name: 'On time', notes: '', latenessMinutes: 120 })),
  ];
  const appPasswords: Record<string, string> = {};
  const accountIds: string[] = [];
  for (const { network, person, client } of ACCOUNTS) {
    const known = sandbox.accounts.find(
      (one) => one.network === network && one.handle.split('.')[0] === person,
    );
    if (!known) throw new Error(`No ${person} on ${network}`);
    const input = {
      clientId: owners[client]?.id ?? '',
      network,
      serviceUrl: sandbox.urls[network] ?? '',
      identifier: known.handle,
      appPassword: await tokenOf(sandbox, network, known.handle),
    };
    let connected = await accounts.connect(input);
    // On a machine that is held up for long a call may run out of its time.
    for (let again = 0; again < 3 && !connected.ok; again++)
      connected = await accounts.connect(input);
    const { id } = answered(connected);
    accountIds.push(id);
    if (network === 'bluesky') appPasswords[id] = known.secret;
  }
  const pictures: string[] = [];
  for (let index = 0; index < PICTURES; index++) {
    const bytes = await noise(120 + index * 8, 90)
      .jpeg({ quality: 70 })
      .toBuffer();
    pictures.push(answered(await media.importBytes(`picture ${index}.jpg`, bytes)).id);
  }
  const films: string[] = [];
  for (let index = 0; index < FILMS; index++) {
    const file = join(folder, `film ${index}.mp4`);
    writeFileSync(file, await video({ ...FILM, seconds: 3 + index }));
    films.push(answered(await media.importFile(file)).id);
  }
  const began = Math.ceil(Date.now() / MINUTE) * MINUTE;
  const schedule = services.database.raw.transaction(() => {
    for (const post of posts)
      addPost(services, post, { owners, accountIds, pictures, films, began });
  });
  schedule();
  return appPasswords;
}

function addPost(
  { posts }: Services,
  planned: PlannedPost,
  known: {
    owners: readonly { id: string }[];
    accountIds: readonly string[];
    pictures: readonly string[];
    films: readonly string[];
    began: number;
  },
): void {
  const client = ACCOUNTS[planned.accounts[0] ?? 0]?.client ?? 0;
  const pictures = planned.images.map((index) => ({
    mediaId: known.pictures[index] ?? '',
    altText: `Picture ${index}`,
  }));
  const film =
    planned.film === null ? [] : [{ mediaId: known.films[planned.film] ?? '', altText: '' }];
  const draft = posts.create({
    clientId: known.owners[client]?.id ?? '',
    text: planned.text,
    threading: planned.isLong ? 'split' : 'off',
    firstComment: planned.firstComment,
    targets: planned.accounts.map((index) => ({
      accountId: known.accountIds[index] ?? '',
      text: null,
    })),
    media: [...pictures, ...film],
  });
  const dueAt = new Date(known.began + planned.dueAt * MINUTE).toISOString().slice(0, 16);
  answered(posts.schedule({ id: answered(draft).id, wallTime: dueAt, zone: 'UTC' }));
}
