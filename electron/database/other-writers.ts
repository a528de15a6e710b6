import type { Database } from './database.ts';

/** How soon a screen shows what another process wrote, in ms. */
const INTERVAL = 2000;

/**
 * Tells when another process (the headless runner, the command line) has written to the workspace.
 * Events do not cross processes; `PRAGMA data_version` moves only for commits of other connections.
 * @returns the way to stop.
 */
export function followOtherWriters(
  { raw }: Pick<Database, 'raw'>,
  onWritten: () => void,
  interval = INTERVAL,
): () => void {
  const version = raw.prepare('PRAGMA data_version').pluck();
  let seen = version.get();
  const timer = setInterval(() => {
    const now = version.get();
    if (now === seen) return;
    seen = now;
    onWritten();
  }, interval);
  timer.unref();
  return () => clearInterval(timer);
}
