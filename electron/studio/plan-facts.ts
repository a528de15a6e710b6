import { Temporal } from 'temporal-polyfill';
import { bestTimes, type PostResult } from '../../shared/domain/best-times.ts';
import { engagementOf, type Reactions } from '../../shared/domain/engagement.ts';
import { PLAN_DAYS, type PlanSlot } from '../../shared/domain/plan.ts';
import { wallTimeAt } from '../../shared/domain/wall-time.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Clients } from '../clients/clients.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Posts } from '../posts/posts.ts';

export interface PlanFactsOptions {
  database: Database;
  clock: Clock;
  clients: Pick<Clients, 'profile'>;
  accounts: Pick<Accounts, 'list'>;
  posts: Pick<Posts, 'queue' | 'categories'>;
  calendar: Pick<Calendar, 'holidays'>;
}

type Asked = Pick<ParsedInput<'plans.outlook'>, 'clientId' | 'firstDay' | 'lastDay' | 'accountIds'>;
type Outlook = RouteOutput<'plans.outlook'>;

export interface PlanFacts {
  zone: string;
  now: number;
  /** The chosen ones. */
  accounts: Account[];
  /** What is left of the span: today at the earliest. */
  firstDay: string;
  lastDay: string;
  days: number;
  slots: PlanSlot[] | null;
  holidays: Outlook['holidays'];
  best: Outlook['best'];
  /** With the time of each, `YYYY-MM-DDTHH:mm`. */
  planned: Said[];
  recent: Said[];
}

interface Said {
  wallTime: string;
  text: string;
}

export type PlanFactsOf = ReturnType<typeof createPlanFacts>;

const DAY = 86_400_000;
/** How far back is looked for what was said, and for how posts did. */
const BACK = { said: 60 * DAY, results: 365 * DAY } as const;
const MOST = { planned: 200, recent: 40, results: 1000 } as const;

const prepare = ({ raw }: Database) => {
  const said = (order: string, most: number) =>
    raw.prepare<[Record<string, unknown>], { at: number; text: string }>(
      `SELECT scheduled_at AS at, text FROM posts INDEXED BY posts_card
       WHERE removed_at IS NULL AND client_id = @clientId AND status <> 'cancelled'
         AND scheduled_at >= @from AND scheduled_at < @to
       ORDER BY scheduled_at ${order} LIMIT ${most}`,
    );
  return {
    planned: said('ASC', MOST.planned),
    recent: said('DESC', MOST.recent),
    results: raw.prepare<[Record<string, unknown>], Reactions & Omit<PostResult, 'score'>>(
      `SELECT deliveries.account_id AS accountId, published_at AS at, likes, comments, shares
       FROM deliveries JOIN metric_snapshots ON metric_snapshots.id = (
         SELECT id FROM metric_snapshots WHERE delivery_id = deliveries.id
         ORDER BY taken_at DESC LIMIT 1)
       WHERE deliveries.account_id IN (SELECT value FROM json_each(@accountIds))
         AND deliveries.state = 'published' AND published_at >= @from
       ORDER BY published_at DESC LIMIT ${MOST.results}`,
    ),
    taken: raw
      .prepare<[at: number, clientId: string], string>(
        `SELECT account_id FROM posts INDEXED BY posts_card
         JOIN post_variants ON post_variants.post_id = posts.id
         WHERE scheduled_at = ? AND client_id = ? AND status <> 'cancelled' AND removed_at IS NULL`,
      )
      .pluck(),
  };
};

