import { and, asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { PlanPiece } from '../../shared/domain/plan.ts';
import type { PostStatus } from '../../shared/domain/post-status.ts';
import { unaskedIn } from '../../shared/domain/unasked.ts';
import { wallTimeAt } from '../../shared/domain/wall-time.ts';
import type { RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Account, Plan, PlanProposal } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { planProposals, plans } from '../database/schema/index.ts';
import { lengthOf, spotOf } from './places.ts';
import type { PlanFactsOf } from './plan-facts.ts';

export type PlanRow = typeof plans.$inferSelect;
export type ProposalRow = typeof planProposals.$inferSelect;
export type PlanRows = ReturnType<typeof createPlanRows>;

interface PlanRowsOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  accounts: Pick<Accounts, 'list'>;
  facts: Pick<PlanFactsOf, 'takenAt' | 'zone'>;
}

const MOST = 20;

/** Plans and their proposals as they are kept, and as they are shown. */
export function createPlanRows({ database, bus, clock, accounts, facts }: PlanRowsOptions) {
  const { orm, raw } = database;
  const prepare = () =>
    raw.prepare<[string], { id: string; status: PostStatus }>(
      'SELECT id, status FROM posts WHERE id = ? AND removed_at IS NULL',
    );
  let livingPost: ReturnType<typeof prepare> | null = null;
  /** Null where it was deleted. */
  const postOf = (id: string) => {
    livingPost ??= prepare();
    return livingPost.get(id) ?? null;
  };

  const planRow = (id: string): PlanRow | null =>
    orm.select().from(plans).where(eq(plans.id, id)).get() ?? null;

  const proposalRows = (planId: string): ProposalRow[] =>
    orm
      .select()
      .from(planProposals)
      .where(eq(planProposals.planId, planId))
      .orderBy(asc(planProposals.at), asc(planProposals.position))
      .all();

  /** A proposal with its plan. */
  function found(id: string): Result<{ row: ProposalRow; plan: PlanRow }, 'not_found'> {
    const row = orm.select().from(planProposals).where(eq(planProposals.id, id)).get();
    const of = row && planRow(row.planId);
    return row && of ? ok({ row, plan: of }) : gone();
  }

  /** Why it can’t be accepted; null where it can. */
  function problemOf(row: ProposalRow, { clientId }: PlanRow, own: readonly Account[]) {
    const chosen = own.filter(({ id }) => row.accountIds.includes(id));
    if (row.at <= clock.now())
      return fail('in_the_past', 'This time is over. Choose a later one.').error;
    if (chosen.length === 0)
      return fail('no_account', 'Its account is not here any more. Choose another one.').error;
    const taken = facts.takenAt(clientId, row.at);
    const clash = chosen.find(({ id }) => taken.includes(id));
    return clash
      ? fail('not_free', `@${clash.handle} has another post then. Choose another time.`).error
      : null;
  }

  function view(row: ProposalRow, of: PlanRow, own: readonly Account[]): PlanProposal {
    const { id, at, topic, text, category, reason, state } = row;
    const chosen = own.filter((account) => row.accountIds.includes(account.id));
    const post = row.postId === null ? null : postOf(row.postId);
    return {
      ...{ id, at, topic, text, category, reason, state, post },
      wallTime: wallTimeAt(at, facts.zone()),
      accountIds: chosen.map((account) => account.id),
      length: lengthOf(text, chosen.map(spotOf)),
      unasked: unaskedIn(text, [of.goals]),
      problem: state === 'open' ? (problemOf(row, of, own)?.message ?? null) : null,
    };
  }

  const tell = ({ id: planId, clientId }: Pick<PlanRow, 'id' | 'clientId'>) =>
    bus.emit('plan.changed', { planId, clientId });

  return {
    found,
    problemOf,
    postOf,
    tell,
    planRow,
    proposalRows,

    list: (clientId: string): RouteOutput<'plans.list'> =>
      raw
        .prepare<[string], RouteOutput<'plans.list'>[number]>(
          `SELECT plans.id, first_day AS firstDay, last_day AS lastDay, goals,
             created_at AS createdAt,
             count(CASE WHEN state = 'open' THEN 1 END) AS open,
             count(CASE WHEN state = 'taken' THEN 1 END) AS taken,
             count(CASE WHEN state = 'dismissed' THEN 1 END) AS dismissed
           FROM plans LEFT JOIN plan_proposals ON plan_id = plans.id
           WHERE client_id = ? GROUP BY plans.id ORDER BY created_at DESC, plans.id DESC
           LIMIT ${MOST}`,
        )
        .all(clientId),

    get(id: string): Result<Plan, 'not_found'> {
      const of = planRow(id);
      if (!of) return fail('not_found', 'This plan is not here any more.');
      const own = accounts.list(of.clientId);
      return ok({ ...of, proposals: proposalRows(id).map((row) => view(row, of, own)) });
    },

    proposal(id: string): Result<PlanProposal, 'not_found'> {
      const one = found(id);
      if (!one.ok) return one;
      const { row, plan: of } = one.value;
      return ok(view(row, of, accounts.list(of.clientId)));
    },

    /** All of it or nothing. */
    insert(of: Omit<PlanRow, 'id' | 'createdAt'>, pieces: readonly PlanPiece[]): string {
      const id = v7();
      const write = () => {
        orm
          .insert(plans)
          .values({ ...of, id, createdAt: clock.now() })
          .run();
        for (const [position, piece] of pieces.entries())
          orm
            .insert(planProposals)
            .values({ ...piece, id: v7(), planId: id, position, state: 'open' })
            .run();
      };
      raw.transaction(write).immediate();
      tell({ id, clientId: of.clientId });
      return id;
    },

    /** Changes a proposal that is still in the state that was seen. Tells nobody. */
    update(
      { id, state }: Pick<ProposalRow, 'id' | 'state'>,
      change: Partial<Omit<ProposalRow, 'id' | 'planId'>>,
    ): boolean {
      const { changes } = orm
        .update(planProposals)
        .set(change)
        .where(and(eq(planProposals.id, id), eq(planProposals.state, state)))
        .run();
      return changes > 0;
    },
  };
}

const gone = () => fail('not_found', 'This proposal is not here any more.');
export const notOpen = () =>
  fail('not_open', 'This proposal was accepted or dismissed. Open it again first.');
