import type { PostStatus } from '../../shared/domain/post-status.ts';
import { checkPost, type Finding } from '../../shared/domain/preflight.ts';
import type { ParsedInput } from '../../shared/ipc/contract.ts';
import { ok, type Result } from '../../shared/ipc/route.ts';
import type { Post } from '../../shared/ipc/views.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import { createCalendar } from './calendar.ts';
import { createCards } from './cards.ts';
import { createPostChanges } from './changes.ts';
import { createContent } from './content.ts';
import { createDays } from './days.ts';
import { createListing } from './listing.ts';
import { createPostRows, type PostRow } from './post-rows.ts';
import { createRemoval } from './removal.ts';
import { createSearching } from './searching.ts';
import { createTiming } from './timing.ts';

export type Posts = ReturnType<typeof createPosts>;

export interface PostsOptions {
  database: Database;
  bus: Bus;
  clock: Clock;
}

/**
 * Posts from draft to published. Every change counts `version` up, and is told as `post.changed`
 * after its commit. Removed posts are `not_found` to all but `restore`.
 */
export function createPosts({ database, bus, clock }: PostsOptions) {
  const rows = createPostRows(database);
  const changes = createPostChanges({ database, bus, clock, rows });
  const content = createContent({ database, clock, rows, changes });
  const timing = createTiming({ database, clock, changes, content, check });
  const removal = createRemoval({ clock, changes, isClientHere: content.isClientHere, check });
  const listing = createListing(database);

  /** The pre-flight list. A post that does not exist has no target, so it is never ready. */
  function check(id: string): Finding[] {
    const master = rows.row(id)?.text ?? '';
    return checkPost({
      targets: rows.targets(id).map(({ accountId, network, handle, text, accountStatus }) => ({
        accountId,
        network,
        handle,
        text: text ?? master,
        status: accountStatus,
      })),
      media: rows.media(id).map(({ media, altText }) => ({
        fileName: media.fileName,
        mimeType: media.mimeType,
        altText,
      })),
    });
  }

  /** The whole post, after a change of its row. */
  const whole = <Code extends string>(
    changed: Result<PostRow, Code>,
  ): Result<Post, Code | 'not_found'> => (changed.ok ? rows.get(changed.value.id) : changed);

  return {
    get: rows.get,
    check,
    create: content.create,
    update: (input: ParsedInput<'posts.update'>) => whole(content.update(input)),

    calendar: createCalendar(database),
    days: createDays(database),
    list: listing.list,
    counts: listing.counts,
    needsYou: listing.needsYou,
    search: createSearching(database, createCards(database)),

    /** `shift` says whether daylight saving moved the time. */
    schedule(input: ParsedInput<'posts.schedule'>) {
      const scheduled = timing.schedule(input);
      if (!scheduled.ok) return scheduled;
      const post = rows.get(scheduled.value.post.id);
      return post.ok ? ok({ post: post.value, shift: scheduled.value.shift }) : post;
    },
    unschedule: (id: string) => whole(timing.unschedule(id)),
    publishNow: (id: string) => whole(timing.publishNow(id)),

    remove: removal.remove,
    restore: (id: string) => whole(removal.restore(id)),

    /** For the publisher: by the transition table, also as a part of the caller's transaction. */
    setStatus: (id: string, to: PostStatus) => whole(timing.setStatus(id, to)),
    due: timing.due,
    nextDueAt: timing.nextDueAt,
  };
}
