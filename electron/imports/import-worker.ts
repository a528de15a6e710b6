import { parentPort, workerData } from 'node:worker_threads';
import { readTable } from './table.ts';

/** Rows that are handed over at once: the receiving thread does other things in between. */
const PIECE = 1000;

/** Entry of the worker that reads one table. Its answer comes in pieces: what it is without rows, then the rows. */
const { bytes, fileName } = workerData as { bytes: Uint8Array; fileName: string };
const read = readTable(bytes, fileName);
if (!read.ok) parentPort?.postMessage({ kind: 'refused', error: read.error });
else {
  const { rows, ...table } = read.value;
  parentPort?.postMessage({ kind: 'table', table });
  for (let at = 0; at < rows.length; at += PIECE)
    parentPort?.postMessage({ kind: 'rows', rows: rows.slice(at, at + PIECE) });
}
