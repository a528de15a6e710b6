import type { Job } from 'node-schedule';
import type { PowerEvent } from '../../shared/domain/asleep.ts';
import type { Bus } from '../bus.ts';
import type { Clock } from '../clock.ts';
import type { ProcessLock } from '../database/process-lock.ts';
import type { Log } from '../log.ts';
import type { Posts } from '../posts/posts.ts';
import type { Publishing } from '../publishing/publishing.ts';
import { createClockWatch } from './clock-watch.ts';
import { createTaking } from './taking.ts';

export type Schedule = ReturnType<typeof createSchedule>;
export type Runner = 'here' | 'elsewhere' | 'none';

const DAY = 86_400_000;
/** How soon what failed to be prepared is tried again, ms. */
const RETRY_AHEAD = 10 * 60_000;
/** From the start to the first sweep, ms. */
const FIRST_SWEEP = 250;
/** The least time between two sweeps that events ask for, ms. */
const SOON_EVERY = 250;
/** setTimeout's longest wait. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface ScheduleOptions {
  posts: Pick<Posts, 'due' | 'firstDue' | 'dueOnHold' | 'nextDueAt' | 'row'>;
  publishing: Publishing;
  bus: Bus;
  clock: Clock;
  log: Log;
  /** Held by the one process that publishes for this workspace. */
  lock: ProcessLock;
  /** Seconds between two sweeps; whole ones, from 1 to 59. */
  tickSeconds?: number;
  /** Keeps when this process published and when it did not. */
  power: { record(kind: PowerEvent['kind']): void };
  /** What is made ahead of time: once at start and once a day, by the process that publishes. */
  prepareAhead(): Promise<void>;
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
  power,
  prepareAhead,
}: ScheduleOptions) {
  const tickSeconds = Math.min(59, Math.max(1, Math.round(wanted)));
  const taking = createTaking({ posts, publishing, clock, log });
  let runner: Runner = 'none';
  let job: Job | null = null;
  let first: NodeJS.Timeout | undefined;
  let wake: NodeJS.Timeout | undefined;
  let soon: NodeJS.Timeout | undefined;
  let sweptSoonAt = Number.NEGATIVE_INFINITY;
  let armTick = () => {};
  let preparedAheadAt: number | null = null;
  let lookingAhead: Promise<void> = Promise.resolve();
  let unsubscribe: (() => void)[] = [];
  let started = false;
  let stopped = false;
  let recovered = false;
  let isHeld = false;

  const become = (next: Runner) => {
    if (runner === next) return;
    runner = next;
    bus.emit('runner.changed', { runner });
  };

  /** Whether the turn is this process's. The one that had it may have ended, so it is asked at each sweep. */
  function takeTurn(): boolean {
    const mine = lock.held() || lock.take();
    become(mine ? 'here' : 'elsewhere');
    return mine;
  }

  /** True when this process publishes, and may. */
  function isRunner(): boolean {
    if (!takeTurn()) return false;
    // Nothing is sent before that is done, also where the first try failed.
    if (!recovered) {
      const doubtful = publishing.recover();
      recovered = true;
      if (doubtful > 0) log.warn('Deliveries were cut short and are looked up', { doubtful });
      recordPower('started');
    }
    return true;
  }

  /** What is learned of this computer must not stand in the way of publishing. */
  function recordPower(kind: PowerEvent['kind']): void {
    try {
      power.record(kind);
    } catch (error) {
      log.error('A power event could not be kept', { kind, error });
    }
  }

  function claim(): void {
    try {
      takeTurn();
    } catch (error) {
      log.error('The runner could not begin', { error });
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
    if (stopped || isHeld) return;
    try {
      if (!isRunner()) return;
      await taking.takeDue();
      arm();
      await Promise.all([publishing.run(), lookAhead()]);
      arm();
    } catch (error) {
      log.error('A sweep failed', { error });
    }
  }

  /** Once a day, and again where the clock went back over it. What failed is tried again after a while. */
  function lookAhead(): Promise<void> {
    const now = clock.now();
    if (preparedAheadAt === null || Math.abs(now - preparedAheadAt) >= DAY) {
      preparedAheadAt = now;
      lookingAhead = prepareAhead().catch((error: unknown) => {
        preparedAheadAt = now - DAY + RETRY_AHEAD;
        log.error('What comes next could not be prepared', { error });
      });
    }
    return lookingAhead;
  }

  /** After the event's own work is done, and once for a burst of events: a busy minute has thousands. */
  const sweepSoon = () => {
    if (soon || stopped || !started) return;
    const wait = Math.max(0, sweptSoonAt + SOON_EVERY - performance.now());
    soon = setTimeout(() => {
      soon = undefined;
      sweptSoonAt = performance.now();
      void sweep();
    }, wait);
  };

  /** node-schedule brings a cron parser and its dates: the first sweep does not wait for them. */
  async function tick(): Promise<void> {
    const { default: nodeSchedule } = await import('node-schedule');
    if (stopped) return;
    const every = `*/${tickSeconds} * * * * *`;
    armTick = () => {
      job?.cancel();
      job = nodeSchedule.scheduleJob(every, () => void sweep());
    };
    armTick();
    watch.start();
  }

  const watch = createClockWatch({
    clock,
    everyMs: tickSeconds * 1000,
    onJump(byMs) {
      log.warn('The clock was changed, or this computer slept', { byMs });
      // The next tick is a time on the clock: after a step back it would wait until that time comes again,
      // after a step forward it would make up for every tick that was left out.
      armTick();
      void sweep();
    },
  });

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
        // A new zone moves the queue.
        bus.on('profile.changed', sweepSoon),
        bus.on('client.changed', sweepSoon),
      ];
      // Whose turn it is, is known at once; the work leaves the first moments to the first screen.
      claim();
      first = setTimeout(() => {
        void tick();
        void sweep();
      }, FIRST_SWEEP);
    },

    /**
     * Does something while nobody publishes for this workspace: after what is under way here, before anything else.
     * Null where another process publishes for it.
     */
    async alone<Value>(work: () => Promise<Value>): Promise<Value | null> {
      const wasMine = lock.held();
      if (!wasMine && !lock.take()) return null;
      isHeld = true;
      try {
        await taking.settled();
        await publishing.idle();
        return await work();
      } finally {
        isHeld = false;
        if (!wasMine && !started) lock.release();
        if (started) void sweep();
      }
    },

    /** Ends the ticks, waits until the calls under way are written down, then lets another process take over. */
    async stop(): Promise<void> {
      stopped = true;
      job?.cancel();
      job = null;
      watch.stop();
      clearTimeout(first);
      clearTimeout(wake);
      clearTimeout(soon);
      for (const off of unsubscribe) off();
      await taking.stop();
      await Promise.all([publishing.close(), lookingAhead]);
      if (recovered) recordPower('stopped');
      lock.release();
      become('none');
    },
  };
}
