import { listBackups } from '../database/backups.ts';
import { maintain } from '../database/maintenance.ts';
import type { Ports } from './ports.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Backups and checks wait until the start is over. */
const SETTLED = 60_000;

export interface UpkeepOptions {
  ports: Pick<Ports, 'clock' | 'log' | 'sqliteBinding'>;
  file: string;
  backups: string;
  key: string;
  /** The last run did not end well: the whole file is read once. */
  checkNow: boolean;
  onDamage(): void;
}

/** Writes a backup a day and checks the file after a crash, in a thread of its own. */
export function startUpkeep(options: UpkeepOptions): { stop(): void } {
  const { file, key, backups, ports } = options;
  const { clock, log } = ports;
  const target = { file, key, sqliteBinding: ports.sqliteBinding };
  let stopped = false;
  let backingUp = false;

  const check = async () => {
    const answer = await maintain({ kind: 'check', ...target });
    if (stopped) return;
    if (answer.kind === 'failed') log.warn('The workspace could not be checked', { ...answer });
    if (answer.kind === 'checked' && answer.damage) {
      log.error('The workspace failed its check', { damage: answer.damage });
      options.onDamage();
    }
  };

  const backUp = async () => {
    const newest = listBackups(backups)[0]?.at ?? 0;
    const now = clock.now();
    if (backingUp || now - newest < DAY) return;
    backingUp = true;
    const answer = await maintain({ kind: 'backup', ...target, backups, now, reason: 'daily' });
    backingUp = false;
    if (stopped || answer.kind === 'checked') return;
    if (answer.kind === 'backed_up') log.info('Backed up', { backup: answer.backup.name });
    else log.error('The daily backup failed', { ...answer });
    if (answer.kind === 'failed' && answer.damaged) options.onDamage();
  };

  const run = async (first: boolean) => {
    try {
      if (first && options.checkNow) await check();
      if (!stopped) await backUp();
    } catch (error) {
      log.error('Upkeep failed', { error });
    }
  };

  const settled = setTimeout(() => void run(true), SETTLED);
  const hourly = setInterval(() => void run(false), HOUR);
  // Upkeep must not keep a command-line run alive.
  settled.unref();
  hourly.unref();
  return {
    stop() {
      stopped = true;
      clearTimeout(settled);
      clearInterval(hourly);
    },
  };
}
