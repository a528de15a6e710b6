import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configure, connect } from '../../electron/database/connection.ts';
import { type Application, bareWindow, clientNest, launch } from './application.ts';
import { drawPlainGrid, PAINTED } from './bare-grid.ts';
import { pause } from './devtools.ts';
import { dragOver, moveOver } from './pointer.ts';
import type { Row } from './report.ts';
import type { BenchWorkspace } from './workspaces.ts';

/** The month that is drawn: the one after the workspace's present. */
const MONTH = '2026-12';
const DAYS = 31;
/** How often the pointer goes over the month, and for how long each time, ms. */
const DRAGS = 4;
const DRAG_MS = 3000;

/**
 * A month of as many posts as the workspace has, in the real window: from the turn to the frame that shows it, beside a
 * bare grid with as many plain cells and chips; and the frames while a post is dragged over it, beside the same pointer
 * on a bare page.
 */
export async function measureCalendar(workspace: BenchWorkspace, runs: number): Promise<Row[]> {
  const posts = squeezeIntoMonth(workspace);
  // One window at a time: what is covered is not painted. The bare one before ours and after it.
  const before = await bareFigures(runs);
  const ours = await onCalendar(workspace, runs);
  const after = await bareFigures(runs);
  const yardstick = [...before.grid, ...after.grid];
  const note = `${posts} posts in the month, ${ours.chips} of them drawn as chips`;
  return [
    { name: 'month, from the turn', unit: 'ms', ours: ours.turns, yardstick, bar: AT_ONCE, note },
    { name: 'month, from the week', unit: 'ms', ours: ours.switches, yardstick, bar: AT_ONCE },
    {
      ...{ name: 'drag over the month', unit: 'fps', ours: ours.frames },
      yardstick: [...before.frames, ...after.frames],
      bar: { of: 'least', least: 55 },
    },
  ];
}

async function onCalendar(workspace: BenchWorkspace, runs: number) {
  const application = await launch(clientNest(workspace.userData, workspace.env));
  try {
    const chips = await settle(application);
    const drawn = await drawTurns(application, runs);
    await application.page.evaluate(drawing(view('Month')));
    const frames: number[] = [];
    for (let run = 0; run <= DRAGS; run++)
      frames.push(await dragOver(application.page, '[data-chip]', DRAG_MS));
    return { chips, ...drawn, frames: frames.slice(1) };
  } finally {
    await application.close();
  }
}

/** A page with as many plain cells and chips, and the pointer over it. */
async function bareFigures(runs: number) {
  const userData = mkdtempSync(path.join(tmpdir(), 'clientnest-bare-'));
  const bare = await launch(bareWindow(userData));
  try {
    const grid: number[] = [];
    for (let run = 0; run <= runs / 2; run++) {
      grid.push(await bare.page.evaluate<number>(drawPlainGrid(PLAIN_CHIPS)));
      await pause(200);
    }
    const frames: number[] = [];
    for (let run = 0; run <= DRAGS / 2; run++) frames.push(await moveOver(bare.page, DRAG_MS));
    // The first of each only warms up.
    return { grid: grid.slice(1), frames: frames.slice(1) };
  } finally {
    await bare.close();
    rmSync(userData, { recursive: true, force: true });
  }
}

/** As many as the month draws in a window of 1280 × 800. */
const PLAIN_CHIPS = 93;

const AT_ONCE = { of: 'p95', most: 150 } as const;

/** All posts of the workspace, spread over the days of one month. */
function squeezeIntoMonth({ userData, key }: BenchWorkspace): number {
  const database = connect({ file: `${userData}/workspace.db`, key });
  try {
    configure(database);
    const { changes } = database
      .prepare(
        `WITH numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM posts WHERE removed_at IS NULL),
           timed AS (SELECT id, n % ${DAYS} AS day, (n / ${DAYS}) * 7 % 900 AS minute FROM numbered)
         UPDATE posts SET status = 'scheduled', queued = 0, zone = 'UTC',
           wall_time = strftime('%Y-%m-%dT%H:%M', '${MONTH}-01', '+' || day || ' days', '+' || (360 + minute) || ' minutes'),
           scheduled_at = 1000 * strftime('%s', '${MONTH}-01', '+' || day || ' days', '+' || (360 + minute) || ' minutes')
         FROM timed WHERE timed.id = posts.id`,
      )
      .run();
    return changes;
  } finally {
    database.close();
  }
}

/** In the page: whether the month is there whole, and how many chips it shows. */
const SHOWN = `(month) => {
  const grid = document.querySelector('table[role="grid"]');
  if (!grid || grid.getAttribute('aria-busy') !== 'false') return 0;
  const day = grid.querySelector('[data-date="' + month + '-15"]');
  return day ? grid.querySelectorAll('[data-chip]').length : 0;
}`;

/** Presses a button, or types a letter, and waits for the frame that shows the month. */
const drawing = (act: string) => `(async () => {
  const shown = ${SHOWN};
  const painted = ${PAINTED};
  const began = performance.now();
  ${act}
  while (shown('${MONTH}') < 40) await new Promise(requestAnimationFrame);
  return (await painted()) - began;
})()`;

const press = (name: string) => `document.querySelector('button[aria-label="${name}"]').click();`;
const view = (name: string) =>
  `[...document.querySelectorAll('[aria-label="Calendar view"] button')].find((one) => one.textContent === '${name}').click();`;

/** To the month, until it is answered and its neighbours are fetched ahead. */
async function settle(application: Application): Promise<number> {
  await pause(1500);
  await application.page.evaluate(press('Next'));
  await pause(3000);
  return application.page.evaluate<number>(`(${SHOWN})('${MONTH}')`);
}

async function drawTurns({ page }: Application, runs: number) {
  const turns: number[] = [];
  const switches: number[] = [];
  for (let run = 0; run <= runs; run++) {
    await page.evaluate(press('Next'));
    await pause(400);
    turns.push(await page.evaluate<number>(drawing(press('Previous'))));
    await pause(300);
    await page.evaluate(view('Week'));
    await pause(700);
    switches.push(await page.evaluate<number>(drawing(view('Month'))));
    await pause(200);
  }
  // The first of each only warms up.
  return { turns: turns.slice(1), switches: switches.slice(1) };
}
