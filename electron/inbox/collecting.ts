import { NETWORKS } from '../../shared/domain/networks/index.ts';
import type { Account } from '../../shared/ipc/views.ts';
import { createRounds, type RoundsOptions } from '../rounds/rounds.ts';
import { createCursors } from './cursors.ts';
import { createDueTalks, type DueTalk } from './due.ts';
import { createMentionReading } from './mentions.ts';
import { createTalkReading, type Reading, type Round } from './talks.ts';

export type Collecting = ReturnType<typeof createCollecting>;

/** Posts of an account in one round. */
const MOST = 20;
/** Posts of an account when the person asks. */
const MOST_ASKED = 40;
/** From where this process begins to publish to the first round, and from each to the next, ms. */
const FIRST = 45_000;
const EVERY = 3 * 60_000;

export type CollectingOptions = RoundsOptions & Pick<Reading, 'items' | 'replies'>;

/** What the person asks for: one account, or all. */
interface Asked {
  accountId: string | null;
}

/**
 * Reads what people say under our posts and of the accounts elsewhere, in polite rounds: new posts often and old ones
 * seldom. Networks that bill reading are asked when the person names their account.
 */
export function createCollecting(options: CollectingOptions) {
  const { database, clock, accounts, replies } = options;
  const rounds = createRounds<Asked, Round>(options, {
    ...{ first: FIRST, every: EVERY, read: readAll },
    trouble: 'The comments of an account could not be read',
    failed: 'The comments could not be read',
  });

  // Prepared when they are first needed, not at each start.
  let made: ReturnType<typeof prepare> | null = null;
  const prepare = () => {
    const cursors = createCursors(database);
    const reading = { ...options, rounds, cursors: () => cursors };
    return {
      cursors,
      due: createDueTalks(database),
      readTalk: createTalkReading(reading),
      mentions: createMentionReading(reading),
    };
  };
  const tools = () => {
    made ??= prepare();
    return made;
  };

  async function readAccount(
    account: Account,
    talks: readonly DueTalk[],
    round: Round,
    asked: boolean,
  ): Promise<void> {
    const { id } = account;
    const line = await rounds.line(account);
    if (rounds.isStopped()) return;
    if (!line.ok) {
      round.problems.push({ accountId: id, message: line.error.message });
      return;
    }
    if (rounds.isBlocked(id)) return;
    await replies().lookForLost(id);
    const { mentions, readTalk } = tools();
    if (mentions.isDue(account, asked) && !(await mentions.read(account, line.value, round)))
      return;
    for (const talk of line.value.platform.comments ? talks : []) {
      if (rounds.isBlocked(id)) return;
      if (!(await readTalk(account, talk, line.value, round))) return;
      if (!(await rounds.pause())) return;
    }
    rounds.worked(id);
  }

  const tells = ({ network }: Account): boolean =>
    NETWORKS[network].comments.read || NETWORKS[network].mentions !== undefined;

  async function readAll(asked: Asked | null): Promise<Round> {
    const round: Round = { posts: 0, fresh: 0, problems: [] };
    if (rounds.isStopped()) return round;
    const { due, cursors, mentions } = tools();
    replies().recover();
    for (const deliveryId of replies().inDoubt()) cursors.hurry(deliveryId);
    const wanted = asked?.accountId ?? null;
    const usable =
      wanted === null
        ? rounds.usable({ resting: asked !== null })
        : accounts.list().filter(({ id }) => id === wanted);
    const telling = usable.filter(tells);
    if (telling.length === 0) return round;
    const ids = new Set(telling.map(({ id }) => id));
    const search = { now: clock.now(), all: asked !== null, until: rounds.isStopped };
    const talks = await due(ids, search);
    for (const account of telling) {
      if (rounds.isStopped()) return round;
      const own = (talks.get(account.id) ?? []).slice(0, asked ? MOST_ASKED : MOST);
      if (own.length > 0 || mentions.isDue(account, asked !== null))
        await readAccount(account, own, round, asked !== null);
    }
    return round;
  }

  return { collect: rounds.run, close: rounds.close };
}
