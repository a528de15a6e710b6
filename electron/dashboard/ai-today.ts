import type { Database } from '../database/database.ts';

/** How often language models were asked today. */
export function createAiToday({ raw }: Database) {
  const isSetUp = raw.prepare('SELECT 1 FROM ai_connections LIMIT 1');
  const asked = raw
    .prepare<[{ from: number; clientId: string | null }], number>(
      `SELECT count(*) FROM ai_requests INDEXED BY ai_requests_ledger
       WHERE created_at >= @from AND state <> 'queued'
         AND (@clientId IS NULL OR client_id = @clientId)`,
    )
    .pluck();
  return {
    /**
     * @param edges of days, the last of them today
     * @returns null while AI is not set up
     */
    today(clientId: string | undefined, edges: readonly number[]): number | null {
      if (isSetUp.get() === undefined) return null;
      return asked.get({ from: edges.at(-2) ?? 0, clientId: clientId ?? null }) ?? 0;
    },
  };
}
