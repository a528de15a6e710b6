import { whenDue } from '../../shared/domain/lateness.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Posts } from '../posts/posts.ts';
import type { DuePost } from '../posts/timing.ts';
import type { Publishing } from '../publishing/publishing.ts';

export interface TakingOptions {
  posts: Pick<Posts, 'due' | 'firstDue' | 'dueOnHold' | 'row'>;
  publishing: Pick<Publishing, 'prepareAll' | 'miss' | 'run'>;
  clock: Clock;
  log: Log;
}

const ON_HOLD =
  'It was on hold when its time came, so it was not sent. Publish it now or choose a new time.';

/** Due posts that are taken in one go: some 10 ms, then whatever else waits has its turn. */
const BATCH = 25;

/**
 * Takes due posts to the publisher. Where there are many, it takes some at a time and has them sent meanwhile,
 * the first of each account before all others: no account waits until the whole crowd is written down.
 */
export function createTaking({ posts, publishing, clock, log }: TakingOptions) {
  let busy = false;
  let stopped = false;
  let underWay: Promise<void> = Promise.resolve();

  async function takeAll(): Promise<void> {
    busy = true;
    try {
      // Whoever was on time when we looked is not late because of those before it.
      const beginning = clock.now();
      for (const id of posts.dueOnHold(beginning)) {
        const { scheduledAt } = posts.row(id) ?? {};
        miss({ id, scheduledAt: scheduledAt ?? beginning }, beginning, ON_HOLD);
      }
      let ahead = posts.due(beginning, BATCH + 1).length > BATCH ? posts.firstDue(beginning) : [];
      // What could not be taken is still due: it must not stand in the way of the others.
      const stuck = new Set<string>();
      while (!stopped) {
        const now = clock.now();
        const due =
          ahead.length > 0
            ? ahead.slice(0, BATCH).filter((post) => isStillDue(post, now))
            : posts.due(now, BATCH + stuck.size).filter(({ id }) => !stuck.has(id));
        if (ahead.length === 0 && due.length === 0) return;
        ahead = ahead.slice(BATCH);
        for (const id of take(due, beginning)) stuck.add(id);
        if (due.length < BATCH && ahead.length === 0) continue;
        // What it may reject with, the sweep hears as well.
        publishing.run().catch(() => undefined);
        await new Promise((resolve) => setImmediate(resolve));
      }
    } finally {
      busy = false;
    }
  }

  /** It may have been moved while others were taken. */
  const isStillDue = ({ id }: DuePost, now: number): boolean => {
    const post = posts.row(id);
    return (
      post?.status === 'scheduled' &&
      post.removedAt === null &&
      post.heldAt === null &&
      (post.scheduledAt ?? now) <= now
    );
  };

  /** The ids of those that could not be taken. One post's trouble is its own. */
  function take(due: readonly DuePost[], now: number): string[] {
    const late = due.filter(
      (post) => whenDue(post.scheduledAt, now, post.latenessMinutes) === 'missed',
    );
    const stuck = late.filter((post) => !miss(post, now)).map(({ id }) => id);
    const onTime = due.filter((post) => !late.includes(post)).map(({ id }) => id);
    for (const { postId, outcome } of publishing.prepareAll(onTime)) {
      if ('value' in outcome && outcome.value.ok) continue;
      stuck.push(postId);
      if ('error' in outcome)
        log.error('A due post could not be taken', { postId, error: outcome.error });
      else if (!outcome.value.ok)
        log.warn('Post not prepared', { postId, code: outcome.value.error.code });
    }
    return stuck;
  }

  function miss(
    { id: postId, scheduledAt }: Pick<DuePost, 'id' | 'scheduledAt'>,
    now: number,
    because?: string,
  ): boolean {
    try {
      const missed = publishing.miss(postId, because);
      log.warn('Post missed', { postId, lateMs: now - scheduledAt });
      return missed.ok;
    } catch (error) {
      log.error('A due post could not be taken', { postId, error });
      return false;
    }
  }

  return {
    /** Resolves when nothing is left to take. One at a time: a call meanwhile waits for the same end. */
    takeDue(): Promise<void> {
      if (!busy) underWay = takeAll();
      return underWay;
    },
    /** Resolves when nothing is being taken. */
    settled: (): Promise<void> => underWay.catch(() => undefined),
    /** Resolves when what is being taken is written down. */
    async stop(): Promise<void> {
      stopped = true;
      await underWay.catch(() => undefined);
    },
  };
}
