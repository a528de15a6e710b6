import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { configure, connect } from '../../electron/database/connection.ts';
import { type Application, clientNest, launch, root } from './application.ts';
import { type Call, type Known, type Workload, workloads } from './calls.ts';
import { openHeadless } from './headless.ts';
import { type Recorded, recordStatements, replay } from './recorded-sql.ts';
import type { Row } from './report.ts';
import { type BenchWorkspace, NOW } from './workspaces.ts';

/** Ours and the yardstick by turns, so that a busy moment of the machine falls on both. */
const ROUNDS = 4;
const WARM_UP = 10;

interface Measured {
  load: Workload;
  /** What each call of the load asks of the database. */
  statements: Recorded[][];
  ours: number[];
  yardstick: number[];
}

/**
 * Each route through the real bridge (renderer → preload → main → SQLite → back, timed in the
 * renderer) beside the very SQL that its service runs, on a plain connection with the same encryption.
 */
export async function measureQueries(workspace: BenchWorkspace, samples: number): Promise<Row[]> {
  const measured = await prepare(workspace, samples);
  const application = await launch(clientNest(workspace.userData, workspace.env));
  const plain = connect({ file: `${workspace.userData}/workspace.db`, key: workspace.key });
  configure(plain);
  try {
    for (const { load, statements } of measured) {
      await invoke(application, load.calls.slice(0, WARM_UP));
      replay(plain, statements.slice(0, WARM_UP));
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const one of measured) await measureShare(one, round, application, plain);
    }
  } finally {
    plain.close();
    await application.close();
  }
  return measured.map(({ load, ours, yardstick }) => ({
    name: load.name,
    unit: 'ms',
    ours,
    yardstick,
    bar: load.bar === null ? null : { of: 'p95', most: load.bar },
  }));
}

async function measureShare(
  one: Measured,
  round: number,
  application: Application,
  plain: BetterSqlite3.Database,
): Promise<void> {
  const mine = <Item>(items: readonly Item[]) => items.filter((_, at) => at % ROUNDS === round);
  one.ours.push(...(await invoke(application, mine(one.load.calls))));
  one.yardstick.push(...replay(plain, mine(one.statements)));
}

/** Milliseconds of each call, as the renderer's facade sees it: asked for packed, and unpacked. */
const invoke = ({ page }: Application, calls: readonly Call[]): Promise<number[]> =>
  page.evaluate(`(async () => {
    ${unpackInPage}
    const times = [];
    for (const { name, input } of ${JSON.stringify(calls)}) {
      const begun = performance.now();
      const answer = unpack(await window.clientnest.invoke(name, input, 'packed'));
      times.push(performance.now() - begun);
      if (!answer.ok) throw new Error(name + ': ' + answer.error.message);
    }
    return times;
  })()`);

/** The very code of the facade, as a page can evaluate it. */
const unpackInPage = ['shared/ipc/packed.ts', 'renderer/ipc/unpack.ts']
  .map((file) => stripTypeScriptTypes(readFileSync(path.join(root, file), 'utf8')))
  .join('')
  .replaceAll(/^import .*$|^export (?=function|const)/gm, '');

/** Runs every call once without a window, to learn its SQL. */
async function prepare(workspace: BenchWorkspace, samples: number): Promise<Measured[]> {
  const recorder = recordStatements();
  const headless = await openHeadless(workspace.userData);
  try {
    const loads = workloads(await lookAround(headless.invoke), samples);
    const measured: Measured[] = [];
    for (const load of loads) {
      const statements: Recorded[][] = [];
      for (const { name, input } of load.calls) {
        statements.push(await recorder.during(() => headless.invoke(name, input)));
      }
      measured.push({ load, statements, ours: [], yardstick: [] });
    }
    return measured;
  } finally {
    await headless.close();
  }
}

/** The ids that calls can be about: all clients, and posts from all of the three years. */
async function lookAround(invoke: Invoke): Promise<Known> {
  const clients = (await invoke('clients.list', {})) as { id: string }[];
  const posts: { id: string }[] = [];
  for (let quarter = 0; quarter < 12; quarter++) {
    const to = NOW - quarter * 91 * DAY;
    posts.push(
      ...((await invoke('posts.calendar', { from: to - 7 * DAY, to })) as { id: string }[]),
    );
  }
  return { now: NOW, clientIds: clients.map(({ id }) => id), postIds: posts.map(({ id }) => id) };
}

type Invoke = Awaited<ReturnType<typeof openHeadless>>['invoke'];
const DAY = 24 * 60 * 60_000;
