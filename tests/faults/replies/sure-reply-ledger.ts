import * as real from '../../../electron/engagement/reply-ledger.ts';

export * from '../../../electron/engagement/reply-ledger.ts';

/** Broken on purpose: what is in doubt counts as not sent, and is sent again without a look. */
export const createReplyLedger: typeof real.createReplyLedger = (options) => {
  const ledger = real.createReplyLedger(options);
  return {
    ...ledger,
    lost: ledger.unsent,
    open: (...of) => {
      const one = ledger.open(...of);
      return one && { ...one, state: 'prepared', lostAt: null };
    },
  };
};
