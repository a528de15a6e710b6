import * as real from '../../electron/publishing/ledger.ts';
import { progressOf } from '../../electron/publishing/progress.ts';

export * from '../../electron/publishing/ledger.ts';

/** Broken on purpose: what is written before and while a post is sent is committed when the answer is there. */
export const createLedger: typeof real.createLedger = (options) => {
  const ledger = real.createLedger(options);
  const held = new Map<string, real.Change>();
  const now = (row: real.DeliveryRow | null): real.DeliveryRow | null => {
    const change = row && held.get(row.id);
    return change ? { ...row, ...change.set, state: 'sending' } : row;
  };
  /** What is to be sent is only kept in mind; the row as it would be, or null where that can't be. */
  const hold = (change: real.Change): real.DeliveryRow | null => {
    const row = ledger.get(change.id);
    if (row?.state !== change.from) return null;
    held.set(change.id, change);
    return now(row);
  };
  const catchUp = (id: string): void => {
    const before = held.get(id);
    held.delete(id);
    if (before) ledger.change(before);
  };
  return {
    ...ledger,
    get: (id) => now(ledger.get(id)),
    change(change) {
      if (change.path[0] === 'sending') return hold(change);
      catchUp(change.id);
      return ledger.change(change);
    },
    async changeTogether(change) {
      if (change.path[0] === 'sending') return hold(change);
      catchUp(change.id);
      return ledger.changeTogether(change);
    },
    async saveProgress(id, network) {
      const change = held.get(id);
      const row = ledger.get(id);
      if (!change || !row) return ledger.saveProgress(id, network);
      const progress = { ...progressOf(row), network };
      held.set(id, { ...change, set: { ...change.set, progress } });
    },
  };
};
