import { Temporal } from 'temporal-polyfill';
import type { PostStatus } from '../../shared/domain/post-status.ts';
import { type Finding, hasErrors } from '../../shared/domain/preflight.ts';
import { resolveWallTime, wallTimeAt } from '../../shared/domain/wall-time.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/ipc/route.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Approved } from './approved.ts';
import { type PostChanges, UNTIMED } from './changes.ts';
import type { createContent } from './content.ts';
import { noPost, type PostRow, type PostRows } from './post-rows.ts';
import type { createRemoval } from './removal.ts';
import type { createReview } from './review.ts';
import type { createTiming } from './timing.ts';

type Time = Pick<PostRow, 'status' | 'scheduledAt' | 'wallTime' | 'zone' | 'queued'>;

/** What takes one change back. It holds what was there, and what it may only follow on. */
export type Inverse =
  | { kind: 'time'; id: string; was: Time; left: Pick<Time, 'status' | 'scheduledAt'> }
  | { kind: 'labels'; id: string; added: readonly string[]; removed: readonly string[] }
  | { kind: 'copy'; id: string; version: number }
  | { kind: 'submitted'; id: string }
  | { kind: 'removed'; id: string; removedAt: number };

/** A change that was made; null where nothing had to be. */
export type Change = Result<Inverse | null>;

export type Move = ParsedInput<'posts.moveMany'>['by'];

export type Many = ReturnType<typeof createMany>;

interface ManyOptions {
  database: Database;
  clock: Clock;
  rows: PostRows;
  changes: PostChanges;
  content: Pick<
    ReturnType<typeof createContent>,
    'create' | 'mediaOf' | 'labelsFor' | 'writeLabels' | 'isClientHere' | 'shownIn'
  >;
  approved: Pick<Approved, 'replanned'>;
  timing: Pick<ReturnType<typeof createTiming>, 'schedule' | 'plan' | 'unschedule' | 'instantOf'>;
  review: Pick<ReturnType<typeof createReview>, 'submit' | 'withdraw'>;
  removal: Pick<ReturnType<typeof createRemoval>, 'remove' | 'restore'>;
  check(id: string): Finding[];
  /** Of the profile. */
  zone(): string;
}

/** What has no time yet is planned for nine. */
const FIRST_HOUR = 9;
const PLANNED: ReadonlySet<PostStatus> = new Set(['draft', 'in_review', 'approved']);

