import type { SandboxAccount } from '../../../electron/sandbox/network.ts';
import { countCalls, type RecordedCall } from '../dispatch/calls.ts';
import { connectAll } from '../sandbox-accounts.ts';
import { openEmptyWorkspace, schedulePosts } from '../scheduled-posts.ts';
import { serveOrders } from './helper.ts';

/** What the process with the product's runner is told. */
export type RunnerOrders =
  | { kind: 'connect'; urls: Readonly<Record<string, string>>; accounts: SandboxAccount[] }
  /** `accounts` by their place among the connected ones. */
  | { kind: 'publish'; posts: number; accounts: number[] };

export interface RunnerAnswer {
  /** The call that put each account's first post there. */
  calls?: RecordedCall[];
  /** Ms until every post is out and written down. */
  took?: number;
}

const workspace = await openEmptyWorkspace();
const { core, services } = workspace;
const published = services.database.raw
  .prepare("SELECT count(*) FROM posts WHERE status = 'published'")
  .pluck();
let clientId = '';
let accountIds: string[] = [];
let count = 0;

try {
  await serveOrders<RunnerOrders, RunnerAnswer>((orders) =>
    orders.kind === 'connect' ? connect(orders) : publish(orders),
  );
} finally {
  await workspace.remove();
}

async function connect({ urls, accounts }: Extract<RunnerOrders, { kind: 'connect' }>) {
  ({ clientId, accountIds } = await connectAll(services, { urls, accounts }));
  core.startRunner();
  await services.schedule.sweep();
  const recorder = countCalls();
  const calls: RecordedCall[] = [];
  for (const index of accountIds.keys()) {
    const known = new Set(recorder.firsts.values());
    await publish({ posts: 1, accounts: [index] });
    calls.push(...[...recorder.firsts.values()].filter((call) => !known.has(call)));
  }
  recorder.stop();
  return { calls };
}

/** What a sweep does that finds them due: written down, sent, and written down as sent. */
async function publish({ posts, accounts }: { posts: number; accounts: readonly number[] }) {
  const now = Date.now();
  const first = count;
  schedulePosts(services, clientId, posts, (index) => ({
    accountId: accountIds[accounts[index % accounts.length] ?? 0] ?? '',
    scheduledAt: now,
    text: `Post ${first + index} of a busy day. Doors open at nine, the first coffee is on us. https://cafe.example/opening #coffee`,
  }));
  count += posts;
  const begun = performance.now();
  await services.schedule.sweep();
  const took = performance.now() - begun;
  const out = published.get() as number;
  if (out !== count) throw new Error(`${out} posts are out of ${count}`);
  return { took };
}
