import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureAi } from './ai.ts';
import { bareWindow, clientNest } from './application.ts';
import { measureCalendar } from './calendar.ts';
import { measureDispatch } from './dispatch.ts';
import { measureFirstLoad } from './first-load.ts';
import { measureInbox } from './inbox.ts';
import { measurePublishing } from './publishing.ts';
import { measureQueries } from './queries.ts';
import { printTable, type Row, type Summary, writeResult } from './report.ts';
import { measureMemory, measureStartUp, type Pair } from './start-up.ts';
import { measureSweep } from './sweep.ts';
import { measureTyping } from './typing.ts';
import { measureUpload } from './upload.ts';
import { measureViews } from './views.ts';
import { type BenchWorkspace, openBenchWorkspace } from './workspaces.ts';

const HELP = `npm run bench -- [options]

  --only start-up,first-load,memory,queries,views,calendar,inbox,typing,sweep,dispatch,publishing,upload,ai
                 what to measure; all unless said
  --runs N      launches of each window for start-up, 7 unless said (memory: half as many);
                rounds of publishing
  --posts N     posts in the workspace of the queries, the views and the sweep, 100000 unless said;
                posts in the month of the calendar, 2000 unless said;
                comments in the inbox, 50000 unless said (of 2000 posts);
                posts that are due at once for dispatch, 10000 unless said;
                posts of a round of publishing, 1000 unless said
  --samples N   calls of each query, 240 unless said; sweeps ten times as many
  --settle S    seconds of rest before memory is read, 15 unless said
  --check       exit code 1 when a bar is missed
  --help

Prints a table and writes bench-results/<name>.json. Needs a built application (npm run build).`;

const EVERYTHING =
  'start-up,first-load,memory,queries,views,calendar,inbox,typing,sweep,dispatch,publishing,upload,ai';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: EVERYTHING },
    runs: { type: 'string', default: '7' },
    posts: { type: 'string' },
    samples: { type: 'string', default: '240' },
    settle: { type: 'string', default: '15' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Posts in the workspace that start-up and memory are measured with. */
const SMALL = 10_000;

const count = (name: 'runs' | 'posts' | 'samples' | 'settle', unlessSaid?: number): number => {
  const value = Number(values[name] ?? unlessSaid);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is a whole number above 0`);
  return value;
};

async function main(): Promise<Summary[]> {
  const runs = count('runs');
  const seeded =
    (measure: (workspace: BenchWorkspace) => Promise<Row[]>) => async (posts: number) => {
      const workspace = await openBenchWorkspace(posts);
      try {
        return await measure(workspace);
      } finally {
        await workspace.remove();
      }
    };
  const benches: Record<string, { posts: number; measure(posts: number): Promise<Row[]> }> = {
    'start-up': {
      posts: SMALL,
      measure: seeded((workspace) => withPair(workspace, (pair) => measureStartUp(pair, runs))),
    },
    'first-load': {
      posts: SMALL,
      measure: seeded(({ userData, env }) => measureFirstLoad(clientNest(userData, env))),
    },
    memory: {
      posts: SMALL,
      measure: seeded((workspace) =>
        withPair(workspace, (pair) =>
          measureMemory(pair, Math.ceil(runs / 2), count('settle') * 1000),
        ),
      ),
    },
    queries: {
      posts: count('posts', 100_000),
      measure: seeded((workspace) => measureQueries(workspace, count('samples'))),
    },
    views: {
      posts: count('posts', 100_000),
      measure: seeded((workspace) => measureViews(workspace, runs)),
    },
    calendar: {
      posts: count('posts', 2000),
      measure: seeded((workspace) => measureCalendar(workspace, runs * 4)),
    },
    inbox: {
      posts: count('posts', 50_000),
      measure: async (items) =>
        seeded((workspace) => measureInbox(workspace, items, runs * 4))(2000),
    },
    sweep: {
      posts: count('posts', 100_000),
      measure: (posts) => measureSweep(posts, count('samples') * 10),
    },
    dispatch: { posts: count('posts', 10_000), measure: measureDispatch },
    publishing: { posts: count('posts', 1000), measure: (posts) => measurePublishing(posts, runs) },
    upload: { posts: 0, measure: measureUpload },
    ai: { posts: 0, measure: () => measureAi(runs * 4) },
    typing: { posts: 0, measure: measureTyping },
  };
  const summaries: Summary[] = [];
  for (const name of values.only.split(',')) {
    const bench = benches[name];
    if (!bench) throw new Error(`Nothing is called ${name}. See --help.`);
    console.error(`Measuring ${name} …`);
    const rows = await bench.measure(bench.posts);
    summaries.push(...writeResult(name, rows, { ...values, posts: bench.posts }));
  }
  return summaries;
}

async function withPair(workspace: BenchWorkspace, measure: (pair: Pair) => Promise<Row>) {
  const bareData = mkdtempSync(path.join(tmpdir(), 'clientnest-bare-'));
  try {
    const ours = clientNest(workspace.userData, workspace.env);
    return [await measure({ ours, yardstick: bareWindow(bareData) })];
  } finally {
    rmSync(bareData, { recursive: true, force: true });
  }
}

// By way of `exit`, so that the windows that are being measured end with us.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

if (values.help) {
  console.log(HELP);
} else {
  const summaries = await main();
  printTable(summaries);
  const missed = summaries.filter(({ met }) => met === false);
  if (missed.length > 0) {
    console.log(`\nMissed: ${missed.map(({ name }) => name).join(', ')}.`);
    if (values.check) process.exitCode = 1;
  }
}
