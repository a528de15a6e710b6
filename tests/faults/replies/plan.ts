import type { Services } from '../../../electron/core.ts';
import { NETWORKS } from '../../../shared/domain/networks/index.ts';
import { type Seeded, seeded } from '../seeded.ts';
import { ACCOUNTS, type KillMoment, type PlannedPost, type Round } from '../story.ts';
import { replyFaults } from './reply-faults.ts';

/** An answer that a person wants to be there, once. */
export interface PlannedReply {
  itemId: string;
  accountId: string;
  text: string;
  isMention: boolean;
}

/** Of one account: comments under its posts, and mentions elsewhere. */
const MOST = { comment: 4, mention: 2 };

/** A post on each account whose network has comments that can be answered. */
export function postsToTalkAbout(): PlannedPost[] {
  return ACCOUNTS.flatMap(({ network, isClosed }, index) => {
    if (!NETWORKS[network].comments.reply || isClosed) return [];
    return [1, 2, 3].map((each) => ({
      ...{ text: `Loaf ${each} of ${index}`, isLong: false, firstComment: '', film: null },
      ...{ images: network === 'instagram' ? [each] : [], accounts: [index], dueAt: each },
    }));
  });
}

/** Answers to what people said: each with words of its own, and some with the same ones to two comments. */
export function planReplies({ inbox, accounts }: Services): PlannedReply[] {
  const { items } = inbox.list({ unread: false, query: '', after: null, limit: 500 });
  return accounts.list().flatMap(({ id: accountId, network }) => {
    const of = (kind: 'comment' | 'mention') =>
      items
        .filter((item) => item.accountId === accountId && item.kind === kind)
        .slice(0, MOST[kind]);
    const own = [...of('comment'), ...of('mention')];
    // These refuse the same words again within some time.
    const repeats = network !== 'x' && network !== 'facebook' && network !== 'linkedin';
    return own.map(({ id: itemId, kind }, index) => ({
      ...{ itemId, accountId, isMention: kind === 'mention' },
      text: repeats && index < 2 ? 'Thank you' : `Answer ${index} for ${accountId.slice(-6)}`,
    }));
  });
}

/** The lives of the process, from the seed alone. */
export function lives(kills: number, seed: number): Round[] {
  const random = seeded(seed);
  return Array.from({ length: kills }, () => ({
    ...{ off: random.pick([0, 1, 1, 5]), skew: null, jump: null, sleep: null, full: null },
    ...{ hurried: false, faultSeed: random.below(1_000_000) },
    ...{ faults: replyFaults(random), kill: moment(random) },
  }));
}

function moment(random: Seeded): KillMoment {
  const delay = random.pick([0, 0, 1, 5, 20]);
  const nth = 1 + random.below(6);
  const kind = random.pick(['taken', 'taken', 'heard', 'ledger', 'ledger', 'looked', 'time']);
  if (kind === 'ledger') return { kind, nth: 1 + random.below(14), delay };
  if (kind === 'time') return { kind, after: 200 + random.below(2500) };
  const when = kind === 'heard' ? 'arrives' : 'answered';
  return { kind: 'call', when, of: kind === 'looked' ? 'read' : 'write', nth, delay };
}
