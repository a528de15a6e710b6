import { parentPort, workerData } from 'node:worker_threads';
import { writeBackup } from './backups.ts';
import { connect, findDamage, isDamage, isNoSpace } from './connection.ts';
import type { MaintenanceAnswer, MaintenanceTask } from './maintenance.ts';

/** Does one task on a connection of its own, tells the answer and ends. */
function run(task: MaintenanceTask): MaintenanceAnswer {
  try {
    const connection = connect({ ...task, readonly: true });
    try {
      if (task.kind === 'check') {
        return { kind: 'checked', damage: findDamage(connection, 'quick')[0] ?? null };
      }
      const clock = { now: () => task.now };
      return { kind: 'backed_up', backup: writeBackup(connection, { ...task, clock }) };
    } finally {
      connection.close();
    }
  } catch (error) {
    return {
      kind: 'failed',
      noSpace: isNoSpace(error),
      damaged: isDamage(error),
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

parentPort?.postMessage(run(workerData as MaintenanceTask));
