/** Accounts that are served at the same time. More would only share the same line. */
const PARALLEL_LANES = 4;

/**
 * One lane for each account: its deliveries go one after the other, accounts side by side.
 * @param waiting accounts that have something to do now
 * @param step does the next thing of an account; false when there is nothing (more) to do
 * @param report gets what a step throws; its lane ends there, until the next run
 */
export function createLanes({
  waiting,
  step,
  report,
}: {
  waiting(): readonly string[];
  step(accountId: string): Promise<boolean>;
  report(error: unknown): void;
}) {
  const open = new Map<string, Promise<void>>();
  /** Accounts whose step threw: not again before the next run, or one bug would keep the machine busy. */
  const broken = new Set<string>();
  let closing = false;

  const drive = async (accountId: string) => {
    try {
      while (!closing && (await step(accountId)));
    } catch (error) {
      broken.add(accountId);
      report(error);
    }
  };

  const pump = () => {
    if (closing) return;
    for (const accountId of waiting()) {
      if (open.size >= PARALLEL_LANES) return;
      if (open.has(accountId) || broken.has(accountId)) continue;
      const lane = drive(accountId).then(() => {
        open.delete(accountId);
        pump();
      });
      open.set(accountId, lane);
    }
  };

  const idle = async () => {
    while (open.size > 0) await Promise.all(open.values());
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
