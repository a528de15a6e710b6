import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type SandboxProcess, spawnSandbox } from '../support/sandbox-process.ts';
import type { LoopAnswer, LoopOrders } from './publishing/bare-loop.ts';
import { startHelper } from './publishing/helper.ts';
import type { RunnerAnswer, RunnerOrders } from './publishing/runner.ts';
import type { Row } from './report.ts';

const NETWORKS = ['mastodon', 'bluesky'] as const;
/** Of each network, where accounts publish side by side. */
const PEOPLE = 10;

/** Whose posts, and how many bare loops stand beside them. */
interface Reading {
  name: string;
  network?: (typeof NETWORKS)[number];
  lanes: number;
  loops: number;
  bar?: Row['bar'];
}

/**
 * How many text posts a second reach the sandbox: by the product's runner, and by a bare loop of `fetch` with one
 * durable write for each post. Sandbox, runner and loop are processes of their own; runner and loop take turns, so
 * that a busy moment of the machine falls on both.
 */
export async function measurePublishing(posts: number, rounds: number): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clientnest-bench-publishing-'));
  const people = Array.from({ length: PEOPLE }, (_, at) => `person${at}`).join(',');
  const networks = NETWORKS.flatMap((network) => ['--network', network]);
  const sandbox = await spawnSandbox(folder, '--people', people, ...networks);
  const runner = startHelper<RunnerOrders, RunnerAnswer>('publishing/runner.ts');
  const loop = startHelper<LoopOrders, LoopAnswer>('publishing/bare-loop.ts');
  try {
    const { urls, accounts } = sandbox;
    const { calls = [] } = await runner.ask({ kind: 'connect', urls, accounts });
    await loop.ask({ kind: 'open', folder });
    let sent = accounts.length;

    const measure = async ({ name, network, lanes, loops, bar = null }: Reading): Promise<Row> => {
      const chosen = accounts
        .flatMap((account, index) => (!network || account.network === network ? [index] : []))
        .slice(0, lanes);
      const bodies = chosen.flatMap((index) => calls[index] ?? []);
      const rateOf = {
        ours: () => runner.ask({ kind: 'publish', posts, accounts: chosen }),
        yardstick: () => loop.ask({ kind: 'publish', posts, calls: bodies, loops }),
      };
      const rates = { ours: [] as number[], yardstick: [] as number[] };
      // The first round only warms up. Who goes first changes: what one leaves behind falls on both.
      for (let round = 0; round <= rounds; round++) {
        const turns = ['ours', 'yardstick'] as const;
        for (const turn of round % 2 === 0 ? turns : turns.toReversed()) {
          const { took = 0 } = await rateOf[turn]();
          sent += posts;
          if (round > 0) rates[turn].push((1000 * posts) / took);
        }
      }
      const beside = loops === 1 ? 'one bare loop' : `${loops} bare loops side by side`;
      const note = `${posts} posts of ${lanes === 1 ? 'one account' : `${lanes} accounts`} in each round, beside ${beside}`;
      return { name: `publishing: ${name}`, unit: 'posts/s', ...rates, bar, note };
    };
    const lanes = accounts.length;
    const readings: Reading[] = [
      // The bar, as it is written: so many posts, and one loop that does the same.
      { name: `${lanes} accounts`, lanes, loops: 1, bar: { of: 'rate', least: 0.6 } },
      { name: `${lanes} accounts, ${lanes} loops`, lanes, loops: lanes },
      { name: 'one account on Mastodon', network: 'mastodon', lanes: 1, loops: 1 },
      { name: 'one account on Bluesky', network: 'bluesky', lanes: 1, loops: 1 },
    ];
    const rows: Row[] = [];
    for (const reading of readings) rows.push(await measure(reading));
    await checkArrived(sandbox, sent);
    return rows;
  } finally {
    await Promise.all([runner.end(), loop.end()]);
    await sandbox.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A rate of posts that never arrived, or arrived twice, would be worth nothing. */
async function checkArrived(sandbox: SandboxProcess, sent: number): Promise<void> {
  const posts = await sandbox.posts();
  const different = new Set(posts.map(({ account, text }) => `${account} ${text}`)).size;
  if (posts.length !== sent || different !== sent)
    throw new Error(`${posts.length} posts arrived of ${sent}, ${different} different`);
}
