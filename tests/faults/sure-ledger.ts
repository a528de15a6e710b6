import * as real from '../../electron/publishing/ledger.ts';

export * from '../../electron/publishing/ledger.ts';

/** Broken on purpose: what is in doubt counts as not sent, and is sent again without a look. */
export const createLedger: typeof real.createLedger = (options) => {
  const ledger = real.createLedger(options);
  const sure = (change: real.Change): real.Change =>
    change.from === 'sending' && change.path.at(-1) === 'ambiguous'
      ? { ...change, path: ['rejected', 'prepared'] }
      : change;
  return {
    ...ledger,
    change: (change) => ledger.change(sure(change)),
    changeTogether: (change) => ledger.changeTogether(sure(change)),
  };
};
