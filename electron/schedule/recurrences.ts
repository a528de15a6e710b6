import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Occurrence } from '../../shared/domain/recurrence.ts';
import { HOLD } from '../../shared/domain/slots.ts';
import { wallTimeAt } from '../../shared/domain/wall-time.ts';
import type { ParsedInput, RouteErrorCode, RouteOutput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Post, Recurrence } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { recurrences as table } from '../database/schema/index.ts';
import type { Log } from '../log.ts';
import type { GivenContent } from '../posts/content.ts';
import type { OccurrenceSource } from '../posts/occurrences.ts';
import type { Posts } from '../posts/posts.ts';
import { createHolidays } from './holidays.ts';
import { createRecurrenceDays, type When } from './recurrence-days.ts';
import { createRecurrenceRows, type RecurrenceRow } from './recurrence-rows.ts';

export type Recurrences = ReturnType<typeof createRecurrences>;

export interface RecurrencesOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  log: Log;
  posts: Pick<Posts, 'occurrences' | 'schedule' | 'remove' | 'restore'>;
}

type NewRecurrence = Omit<ParsedInput<'recurrences.create'>, 'from'> & { from: OccurrenceSource };
type ChangedRecurrence = Omit<ParsedInput<'recurrences.update'>, 'content'> & {
  content?: GivenContent | undefined;
};
type Created = Result<RecurrenceRow, RouteErrorCode<'recurrences.create'>>;
type Resumed = Result<RecurrenceRow, RouteErrorCode<'recurrences.resume'>>;
type Updated = Result<RecurrenceRow, RouteErrorCode<'recurrences.update'>>;

