import { setImmediate as breathe } from 'node:timers/promises';
import { CLEAR } from '../../shared/domain/sentiment/mood.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import type { Result } from '../../shared/ipc/route.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings/settings.ts';
import { createMoodFilling } from './mood-filling.ts';
import { createTurns } from './turns.ts';

export type Moods = ReturnType<typeof createMoods>;

type Span = RouteOutput<'moods.trend'>['spans'][number];

const DAYS = 30;
const WEEKS = 12;
/** Comments come in bursts: they are looked at once a burst, ms. */
const BURST = 3000;

export interface MoodsOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  log: Log;
  settings: Pick<Settings, 'recall' | 'remember'>;
  /** The beginnings of so many days up to today, and the end of today; UTC epoch ms. */
  days(count: number): readonly number[];
  /** After the last new comment, ms. */
  burst?: number;
  /** Between two batches of old comments, ms. */
  between?: number;
}

/** How what people say sounds: over time, and when it suddenly turns. All of it is worked out on this computer. */
export function createMoods(options: MoodsOptions) {
  const { database, bus, log, days, burst = BURST, between } = options;
  const { raw } = database;
  const turns = createTurns(options);
  const fill = createMoodFilling({ ...options, ...(between !== undefined && { between }) });
  const counted = raw.prepare<[Record<string, unknown>], Span>(
    `SELECT coalesce(sum(sentiment >= ${CLEAR}), 0) AS positive,
       coalesce(sum(sentiment > ${-CLEAR} AND sentiment < ${CLEAR}), 0) AS neutral,
       coalesce(sum(sentiment <= ${-CLEAR}), 0) AS negative,
       count(*) - count(sentiment) AS unknown
     FROM inbox_items INDEXED BY inbox_items_account
     WHERE ours = 0 AND written_at >= @from AND written_at < @to
       AND account_id IN (SELECT id FROM accounts
         WHERE (@clientId IS NULL OR client_id = @clientId)
           AND (@accountId IS NULL OR id = @accountId))`,
  );
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let wanted = new Set<string>();

  const tell = (clientIds: readonly string[]) => {
    for (const clientId of clientIds) if (raw.open) bus.emit('mood.turned', { clientId });
  };
  async function look(clientIds: readonly string[] | null): Promise<void> {
    try {
      tell(await turns.find(clientIds, () => stopped));
    } catch (error) {
      if (!stopped) log.error('The mood of comments could not be looked at', { error });
    }
  }
  const deaf = bus.on('inbox.changed', ({ clientId, fresh }) => {
    if (fresh === 0 || stopped) return;
    wanted.add(clientId);
    timer ??= setTimeout(() => {
      timer = undefined;
      const clientIds = [...wanted];
      wanted = new Set();
      void look(clientIds);
    }, burst).unref();
  });

  return {
    /** Judges what was there before, then looks for turns everywhere. Never fails. */
    async begin(): Promise<void> {
      try {
        const judged = await fill(() => stopped);
        if (stopped) return;
        if (judged > 0)
          for (const clientId of everyClient(database))
            bus.emit('inbox.changed', { clientId, itemIds: null, fresh: 0 });
      } catch (error) {
        if (!stopped) log.error('Earlier comments could not be judged', { error });
      }
      await look(null);
    },

    async trend({
      clientId = null,
      accountId = null,
      by,
    }: {
      clientId?: string | null | undefined;
      accountId?: string | null | undefined;
      by: 'day' | 'week';
    }): Promise<RouteOutput<'moods.trend'>> {
      const all = days(by === 'day' ? DAYS : 7 * WEEKS);
      const edges = by === 'day' ? [...all] : all.filter((_, at) => at % 7 === 0);
      const spans: Span[] = [];
      // Nothing else waits for longer than one span takes.
      for (const [at, from] of edges.slice(0, -1).entries()) {
        await breathe();
        const span = { from, to: edges[at + 1] ?? from, clientId, accountId };
        const row = raw.open ? counted.get(span) : undefined;
        spans.push(row ?? { positive: 0, neutral: 0, negative: 0, unknown: 0 });
      }
      return { edges, spans };
    },

    turns: turns.told,
    setSeen(input: ParsedInput<'moods.setSeen'>): Result<null, 'not_found'> {
      const done = turns.setSeen(input);
      if (done.ok) tell([input.clientId]);
      return done;
    },

    close(): void {
      stopped = true;
      clearTimeout(timer);
      deaf();
    },
  };
}

const everyClient = ({ raw }: Database): string[] =>
  raw.prepare<[], string>('SELECT DISTINCT client_id FROM accounts').pluck().all();
