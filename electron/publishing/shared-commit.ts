import type { Database } from '../database/database.ts';

interface Waiting {
  work(): unknown;
  settle(outcome: unknown): void;
  fail(error: unknown): void;
}

/**
 * One commit for what several lanes write at the same moment. A commit waits for the disk, and with fifty
 * accounts the disk would be all that is waited for. Each work is undone by itself where it throws; what is
 * answered is durable.
 */
export function createSharedCommit({ raw }: Pick<Database, 'raw'>) {
  let waiting: Waiting[] = [];

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
    const works = waiting;
    waiting = [];
    try {
      const outcomes = raw.transaction(() => works.map(({ work }) => attempt(work))).immediate();
      for (const [index, outcome] of outcomes.entries())
        if ('error' in outcome) works[index]?.fail(outcome.error);
        else works[index]?.settle(outcome.value);
    } catch (error) {
      for (const { fail } of works) fail(error);
    }
  };

  return {
    attempt,

    /** Runs the work with whatever else is written in this turn; resolves when it is on the disk. */
    write: <Value>(work: () => Value): Promise<Value> =>
      new Promise<Value>((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ work, settle: (value) => resolve(value as Value), fail: reject });
      }),
  };
}
