import {
  canBecome,
  isEditable,
  isPlanned,
  type PostStatus,
} from '../../shared/domain/post-status.ts';
import { type Finding, hasErrors } from '../../shared/domain/preflight.ts';
import { HOLD } from '../../shared/domain/slots.ts';
import {
  type ResolvedWallTime,
  resolveWallTime,
  type WallTimeShift,
  wallTimeAt,
} from '../../shared/domain/wall-time.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Approved } from './approved.ts';
import { type PostChanges, UNTIMED } from './changes.ts';
import type { createContent } from './content.ts';
import type { PostRow, PostRows } from './post-rows.ts';
import type { Queue } from './queue.ts';
import { STATUS_WORDS } from './status-words.ts';

export interface DuePost {
  id: string;
  clientId: string;
  /** UTC epoch ms. */
  scheduledAt: number;
  /** How late its client lets it go out by itself. */
  latenessMinutes: number;
}

/** When a missed post was due. */
export interface MissedTime {
  id: string;
  /** UTC epoch ms. */
  scheduledAt: number;
  wallTime: string | null;
  zone: string | null;
}

export interface TimingOptions {
  database: Database;
  clock: Clock;
  rows: PostRows;
  changes: PostChanges;
  queue: Pick<Queue, 'nextFree' | 'zone'>;
  content: Pick<ReturnType<typeof createContent>, 'isClientHere' | 'isSent' | 'shownIn'>;
  approved: Pick<Approved, 'replanned'>;
  check(id: string): Finding[];
}

/** Between two slots: the flow, in the same transaction, gives it the slot of that place. What is held stays before it. */
const placeBefore = (before: number, now: number, zone: string) => {
  const at = Math.max(before - 1, now + HOLD + 1);
  return { at, wallTime: wallTimeAt(at, zone) };
};

const isHeld = (row: PostRow): boolean => row.status === 'scheduled' && row.heldAt !== null;
const onHold = () =>
  fail('not_allowed', 'This post is on hold, so nothing of it is sent. Release it first.');

const shiftOf = (row: PostRow | null | undefined): WallTimeShift =>
  row?.wallTime && row.zone ? resolveWallTime(row.wallTime, row.zone).shift : 'none';

/** A minute of grace: the person chose the minute that is just over. */
const GRACE = 60_000;
const YEARS_AHEAD = 10;