/** What is known of a span of days before anybody is asked: free times, days with names, what is planned, what did well. */
export function createPlanFacts(options: PlanFactsOptions) {
  const { database, clock, clients, accounts, posts, calendar } = options;
  let statements: ReturnType<typeof prepare> | null = null;
  const prepared = () => {
    statements ??= prepare(database);
    return statements;
  };

  /** Accounts of the client that have a post at that instant, whatever its state. */
  const takenAt = (clientId: string, at: number): string[] => prepared().taken.all(at, clientId);

  function bestOf(accountIds: readonly string[], zone: string, now: number): Outlook['best'] {
    const rows = prepared().results.all({
      accountIds: JSON.stringify(accountIds),
      from: now - BACK.results,
    });
    const results = rows.flatMap(({ accountId, at, ...reactions }) => {
      const score = engagementOf(reactions);
      return score === null ? [] : [{ accountId, at, score }];
    });
    return bestTimes(results, zone);
  }

  async function of(
    asked: Asked,
  ): Promise<Result<PlanFacts, 'not_found' | 'wrong_client' | 'bad_span'>> {
    const { clientId, lastDay } = asked;
    const client = clients.profile(clientId);
    if (!client.ok) return client;
    const own = accounts.list(clientId);
    const chosen = own.filter(({ id }) => asked.accountIds.includes(id));
    if (chosen.length < new Set(asked.accountIds).size)
      return fail(
        'wrong_client',
        'One of the accounts is not of this client, or not here any more. Choose the accounts again.',
      );
    const zone = posts.queue.zone();
    const now = clock.now();
    const today = wallTimeAt(now, zone).slice(0, 10);
    const firstDay = asked.firstDay > today ? asked.firstDay : today;
    const [first, last] = [Temporal.PlainDate.from(firstDay), Temporal.PlainDate.from(lastDay)];
    const days = first.until(last).days + 1;
    if (days < 1) return fail('bad_span', 'These days are over. Choose days that are still ahead.');
    if (days > PLAN_DAYS)
      return fail('bad_span', `Choose at most ${PLAN_DAYS} days. Plan the rest after them.`);
    const from = first.toZonedDateTime(zone).epochMilliseconds;
    const end = last.add({ days: 1 });
    const to = end.toZonedDateTime(zone).epochMilliseconds;
    const named = await calendar.holidays({ from: firstDay, to: end.toString() });
    const said = ({ at, text }: { at: number; text: string }): Said => ({
      wallTime: wallTimeAt(at, zone),
      text,
    });
    return ok({
      ...{ zone, now, accounts: chosen, firstDay, lastDay, days },
      slots: slotsIn(clientId, from, to, chosen),
      holidays: named.ok ? named.value.holidays : [],
      best: bestOf(asked.accountIds, zone, now),
      planned: prepared().planned.all({ clientId, from, to }).map(said),
      recent: prepared()
        .recent.all({ clientId, from: from - BACK.said, to: from })
        .map(said),
    });
  }

  /** Null where the client has no slots for these accounts at all. */
  function slotsIn(
    clientId: string,
    from: number,
    to: number,
    chosen: readonly Account[],
  ): PlanSlot[] | null {
    const ids = chosen.map(({ id }) => id);
    const queue = posts.queue.list(clientId);
    const has = ({ accountId }: { accountId: string | null }) =>
      accountId === null || ids.length === 0 || ids.includes(accountId);
    if (!queue.ok || !queue.value.slots.some(has)) return null;
    const free = posts.queue.inSpan({ from, to, clientId });
    if (!free.ok) return null;
    return free.value
      .map(({ at, wallTime, accountIds }) => ({
        ...{ at, wallTime },
        accountIds: accountIds === null ? ids : ids.filter((id) => accountIds.includes(id)),
      }))
      .filter(({ accountIds }) => accountIds.length > 0 || ids.length === 0);
  }

  return {
    of,
    takenAt,
    zone: posts.queue.zone,
    categories: posts.categories,

    async outlook(
      asked: Asked,
    ): Promise<Result<Outlook, 'not_found' | 'wrong_client' | 'bad_span'>> {
      const facts = await of(asked);
      if (!facts.ok) return facts;
      const { slots, holidays, best, planned } = facts.value;
      return ok({
        ...{ holidays, best },
        freeSlots: slots?.length ?? null,
        planned: planned.length,
      });
    },
  };
}
