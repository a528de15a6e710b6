/**
 * A real Bluesky server on this machine, to try ClientNest against:
 *   node tests/support/pds-server.ts
 * Prints what to paste into another terminal and runs until Ctrl-C. Its data is gone afterwards.
 */
import { startPds } from './pds.ts';

const pds = await startPds();
const account = await pds.createAccount('ada');
await pds.createAccount('linden');
const appPassword = await pds.createAppPassword(account);

console.log(`export SERVICE=${pds.url}
export HANDLE=${account.handle}
export APP_PASSWORD=${appPassword}`);
console.error('A test server is running; @linden.test can be mentioned. Ctrl-C stops it.');

const alive = setInterval(() => undefined, 60_000);
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    clearInterval(alive);
    void pds.stop();
  });
}
