import * as real from '../../electron/publishing/ledger.ts';

export * from '../../electron/publishing/ledger.ts';

/** Broken on purpose: what is written before and while a post is sent is committed when the answer is there. */
export const createLedger: typeof real.createLedger = (options) => {
  const ledger = real.createLedger(options);
  const held = new Map<string, real.Change>();
  const now = (row: real.DeliveryRow | null): real.DeliveryRow | null => {
    const change = row && held.get(row.id);
    return change ? { ...row, ...change.set, state: 'sending' } : row;
  };
  return {
    ...ledger,
    get: (id) => now(ledger.get(id)),
    change(change) {
      const row = ledger.get(change.id);
      if (change.path[0] === 'sending') {
        if (row?.state !== change.from) return null;
        held.set(change.id, change);
        return now(row);
      }
      const before = held.get(change.id);
      held.delete(change.id);
      if (before) ledger.change(before);
      return ledger.change(change);
    },
    saveProgress(id, network) {
      const change = held.get(id);
      const row = ledger.get(id);
      if (!change || !row) return ledger.saveProgress(id, network);
      const progress = { ...real.progressOf(row), network };
      held.set(id, { ...change, set: { ...change.set, progress } });
    },
  };
};