/** Posts that come again: each occurrence is a post of its own, made eight weeks ahead. */
export function createRecurrences({ database, bus, clock, log, posts }: RecurrencesOptions) {
  const { raw, orm } = database;
  const rows = createRecurrenceRows(database, posts);
  const holidays = createHolidays();
  const days = createRecurrenceDays(clock, holidays);
  const setMadeUntil = raw.prepare('UPDATE recurrences SET made_until = ? WHERE id = ?');

  const tell = ({ id: recurrenceId, clientId }: Pick<RecurrenceRow, 'id' | 'clientId'>) =>
    bus.emit('recurrence.changed', { recurrenceId, clientId });

  const found = (id: string): Result<RecurrenceRow, 'not_found'> => {
    const row = rows.get(id);
    return row
      ? ok(row)
      : fail('not_found', 'This recurring post is not here any more. It may have been removed.');
  };

  /** Within the caller's transaction. */
  function make(row: RecurrenceRow, ahead: readonly Occurrence[]): number {
    const { id: recurrenceId, clientId, zone, content } = row;
    const made = posts.occurrences.make({ recurrenceId, clientId, zone }, content, ahead);
    setMadeUntil.run(days.madeUntil(zone), recurrenceId);
    return made;
  }

  /**
   * Where ClientNest did not run for more than eight weeks, the days that passed are made too: the sweep shows
   * them as missed, so that none is lost in silence.
   */
  async function extend(row: RecurrenceRow): Promise<number> {
    if (row.madeUntil !== null && row.madeUntil >= days.madeUntil(row.zone)) return 0;
    const missing = await days.ahead(row, row.madeUntil);
    const made = raw
      .transaction(() => {
        const now = rows.get(row.id);
        // Ended or changed while the days were computed: whoever did that has made the right ones.
        if (!now || now.endedAt !== null || now.updatedAt !== row.updatedAt) return 0;
        return make(
          row,
          missing.filter(({ at }) => at > row.updatedAt),
        );
      })
      .immediate();
    if (made > 0) tell(row);
    return made;
  }

  async function create({ from, ...when }: NewRecurrence): Promise<Created> {
    const refused = await days.refuse(when);
    if (refused) return refused;
    const computed = await days.ahead(when);
    return raw
      .transaction((): Created => {
        const source = posts.occurrences.source(from);
        if (!source.ok) return source;
        const { clientId, content, post } = source.value;
        const now = clock.now();
        const ahead = computed.filter(({ at }) => at > now);
        const own = post && dayOf(post, when.zone, ahead);
        if (own && post.status !== 'scheduled') {
          const { wallTime } = own;
          const scheduled = posts.schedule({ id: post.id, wallTime, zone: when.zone });
          if (!scheduled.ok)
            return fail('not_allowed', scheduled.error.message, scheduled.error.details);
        }
        const row: RecurrenceRow = {
          ...when,
          id: v7(),
          clientId,
          content,
          madeUntil: null,
          endedAt: null,
          createdAt: now,
          updatedAt: now,
        };
        orm
          .insert(table)
          .values({ ...row, content: { ...content } })
          .run();
        if (own) posts.occurrences.adopt({ recurrenceId: row.id, clientId }, post.id, own.date);
        make(row, ahead);
        return ok(row);
      })
      .immediate();
  }

  async function update(input: ChangedRecurrence): Promise<Updated> {
    const { id, content, ...changes } = input;
    const before = found(id);
    if (!before.ok) return before;
    const when = withChanges(before.value, changes);
    const refused = await days.refuse(when);
    if (refused) return refused;
    const computed = await days.ahead(when);
    const result = raw
      .transaction((): Updated | null => {
        const row = found(id);
        if (!row.ok) return row;
        const { clientId, endedAt } = row.value;
        // Changed elsewhere while the days were computed.
        if (row.value.updatedAt !== before.value.updatedAt) return null;
        if (endedAt !== null)
          return fail('ended', 'This recurring post has ended. Make a new one.');
        const source = content && posts.occurrences.newContent(clientId, content);
        if (source && !source.ok) return source;
        const now = clock.now();
        const said = source ? source.value : row.value.content;
        // A millisecond at least: what was computed before must not be taken for this.
        const updatedAt = Math.max(now, row.value.updatedAt + 1);
        const next: RecurrenceRow = { ...row.value, ...when, content: said, updatedAt };
        orm
          .update(table)
          .set({ ...when, content: { ...said }, updatedAt })
          .where(eq(table.id, id))
          .run();
        posts.occurrences.eraseUntouched({ recurrenceId: id, clientId }, now + HOLD);
        make(
          next,
          computed.filter(({ at }) => at > now + HOLD),
        );
        return ok(next);
      })
      .immediate();
    return result ?? update(input);
  }

  async function resume(id: string): Promise<Resumed> {
    const before = found(id);
    if (!before.ok) return before;
    const computed = await days.ahead(before.value);
    const result = raw
      .transaction((): Resumed | null => {
        const row = found(id);
        if (!row.ok || row.value.endedAt === null) return row;
        // Ended anew while the days were computed.
        if (row.value.updatedAt !== before.value.updatedAt) return null;
        const { clientId, content, endedAt } = row.value;
        const ready = posts.occurrences.newContent(clientId, content);
        if (!ready.ok) return ready;
        const now = clock.now();
        const updatedAt = Math.max(now, row.value.updatedAt + 1);
        orm.update(table).set({ endedAt: null, updatedAt }).where(eq(table.id, id)).run();
        for (const postId of posts.occurrences.bringBack(id, endedAt)) posts.restore(postId);
        const next: RecurrenceRow = { ...row.value, endedAt: null, updatedAt };
        make(
          next,
          computed.filter(({ at }) => at > now),
        );
        return ok(next);
      })
      .immediate();
    return result ?? resume(id);
  }

  const shown = <Code extends string>(
    result: Result<RecurrenceRow, Code>,
  ): Result<Recurrence, Code> => {
    if (!result.ok) return result;
    tell(result.value);
    return ok(rows.view(result.value));
  };

  return {
    list: ({ clientId, ended }: ParsedInput<'recurrences.list'>): Recurrence[] =>
      rows
        .list(clientId)
        .filter((row) => ended || row.endedAt === null)
        .map(rows.view),
    holidayPlaces: () => holidays.places(),
    preview: days.preview,

    create: async (input: NewRecurrence) => shown(await create(input)),
    update: async (input: ChangedRecurrence) => shown(await update(input)),

    /** Comes again. Where its content can't be sent any more, it says why and stays ended. */
    resume: async ({ id }: ParsedInput<'recurrences.resume'>) => shown(await resume(id)),

    end({
      id,
      upcoming,
    }: ParsedInput<'recurrences.end'>): Result<RouteOutput<'recurrences.end'>, 'not_found'> {
      const result = raw
        .transaction((): Result<{ row: RecurrenceRow; removed: number }, 'not_found'> => {
          const before = found(id);
          if (!before.ok) return before;
          const now = clock.now();
          const endedAt = before.value.endedAt ?? now;
          orm.update(table).set({ endedAt, updatedAt: now }).where(eq(table.id, id)).run();
          const ahead = upcoming === 'remove' ? posts.occurrences.upcoming(id) : [];
          const removed = ahead.filter((post) => posts.remove(post.id).ok).length;
          return ok({ row: { ...before.value, endedAt, updatedAt: now }, removed });
        })
        .immediate();
      if (!result.ok) return result;
      const { row, removed } = result.value;
      tell(row);
      return ok({ recurrence: rows.view(row), removed });
    },

    /** Makes what has come within eight weeks. Again, or in two processes at once, it makes nothing twice. */
    async extendAll(): Promise<number> {
      // A client that is put away has no posts, and none to catch up on when it comes back.
      for (const row of rows.ofArchivedClients())
        setMadeUntil.run([days.today(row.zone), row.madeUntil ?? ''].sort().at(-1), row.id);
      let made = 0;
      for (const row of rows.running()) {
        try {
          made += await extend(row);
        } catch (error) {
          // One rule's trouble is its own.
          log.error('A recurring post could not be made', { recurrenceId: row.id, error });
        }
      }
      return made;
    },
  };
}

/** The day that a post stands for: a scheduled one that of its time, a draft the first. */
function dayOf(post: Post, zone: string, ahead: readonly Occurrence[]): Occurrence | undefined {
  if (post.status === 'draft' || post.status === 'approved') return ahead[0];
  if (post.status !== 'scheduled' || post.scheduledAt === null) return undefined;
  const date = wallTimeAt(post.scheduledAt, zone).slice(0, 10);
  return ahead.find((occurrence) => occurrence.date === date);
}

const withChanges = (
  row: RecurrenceRow,
  changes: Omit<ParsedInput<'recurrences.update'>, 'id' | 'content'>,
): When => ({
  rule: changes.rule ?? row.rule,
  startsAt: changes.startsAt ?? row.startsAt,
  zone: changes.zone ?? row.zone,
  skipHolidaysOf:
    changes.skipHolidaysOf === undefined ? row.skipHolidaysOf : changes.skipHolidaysOf,
});
