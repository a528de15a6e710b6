import { join } from 'node:path';
import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Ai, AiOptions } from '../ai/ai.ts';
import { saveFile } from '../approvals/save-file.ts';
import { createProcessLock } from '../database/process-lock.ts';
import { csvOf } from '../privacy/csv.ts';
import type { Ports } from './ports.ts';

/** Nothing of the start waits for it, ms. */
const RESUME_AFTER = 4000;

/** Language models: read when somebody first asks for them. */
export function createLazyAi(
  { userData, sqliteBinding, chooseSaveFile, version, log, clock }: Ports,
  wired: Pick<AiOptions, 'database' | 'bus' | 'secrets' | 'zone'>,
) {
  const { raw } = wired.database;
  let made: Promise<Ai> | null = null;
  let closed = false;
  const make = async (): Promise<Ai> => {
    const { createAi } = await import('../ai/ai.ts');
    const lock = createProcessLock(join(userData, 'ai.lock'), sqliteBinding);
    return createAi({ ...wired, clock, log, lock, version });
  };
  const open = (): Promise<Ai> => {
    made ??= make();
    return made;
  };

  return {
    open,

    /** What an earlier run left goes on. */
    resume: (): void =>
      void setTimeout(async () => {
        try {
          if (closed || !raw.open || raw.prepare(WAITING).get() === undefined) return;
          const { resume } = await open();
          if (!closed) resume();
        } catch (error) {
          log.error('Requests to AI could not be gone on with', { error });
        }
      }, RESUME_AFTER).unref(),

    /** Writes what was asked to a file that the person chooses. */
    async exportUsage(
      input: ParsedInput<'ai.exportUsage'>,
    ): Promise<Result<RouteOutput<'ai.exportUsage'>, RouteErrorCode<'ai.exportUsage'>>> {
      if (!chooseSaveFile)
        return fail('not_supported', 'There is no window here. Open ClientNest, and do it there.');
      const { columns, rows } = (await open()).ledger.table(input);
      const count = rows.length;
      const file = await chooseSaveFile({ fileName: `AI ${input.span}.csv`, kind: 'Table' });
      if (file === null) return ok({ file: null, count });
      const saved = await saveFile(file, Buffer.from(csvOf(columns, rows)), true);
      return saved.ok ? ok({ file, count }) : saved;
    },

    async close(): Promise<void> {
      closed = true;
      if (made) await (await made).close();
    },
  };
}
export type LazyAi = ReturnType<typeof createLazyAi>;

const WAITING = "SELECT 1 FROM ai_requests WHERE state IN ('queued', 'running') LIMIT 1";
