import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Backup } from '../../shared/ipc/views.ts';
import type { BackupOptions } from './backups.ts';

interface Target {
  file: string;
  key: string;
  sqliteBinding?: string | undefined;
}

export type MaintenanceTask =
  | (Target & { kind: 'check' })
  | (Target & { kind: 'backup'; backups: string; reason: BackupOptions['reason']; now: number });

export type MaintenanceAnswer =
  | { kind: 'checked'; damage: string | null }
  | { kind: 'backed_up'; backup: Backup }
  | { kind: 'failed'; noSpace: boolean; damaged: boolean; message: string };

/** Reads the whole database in a thread of its own, so that nothing waits for it. Never rejects. */
export function maintain(task: MaintenanceTask): Promise<MaintenanceAnswer> {
  return new Promise((resolve) => {
    const failed = (message: string) =>
      resolve({ kind: 'failed', noSpace: false, damaged: false, message });
    const worker = new Worker(workerFile(), {
      workerData: task,
      execArgv: [],
      name: 'maintenance',
    });
    worker.once('message', resolve);
    worker.once('error', (error) => failed(error instanceof Error ? error.message : String(error)));
    worker.once('exit', (code) => failed(`The maintenance thread ended with ${code}`));
  });
}

/** In a build it lies beside this code or one folder up; from sources the file itself runs. */
const PLACES = ['./maintenance-worker.cjs', '../maintenance-worker.cjs', './maintenance-worker.ts'];

function workerFile(): string {
  const files = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (!found) throw new Error(`The maintenance worker is missing: ${files.join(', ')}`);
  return found;
}
