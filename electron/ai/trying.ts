import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { AiAsk, Asked, AskRefusal } from './asking.ts';
import type { AiClient } from './client.ts';
import type { Connections } from './connections.ts';
import type { Keys } from './keys.ts';
import type { AiOutcome } from './outcome.ts';
import type { Requests } from './requests.ts';

interface TryingOptions {
  connections: Connections;
  keys: Keys;
  client: AiClient;
  submit(ask: AiAsk): Promise<Result<Asked, AskRefusal>>;
  wait(requestId: string): Promise<AiOutcome | null>;
  requests: Requests;
}

/** Whether a connection works, and what it has. */
export const createTrying = ({
  connections,
  keys,
  client,
  submit,
  wait,
  requests,
}: TryingOptions) => ({
  /** One word, asked for in earnest: it stands in the ledger like any other. */
  async test({
    id,
    model,
  }: ParsedInput<'ai.testConnection'>): Promise<
    Result<RouteOutput<'ai.testConnection'>, 'not_found' | 'test_failed'>
  > {
    if (!connections.row(id)) return gone();
    const asked = await submit({
      ...{ feature: 'test', clientId: null, subject: {}, connectionId: id, maxTokens: 50 },
      ...(model !== undefined && { model }),
      messages: [{ role: 'user', content: 'Answer with the one word: ready' }],
    });
    if (!asked.ok) return fail('test_failed', asked.error.message);
    const outcome = await wait(asked.value.requestId);
    const row = requests.get(asked.value.requestId);
    if (outcome?.state !== 'done' || !row)
      return fail('test_failed', outcome?.problem?.message ?? 'The test was ended.');
    return ok({
      ...{ model: outcome.model, answer: outcome.text.trim().slice(0, 200) },
      firstTokenMs: Math.max(0, (row.firstTokenAt ?? 0) - (row.startedAt ?? 0)),
      tokens: outcome.tokens.in + outcome.tokens.out,
      ...{ countedBy: outcome.countedBy ?? 'estimate', cost: outcome.cost },
    });
  },

  async models(id: string): Promise<Result<string[], 'not_found' | 'failed'>> {
    const row = connections.row(id);
    if (!row) return gone();
    const key = (await keys.get(id)) ?? null;
    const found = await client.models({
      ...{ ...row, key, model: '', messages: [], json: false, maxTokens: null },
    });
    return Array.isArray(found) ? ok(found) : fail('failed', found.message);
  },
});

const gone = () => fail('not_found', 'This connection is not here any more.');
