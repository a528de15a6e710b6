import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configure, connect } from '../../electron/database/connection.ts';
import { type Application, bareWindow, clientNest, launch } from './application.ts';
import { drawPlainGrid, PAINTED } from './bare-grid.ts';
import { pause } from './devtools.ts';
import { moveOver } from './pointer.ts';
import type { Row } from './report.ts';
import { type BenchWorkspace, NOW } from './workspaces.ts';

/** How often the list is scrolled through, and for how long each time, ms. */
const SCROLLS = 4;
const SCROLL_MS = 3000;
/** Pixels of a frame: ten rows a second would be 12; this is a flick. */
const STEP = 90;

/**
 * An inbox of so many comments in the real window: the frames while it is scrolled, and from the key to the frame that
 * shows the next one, beside a bare page with the pointer over it and with as many plain rows.
 */
export async function measureInbox(
  workspace: BenchWorkspace,
  items: number,
  runs: number,
): Promise<Row[]> {
  plantItems(workspace, items);
  // One window at a time: what is covered is not painted.
  const bare = await bareFigures(runs);
  const ours = await onInbox(workspace, runs);
  const note = `${items} comments wait`;
  const soon = { of: 'p95', most: 50 } as const;
  return [
    {
      ...{ name: 'inbox, scrolled', unit: 'fps', ours: ours.frames, yardstick: bare.frames },
      ...{ bar: { of: 'least', least: 55 }, note },
    },
    {
      name: 'triage, done to the next',
      unit: 'ms',
      ours: ours.done,
      yardstick: bare.grid,
      bar: soon,
    },
    { name: 'triage, to the next', unit: 'ms', ours: ours.next, yardstick: bare.grid, bar: soon },
  ];
}

async function onInbox(workspace: BenchWorkspace, runs: number) {
  const application = await launch(clientNest(workspace.userData, workspace.env));
  try {
    await pause(4000);
    await application.page.evaluate(
      `document.querySelector('nav[aria-label="Views"] a[href^="/inbox"]').click()`,
    );
    await pause(2500);
    const frames: number[] = [];
    for (let run = 0; run <= SCROLLS; run++) {
      frames.push(await application.page.evaluate<number>(SCROLLED));
      await pause(400);
    }
    await application.page.evaluate(
      `document.querySelector('[data-inbox-scroller]').scrollTop = 0`,
    );
    await pause(600);
    await application.page.evaluate(`document.querySelector('[data-row="0"]').click()`);
    await pause(600);
    const next = await press(application, 'j', runs);
    const done = await press(application, 'e', runs);
    // The first of each only warms up.
    return { frames: frames.slice(1), next, done };
  } finally {
    await application.close();
  }
}

async function press(application: Application, key: string, runs: number): Promise<number[]> {
  const took: number[] = [];
  for (let run = 0; run <= runs; run++) {
    took.push(await application.page.evaluate<number>(pressing(key)));
    await pause(250);
  }
  return took.slice(1);
}

/** A page with as many plain rows, and the pointer over it. */
async function bareFigures(runs: number) {
  const userData = mkdtempSync(path.join(tmpdir(), 'clientnest-bare-'));
  const bare = await launch(bareWindow(userData));
  try {
    const grid: number[] = [];
    for (let run = 0; run <= runs; run++) {
      grid.push(await bare.page.evaluate<number>(drawPlainGrid(40)));
      await pause(100);
    }
    const frames: number[] = [];
    for (let run = 0; run <= SCROLLS / 2; run++) frames.push(await moveOver(bare.page, SCROLL_MS));
    return { grid: grid.slice(1), frames: frames.slice(1) };
  } finally {
    await bare.close();
    rmSync(userData, { recursive: true, force: true });
  }
}

/** In the page: scrolls down frame by frame, and says how many frames a second there were. */
const SCROLLED = `new Promise((resolve, reject) => {
  const scroller = document.querySelector('[data-inbox-scroller]');
  if (!scroller || scroller.scrollHeight < 5000) return reject(new Error('There is no list'));
  const times = [];
  const next = (time) => {
    times.push(time);
    scroller.scrollTop += ${STEP};
    if (time - times[0] < ${SCROLL_MS}) return requestAnimationFrame(next);
    if (!document.querySelector('[data-row]')) return reject(new Error('No rows are drawn'));
    resolve((1000 * (times.length - 1)) / (times.at(-1) - times[0]));
  };
  requestAnimationFrame(next);
})`;

/** In the page: presses a key and waits for the frame that shows another comment. */
const pressing = (key: string) => `(async () => {
  const painted = ${PAINTED};
  const shown = () => document.querySelector('[data-inbox-thread]').dataset.shown;
  const before = shown();
  const began = performance.now();
  const init = { key: '${key}', bubbles: true, cancelable: true };
  (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', init));
  while (shown() === before) {
    if (performance.now() - began > 5000) throw new Error('No other comment is shown');
    await new Promise(requestAnimationFrame);
  }
  return (await painted()) - began;
})()`;

/** Comments that wait, under the posts that came out, a minute apart. */
function plantItems({ userData, key }: BenchWorkspace, count: number): void {
  const database = connect({ file: `${userData}/workspace.db`, key });
  try {
    configure(database);
    const { changes } = database
      .prepare(
        `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @count),
           out AS (SELECT id, account_id, row_number() OVER (ORDER BY id) - 1 AS at FROM deliveries
             WHERE state = 'published')
         INSERT INTO inbox_items (id, account_id, delivery_id, kind, remote_id, parent_id, author, handle,
           text, written_at, seen_at, state, read_at, sentiment)
         SELECT printf('019a0000-0000-7000-8000-%012x', i), out.account_id, out.id, 'comment',
           'remote ' || i, 'post', 'Person ' || (i % 997), 'person' || (i % 997) || '.example',
           'Comment ' || i || ': is there any of the rye left, and until when are you open on Saturday?',
           @now - i * 60000, @now, 'open', CASE WHEN i % 3 = 0 THEN @now END,
           CASE WHEN i % 7 > 0 THEN (i * 37) % 201 - 100 END
         FROM n JOIN out ON out.at = i % (SELECT count(*) FROM out)`,
      )
      .run({ count, now: NOW - 60_000 });
    // As after the first minute: judging what an older version left is over.
    database
      .prepare("INSERT INTO settings (key, value) VALUES ('inbox.moods', ?)")
      .run(JSON.stringify({ until: '', done: true }));
    if (changes !== count) throw new Error(`Only ${changes} comments could be planted`);
  } finally {
    database.close();
  }
}
