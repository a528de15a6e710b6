import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openSession } from '../session/session.mjs';
import { run, tail } from '../setup/child.mjs';
import { withLock } from '../setup/lock.mjs';
import { cacheFolder, inProject, node24, root } from '../setup/project.mjs';
import { SetupError, say } from '../setup/say.mjs';
import { keyringFolder } from './keyring-folder.mjs';

const CLI = inProject('electron/cli.ts');
const MARKER = 'demo-ready';
/** Its posts lie around the day it was made, and the calendar opens on today. */
const FRESH_MS = 24 * 3_600_000;

/** One for each state of the schema: an older checkout cannot open what a newer one wrote. */
export const demoFolder = path.join(cacheFolder, `demo-workspace-${schemaFingerprint()}`);

/** The demo that the first run offers, in a workspace of its own, so that there is something to look at. */
export async function ensureDemo() {
  const marker = path.join(demoFolder, MARKER);
  if (isFresh(marker)) return;
  await withLock('demo', async () => {
    if (isFresh(marker)) return;
    say('making a demo workspace: two months of posts go out to practice networks');
    rmSync(demoFolder, { recursive: true, force: true });
    mkdirSync(demoFolder, { recursive: true });
    await make();
    writeFileSync(marker, new Date().toISOString());
  });
}

async function make() {
  const session = await openSession({ keyring: keyringFolder(demoFolder) });
  try {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const args = [CLI, '--user-data', demoFolder, 'demo.begin', JSON.stringify({ timeZone })];
    const env = { ...process.env, ...session.env };
    const { code, output } = await run(node24, args, { quiet: true, cwd: root, env });
    if (code !== 0) throw new SetupError(`The demo workspace could not be made:\n${tail(output)}`);
  } finally {
    await session.close();
  }
}

function isFresh(marker) {
  const made = statSync(marker, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return Date.now() - made < FRESH_MS;
}

function schemaFingerprint() {
  const folder = inProject('electron/database/migrations');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.sql')) hash.update(readFileSync(path.join(folder, name)));
  }
  return hash.digest('hex').slice(0, 10);
}
