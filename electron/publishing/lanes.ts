/** Accounts that are served at the same time: each is a line of its own to its network. */
const PARALLEL_LANES = 64;
/** Steps after which a lane lets another account have its turn, where one waits. */
const STEPS_OF_A_TURN = 8;

/** A step that was taken: what comes of it is written down when `written` resolves. */
export interface Taken {
  written: Promise<void>;
}

/**
 * One lane for each account: its deliveries go one after the other, accounts side by side. Where there are
 * more accounts than lanes they take turns, so that a long line keeps nobody waiting.
 * @param waiting accounts that have something to do now
 * @param step does the next thing of an account; null when there is nothing (more) to do. The next step may begin
 *   while this one is being written down.
 * @param enter told when a lane begins; what it answers is called when the lane ends
 * @param report gets what a step throws; its lane ends there, until the next run
 */
export function createLanes({
  waiting,
  step,
  enter = () => () => undefined,
  report,
}: {
  waiting(): readonly string[];
  step(accountId: string): Promise<Taken | null>;
  enter?(accountId: string): () => void;
  report(error: unknown): void;
}) {
  const open = new Map<string, Promise<void>>();
  /** Accounts that wait for a lane, in their order. */
  const queue = new Set<string>();
  /** Accounts whose step threw: not again before the next run, or one bug would keep the machine busy. */
  const broken = new Set<string>();
  let closing = false;
  let resting: Promise<void> | null = null;

  /** The steps of one lane; resolves when the last of them is written down. */
  const walk = async (accountId: string) => {
    let written: Promise<void> = Promise.resolve();
    for (let steps = 1; !closing; steps++) {
      const [taken, before] = await Promise.allSettled([step(accountId), written]);
      written = (taken.status === 'fulfilled' && taken.value?.written) || Promise.resolve();
      const failed = [taken, before].find(({ status }) => status === 'rejected');
      if (failed) {
        await Promise.allSettled([written]);
        throw (failed as PromiseRejectedResult).reason;
      }
      const isDone = taken.status === 'fulfilled' && taken.value === null;
      if (isDone || (queue.size > 0 && steps >= STEPS_OF_A_TURN)) break;
    }
    await written;
  };

  const drive = async (accountId: string) => {
    const leave = enter(accountId);
    try {
      await walk(accountId);
    } catch (error) {
      broken.add(accountId);
      report(error);
    } finally {
      leave();
    }
  };

  const pump = () => {
    if (closing) return;
    for (const accountId of waiting())
      if (!open.has(accountId) && !broken.has(accountId)) queue.add(accountId);
    for (const accountId of queue) {
      if (open.size >= PARALLEL_LANES) return;
      queue.delete(accountId);
      const lane = drive(accountId).then(() => {
        open.delete(accountId);
        pump();
      });
      open.set(accountId, lane);
    }
  };

  /** One wait for all who ask: under load there are many. */
  const idle = (): Promise<void> => {
    if (open.size === 0) return Promise.resolve();
    resting ??= (async () => {
      while (open.size > 0) await Promise.all(open.values());
      resting = null;
    })();
    return resting;
  };

  return {
    /** Serves every account that waits; resolves when nothing is left to do now. */
    async run(): Promise<void> {
      broken.clear();
      pump();
      await idle();
    },
    idle,
    /** Lets each lane finish the step it is at, and no other. */
    async close(): Promise<void> {
      closing = true;
      await idle();
    },
  };
}
