import type { UsuallyAsleep } from '../../shared/domain/asleep.ts';
import type { PostStatus } from '../../shared/domain/post-status.ts';
import type { WallTimeShift } from '../../shared/domain/wall-time.ts';
import type { ParsedInput, RouteOutput } from '../../shared/ipc/contract.ts';
import { ok, type Result } from '../../shared/ipc/route.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { createApproved } from './approved.ts';
import { createBulk } from './bulk.ts';
import { createCalendar } from './calendar.ts';
import { createCards } from './cards.ts';
import { createPostChanges } from './changes.ts';
import { createChecking } from './checking.ts';
import { createContent, type PostUpdate } from './content.ts';
import { createDays } from './days.ts';
import { createEarlierPosts } from './earlier.ts';
import { createListing } from './listing.ts';
import { createMany } from './many.ts';
import { createPostNotes } from './notes.ts';
import { createOccurrences } from './occurrences.ts';
import { createPostRows, type PostRow } from './post-rows.ts';
import { createQueue } from './queue.ts';
import { createRemoval } from './removal.ts';
import { createReview, type Stage } from './review.ts';
import { createSearching } from './searching.ts';
import { createTelling } from './telling.ts';
import { createTiming, type MissedTime } from './timing.ts';
import { createVersions } from './versions.ts';
import { createZoneRules } from './zone-rules.ts';

export type Posts = ReturnType<typeof createPosts>;

export interface PostsOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
  /** How often this computer sleeps at that time (UTC epoch ms); null where it is usually awake. */
  usuallyAsleep?(at: number): UsuallyAsleep | null;
  /** Whether a media relay is set up; not asked for unless given. */
  hasRelay?(): boolean;
}

/**
 * Posts from draft to published. Every change counts `version` up, and is told as `post.changed`
 * after its commit. Removed posts are `not_found` to all but `restore`.
 */
export function createPosts({
  database,
  bus,
  clock,
  usuallyAsleep = () => null,
  hasRelay = () => true,
}: PostsOptions) {
  const rows = createPostRows(database);
  const telling = createTelling({ database, bus, rows });
  const queue = createQueue({ database, clock, telling });
  const changes = createPostChanges({ database, clock, rows, telling, queue });
  const checking = createChecking({ database, clock, rows, usuallyAsleep, hasRelay });
  const { check } = checking;
  const versions = createVersions({ database, clock, rows });
  const notes = createPostNotes({ database, bus, clock, rows });
  const approved = createApproved({ lastWord: rows.approvalWord, notes, versions });
  const content = createContent({ database, clock, rows, changes, versions, approved });
  const timing = createTiming({ database, clock, rows, changes, queue, content, approved, check });
  const review = createReview({ clock, rows, changes, notes });
  const removal = createRemoval({ clock, changes, isClientHere: content.isClientHere, check });
  const occurrences = createOccurrences({
    database,
    clock,
    telling,
    rows,
    content,
    checkContent: checking.checkContent,
    queue,
  });
  const cards = createCards(database);
  // Its statements are made when somebody imports, not at each start.
  let bulk: ReturnType<typeof createBulk> | null = null;
  let zone = queue.zone();
  const stopFollowing = bus.on('profile.changed', () => {
    if (queue.zone() === zone) return;
    zone = queue.zone();
    queue.flowAll();
  });
  const listing = createListing(database);
  const many = createMany({
    ...{ database, clock, rows, changes, content, timing, approved, review, removal, check },
    zone: queue.zone,
  });

  type Scheduled<Code extends string> = Result<{ post: PostRow; shift: WallTimeShift }, Code>;
  function withWarning<Code extends string>(
    scheduled: Scheduled<Code>,
  ): Result<RouteOutput<'posts.schedule'>, Code | 'not_found'> {
    if (!scheduled.ok) return scheduled;
    const post = rows.get(scheduled.value.post.id);
    if (!post.ok) return post;
    const { shift } = scheduled.value;
    return ok({
      post: post.value,
      shift,
      asleepWarning: checking.asleepAt(post.value),
    });
  }

  /** The whole post, after a change of its row. */
  const whole = <Code extends string>(
    changed: Result<PostRow, Code>,
  ): Result<Post, Code | 'not_found'> => (changed.ok ? rows.get(changed.value.id) : changed);

  return {
    get: rows.get,
    check: checking.checkWithComputer,
    checkForPerson: checking.checkForPerson,
    compare: checking.compare,
    earlier: createEarlierPosts({ database, clock }),
    create: content.create,
    update: (input: PostUpdate) => whole(content.update(input)),
    versions,
    restoreVersion: (input: ParsedInput<'posts.restoreVersion'>) =>
      whole(content.restoreVersion(input)),

    calendar: createCalendar(database),
    days: createDays(database),
    list: listing.list,
    counts: listing.counts,
    needsYou: listing.needsYou,
    categories: listing.categories,
    search: createSearching(database, cards),

    /** `shift` says whether daylight saving moved the time. */
    schedule: (input: ParsedInput<'posts.schedule'>) => withWarning(timing.schedule(input)),
    instantOf: timing.instantOf,
    plan: (input: ParsedInput<'posts.plan'>) => whole(timing.plan(input)),
    setStage: (id: string, to: Stage) => whole(review.setStage(id, to)),
    enqueue: (id: string, before?: number) => withWarning(timing.enqueue(id, before)),
    unschedule: (id: string) => whole(timing.unschedule(id)),
    publishNow: (id: string) => whole(timing.publishNow(id)),

    missAgain: (was: MissedTime) => whole(timing.missAgain(was)),

    /** Review and hold. As `become`, they answer the row. */
    review,
    notes,

    remove: removal.remove,
    restore: (id: string) => whole(removal.restore(id)),

    /** For the publisher: by the transition table, also as a part of the caller's transaction. */
    setStatus: (id: string, to: PostStatus) => whole(timing.setStatus(id, to)),
    /** The same, without reading the whole post again. */
    become: timing.setStatus,
    /** What the post itself says, without targets and media; also of a removed one. */
    row: rows.row,
    due: timing.due,
    firstDue: timing.firstDue,
    dueOnHold: timing.dueOnHold,
    nextDueAt: timing.nextDueAt,

    /** What one does with many posts at once, one by one and each with the way back. */
    many,

    queue,
    occurrences,
    /** For many posts at once. */
    bulk() {
      const { isSent, isClientHere } = content;
      bulk ??= createBulk({ database, clock, rows, queue, check, isSent, isClientHere });
      return bulk;
    },
    /** The pre-flight check of what is not a post yet. */
    checkContent: checking.checkContent,
    zoneRules: createZoneRules({ database, clock, telling }),

    /** Before the database is closed. */
    close: (): void => stopFollowing(),
    /** Cards by id, in the order of the ids; removed posts are left out. */
    cards,
  };
}
