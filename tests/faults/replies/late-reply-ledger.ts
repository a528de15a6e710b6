import * as real from '../../../electron/engagement/reply-ledger.ts';

export * from '../../../electron/engagement/reply-ledger.ts';

/** Broken on purpose: what is about to be sent is only kept in mind until the network has answered. */
export const createReplyLedger: typeof real.createReplyLedger = (options) => {
  const ledger = real.createReplyLedger(options);
  const held = new Map<string, real.KeptReply>();
  const catchUp = (id: string): string => {
    const one = held.get(id);
    held.delete(id);
    return one ? ledger.prepare({ ...one, byAi: one.byAi === 1 }).id : id;
  };
  return {
    ...ledger,
    prepare(reply) {
      const id = `held ${held.size} ${Math.random()}`;
      const one = { ...reply, id, byAi: reply.byAi ? 1 : 0 };
      const kept = { ...one, state: 'prepared', remoteId: null, lostAt: null, problem: null };
      held.set(id, kept as real.KeptReply);
      return kept as real.KeptReply;
    },
    sending: (id, problem) => void (held.has(id) || ledger.sending(id, problem)),
    lost: (id, problem) => ledger.lost(catchUp(id), problem),
    unsent: (id, problem) => ledger.unsent(catchUp(id), problem),
    refused: (id, problem) => ledger.refused(catchUp(id), problem),
    sent: (id, remoteId) => ledger.sent(catchUp(id), remoteId),
  };
};
