import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { HolidayQuestion, HolidayYear } from './holiday-year.ts';

/** So many years are kept: a few places over some years each way. */
const KEPT = 40;

/** Asks for the holidays of a year away from the main thread, and once for each year and place. */
export function createHolidaysThread() {
  const known = new Map<string, Promise<HolidayYear>>();
  return (question: HolidayQuestion): Promise<HolidayYear> => {
    const key = JSON.stringify(question);
    let year = known.get(key);
    if (!year) {
      if (known.size >= KEPT) known.clear();
      year = askThread(question);
      known.set(key, year);
      // What failed is asked again the next time.
      year.catch(() => known.delete(key));
    }
    return year;
  };
}

const askThread = (question: HolidayQuestion): Promise<HolidayYear> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), {
      workerData: question,
      execArgv: [],
      name: 'holidays',
    });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The holidays thread ended with ${code}`)));
    // It must not keep a program alive that is done.
    worker.unref();
  });

/** In a build it lies beside this code or one folder up; from sources the file itself runs. */
const PLACES = ['./holidays-worker.cjs', '../holidays-worker.cjs', './holidays-worker.ts'];

function workerFile(): string {
  const files = PLACES.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const found = files.find((file) => existsSync(file));
  if (!found) throw new Error(`The holidays worker is missing: ${files.join(', ')}`);
  return found;
}
