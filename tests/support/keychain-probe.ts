import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../electron/clock.ts';
import { createKeychain } from '../../electron/vault/keychain.ts';
import { createVault } from '../../electron/vault/vault.ts';
import { memoryLog } from './log.ts';

/**
 * Run as a process of its own, inside or outside a session bus: opens the vault of a folder with the
 * machine's keychain and prints what came of it. The key itself is not printed.
 */
const [userData = ''] = process.argv.slice(2);
const log = memoryLog();
const vault = createVault({
  userData,
  keychain: createKeychain('ClientNest test', 5_000),
  clock: systemClock,
  log,
  hasDatabase: () => existsSync(join(userData, 'workspace.db')),
});
const state = await vault.open();
const said =
  state.kind === 'refused' ? state.message : log.lines.map((line) => String(line.fields.error));
let session: string | null = null;
if (state.kind === 'open') {
  const long = 'token.'.repeat(800);
  await state.secrets.set('account-session:1', long);
  session = (await state.secrets.get('account-session:1')) === long ? 'whole' : 'broken';
  await state.secrets.delete('account-session:1');
  if ((await state.secrets.get('account-session:1')) !== null) session = 'still there';
}
const key = state.kind === 'open' ? createHash('sha256').update(state.key).digest('hex') : null;
console.log(JSON.stringify({ kind: state.kind, key, session, said }));
process.exit(0);
