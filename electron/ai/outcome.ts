import type { AiRequestState, CountedBy } from '../../shared/domain/ai.ts';
import type { RequestRow } from './requests.ts';

/** What came of a request. */
export interface AiOutcome {
  requestId: string;
  /** `queued` only where ClientNest closes while it waits. */
  state: AiRequestState;
  /** What came, also where it was cut off. */
  text: string;
  /** Also with `done`: `length` says that it ended at the most tokens it might have. */
  problem: { code: string; message: string } | null;
  model: string;
  tokens: { in: number; cached: number; out: number };
  /** Null where nothing was counted. */
  countedBy: CountedBy | null;
  /** 1e-12 US dollars. */
  cost: number;
}

export const isOver = (state: AiRequestState): boolean => state !== 'queued' && state !== 'running';

export const outcomeOf = (row: RequestRow): AiOutcome => ({
  ...{ requestId: row.id, state: row.state, text: row.answer, model: row.model },
  problem:
    row.problem === null ? null : { code: row.problem, message: row.problemText ?? row.problem },
  tokens: { in: row.tokensIn, cached: row.tokensCached, out: row.tokensOut },
  ...{ countedBy: row.countedBy, cost: row.cost },
});
