import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bus, createBus } from '../../electron/bus.ts';
import { type Database, openDatabase } from '../../electron/database/database.ts';
import { type TestClock, testClock } from './clock.ts';
import { type MemoryLog, memoryLog } from './log.ts';
import { type MemorySecrets, memorySecrets } from './secrets.ts';

/** The production migrations. */
export const MIGRATIONS = fileURLToPath(
  new URL('../../electron/database/migrations', import.meta.url),
);

export interface TestWorkspace {
  /** The user-data folder; removed by `close`. */
  folder: string;
  file: string;
  key: string;
  database: Database;
  bus: Bus;
  clock: TestClock;
  log: MemoryLog;
  secrets: MemorySecrets;
  close(): void;
}

/** A real workspace on disk: encrypted, with the production migrations, and ports that a test can steer. */
export function openWorkspace(): TestWorkspace {
  const folder = temporaryFolder();
  const file = join(folder, 'workspace.db');
  const key = randomBytes(32).toString('hex');
  const clock = testClock();
  const log = memoryLog();
  const opened = openDatabase({
    file,
    key,
    migrations: MIGRATIONS,
    backups: join(folder, 'backups'),
    clock,
    log,
  });
  if (!opened.ok) {
    throw new Error(`${opened.error.message} ${JSON.stringify(log.lines.map(readable))}`);
  }
  return {
    folder,
    file,
    key,
    database: opened.value,
    // What a listener throws fails the test instead of being reported.
    bus: createBus((error) => {
      throw error;
    }),
    clock,
    log,
    secrets: memorySecrets(),
    close() {
      opened.value.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same file through a second connection, with a bus of its own: as another process, or a later one, has it. */
export function openAgain(workspace: TestWorkspace): TestWorkspace {
  const opened = openDatabase({
    ...workspace,
    migrations: MIGRATIONS,
    backups: join(workspace.folder, 'backups'),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const bus = createBus((error) => {
    throw error;
  });
  return { ...workspace, database: opened.value, bus, close: () => opened.value.close() };
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'clientnest-'));

const readable = (line: { message: string; fields: Record<string, unknown> }) =>
  `${line.message}: ${line.fields.error}`;
