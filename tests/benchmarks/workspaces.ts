import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { readIdentity } from '../../electron/vault/identity.ts';
import { createKeychain } from '../../electron/vault/keychain.ts';
import { scoped, withLongSecrets } from '../../electron/vault/long-secrets.ts';
import { secretNames } from '../../electron/vault/secret-store.ts';
import { root } from './application.ts';

/** The moment that sample workspaces are seeded for, and that the application believes it is. */
export const NOW = Date.parse('2026-11-18T09:30:00Z');

export interface BenchWorkspace {
  /** A copy of its own: what the application writes is gone afterwards. */
  userData: string;
  /** 64 hex digits. */
  key: string;
  /** Points the application to the moment of the seed. */
  env: Record<string, string>;
  remove(): Promise<void>;
}

/** A sample workspace of `posts` posts, seeded once and kept until the seed or the schema changes. */
export async function openBenchWorkspace(posts: number): Promise<BenchWorkspace> {
  const kept = path.join(cacheFolder(), `workspace-${posts}-${contentHash()}`);
  if (!existsSync(kept)) await seed(posts, kept);

  const userData = mkdtempSync(path.join(tmpdir(), 'clientnest-bench-'));
  cpSync(kept, userData, { recursive: true });
  const key = readFileSync(path.join(kept, 'sample-key'), 'utf8');
  rmSync(path.join(userData, 'sample-key'));
  // Looks like today's backup, so that none is written while we measure.
  const backups = path.join(userData, 'backups');
  mkdirSync(backups, { recursive: true });
  writeFileSync(path.join(backups, 'workspace-20261118T090000000Z-daily.db'), '');
  const clock = path.join(userData, 'clock-offset');
  writeFileSync(clock, String(NOW - Date.now()));
  const secrets = secretsOf(userData);
  await secrets.set(secretNames.databaseKey, key);
  return {
    userData,
    key,
    env: { CLIENTNEST_CLOCK_OFFSET_FILE: clock },
    async remove() {
      await secrets.delete(secretNames.databaseKey);
      rmSync(userData, { recursive: true, force: true });
    },
  };
}

/** The key lies beside the kept copy: it opens nothing but invented posts, and keyrings of test sessions forget. */
async function seed(posts: number, kept: string): Promise<void> {
  console.error(`Seeding ${posts} posts, once until the seed changes …`);
  const folder = `${kept}.partial`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(kept), { recursive: true });
  const args = ['--posts', String(posts), '--user-data', folder, '--seed', 'benchmark'];
  args.push('--clients', '8', '--now', new Date(NOW).toISOString());
  execFileSync(process.execPath, [path.join(root, 'electron/cli/seed.ts'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const secrets = secretsOf(folder);
  const key = await secrets.get(secretNames.databaseKey);
  if (!key) throw new Error('The key of the seeded workspace is not in the keychain');
  writeFileSync(path.join(folder, 'sample-key'), key, { mode: 0o600 });
  await secrets.delete(secretNames.databaseKey);
  renameSync(folder, kept);
  // What an older seed or schema left: 300 MB each.
  const name = `workspace-${posts}-`;
  for (const old of globSync(`${name}*`, { cwd: path.dirname(kept) })) {
    const place = path.join(path.dirname(kept), old);
    if (place !== kept) rmSync(place, { recursive: true, force: true });
  }
}

function secretsOf(userData: string) {
  const identity = readIdentity(userData);
  if (!identity || identity === 'unreadable') throw new Error(`No workspace in ${userData}`);
  return withLongSecrets(scoped(createKeychain(), identity.id));
}

const cacheFolder = () =>
  path.join(
    process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache'),
    'clientnest-dev',
    'bench',
  );

/** Of everything that decides what is in a seeded workspace. */
function contentHash(): string {
  const patterns = [
    'electron/cli/seed.ts',
    'electron/cli/seed/**/*.ts',
    'electron/demo/{pictures,prose,random}.ts',
    'electron/demo/voices/*.ts',
    'electron/database/**/*.{ts,sql}',
  ];
  const hash = createHash('sha256');
  for (const file of patterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) {
    hash.update(file).update(readFileSync(path.join(root, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
