import type { BenchCell } from '../../../../shared/ipc/views.ts';

/** What a version's answers come to. */
export interface BenchSummary {
  answers: number;
  tokens: number;
  /** 1e-12 US dollars. */
  cost: number;
  /** The mean until the last word; null where nothing was timed. */
  seconds: number | null;
  /** The mean of the rules’ scores; null where nothing is rated. */
  score: number | null;
  /** Texts that have a limit, and those within it. */
  measured: number;
  fits: number;
}

/** Of answers that are whole: what failed was not an answer. */
export function summaryOf(cells: readonly BenchCell[]): BenchSummary {
  const done = cells.filter(({ state }) => state === 'done');
  const texts = done.flatMap((cell) => cell.texts ?? []);
  const fits = texts.flatMap(({ fit }) => fit ?? []);
  return {
    answers: done.length,
    tokens: done.reduce((sum, cell) => sum + cell.tokens, 0),
    cost: done.reduce((sum, cell) => sum + cell.cost, 0),
    seconds: mean(done.flatMap(({ tookMs }) => (tookMs === null ? [] : [tookMs / 1000]))),
    score: mean(texts.flatMap(({ score }) => score ?? [])),
    measured: fits.length,
    fits: fits.filter(({ over }) => !over).length,
  };
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
