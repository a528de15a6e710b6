import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type AppError, fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Table, TableRefusal } from './table.ts';

/** How long the largest file may take, ms. */
const PATIENCE = 60_000;

type Piece =
  | { kind: 'refused'; error: AppError<TableRefusal> }
  | { kind: 'table'; table: Omit<Table, 'rows'> }
  | { kind: 'rows'; rows: string[][] };

/** Reads a table in a thread of its own: what is in the file is somebody else's, and may be made to take long. */
export function readInThread(
  bytes: Uint8Array,
  fileName: string,
): Promise<Result<Table, TableRefusal>> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile(), {
      execArgv: [],
      name: 'import',
      workerData: { bytes, fileName },
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    let table: Table | null = null;
    let refused: AppError<TableRefusal> | null = null;
    const inTime = setTimeout(() => void worker.terminate(), PATIENCE);
    worker.on('message', (piece: Piece) => {
      if (piece.kind === 'refused') refused = piece.error;
      else if (piece.kind === 'table') table = { ...piece.table, rows: [] };
      else table?.rows.push(...piece.rows);
    });
    // `exit` follows; without a listener the error would end this process.
    worker.on('error', () => {});
    worker.once('exit', () => {
      clearTimeout(inTime);
      if (refused) resolve({ ok: false, error: refused });
      else if (table && table.rows.length === table.lines.length) resolve(ok(table));
      else
        resolve(
          fail('not_a_table', 'This file could not be read as a table. Export it again as CSV.'),
        );
    });
  });
}

/** Bundled it lies beside this code or one folder up; under plain Node the source runs. */
function workerFile(): string {
  const places = ['./import-worker.cjs', '../import-worker.cjs', './import-worker.ts'];
  const files = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (!found) throw new Error(`The import worker is missing: ${files.join(', ')}`);
  return found;
}
