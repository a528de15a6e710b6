import { eq, isNull } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { aiBudgets } from '../database/schema/index.ts';
import { monthBegan } from './months.ts';

type Row = typeof aiBudgets.$inferSelect;
interface Spent {
  cost: number;
  tokens: number;
}

/** What a running request has come to so far. */
interface Live extends Spent {
  clientId: string | null;
}

export type Budgets = ReturnType<typeof createBudgets>;

/** What may be spent in a month of the profile's zone: by one client, and by all together. */
export function createBudgets({
  database,
  bus,
  clock,
  zone,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
  zone(): string;
}) {
  const { orm, raw } = database;
  const sums = raw.prepare<[{ from: number; clientId: string | null }], Spent>(
    `SELECT coalesce(sum(cost), 0) AS cost, coalesce(sum(tokens_in + tokens_out), 0) AS tokens
     FROM ai_requests INDEXED BY ai_requests_ledger
     WHERE created_at >= @from AND (@clientId IS NULL OR client_id = @clientId)`,
  );
  const live = new Map<string, Live>();
  let ended = 0;
  const of = (clientId: string | null) =>
    clientId === null ? isNull(aiBudgets.clientId) : eq(aiBudgets.clientId, clientId);
  const row = (clientId: string | null) =>
    orm.select().from(aiBudgets).where(of(clientId)).get() ?? null;
  const spent = (clientId: string | null): Spent =>
    sums.get({ from: monthBegan(clock.now(), zone()), clientId }) ?? { cost: 0, tokens: 0 };

  /** Both that a request of a client counts to. */
  const ruling = (clientId: string | null): Row[] =>
    [row(null), clientId === null ? null : row(clientId)].flatMap((found) => found ?? []);

  const share = ({ cost, tokens }: Row, { cost: asCost, tokens: asTokens }: Spent): number =>
    Math.max(cost === null ? 0 : asCost / cost, tokens === null ? 0 : asTokens / tokens);

  const nameOf = ({ clientId }: Row): string => {
    const name = raw
      .prepare<[string], string>('SELECT name FROM clients WHERE id = ?')
      .pluck()
      .get(clientId ?? '');
    return name === undefined ? 'The AI budget' : `The AI budget of ${name}`;
  };
  const over = (budget: Row) =>
    `${nameOf(budget)} for this month is used up. Raise it in Settings › AI, or wait for next month.`;

  return {
    /** Refuses where a budget is used up; tells where one nearly is. */
    check(clientId: string | null): Result<{ warning: string | null }, 'over_budget'> {
      let warning: string | null = null;
      for (const budget of ruling(clientId)) {
        const now = share(budget, spent(budget.clientId));
        if (now >= 1 && budget.stops) return fail('over_budget', over(budget));
        if (now >= 1) warning = `${nameOf(budget)} for this month is used up.`;
        else if (now * 100 >= budget.warnAt)
          warning ??= `${nameOf(budget)} for this month is used to ${Math.floor(now * 100)} %.`;
      }
      return ok({ warning });
    },

    /** Watches one request while it runs, with all others that run beside it. */
    guard(requestId: string, clientId: string | null) {
      const read = () =>
        ruling(clientId)
          .filter(({ stops }) => stops)
          .map((budget) => ({ budget, before: spent(budget.clientId) }));
      let rules = read();
      let readAt = ended;
      live.set(requestId, { clientId, cost: 0, tokens: 0 });
      return {
        /** Null while there is something left; else the sentence. */
        overBy(cost: number, tokens: number): string | null {
          live.set(requestId, { clientId, cost, tokens });
          // What ran beside it stands in the ledger by now.
          if (readAt !== ended) rules = read();
          readAt = ended;
          for (const { budget, before } of rules) {
            const sum = { ...before };
            for (const other of live.values()) {
              if (budget.clientId !== null && other.clientId !== budget.clientId) continue;
              sum.cost += other.cost;
              sum.tokens += other.tokens;
            }
            if (share(budget, sum) > 1) return over(budget);
          }
          return null;
        },
        /** Once what it came to is in the ledger. */
        end(): void {
          live.delete(requestId);
          ended++;
        },
      };
    },

    list: (): RouteOutput<'ai.budgets'> =>
      orm
        .select()
        .from(aiBudgets)
        .all()
        .map((found) => {
          const { clientId, cost, tokens, warnAt, stops } = found;
          const now = spent(clientId);
          const part = share(found, now);
          return {
            ...{ clientId, cost, tokens, warnAt, stops },
            ...{ spentCost: now.cost, spentTokens: now.tokens },
            standing: part >= 1 ? 'over' : part * 100 >= warnAt ? 'near' : 'fine',
          };
        }),

    set({
      clientId,
      budget,
    }: ParsedInput<'ai.setBudget'>): Result<RouteOutput<'ai.setBudget'>, 'not_found'> {
      const known = raw.prepare<[string], number>('SELECT 1 FROM clients WHERE id = ?').pluck();
      if (clientId !== null && known.get(clientId) !== 1)
        return fail('not_found', 'This client is not here any more.');
      const before = row(clientId);
      const now = clock.now();
      const isNone = budget === null || (budget.cost === null && budget.tokens === null);
      if (isNone) orm.delete(aiBudgets).where(of(clientId)).run();
      else if (before)
        orm
          .update(aiBudgets)
          .set({ ...budget, updatedAt: now })
          .where(of(clientId))
          .run();
      else
        orm
          .insert(aiBudgets)
          .values({ id: v7(), clientId, ...budget, createdAt: now, updatedAt: now })
          .run();
      bus.emit('ai.changed', { requestId: null });
      if (!before) return ok({ before: null });
      const { cost, tokens, warnAt, stops } = before;
      return ok({ before: { cost, tokens, warnAt, stops } });
    },
  };
}
