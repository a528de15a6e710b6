import type { Database } from '../database/database.ts';

interface Waiting {
  work(): unknown;
  /** A call to a network waits for it. */
  isUrgent: boolean;
  settle(outcome: unknown): void;
  fail(error: unknown): void;
}

/** How long the first who writes waits for the others, ms: nothing beside a network's answer. */
const PATIENCE = 4;

/**
 * One commit for what several lanes write at nearly the same moment. A commit waits for the disk, and with fifty
 * accounts the disk would be all that is waited for. Each work is undone by itself where it throws; what is
 * answered is durable.
 * @param writers how many may write at this moment; where all of them wait, there is nobody to wait for
 */
export function createSharedCommit(
  { raw }: Pick<Database, 'raw'>,
  writers: () => number = () => 0,
) {
  let waiting: Waiting[] = [];
  let late: NodeJS.Timeout | undefined;
  let asked: NodeJS.Immediate | null = null;

  /** A part of the transaction under way that is undone by itself where it throws. */
  function attempt<Value>(work: () => Value): { value: Value } | { error: unknown } {
    try {
      return { value: raw.transaction(work)() };
    } catch (error) {
      // A full disk undoes the whole transaction: then there is none to go on with.
      if (!raw.inTransaction) throw error;
      return { error };
    }
  }

  const flush = () => {
    clearTimeout(late);
    late = undefined;
    const works = waiting;
    waiting = [];
    if (works.length === 0) return;
    try {
      const outcomes = raw.transaction(() => works.map(({ work }) => attempt(work))).immediate();
      const settle = (urgent: boolean) => {
        for (const [index, outcome] of outcomes.entries()) {
          const one = works[index];
          if (one?.isUrgent !== urgent) continue;
          if ('error' in outcome) one.fail(outcome.error);
          else one.settle(outcome.value);
        }
      };
      settle(true);
      if (works.every(({ isUrgent }) => isUrgent)) return;
      // Who began something makes the call first, and what ended is told of while the network is at work on it.
      if (works.some(({ isUrgent }) => isUrgent))
        setImmediate(() => setImmediate(() => settle(false)));
      else settle(false);
    } catch (error) {
      for (const { fail } of works) fail(error);
    }
  };

  /** Once in a turn: by then all that belongs together is there. */
  const look = () => {
    asked = null;
    if (waiting.length >= writers()) flush();
    else late ??= setTimeout(flush, PATIENCE);
  };

  return {
    attempt,

    /**
     * Runs the work with whatever else is written in this turn; resolves when it is on the disk.
     * @param isUrgent before what else was written with it
     */
    write: <Value>(work: () => Value, isUrgent = false): Promise<Value> =>
      new Promise<Value>((resolve, reject) => {
        if (asked === null) asked = setImmediate(look);
        const settle = (value: unknown) => resolve(value as Value);
        waiting.push({ work, isUrgent, settle, fail: reject });
      }),
  };
}
