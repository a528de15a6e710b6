import { parentPort, workerData } from 'node:worker_threads';
import { type HolidayQuestion, holidayYear } from './holiday-year.ts';

// Answers one question and ends. What goes wrong is the thread's `error`, and reaches who asked.
void holidayYear(workerData as HolidayQuestion).then((year) => parentPort?.postMessage(year));