/** What one does with many posts at once, each with the way back. All of it by the same rules as one by one. */
export function createMany(options: ManyOptions) {
  const {
    database,
    clock,
    rows,
    changes,
    content,
    timing,
    approved,
    review,
    removal,
    check,
    zone,
  } = options;
  const here = (id: string): PostRow | null => {
    const row = rows.row(id);
    return row && row.removedAt === null ? row : null;
  };

  /** Where a move takes a post; null where it has no time, and is given none. */
  function placeAfter(row: PostRow, by: Move) {
    const inZone = zone();
    if (row.scheduledAt === null || row.wallTime === null)
      return 'day' in by
        ? { wallTime: firstTimeOn(by.day, clock.now(), inZone), zone: inZone }
        : null;
    // The day that one sees is the profile's; the clock that the post keeps is its own.
    const days = 'days' in by ? by.days : daysUntil(wallTimeAt(row.scheduledAt, inZone), by.day);
    const wallTime = Temporal.PlainDateTime.from(row.wallTime)
      .add({ days })
      .toString({ smallestUnit: 'minute' });
    return { wallTime, zone: row.zone ?? inZone };
  }

  function move(id: string, by: Move): Change {
    const row = here(id);
    if (!row) return noPost();
    const place = placeAfter(row, by);
    if (!place) return fail('not_planned', 'This post has no time yet. Plan it for a day first.');
    if (row.status === 'scheduled') {
      const moved = timing.schedule({ id, ...place });
      return moved.ok ? timed(row, moved.value.post) : moved;
    }
    if (!PLANNED.has(row.status)) return fail('not_allowed', STAYS[row.status] ?? STAYS_THERE);
    const planned = timing.plan({ id, at: place });
    return planned.ok ? timed(row, planned.value) : planned;
  }

  function unplan(id: string): Change {
    const row = here(id);
    if (!row) return noPost();
    if (row.status !== 'scheduled' && !PLANNED.has(row.status))
      return fail('not_allowed', STAYS[row.status] ?? STAYS_THERE);
    const left = row.status === 'scheduled' ? timing.unschedule(id) : timing.plan({ id, at: null });
    return left.ok ? timed(row, left.value) : left;
  }

  function label(id: string, add: readonly string[], remove: readonly string[]): Change {
    const row = here(id);
    if (!row) return noPost();
    const had = new Set(row.labelIds);
    const may = content.labelsFor(row.clientId, add);
    if (may.length === 0 && add.length > 0 && remove.length === 0)
      return fail('wrong_client', 'This label is for posts of another client.');
    const added = may.filter((labelId) => !had.has(labelId));
    const removed = remove.filter((labelId) => had.has(labelId));
    return relabel(id, added, removed);
  }

  function relabel(id: string, added: readonly string[], removed: readonly string[]): Change {
    if (added.length + removed.length === 0) return ok(null);
    const changed = changes.change<never>(id, (row) => {
      const next = new Set([...row.labelIds, ...content.labelsFor(row.clientId, added)]);
      for (const labelId of removed) next.delete(labelId);
      content.writeLabels(id, [...next].sort());
      return ok({});
    });
    return changed.ok ? ok({ kind: 'labels', id, added, removed }) : changed;
  }

  /** A client's accounts by network, the one that was connected first before the others. */
  let accountsOf: ReturnType<typeof prepareAccounts> | undefined;

  function duplicate(id: string, clientId: string): Change {
    const row = here(id);
    if (!row) return noPost();
    accountsOf ??= prepareAccounts(database);
    const { text, threading, firstComment, category, labelIds } = row;
    const free = row.clientId === clientId ? [] : accountsOf.all(clientId);
    const targets = rows.targets(id).flatMap(({ accountId, network, text: own }) => {
      if (row.clientId === clientId) return { accountId, text: own };
      const found = free.findIndex((account) => account.network === network);
      const [account] = found < 0 ? [] : free.splice(found, 1);
      return account ? { accountId: account.id, text: own } : [];
    });
    const made = content.create({
      ...{ clientId, text, threading, firstComment, category, labelIds, targets },
      media: content.mediaOf(id),
    });
    if (!made.ok) return made;
    const copy = made.value.id;
    let { version } = made.value;
    if (row.scheduledAt !== null && row.scheduledAt > clock.now() && row.wallTime !== null) {
      const at = { wallTime: row.wallTime, zone: row.zone ?? zone() };
      const planned = timing.plan({ id: copy, at });
      if (planned.ok) version = planned.value.version;
    }
    return ok({ kind: 'copy', id: copy, version });
  }

  function submit(id: string): Change {
    const status = here(id)?.status;
    if (status !== undefined && status !== 'draft')
      return fail(
        'not_allowed',
        status === 'in_review'
          ? 'This post is in review already.'
          : 'Only a draft is submitted for review. Take this post back to draft first.',
      );
    const changed = review.submit(id);
    return changed.ok ? ok({ kind: 'submitted', id }) : changed;
  }

  function remove(id: string): Change {
    const gone = removal.remove(id);
    const row = gone.ok ? rows.row(id) : null;
    if (!gone.ok) return gone;
    return ok(row?.removedAt == null ? null : { kind: 'removed', id, removedAt: row.removedAt });
  }

  /** As it was, where nobody has changed that since. */
  function takeBack(inverse: Inverse): Result<null> {
    const { id } = inverse;
    const row = rows.row(id);
    if (!row) return noPost();
    if (inverse.kind === 'removed') {
      if (row.removedAt !== inverse.removedAt) return changedSince();
      return nothing(removal.restore(id));
    }
    if (row.removedAt !== null) return noPost();
    switch (inverse.kind) {
      case 'time':
        return retime(row, inverse);
      case 'labels':
        return nothing(relabel(id, inverse.removed, inverse.added));
      case 'copy':
        if (row.version !== inverse.version) return changedSince();
        return nothing(removal.remove(id));
      default:
        return row.status === 'in_review' ? nothing(review.withdraw(id)) : changedSince();
    }
  }

  function retime(row: PostRow, { was, left }: Extract<Inverse, { kind: 'time' }>): Result<null> {
    if (row.status !== left.status || row.scheduledAt !== left.scheduledAt) return changedSince();
    if (was.status === 'scheduled') {
      if (was.scheduledAt === null || was.scheduledAt <= clock.now())
        return fail('in_the_past', 'The time that it had is over. Choose a later one.');
      if (row.status !== 'scheduled' && hasErrors(check(row.id)))
        return fail('not_ready', 'This post is not ready to be sent any more. Open it to see why.');
    }
    return nothing(
      changes.change<never>(row.id, (now) => {
        if (was.status !== 'approved' || now.status === 'approved') return ok(was);
        // Moving it cost the approval: back at its time it counts again, where nothing else was changed since.
        const becomes = approved.replanned(now, content.shownIn(now), was.scheduledAt);
        return ok({ ...was, status: now.status, ...becomes });
      }),
    );
  }

  return {
    /** One transaction for all that `work` does. */
    together: changes.together,
    move,
    unplan,
    label,
    duplicate,
    submit,
    remove,
    takeBack,
    isClientHere: content.isClientHere,

    /** When a moved post would be due, UTC epoch ms; null where it is not moved. */
    instantAfter(id: string, by: Move): number | null {
      const row = here(id);
      const place = row && placeAfter(row, by);
      return place && timing.instantOf(place);
    },
  };
}

