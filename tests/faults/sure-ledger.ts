import * as real from '../../electron/publishing/ledger.ts';
import { progressOf } from '../../electron/publishing/progress.ts';

export * from '../../electron/publishing/ledger.ts';

/** Broken on purpose: what is in doubt counts as not sent, and is sent again from the start, without a look. */
export const createLedger: typeof real.createLedger = (options) => {
  const ledger = real.createLedger(options);
  const sure = (change: real.Change): real.Change => {
    const { id, from, path, set, attempt } = change;
    const row = ledger.get(id);
    // Of what the network says to have already it is no way out: that would be sent without an end.
    const isDuplicate = attempt && 'finish' in attempt && attempt.response.class === 'duplicate';
    if (from !== 'sending' || path.at(-1) !== 'ambiguous' || isDuplicate || !row) return change;
    const progress = { ...progressOf(row), ...set?.progress, network: null };
    return { ...change, path: ['rejected', 'prepared'], set: { ...set, progress } };
  };
  return {
    ...ledger,
    change: (change) => ledger.change(sure(change)),
    changeTogether: (change) => ledger.changeTogether(sure(change)),
  };
};
