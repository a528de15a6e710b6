import type { Clock } from '../clock.ts';
import type { PracticeNetworks } from '../practice/networks.ts';
import { DEMO_CLIENTS } from './cast.ts';
import { drawPictures } from './pictures.ts';
import { PAST_DAYS, type PlannedPost, planPosts } from './plan.ts';
import { connectPlayer } from './players.ts';
import { createRandom, type Random } from './random.ts';
import { DemoFailed, made, movableClock, type Stage } from './stage.ts';
import { type DemoOwner, writeDemoPost } from './writing.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** What would be due so near to now is left out. */
const MARGIN = 10 * MINUTE;
/** A week: somebody who comes back to the demo after days finds its posts published, not missed. */
const LATENESS = 7 * 24 * 60;
/** A network may want some looks at a picture before it publishes it. */
const ROUNDS = 20;
const DRAFTS = 2;
/** How often the numbers are read in the weeks that are over. */
const READ_EVERY = 3 * DAY;

export interface MakingOptions {
  clock: Clock;
  networks: PracticeNetworks;
  /** Services over this workspace whose time is another one. */
  stageAt(clock: Clock): Stage;
  /** Told of each client, so that what was begun can be thrown away. */
  onClient(clientId: string): void;
  onProgress(done: number, total: number): void;
}

export interface DemoMade {
  clients: number;
  accounts: number;
  published: number;
  scheduled: number;
}

/**
 * Makes a demo by living through its weeks: clients, accounts and posts come in at their times, and every past post
 * goes to the practice networks the way that all posts go. So all of it has numbers and comments to be read.
 * @throws DemoFailed, or what the workspace throws
 */
export async function makeDemo(options: MakingOptions, zone: string): Promise<DemoMade> {
  const { clock, networks } = options;
  const now = clock.now();
  const time = movableClock();
  const random = createRandom(`demo ${Math.floor(now / DAY)}`);
  const planned = planPosts(now, zone, MARGIN);
  time.set(Math.min(planned[0]?.at ?? now, now - PAST_DAYS * DAY + DAY) - DAY);
  const stage = options.stageAt(time);
  const present = options.stageAt(clock);
  try {
    return await networks.inTimeOf(time, async () => {
      const owners = await invite(options, stage, random);
      const past = planned.filter(({ at }) => at < now);
      const ahead = planned.filter(({ at }) => at > now);
      let done = 0;
      let readAt = past[0]?.at ?? now;
      for (const post of past) {
        for (; post.at - readAt > READ_EVERY; readAt += READ_EVERY) {
          time.set(readAt);
          await stage.metrics.collect();
        }
        time.set(post.at);
        await signInAgain(networks, stage, ownerOf(owners, post), post);
        await liveThrough(stage, time, ownerOf(owners, post), post, random);
        options.onProgress(++done, past.length);
      }
      time.set(clock.now());
      // What was allowed eight weeks ago would soon be over.
      for (const [index, { person, networks: on }] of DEMO_CLIENTS.entries())
        for (const network of on)
          await connectPlayer(
            networks,
            present,
            owners[index]?.clientId ?? '',
            { person },
            network,
          );
      await present.metrics.collect();
      for (const post of ahead) schedule(present, ownerOf(owners, post), post, zone, random);
      for (let index = 0; index < DRAFTS; index++)
        made(present.posts.create(writeDemoPost(own(owners[index]), 90 + index, random)), 'Draft');
      return {
        clients: owners.length,
        accounts: owners.reduce((sum, { accounts }) => sum + accounts.length, 0),
        published: past.length,
        scheduled: ahead.length,
      };
    });
  } finally {
    await stage.close();
    await present.close();
  }
}

/** The clients with their pictures and accounts, as they were on the first day. */
async function invite(
  { networks, onClient }: MakingOptions,
  stage: Stage,
  random: Random,
): Promise<DemoOwner[]> {
  const owners: DemoOwner[] = [];
  for (const { voice, person, seldom = null, networks: on } of DEMO_CLIENTS) {
    const { name, colour, notes } = voice;
    const client = made(
      stage.clients.create({ name, colour, notes, latenessMinutes: LATENESS }),
      name,
    );
    onClient(client.id);
    const pictures = [];
    for (const { fileName, altText, bytes } of drawPictures(voice, random)) {
      const { id } = made(await stage.media.importBytes(fileName, bytes), fileName);
      pictures.push({ mediaId: id, altText });
    }
    const accounts = [];
    for (const network of on)
      accounts.push(await connectPlayer(networks, stage, client.id, { person }, network));
    owners.push({ clientId: client.id, voice, seldom, accounts, pictures });
  }
  return owners;
}

/** Where a sign-in is about to end, somebody signs in again, as they would have done. */
async function signInAgain(
  networks: PracticeNetworks,
  stage: Stage,
  { clientId, accounts }: DemoOwner,
  { client, at }: PlannedPost,
): Promise<void> {
  for (const { id, network } of accounts) {
    const { sessionEndsAt } = made(stage.accounts.get(id), network);
    if (sessionEndsAt !== null && sessionEndsAt - at < 2 * DAY)
      await connectPlayer(networks, stage, clientId, client, network);
  }
}

/** One past post: written the day before, published at its time. */
async function liveThrough(
  { posts, publishing }: Stage,
  time: ReturnType<typeof movableClock>,
  owner: DemoOwner,
  { at, index }: PlannedPost,
  random: Random,
): Promise<void> {
  time.set(at - 20 * 60 * MINUTE);
  const { id } = made(posts.create(writeDemoPost(owner, index, random)), 'Post');
  time.set(at);
  made(posts.publishNow(id), 'Post');
  made(publishing.prepare(id), 'Post');
  for (let round = 0; round < ROUNDS; round++) {
    await publishing.run();
    if (posts.row(id)?.status === 'published') return;
    const next = publishing.nextAttemptAt();
    if (next === null) break;
    if (next > time.now()) time.set(next);
  }
  const deliveries = made(publishing.forPost(id), 'Post');
  const problem = deliveries.find(({ state }) => state !== 'published');
  const on = owner.accounts.find((account) => account.id === problem?.accountId)?.network;
  throw new DemoFailed(
    `A post was not published on ${on}: ${problem?.errorMessage ?? posts.row(id)?.status}`,
  );
}

function schedule(
  { posts }: Stage,
  owner: DemoOwner,
  { wallTime, index }: PlannedPost,
  zone: string,
  random: Random,
): void {
  const { id } = made(posts.create(writeDemoPost(owner, index, random)), 'Post');
  made(posts.schedule({ id, wallTime, zone }), 'Post');
}

const own = (owner: DemoOwner | undefined): DemoOwner => {
  if (!owner) throw new DemoFailed('A client is missing');
  return owner;
};

const ownerOf = (owners: readonly DemoOwner[], { client }: PlannedPost): DemoOwner =>
  own(owners[DEMO_CLIENTS.indexOf(client)]);
