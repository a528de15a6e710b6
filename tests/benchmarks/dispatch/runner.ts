import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SandboxAccount } from '../../../electron/sandbox/network.ts';
import { connectAll } from '../sandbox-accounts.ts';
import { openEmptyWorkspace, schedulePosts, type Workspace } from '../scheduled-posts.ts';
import { countCalls, repeatCalls } from './calls.ts';

/** What the process that publishes is told on its command line. */
export interface RunnerOrders {
  urls: Readonly<Record<string, string>>;
  accounts: readonly SandboxAccount[];
  posts: number;
}

/** What it found out. */
export interface RunnerFigures {
  /** Ms from the due time to the first attempt of each account. */
  firstAttempts: number[];
  /** Ms from the start of the bare loop to the first answer of each account. */
  firstAnswers: number[];
  /** Ms of processor time for each post, by slices of the run. */
  processor: number[];
  bareProcessor: number[];
  /** Ms on the clock, from due to the last post published, and of the bare loop. */
  took: number;
  bareTook: number;
  calls: number;
  /** RSS in bytes, and how many posts were out by then. */
  memory: { published: number; bytes: number }[];
  /** The same after a full collection: what is really held. */
  held: { published: number; bytes: number }[];
}

/** Time enough to move all posts to the minute before it comes, in ms. */
const AHEAD = 5_000;
const SLICES = 20;
const MEMORY_EVERY = 250;
/** Shares of the posts after which everything that is garbage is collected. */
const COLLECTED_AT = [0.1, 0.4, 0.7, 1];
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: string; flavor: string }) => void;

const workspace = await openEmptyWorkspace();
try {
  const orders = JSON.parse(process.argv[2] ?? '') as RunnerOrders;
  const figures = await dispatch(workspace, orders);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
} finally {
  await workspace.remove();
}

async function dispatch({ core, services }: Workspace, orders: RunnerOrders) {
  const { posts } = orders;
  const { clientId, accountIds } = await connectAll(services, orders);
  // The runner has been at work for a while when the minute comes.
  core.startRunner();
  await services.schedule.sweep();
  const later = Date.now() + 3_600_000;
  schedulePosts(services, clientId, posts, (index) => ({
    accountId: accountIds[Math.floor((index * accountIds.length) / posts)] ?? '',
    scheduledAt: later,
    text: `Post ${index} of a busy minute. Doors open at nine, the first coffee is on us. https://cafe.example/opening #coffee`,
  }));
  const dueAt = Math.ceil((Date.now() + AHEAD) / 1000) * 1000;
  services.database.raw.prepare('UPDATE posts SET scheduled_at = ?').run(dueAt);
  if (Date.now() > dueAt - 500) throw new Error('The posts were due before they were all moved');
  const calls = countCalls();
  // A running application has been told of something; the first event arms the timer.
  await services.schedule.sweep();

  const processor = sliceCounter(posts);
  const memory: RunnerFigures['memory'] = [];
  let published = 0;
  const held: RunnerFigures['held'] = [];
  const collectAt = new Set(COLLECTED_AT.map((share) => Math.floor(share * posts)));
  const lookAtHeld = () => {
    collect({ type: 'major', flavor: 'last-resort' });
    held.push({ published, bytes: process.memoryUsage.rss() });
  };
  const look = () => memory.push({ published, bytes: process.memoryUsage.rss() });
  await new Promise((resolve) => setTimeout(resolve, dueAt - Date.now() - 20));
  look();
  const looking = setInterval(look, MEMORY_EVERY);
  processor.begin();
  await new Promise<void>((resolve, reject) => {
    core.bus.on('delivery.changed', ({ kind, notice }) => {
      if (kind === 'problem') reject(new Error(notice ?? 'A delivery failed'));
      if (kind !== 'published') return;
      processor.done(++published);
      if (collectAt.has(published)) processor.apart(lookAtHeld);
      if (published === posts) resolve();
    });
  });
  const took = Date.now() - dueAt;
  clearInterval(looking);
  look();
  await services.publishing.idle();
  calls.stop();

  const firstAttempts = (
    services.database.raw
      .prepare(
        `SELECT min(started_at) FROM delivery_attempts
         JOIN deliveries ON deliveries.id = delivery_id GROUP BY account_id`,
      )
      .pluck()
      .all() as number[]
  ).map((at) => at - dueAt);
  const bare = sliceCounter(posts);
  const repeated = await repeatCalls(calls.firsts, posts, bare);
  const figures: RunnerFigures = {
    firstAttempts,
    firstAnswers: repeated.firstAnswers,
    processor: processor.slices,
    bareProcessor: bare.slices,
    took,
    bareTook: repeated.took,
    calls: calls.count(),
    memory,
    held,
  };
  return figures;
}

/** Processor time of this process (user and system, all threads) for each post, slice by slice. */
function sliceCounter(posts: number) {
  const size = Math.max(1, Math.floor(posts / SLICES));
  const slices: number[] = [];
  let before = process.cpuUsage();
  return {
    slices,
    begin: () => {
      before = process.cpuUsage();
    },
    /** Does something that is not counted. */
    apart(work: () => void): void {
      const begun = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(begun);
      before = { user: before.user + user, system: before.system + system };
    },
    done(count: number): void {
      if (count % size !== 0) return;
      const { user, system } = process.cpuUsage(before);
      slices.push((user + system) / 1000 / size);
      before = process.cpuUsage();
    },
  };
}
