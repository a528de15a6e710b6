import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bareWindow, clientNest, launch } from './application.ts';
import { drawPlainGrid } from './bare-grid.ts';
import { type Page, pause } from './devtools.ts';
import type { Row } from './report.ts';
import type { BenchWorkspace } from './workspaces.ts';

/** What a view of rows has about as much of. */
const PLAIN_CHIPS = 100;

/** In the page: presses a link of the rail and waits until the view is painted with its data, ms. */
const opening = (to: string) => `(async () => {
  const root = document.documentElement;
  delete root.dataset.ready;
  performance.clearMarks('interactive');
  const began = performance.now();
  document.querySelector('nav[aria-label="Views"] a[href^="${to}"]').click();
  const until = began + 10_000;
  while (root.dataset.ready !== 'true') {
    if (performance.now() > until) throw new Error('${to} did not become interactive');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.getEntriesByName('interactive')[0].startTime - began;
})()`;

/**
 * Every view of the rail from every other, in the real window: from the click to the frame that shows it with its data,
 * beside a bare page that draws a plain list.
 */
export async function measureViews(workspace: BenchWorkspace, rounds: number): Promise<Row[]> {
  // One window at a time: what is covered is not painted.
  const plain = await drawPlain(rounds * 10);
  const application = await launch(clientNest(workspace.userData, workspace.env));
  try {
    // As long as the code of the views takes to be fetched ahead.
    await pause(6000);
    const views = await viewsIn(application.page);
    const first: number[] = [];
    const again = new Map<string, number[]>(views.map((view) => [view, []]));
    const open = async (to: string) => {
      const took = await application.page.evaluate<number>(opening(to));
      // What is fetched ahead when nothing is to be done is there for a person, too.
      await pause(250);
      return took;
    };
    const here = await application.page.evaluate<string>('location.pathname');
    for (const view of views.filter((one) => one !== here)) first.push(await open(view));
    for (let round = 0; round < rounds; round++)
      for (const [from, to] of pairs(views, round)) {
        if ((await application.page.evaluate<string>('location.pathname')) !== from)
          await open(from);
        again.get(to)?.push(await open(to));
      }
    const row = (name: string, ours: number[], bar: Row['bar'] = null): Row => ({
      ...{ name, unit: 'ms', ours, yardstick: plain, bar },
    });
    return [
      row('view, any to any', [...first, ...[...again.values()].flat()], { of: 'p95', most: 100 }),
      row('opened first', first),
      ...[...again].map(([view, ours]) => row(view.slice(1), ours)),
    ];
  } finally {
    await application.close();
  }
}

async function drawPlain(times: number): Promise<number[]> {
  const userData = mkdtempSync(path.join(tmpdir(), 'clientnest-bare-'));
  const bare = await launch(bareWindow(userData));
  try {
    const took: number[] = [];
    for (let run = 0; run <= times; run++)
      took.push(await bare.page.evaluate<number>(drawPlainGrid(PLAIN_CHIPS)));
    return took.slice(1);
  } finally {
    await bare.close();
    rmSync(userData, { recursive: true, force: true });
  }
}

const viewsIn = (page: Page) =>
  page.evaluate<string[]>(
    `[...document.querySelectorAll('nav[aria-label="Views"] a')].map((link) => new URL(link.href).pathname)`,
  );

/** Each view once, from another one in each round. */
const pairs = (views: readonly string[], round: number): [from: string, to: string][] =>
  views.map((to, at) => {
    const step = 1 + (round % (views.length - 1));
    return [views[(at + step) % views.length] ?? to, to];
  });
