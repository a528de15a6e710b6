import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright/test';
import sharp from 'sharp';
import type {} from '../../shared/ipc/bridge.ts';
import { type LaunchedApp, launchApp } from '../support/launch.ts';
import { movableClock } from '../support/trouble.ts';
import { type Call, type Desk, SHOTS } from './shots.ts';

const HELP = `npm run pictures -- [options]

  --only names   which pictures, comma-separated; all unless said
  --out folder   where they go; docs/pictures unless said
  --help

Makes the pictures of the user guide: starts the built application on a demo workspace of its own, at a fixed
moment, and takes each screen. What is on them changes only where the application does.`;

/** A Monday in the middle of a month, at half past ten in Berlin. */
const MOMENT = Date.parse('2026-11-16T09:30:00Z');
const ZONE = 'Europe/Berlin';
const SIZE = [1280, 800] as const;
const MAKING_MS = 180_000;
/** What appears has appeared by then, in ms. */
const SETTLED = 700;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string', default: path.join(import.meta.dirname, '../../docs/pictures') },
    help: { type: 'boolean', default: false },
  },
});

async function main(out: string, only: string | undefined): Promise<void> {
  const wanted = only?.split(',');
  const shots = SHOTS.filter(({ name }) => !wanted || wanted.includes(name));
  if (shots.length === 0) throw new Error(`No picture is called ${only}.`);
  const folder = mkdtempSync(path.join(tmpdir(), 'clientnest-pictures-'));
  const clock = movableClock(path.join(folder, 'clock-offset'));
  clock.set(MOMENT - Date.now());
  const app = await launchApp({ userData: path.join(folder, 'workspace'), env: clock.env });
  try {
    const call = await furnish(app);
    const desk: Desk = { app, page: app.page, call, folder };
    for (const shot of shots) {
      clock.set(MOMENT - Date.now());
      await go(app.page, shot.to === undefined ? '/calendar' : await addressOf(shot.to, call));
      await shot.arrange?.(desk);
      await app.page.waitForTimeout(SETTLED);
      const taken = await (shot.take?.(desk) ?? app.page.screenshot());
      writeFileSync(path.join(out, `${shot.name}.png`), await small(taken));
      await shot.tidy?.(desk);
      console.log(`docs/pictures/${shot.name}.png`);
    }
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const addressOf = (to: string | ((call: Call) => Promise<string>), call: Call) =>
  typeof to === 'string' ? to : to(call);

/** Past the first run: the demo, in a light window of one size. */
async function furnish({ electron, page }: LaunchedApp): Promise<Call> {
  await page.waitForSelector('html[data-ready="true"]');
  await electron.evaluate(
    ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size),
    [...SIZE] as [number, number],
  );
  const call: Call = async (name, input) => {
    const answer = await page.evaluate(
      ([route, value]) => window.clientnest.invoke(route as never, value as never),
      [name, input] as const,
    );
    if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
    return answer.value as never;
  };
  page.setDefaultTimeout(MAKING_MS);
  await call('demo.begin', { timeZone: ZONE });
  await call('settings.update', { theme: 'light' });
  page.setDefaultTimeout(20_000);
  await page.reload();
  await page.waitForSelector('html[data-ready="true"]');
  return call;
}

async function go(page: Page, to: string): Promise<void> {
  await page.evaluate((address) => {
    window.history.pushState(null, '', address);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, to);
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}

/** Colours of a palette: a screen has few, and the repository keeps each picture for ever. */
const small = (png: Buffer): Promise<Buffer> =>
  sharp(png).png({ palette: true, quality: 90, effort: 10 }).toBuffer();

if (values.help) console.log(HELP);
else await main(values.out, values.only);
