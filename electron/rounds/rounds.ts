import { setTimeout as wait } from 'node:timers/promises';
import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Bus } from '../bus.ts';
import type { Database } from '../database/database.ts';
import { askNetwork, type CallOptions, type Line, lineTo } from '../engagement/calls.ts';
import type { Log } from '../log.ts';
import type { PlatformResult } from '../platforms/platform.ts';
import { type AccountLimits, createAccountLimits } from '../publishing/limits.ts';
import { isQuiet, jittered, type QuietOptions, shuffled } from './manners.ts';
import { createRests } from './rests.ts';

/** Between two calls, ms. */
const BETWEEN = 500;

export interface RoundsOptions extends QuietOptions {
  database: Database;
  bus: Bus;
  log: Log;
  accounts: Accounts;
  /** Between two calls, ms; for a demo, which has no time. */
  between?: number;
}

export interface RoundsKind<Asked, Brought> {
  /** From where this process begins to publish to the first round, and from each to the next, ms. */
  first: number;
  every: number;
  /** For the log: one account could not be read; a whole round could not. */
  trouble: string;
  failed: string;
  /** @param asked what the person asks for; null where nobody does */
  read(asked: Asked | null): Promise<Brought>;
}

export type Rounds<Asked = unknown, Brought = unknown> = ReturnType<
  typeof createRounds<Asked, Brought>
>;

/**
 * Reads something of all accounts, again and again, while this process publishes: one account after the other, never
 * beside a post that goes out, and none for a while that could not be read. Networks that bill reading are left out.
 */
export function createRounds<Asked, Brought>(
  options: RoundsOptions,
  { first, every, trouble, failed, read }: RoundsKind<Asked, Brought>,
) {
  const { bus, clock, log, accounts, between = BETWEEN } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let joined: Promise<Brought> | null = null;
  const rests = createRests({ clock, log, trouble });
  // Prepared when it is first needed, not at each start.
  let kept: AccountLimits | null = null;
  const limits = () => {
    kept ??= createAccountLimits(options);
    return kept;
  };
  const calls: CallOptions = {
    ...{ accounts, log },
    limits: { keep: (...heard) => void (stopped || limits().keep(...heard)) },
  };

  /** One round after the other: two readings of one thing at a time would each take it for theirs. */
  function run(asked: Asked | null = null): Promise<Brought> {
    if (asked === null && joined) return joined;
    const next: Promise<Brought> = running
      .then(() => read(asked))
      .finally(() => {
        // Before anybody hears of it: who asks after that wants another one.
        if (joined === next) joined = null;
      });
    running = next.catch((error: unknown) => {
      if (!stopped) log.error(failed, { error });
    });
    if (asked === null) joined = next;
    return next;
  }

  function arm(after: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void run()
        .catch(() => null)
        .then(() => !stopped && timer !== undefined && arm(jittered(every)));
    }, after);
    timer.unref();
  }

  const unsubscribe = bus.on('runner.changed', ({ runner }) => {
    clearTimeout(timer);
    timer = undefined;
    if (runner === 'here' && !stopped) arm(jittered(first));
  });

  return {
    run,
    isStopped: () => stopped,
    /** Waits until nothing goes out; false where something is about to, and the round ends. */
    quiet: () => isQuiet(options, () => stopped),
    /** Between two calls. False where the round ends here. */
    async pause(): Promise<boolean> {
      await wait(jittered(between));
      return !stopped;
    },
    /** Those that may be asked, in another order each time. @param resting also those that had trouble a while ago */
    usable({ resting }: { resting: boolean }): Account[] {
      return shuffled(accounts.list()).filter(
        (account) =>
          account.status === 'connected' &&
          !isBilled(account) &&
          (resting || !rests.isResting(account.id)),
      );
    },
    isBlocked: (accountId: string): boolean => limits().blockedUntil(accountId) !== null,

    /** The line to the account's network; what keeps it from being used lets the account rest. */
    async line(account: Account): ReturnType<typeof lineTo> {
      const line = await lineTo(accounts, account.id);
      if (!line.ok && !stopped) rests.failed(account, line.error.code);
      return line;
    },
    ask: <Value>(line: Line, call: () => Promise<PlatformResult<Value>>) =>
      askNetwork(calls, line, call),
    /** What came of the account's turn. @param code the class of the trouble */
    troubled: (account: Account, code: string): void => rests.failed(account, code),
    worked: (accountId: string): void => rests.worked(accountId),

    /** Ends at once: a call under way is not waited for, and its answer not kept. */
    close(): void {
      stopped = true;
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

const isBilled = ({ network, practice }: Account): boolean =>
  NETWORKS[network].price !== undefined && !practice;
