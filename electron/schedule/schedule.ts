import type { Job } from 'node-schedule';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { ProcessLock } from '../database/process-lock.ts';
import type { Log } from '../log.ts';
import type { Posts } from '../posts/posts.ts';
import type { Publishing } from '../publishing/publishing.ts';

export type Schedule = ReturnType<typeof createSchedule>;
export type Runner = 'here' | 'elsewhere' | 'none';

/**
 * How late a post may go out, ms. A post for the morning coffee is still worth sending two hours
 * later; after that the moment is over, and the person decides.
 */
const LATENESS = 2 * 60 * 60_000;

/** Due posts that one look takes in; the next look follows at once while there are more. */
const BATCH = 100;
/** From the start to the first sweep, ms. */
const FIRST_SWEEP = 250;
/** setTimeout's longest wait. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface ScheduleOptions {
  posts: Pick<Posts, 'due' | 'nextDueAt'>;
  publishing: Publishing;
  bus: Bus;
  clock: Clock;
  log: Log;
  /** Held by the one process that publishes for this workspace. */
  lock: ProcessLock;
  /** Seconds between two sweeps; whole ones, from 1 to 59. */
  tickSeconds?: number;
}

interface DuePost {
  id: string;
  clientId: string;
  scheduledAt: number;
}

/**
 * Looks for what is due and has it published. Timers only wake it: what is due is read from the
 * database each time, so a sleep, a crash or a moved clock changes nothing.
 */
export function createSchedule({
  posts,
  publishing,
  bus,
  clock,
  log,
  lock,
  tickSeconds: wanted = 5,
}: ScheduleOptions) {
  const tickSeconds = Math.min(59, Math.max(1, Math.round(wanted)));
  let runner: Runner = 'none';
  let job: Job | null = null;
  let first: NodeJS.Timeout | undefined;
  let wake: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;
  let unsubscribe: (() => void)[] = [];
  let started = false;
  let stopped = false;

  const become = (next: Runner) => {
    if (runner === next) return;
    runner = next;
    bus.emit('runner.changed', { runner });
  };

  /** True when this process publishes. The one that did may have ended, so it is asked at each sweep. */
  function isRunner(): boolean {
    if (lock.held()) return true;
    if (!lock.take()) {
      become('elsewhere');
      return false;
    }
    become('here');
    const doubtful = publishing.recover();
    if (doubtful > 0) log.warn('Deliveries were cut short and are looked up', { doubtful });
    return true;
  }

  function claim(): void {
    try {
      isRunner();
    } catch (error) {
      log.error('The runner could not begin', { error });
    }
  }

  /** One post's trouble is its own. */
  function take(post: DuePost, now: number): void {
    try {
      if (now - post.scheduledAt > LATENESS) {
        publishing.miss(post.id);
        log.warn('Post missed', { postId: post.id, lateMs: now - post.scheduledAt });
        return;
      }
      const prepared = publishing.prepare(post.id);
      if (!prepared.ok)
        log.warn('Post not prepared', { postId: post.id, code: prepared.error.code });
    } catch (error) {
      log.error('A due post could not be taken', { postId: post.id, error });
    }
  }

  /** Synchronous, so that two sweeps can't overlap. */
  function takeDue(): void {
    const seen = new Set<string>();
    for (;;) {
      const now = clock.now();
      // What could not be taken is still due: it must not stand in the way of the others.
      const due = posts.due(now, BATCH + seen.size).filter((post) => !seen.has(post.id));
      if (due.length === 0) return;
      for (const post of due) {
        seen.add(post.id);
        take(post, now);
      }
    }
  }

  /** Wakes for the next due time, so that a post does not wait for the tick. */
  function arm(): void {
    clearTimeout(wake);
    const times = [posts.nextDueAt(), publishing.nextAttemptAt()].filter((at) => at !== null);
    if (stopped || times.length === 0) return;
    const wait = Math.min(...times) - clock.now();
    // What is overdue now waits for the tick: a timer of 0 would spin where something can't be taken.
    if (wait > 0 && wait < tickSeconds * 1000)
      wake = setTimeout(() => void sweep(), Math.min(wait, LONGEST_TIMER));
  }

  /** Takes what is due and publishes it; resolves when nothing is left to do now. Safe to call at any time. */
  async function sweep(): Promise<void> {
    if (stopped) return;
    try {
      if (!isRunner()) return;
      takeDue();
      arm();
      await publishing.run();
      arm();
    } catch (error) {
      log.error('A sweep failed', { error });
    }
  }

  /** After the event's own work is done, and once for a burst of events. */
  const sweepSoon = () => {
    if (soon || stopped || !started) return;
    soon = setImmediate(() => {
      soon = undefined;
      void sweep();
    });
  };

  /** node-schedule brings a cron parser and its dates: the first sweep does not wait for them. */
  async function tick(): Promise<void> {
    const { default: nodeSchedule } = await import('node-schedule');
    if (stopped) return;
    job = nodeSchedule.scheduleJob(`*/${tickSeconds} * * * * *`, () => void sweep());
  }

  return {
    sweep,
    /** Whether this process publishes, another one does, or none. */
    runner: (): Runner => runner,

    start(): void {
      if (started || stopped) return;
      started = true;
      unsubscribe = [
        bus.on('post.changed', ({ status }) => {
          if (status === 'scheduled') sweepSoon();
        }),
        bus.on('delivery.changed', sweepSoon),
        bus.on('account.changed', sweepSoon),
      ];
      // Whose turn it is, is known at once; the work leaves the first moments to the first screen.
      claim();
      first = setTimeout(() => {
        void tick();
        void sweep();
      }, FIRST_SWEEP);
    },

    /** Ends the ticks, waits until the calls under way are written down, then lets another process take over. */
    async stop(): Promise<void> {
      stopped = true;
      job?.cancel();
      job = null;
      clearTimeout(first);
      clearTimeout(wake);
      clearImmediate(soon);
      for (const off of unsubscribe) off();
      await publishing.close();
      lock.release();
      become('none');
    },
  };
}