const prepareAccounts = ({ raw }: Database) =>
  raw.prepare<[string], { id: string; network: string }>(
    'SELECT id, network FROM accounts WHERE client_id = ? AND removed_at IS NULL ORDER BY id',
  );

const timed = (before: PostRow, after: PostRow): Change => {
  const { id, status, scheduledAt, wallTime, zone, queued } = before;
  const same = after.status === status && after.scheduledAt === scheduledAt;
  if (same && after.queued === queued && after.wallTime === wallTime) return ok(null);
  return ok({
    kind: 'time',
    id,
    was: { status, ...(scheduledAt === null ? UNTIMED : { scheduledAt, wallTime, zone, queued }) },
    left: { status: after.status, scheduledAt: after.scheduledAt },
  });
};

const daysUntil = (from: string, day: string): number =>
  Temporal.PlainDate.from(from.slice(0, 10)).until(Temporal.PlainDate.from(day)).days;

/** Nine on that day; where that is over, the next full hour. */
function firstTimeOn(day: string, now: number, zone: string): string {
  const nine = `${day}T${String(FIRST_HOUR).padStart(2, '0')}:00`;
  if (resolveWallTime(nine, zone).at > now || !wallTimeAt(now, zone).startsWith(day)) return nine;
  return Temporal.Instant.fromEpochMilliseconds(now + LEAD)
    .toZonedDateTimeISO(zone)
    .round({ smallestUnit: 'hour', roundingMode: 'ceil' })
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}
const LEAD = 5 * 60_000;

const nothing = <Code extends string>(result: Result<unknown, Code>): Result<null, Code> =>
  result.ok ? ok(null) : result;

const changedSince = () =>
  fail('changed_since', 'This post was changed since, so it stays as it is now.');

const STAYS_THERE = 'A post that is out, or on its way, stays where it is.';
const STAYS: Partial<Record<PostStatus, string>> = {
  missed: 'This post was missed. Choose another time for it under “What was missed”.',
  failed: 'This post has failed. Open it to send it again.',
  needs_check: 'It is not known whether this post was published. Decide that first.',
  cancelled: 'This post was called off. Open it to plan it again.',
};
