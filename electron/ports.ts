import { join } from 'node:path';
import { offsetClock, systemClock } from './clock.ts';
import type { Ports } from './core.ts';
import { createFileLog } from './log/file-log.ts';
import { createImageCodec } from './media/image-codec.ts';
import { withKeyAhead } from './vault/ahead.ts';
import { createKeychain } from './vault/keychain.ts';

export interface NodePortsOptions {
  userData: string;
  migrations: string;
  version: string;
  /** Names the log file: the app and the command line write their own. */
  logName?: string;
}

/** Hooks for development and tests. A packaged application has none unless it is under test. */
const hooks = (): Readonly<Record<string, string | undefined>> =>
  import.meta.url.includes('.asar') && process.env.CLIENTNEST_TEST !== '1' ? {} : process.env;

/** The ports of a real machine, the same under Electron and under plain Node. */
export async function nodePorts(options: NodePortsOptions): Promise<Ports> {
  const { userData, migrations, version, logName = 'app' } = options;
  const env = hooks();
  const offsetFile = env.CLIENTNEST_CLOCK_OFFSET_FILE;
  const clock = offsetFile ? offsetClock(offsetFile) : systemClock;
  const sqliteBinding = env.CLIENTNEST_SQLITE_BINDING;
  const tickSeconds = Number(env.CLIENTNEST_TICK_SECONDS);
  return {
    userData,
    migrations,
    version,
    clock,
    log: createFileLog({ folder: join(userData, 'logs'), name: logName, clock }),
    keychain: env.CLIENTNEST_NO_KEYCHAIN === '1' ? null : withKeyAhead(createKeychain(), userData),
    openImages: () => createImageCodec(),
    ...(sqliteBinding ? { sqliteBinding } : {}),
    ...(tickSeconds > 0 ? { tickSeconds } : {}),
  };
}
