import { v7 } from 'uuid';
import type { Database } from '../../electron/database/database.ts';
import { aiRequests } from '../../electron/database/schema/index.ts';
import type { AiFeature, AiRequestState, TokenCount } from '../../shared/domain/ai.ts';

/** A request as it stands in the ledger. */
export interface LedgerRow {
  at: number;
  clientId?: string | null;
  feature?: AiFeature;
  model?: string;
  tokens?: TokenCount;
  cost?: number;
  state?: AiRequestState;
}

/** Writes requests that are over, as if they had been asked at those times. */
export function plantRequests({ orm, raw }: Database, all: readonly LedgerRow[]): void {
  raw.transaction(() => {
    for (const row of all) {
      const { at, tokens = { in: 100, cached: 0, out: 10 }, cost = 1000 } = row;
      orm
        .insert(aiRequests)
        .values({
          ...{ id: v7({ msecs: at }), connectionName: 'Test', subject: {}, priority: 0 },
          payload: { host: '', messages: [], json: false, maxTokens: null, masked: 0 },
          ...{ clientId: row.clientId ?? null, feature: row.feature ?? 'generate' },
          ...{ model: row.model ?? 'small', state: row.state ?? 'done', createdAt: at },
          ...{ tokensIn: tokens.in, tokensCached: tokens.cached, tokensOut: tokens.out, cost },
          ...{ countedBy: 'endpoint' as const, startedAt: at, endedAt: at + 1500 },
        })
        .run();
    }
  })();
}