/** When a post is due. Everything is decided inside the transaction that writes it. */
export function createTiming({
  database,
  clock,
  rows,
  changes,
  queue,
  content,
  approved,
  check,
}: TimingOptions) {
  // The posts first, by their index: with nothing due, no client is looked up. Of one minute the row that was
  // written first, as the index has them: a thousand others are not sorted for it.
  const dueStatement = database.raw.prepare<[now: number, limit: number], DuePost>(
    `SELECT posts.id, client_id AS clientId, scheduled_at AS scheduledAt,
       lateness_minutes AS latenessMinutes
     FROM posts CROSS JOIN clients ON clients.id = client_id
     WHERE status = 'scheduled' AND scheduled_at <= ? AND removed_at IS NULL AND held_at IS NULL
     ORDER BY scheduled_at, posts.rowid LIMIT ?`,
  );
  const firstDueStatement = database.raw.prepare<[now: number], DuePost>(
    `SELECT DISTINCT id, clientId, scheduledAt, latenessMinutes FROM (
       SELECT posts.id, posts.client_id AS clientId, min(scheduled_at) AS scheduledAt,
         lateness_minutes AS latenessMinutes
       FROM posts CROSS JOIN post_variants ON post_id = posts.id
       CROSS JOIN clients ON clients.id = posts.client_id
       WHERE status = 'scheduled' AND scheduled_at <= ? AND removed_at IS NULL
         AND held_at IS NULL
       GROUP BY account_id
     ) ORDER BY scheduledAt, id`,
  );
  const nextDue = database.raw
    .prepare<[], number | null>(
      `SELECT min(scheduled_at) FROM posts
       WHERE status = 'scheduled' AND removed_at IS NULL AND held_at IS NULL`,
    )
    .pluck();

  let dueOnHold: { all(now: number): string[] } | undefined;

  /** Null where the post may be sent at all. */
  function refuse(row: PostRow) {
    if (!isEditable(row.status) || !canBecome(row.status, 'scheduled'))
      return fail('not_allowed', `A post that is ${STATUS_WORDS[row.status]} can’t be scheduled.`);
    if (!content.isClientHere(row.clientId))
      return fail('not_allowed', 'This client is archived. Restore the client first.');
    const findings = check(row.id);
    return hasErrors(findings) ? notReady(findings) : null;
  }

  const nowIn = (zone: string): Pick<PostRow, 'scheduledAt' | 'wallTime' | 'zone'> => ({
    scheduledAt: clock.now(),
    wallTime: wallTimeAt(clock.now(), zone),
    zone,
  });

  return {
    /** UTC epoch ms of a wall-clock time that a post may be scheduled at; null where it may not. */
    instantOf({ wallTime, zone }: Pick<ParsedInput<'posts.schedule'>, 'wallTime' | 'zone'>) {
      const resolved = resolve(wallTime, zone, clock.now());
      return resolved.ok ? resolved.value.at : null;
    },

    /** Schedules a post, or moves a scheduled one. */
    schedule({ id, wallTime, zone }: ParsedInput<'posts.schedule'>) {
      const resolved = resolve(wallTime, zone, clock.now());
      if (!resolved.ok) return resolved;
      const { at, shift } = resolved.value;
      const changed = changes.change<'not_allowed' | 'not_ready'>(id, (row) => {
        const refused = refuse(row);
        if (refused) return refused;
        const same = row.status === 'scheduled' && row.wallTime === wallTime && row.zone === zone;
        return ok(
          same && row.scheduledAt === at && !row.queued
            ? null
            : { status: 'scheduled', scheduledAt: at, wallTime, zone, queued: false },
        );
      });
      return changed.ok ? ok({ post: changed.value, shift }) : changed;
    },

    /** When something that is not scheduled yet is meant to go out; it is not sent by that. */
    plan({ id, at }: ParsedInput<'posts.plan'>) {
      const resolved = at && resolve(at.wallTime, at.zone, clock.now());
      if (resolved?.ok === false) return resolved;
      return changes.change<'not_allowed'>(id, (row) => {
        if (!isPlanned(row.status))
          return fail(
            'not_allowed',
            `A post that is ${STATUS_WORDS[row.status]} has a time already.`,
          );
        const scheduledAt = resolved?.value.at ?? null;
        const same = row.scheduledAt === scheduledAt && row.wallTime === (at?.wallTime ?? null);
        if (same) return ok(null);
        const becomes = approved.replanned(row, content.shownIn(row), scheduledAt);
        return ok({ ...UNTIMED, ...at, scheduledAt, ...becomes });
      });
    },

    /**
     * The next free slot of its client's queue; one that is queued already stays where it is.
     * @param before UTC epoch ms: goes before what is queued for then or later, wherever it is now
     */
    enqueue(id: string, before?: number) {
      let shift: WallTimeShift = 'none';
      const changed = changes.change<'not_allowed' | 'not_ready' | 'no_free_slot'>(id, (row) => {
        const refused = refuse(row);
        if (refused) return refused;
        if (before === undefined && row.queued && row.status === 'scheduled') return ok(null);
        const accounts = rows.targets(id).map(({ accountId }) => accountId);
        const [slot] = queue.nextFree(row.clientId, accounts, 1, id);
        if (!slot)
          return fail(
            'no_free_slot',
            'The queue of this client has no time for the accounts of this post. Add slots to it, or choose a time.',
          );
        shift = slot.shift;
        const zone = queue.zone();
        const place = before === undefined ? slot : placeBefore(before, clock.now(), zone);
        const { at: scheduledAt, wallTime } = place;
        return ok({ status: 'scheduled', queued: true, scheduledAt, wallTime, zone });
      });
      if (changed.ok && before !== undefined) shift = shiftOf(rows.row(id));
      return changed.ok ? ok({ post: changed.value, shift }) : changed;
    },

    /** Back to draft, without a time. */
    unschedule: (id: string) =>
      changes.change<'not_allowed'>(id, (row) => {
        if (!isEditable(row.status) || !canBecome(row.status, 'draft'))
          return fail(
            'not_allowed',
            `A post that is ${STATUS_WORDS[row.status]} can’t be unscheduled.`,
          );
        if (content.isSent(id))
          return fail(
            'not_allowed',
            'A part of this post is published already. Send the rest again from its delivery log.',
          );
        return ok({ status: 'draft', ...UNTIMED });
      }),

    /** Due now: the runner takes it with its next sweep. */
    publishNow: (id: string) =>
      changes.change<'not_allowed' | 'not_ready'>(
        id,
        (row) =>
          (isHeld(row) ? onHold() : refuse(row)) ??
          ok({ status: 'scheduled', queued: false, ...nowIn(queue.zone()) }),
      ),

    /** Missed again, with the time that it had: for taking a decision back before anything is sent. */
    missAgain: ({ id, ...time }: MissedTime) =>
      changes.change<'not_allowed'>(id, (row) =>
        canBecome(row.status, 'missed') && time.scheduledAt <= clock.now()
          ? ok({ status: 'missed', queued: false, ...time })
          : fail(
              'not_allowed',
              `This post is ${STATUS_WORDS[row.status]} by now, so that can’t be taken back.`,
            ),
      ),

    /** What the publisher says of a post. A status that needs a time gets the present one. */
    setStatus: (id: string, to: PostStatus) =>
      changes.change<'not_allowed'>(id, (row) => {
        if (!canBecome(row.status, to))
          return fail(
            'not_allowed',
            `A post that is ${STATUS_WORDS[row.status]} can’t become ${STATUS_WORDS[to]}.`,
          );
        if (to === 'draft') return ok({ status: to, ...UNTIMED });
        const timed = row.scheduledAt !== null || !NEEDS_TIME.has(to);
        // Its slot has come: what becomes of it now does not move the queue.
        const queued = row.queued && to === 'scheduled';
        return ok({ status: to, queued, ...(timed ? {} : nowIn(row.zone ?? queue.zone())) });
      }),

    /** Scheduled posts whose time has come, oldest first. */
    due: (now: number, limit: number) => dueStatement.all(now, limit),

    /** Of those, the one that each account begins with. */
    firstDue: (now: number) => firstDueStatement.all(now),

    /** Posts on hold whose time has come: nothing of them is sent. */
    dueOnHold: (now: number): string[] => {
      // With the first sweep, not at start.
      dueOnHold ??= database.raw
        .prepare<[number], string>(
          `SELECT id FROM posts INDEXED BY posts_status
           WHERE status = 'scheduled' AND scheduled_at <= ? AND removed_at IS NULL
             AND held_at IS NOT NULL
           ORDER BY scheduled_at LIMIT 500`,
        )
        .pluck();
      return dueOnHold.all(now);
    },

    /** UTC epoch ms of the earliest scheduled post. */
    nextDueAt: (): number | null => nextDue.get() ?? null,
  };
}

function resolve(
  wallTime: string,
  zone: string,
  now: number,
): Result<ResolvedWallTime, 'no_such_time' | 'in_the_past'> {
  let resolved: ResolvedWallTime;
  try {
    resolved = resolveWallTime(wallTime, zone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fail('no_such_time', 'There is no such date or time. Choose another one.');
  }
  if (resolved.at < now - GRACE)
    return fail('in_the_past', 'That time is over. Choose a later one, or publish now.', { now });
  if (resolved.at > now + YEARS_AHEAD * 366 * 86_400_000)
    return fail('no_such_time', `Choose a time within the next ${YEARS_AHEAD} years.`);
  return ok(resolved);
}

function notReady(findings: Finding[]) {
  const [first] = findings.filter((finding) => finding.severity === 'error');
  return fail('not_ready', first?.message ?? 'This post is not ready to be sent.', { findings });
}

/** These have a time, whoever set it. */
const NEEDS_TIME: ReadonlySet<PostStatus> = new Set([
  'scheduled',
  'publishing',
  'published',
  'failed',
  'missed',
  'needs_check',
]);
