import { type Application, type Launch, launch } from './application.ts';
import { pause } from './devtools.ts';
import type { Row } from './report.ts';

export interface Pair {
  ours: Launch;
  yardstick: Launch;
}

/** From the spawn of the process to an interactive calendar, beside a bare window's first paint. */
export async function measureStartUp(pair: Pair, runs: number): Promise<Row> {
  const times = await interleaved(pair, runs, ({ startUp }) => startUp);
  return {
    name: 'start-up',
    unit: 'ms',
    ...times,
    bar: { of: 'ratio', most: 1.6 },
  };
}

/** What all processes hold after `settle` milliseconds of doing nothing. */
export async function measureMemory(pair: Pair, runs: number, settle: number): Promise<Row> {
  const sizes = await interleaved(pair, runs, async (application) => {
    await pause(settle);
    return application.memory().bytes / 1024 ** 2;
  });
  return { name: 'idle memory', unit: 'MB', ...sizes, bar: { of: 'ratio', most: 1.5 } };
}

/** Ours and the yardstick by turns, so that a busy moment of the machine falls on both. The first of each only warms up. */
async function interleaved(
  pair: Pair,
  runs: number,
  measure: (application: Application) => number | Promise<number>,
): Promise<{ ours: number[]; yardstick: number[] }> {
  const measured: { ours: number[]; yardstick: number[] } = { ours: [], yardstick: [] };
  for (let run = 0; run <= runs; run++) {
    for (const which of run % 2
      ? (['ours', 'yardstick'] as const)
      : (['yardstick', 'ours'] as const)) {
      const application = await launch(pair[which]);
      try {
        const value = await measure(application);
        if (run > 0) measured[which].push(value);
      } finally {
        await application.close();
      }
    }
  }
  return measured;
}
