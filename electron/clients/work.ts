import { eq } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import { v7 } from 'uuid';
import { resolveWallTime, wallTimeAt } from '../../shared/domain/wall-time.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { MonthOfWork, TimeEntry } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { timeEntries } from '../database/schema/index.ts';

export type Work = ReturnType<typeof createWork>;

interface Between {
  clientId: string;
  /** UTC epoch ms; `to` is not part of it. */
  from: number;
  to: number;
}

/** What a client is promised a month, and what it gets: posts and time. */
export function createWork({
  database: { raw, orm },
  bus,
  clock,
  zone,
}: {
  database: Database;
  bus: Bus;
  clock: Clock;
  /** Of the profile: when a month begins. */
  zone(): string;
}) {
  const prepare = () => ({
    one: raw.prepare<[string], TimeEntry>(
      `SELECT id, client_id AS clientId, day, minutes, note FROM time_entries WHERE id = ?`,
    ),
    inMonth: raw.prepare<[string, string], TimeEntry>(
      `SELECT id, client_id AS clientId, day, minutes, note FROM time_entries
       WHERE client_id = ? AND day GLOB ? ORDER BY day DESC, id DESC`,
    ),
    minutes: raw.prepare<[string, string], { month: string; minutes: number }>(
      `SELECT substr(day, 1, 7) AS month, sum(minutes) AS minutes FROM time_entries
       WHERE client_id = ? AND day >= ? GROUP BY month`,
    ),
    promise: raw.prepare<[string], { posts: number | null; minutes: number | null }>(
      `SELECT retainer_posts AS posts, retainer_minutes AS minutes FROM clients WHERE id = ?`,
    ),
    // The card's index finds the posts of a stretch of time; a post goes out at its time or a week later at most,
    // or an hour before, where a network that holds it has another clock.
    published: raw
      .prepare<[Between], number>(
        `SELECT min(published_at) FROM posts CROSS JOIN deliveries ON post_id = posts.id
         WHERE scheduled_at >= @from - 691200000 AND scheduled_at < @to + 3600000
           AND client_id = @clientId AND removed_at IS NULL AND published_at IS NOT NULL
         GROUP BY posts.id`,
      )
      .pluck(),
    scheduled: raw
      .prepare<[Between], number>(
        `SELECT scheduled_at FROM posts
         WHERE scheduled_at >= @from AND scheduled_at < @to AND client_id = @clientId
           AND status = 'scheduled' AND removed_at IS NULL`,
      )
      .pluck(),
  });
  // Seldom asked for, so not at each start.
  let prepared: ReturnType<typeof prepare> | null = null;
  const statements = () => {
    prepared ??= prepare();
    return prepared;
  };

  const gone = () => fail('not_found', 'This client is not here any more.');
  const get = (id: string): Result<TimeEntry, 'not_found'> => {
    const found = statements().one.get(id);
    return found ? ok(found) : fail('not_found', 'This time is not here any more.');
  };

  /** Runs in one transaction; tells of the client after the commit. */
  function write<Code extends string>(
    work: () => Result<TimeEntry, Code>,
  ): Result<TimeEntry, Code> {
    const done = raw.transaction(work).immediate();
    if (done.ok) bus.emit('client.changed', { clientId: done.value.clientId });
    return done;
  }

  function insert(entry: TimeEntry): Result<TimeEntry, 'not_found' | 'id_taken'> {
    if (!statements().promise.get(entry.clientId)) return gone();
    if (statements().one.get(entry.id)) return fail('id_taken', 'This time is here already.');
    const now = clock.now();
    orm
      .insert(timeEntries)
      .values({ ...entry, createdAt: now, updatedAt: now })
      .run();
    return get(entry.id);
  }

  return {
    /** What is promised is what is promised today: earlier promises are not kept. */
    months({ clientId, count }: ParsedInput<'work.months'>): Result<MonthOfWork[], 'not_found'> {
      const promise = statements().promise.get(clientId);
      if (!promise) return gone();
      const here = zone();
      const present = Temporal.PlainYearMonth.from(wallTimeAt(clock.now(), here).slice(0, 7));
      const months = Array.from({ length: count }, (_, back) => present.subtract({ months: back }));
      const starts = [present.add({ months: 1 }), ...months].map(
        (month) => resolveWallTime(`${month.toString()}-01T00:00`, here).at,
      );
      const [to = 0] = starts;
      const within = { clientId, from: starts.at(-1) ?? 0, to };
      const minutes = new Map(
        statements()
          .minutes.all(clientId, `${months.at(-1)?.toString()}-01`)
          .map((sum) => [sum.month, sum.minutes]),
      );
      const published = statements().published.all(within);
      const scheduled = statements().scheduled.all(within);
      const during = (instants: readonly number[], index: number): number => {
        const [until = 0, from = 0] = starts.slice(index, index + 2);
        return instants.filter((at) => at >= from && at < until).length;
      };
      return ok(
        months.map((each, index) => {
          const month = each.toString();
          return {
            month,
            posts: {
              published: during(published, index),
              scheduled: during(scheduled, index),
              promised: promise.posts,
            },
            minutes: { worked: minutes.get(month) ?? 0, promised: promise.minutes },
          };
        }),
      );
    },

    entries: ({
      clientId,
      month,
    }: ParsedInput<'work.entries'>): Result<TimeEntry[], 'not_found'> =>
      statements().promise.get(clientId)
        ? ok(statements().inMonth.all(clientId, `${month}-*`))
        : gone(),

    add: ({ id = v7(), ...entry }: ParsedInput<'work.add'>) =>
      write(() => insert({ id, ...entry })),

    update: ({ id, ...fields }: ParsedInput<'work.update'>) =>
      write<'not_found'>(() => {
        const found = get(id);
        if (!found.ok) return found;
        orm
          .update(timeEntries)
          .set({ ...fields, updatedAt: clock.now() })
          .where(eq(timeEntries.id, id))
          .run();
        return get(id);
      }),

    remove: (id: string) =>
      write<'not_found'>(() => {
        const found = get(id);
        if (found.ok) orm.delete(timeEntries).where(eq(timeEntries.id, id)).run();
        return found;
      }),

    restore: (entry: TimeEntry) => write(() => insert(entry)),
  };
}
