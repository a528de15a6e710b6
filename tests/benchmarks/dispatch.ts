import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSandbox } from '../support/sandbox-process.ts';
import type { RunnerFigures, RunnerOrders } from './dispatch/runner.ts';
import type { Row } from './report.ts';

/** Half of them on each of two networks. */
const ACCOUNTS = 50;
const NETWORKS = ['mastodon', 'bluesky'].flatMap((network) => ['--network', network]);
const MB = 1024 * 1024;

/**
 * `posts` posts due at one minute, published by a headless runner in a process of its own to the sandbox in
 * another; then the bare calls of the same run, in the process that has just made them.
 */
export async function measureDispatch(posts: number): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clientnest-bench-sandbox-'));
  const people = Array.from({ length: ACCOUNTS / 2 }, (_, at) => `person${at}`).join(',');
  const sandbox = await spawnSandbox(folder, '--people', people, ...NETWORKS);
  try {
    const { urls, accounts } = sandbox;
    const figures = await run({ urls, accounts, posts });
    await checkArrived(sandbox, posts);
    return rowsOf(figures, posts);
  } finally {
    await sandbox.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A figure of posts that never arrived would be worth nothing. */
async function checkArrived(
  sandbox: Awaited<ReturnType<typeof spawnSandbox>>,
  posts: number,
): Promise<void> {
  const texts = (await sandbox.posts()).map(({ text }) => text);
  const ours = texts.filter((text) => /Post \d+ of/.test(text));
  if (ours.length !== posts || new Set(ours).size !== posts)
    throw new Error(`${ours.length} posts arrived of ${posts}, ${new Set(ours).size} different`);
}

async function run(orders: RunnerOrders): Promise<RunnerFigures> {
  const file = fileURLToPath(new URL('dispatch/runner.ts', import.meta.url));
  const args = [...process.execArgv, file, JSON.stringify(orders)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  process.off('exit', endWithUs);
  if (code !== 0) throw new Error(`The runner ended with ${code}`);
  return JSON.parse(said) as RunnerFigures;
}

function rowsOf(figures: RunnerFigures, posts: number): Row[] {
  const { memory, took, bareTook, calls } = figures;
  const sizes = memory.map(({ published, bytes }) => ({ published, size: bytes / MB }));
  const held = figures.held.map(({ bytes }) => bytes / MB);
  const at = (share: number) =>
    sizes.find(({ published }) => published >= share * posts)?.size.toFixed(0);
  const later = sizes.filter(({ published }) => published >= 0.1 * posts);
  return [
    {
      name: 'dispatch: first attempt',
      unit: 'ms',
      ours: figures.firstAttempts,
      yardstick: figures.firstAnswers,
      bar: { of: 'most', most: 1000 },
      note: `of each of ${figures.firstAttempts.length} accounts, from the due time on; beside the first answers in a bare loop`,
    },
    {
      name: 'dispatch: processor time a post',
      unit: 'ms',
      ours: figures.processor,
      yardstick: figures.bareProcessor,
      bar: { of: 'excess', most: 2 },
      note: `${posts} posts with ${calls} calls in ${seconds(took)} (${seconds(bareTook)} for the bare calls)`,
    },
    {
      name: 'dispatch: memory held',
      unit: 'MB',
      ours: held.slice(-1),
      yardstick: held.slice(0, 1),
      bar: { of: 'ratio', most: 1.1 },
      note: `RSS after a full collection, with all posts out beside the first tenth (${held.map((size) => size.toFixed(0)).join(', ')} MB on the way). Without one: ${at(0)} MB when they were due, ${at(0.5)} in the middle, ${at(1)} at the end, ${slope(later).toFixed(1)} MB with every 1,000 posts`,
    },
  ];
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** MB for each 1,000 posts: the line through the samples by least squares. */
function slope(samples: readonly { published: number; size: number }[]): number {
  const mean = (of: (sample: (typeof samples)[number]) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const x = mean(({ published }) => published);
  const y = mean(({ size }) => size);
  const along = mean(({ published, size }) => (published - x) * (size - y));
  return (1000 * along) / mean(({ published }) => (published - x) ** 2);
}
