import { v7 } from 'uuid';
import { isEditable } from '../../shared/domain/post-status.ts';
import { resolveWallTime, wallTimeAt } from '../../shared/domain/wall-time.ts';
import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { type AppError, fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { PlanProposal } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Posts } from '../posts/posts.ts';
import { notOpen, type PlanRow, type PlanRows } from './plan-rows.ts';

export interface PlanTakingOptions {
  database: Database;
  clock: Clock;
  accounts: Pick<Accounts, 'list'>;
  posts: Pick<Posts, 'create' | 'plan' | 'schedule' | 'queue'>;
  /** Also where a network holds it already. */
  removePost(id: string): Promise<Result<{ id: string }>>;
  rows: PlanRows;
}

type Results = RouteOutput<'plans.accept'>;
type One = Results[number];

/** Rolls a transaction back. */
class Refused extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.error = error;
  }
}

/** What a person does with proposals. Each is decided for itself, so that one that can’t be keeps no other one up. */
export function createPlanTaking(options: PlanTakingOptions) {
  const { database, clock, accounts, posts, removePost, rows } = options;
  const zone = posts.queue.zone;

  /** One after the other; the plans that changed are told of once. */
  async function each(
    ids: readonly string[],
    work: (id: string, touch: (plan: PlanRow) => void) => One | Promise<One>,
  ): Promise<Results> {
    const touched = new Map<string, PlanRow>();
    const results: Results = [];
    try {
      for (const id of new Set(ids))
        results.push(await work(id, (plan) => void touched.set(plan.id, plan)));
    } finally {
      for (const plan of touched.values()) rows.tell(plan);
    }
    return results;
  }

  const failed = (id: string, { code, message }: AppError): One => ({
    ...{ id, ok: false, code, message },
  });
  const done = (id: string, postId: string | null = null, note: string | null = null): One => ({
    ...{ id, ok: true, postId, note },
  });
  const must = <Value>(result: Result<Value>): Value => {
    if (!result.ok) throw new Refused(result.error);
    return result.value;
  };

  /** The draft and the proposal that it is of: both or neither. */
  function take(id: string, touch: (plan: PlanRow) => void): One {
    try {
      return database.raw
        .transaction((): One => {
          const { row, plan } = must(rows.found(id));
          const { clientId } = plan;
          const own = accounts.list(clientId);
          if (row.state !== 'open') throw new Refused(notOpen().error);
          const problem = rows.problemOf(row, plan, own);
          if (problem) throw new Refused(problem);
          const targets = own
            .filter((account) => row.accountIds.includes(account.id))
            .map((account) => ({ accountId: account.id, text: null }));
          const { text, category } = row;
          const postId = v7();
          must(
            posts.create({
              ...{ id: postId, clientId, text, category, targets },
              ...{ media: [], byAi: true },
            }),
          );
          must(
            posts.plan({ id: postId, at: { wallTime: wallTimeAt(row.at, zone()), zone: zone() } }),
          );
          rows.update(row, { state: 'taken', postId });
          touch(plan);
          return done(id, postId);
        })
        .immediate();
    } catch (error) {
      if (error instanceof Refused) return failed(id, error.error);
      throw error;
    }
  }

  function schedule(taken: One): One {
    if (!taken.ok || taken.postId === null) return taken;
    const { id, postId } = taken;
    const found = rows.found(id);
    if (!found.ok) return failed(id, found.error);
    const wallTime = wallTimeAt(found.value.row.at, zone());
    const scheduled = posts.schedule({ id: postId, wallTime, zone: zone() });
    if (scheduled.ok) return taken;
    return done(id, postId, `It is a draft at its time: ${scheduled.error.message}`);
  }

  async function takeBack(id: string, touch: (plan: PlanRow) => void): Promise<One> {
    const found = rows.found(id);
    if (!found.ok) return failed(id, found.error);
    const { row, plan } = found.value;
    if (row.state !== 'taken') return done(id);
    const post = row.postId === null ? null : rows.postOf(row.postId);
    if (post) {
      if (!isEditable(post.status))
        return failed(id, fail('not_allowed', 'Its post is out, or on its way.').error);
      const removed = await removePost(post.id);
      if (!removed.ok && removed.error.code !== 'not_found') return failed(id, removed.error);
    }
    rows.update(row, { state: 'open', postId: null });
    touch(plan);
    return done(id);
  }

  function reopen(id: string, touch: (plan: PlanRow) => void): One {
    const found = rows.found(id);
    if (!found.ok) return failed(id, found.error);
    const { row, plan } = found.value;
    if (row.state === 'open') return done(id);
    if (row.state === 'taken' && row.postId !== null && rows.postOf(row.postId))
      return failed(id, fail('not_allowed', 'Its post is still there. Delete that first.').error);
    rows.update(row, { state: 'open', postId: null });
    touch(plan);
    return done(id);
  }

  function dismiss(id: string, touch: (plan: PlanRow) => void): One {
    const found = rows.found(id);
    if (!found.ok) return failed(id, found.error);
    const { row, plan } = found.value;
    if (row.state === 'taken') return failed(id, notOpen().error);
    rows.update(row, { state: 'dismissed' });
    touch(plan);
    return done(id);
  }

  /** Before it is accepted. Whether it can be then is told by `problem`. */
  function change({
    id,
    wallTime,
    accountIds,
    ...said
  }: ParsedInput<'plans.change'>): Result<PlanProposal, RouteErrorCode<'plans.change'>> {
    const found = rows.found(id);
    if (!found.ok) return found;
    const { row, plan } = found.value;
    if (row.state !== 'open') return notOpen();
    const own = new Set(accounts.list(plan.clientId).map((account) => account.id));
    if (accountIds?.some((accountId) => !own.has(accountId)))
      return fail('wrong_client', 'One of the accounts is not of this client. Choose others.');
    const at = wallTime === undefined ? ok(row.at) : instantOf(wallTime);
    if (!at.ok) return at;
    if (wallTime !== undefined && at.value <= clock.now())
      return fail('in_the_past', 'That time is over. Choose a later one.');
    const { topic = row.topic, text = row.text } = said;
    const { category = row.category, reason = row.reason } = said;
    rows.update(row, {
      ...{ topic, text, category, reason, at: at.value },
      accountIds: accountIds ?? row.accountIds,
    });
    rows.tell(plan);
    return rows.proposal(id);
  }

  function instantOf(wallTime: string): Result<number, 'no_such_time'> {
    try {
      return ok(resolveWallTime(wallTime, zone()).at);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return fail('no_such_time', 'There is no such date or time. Choose another one.');
    }
  }

  return {
    change,
    accept: (ids: readonly string[]) => each(ids, take),
    schedule: (ids: readonly string[]) => each(ids, (id, touch) => schedule(take(id, touch))),
    takeBack: (ids: readonly string[]) => each(ids, takeBack),
    reopen: (ids: readonly string[]) => each(ids, reopen),
    dismiss: (ids: readonly string[]) => each(ids, dismiss),
  };
}
