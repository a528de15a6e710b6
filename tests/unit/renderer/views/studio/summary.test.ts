import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../../../renderer/views/studio/bench/summary.ts';
import type { BenchCell } from '../../../../../shared/ipc/views.ts';

const cell = (more: Partial<BenchCell> = {}): BenchCell => ({
  ...{ requestId: 'r', exampleId: 'e', versionId: null, network: 'bluesky', state: 'done' },
  ...{ problemText: null, answer: '', texts: null, tokens: 100, countedBy: 'endpoint', cost: 50 },
  ...{ firstTokenMs: 100, tookMs: 1000, createdAt: 1 },
  ...more,
});
const text = (score: number | null, over: boolean | null) => ({
  ...{ text: 'Rye', score },
  fit: over === null ? null : { used: 3, limit: 300, over },
});

describe('what a version’s answers come to', () => {
  it('is the sum of tokens and cost, and the mean of the rest, of answers that are whole', () => {
    expect(
      summaryOf([
        cell({ texts: [text(80, false), text(60, true)] }),
        cell({ texts: [text(null, null)], tookMs: 3000, tokens: 300 }),
        cell({ state: 'failed', tokens: 9999, tookMs: 90_000 }),
        cell({ state: 'running', tookMs: null }),
      ]),
    ).toEqual({
      ...{ answers: 2, tokens: 400, cost: 100, seconds: 2, score: 70, measured: 2, fits: 1 },
    });
  });

  it('is nothing of nothing, and never zero where there is no figure', () => {
    expect(summaryOf([])).toEqual({
      ...{ answers: 0, tokens: 0, cost: 0, seconds: null, score: null, measured: 0, fits: 0 },
    });
    expect(summaryOf([cell({ tookMs: null })])).toMatchObject({ seconds: null, score: null });
  });
});
