import { commentsEvery } from '../../shared/domain/inbox.ts';
import type { Account } from '../../shared/ipc/views.ts';
import type { Clock } from '../clock.ts';
import type { Line } from '../engagement/calls.ts';
import type { Replies } from '../engagement/replies.ts';
import type { Rounds } from '../rounds/rounds.ts';
import { brokenIn, type createCursors } from './cursors.ts';
import type { DueTalk } from './due.ts';
import type { InboxItems } from './items.ts';

/** Pages of a talk in one go; a longer one goes on in the next round. */
const PAGES = 8;
/** What its network does not give is asked for again then, ms. */
export const REFUSED = 86_400_000;

/** What a round brought. */
export interface Round {
  /** Posts whose comments were read. */
  posts: number;
  /** New ones that wait for somebody. */
  fresh: number;
  problems: { accountId: string; message: string }[];
}

/** What a reading needs besides the line to the network. */
export interface Reading {
  clock: Clock;
  rounds: Pick<Rounds, 'ask' | 'isStopped' | 'pause' | 'quiet' | 'troubled'>;
  cursors(): ReturnType<typeof createCursors>;
  items(): InboxItems;
  replies(): Pick<Replies, 'settle' | 'inDoubt' | 'recover' | 'lookForLost'>;
}

/** Reads the talk under a post from where it was left. False where the account is not asked on in this round. */
export const createTalkReading =
  ({ clock, rounds, cursors, items, replies }: Reading) =>
  async (account: Account, talk: DueTalk, line: Line, round: Round): Promise<boolean> => {
    const { deliveryId, accountId, remoteId, publishedAt } = talk;
    const { comments, capabilities } = line.platform;
    if (!comments) return false;
    const left = brokenIn(talk.cursor);
    const began = left?.began ?? clock.now();
    const seen = left && left.seen === null ? null : new Set(left?.seen);
    let from = left?.from ?? null;
    let fresh = 0;
    const place = { accountId, source: deliveryId };
    const keepUntil = (dueAt: number, broken = false) =>
      cursors().keep(place, {
        broken: broken && from !== null ? { from, began, seen: seen && [...seen] } : null,
        ...{ readAt: clock.now(), dueAt },
      });

    for (let page = 0; page < PAGES; page += 1) {
      if (page > 0) await rounds.pause();
      if (!(await rounds.quiet())) return false;
      const at = from;
      const answer = await rounds.ask(line, () => comments(line.context, remoteId, at));
      if (rounds.isStopped()) return false;
      if (!answer.ok) {
        round.problems.push({ accountId, message: answer.message });
        // One post that is gone says nothing of the others.
        if (answer.class !== 'refused') {
          rounds.troubled(account, answer.class);
          return false;
        }
        from = null;
        keepUntil(clock.now() + REFUSED);
        return true;
      }
      const { comments: told, next } = answer.value;
      for (const one of told) seen?.add(one.remoteId);
      const written = items().write(talk, told);
      from = next;
      const isWhole = next === null && left === null && page === 0;
      replies().settle(talk, told, { whole: isWhole, began, name: capabilities.name });
      if (next === null && seen) written.ids.push(...items().markGone(deliveryId, seen, began));
      items().tell(accountId, written);
      fresh += written.fresh;
      if (next === null) break;
    }
    round.fresh += fresh;
    round.posts += 1;
    const every = commentsEvery(clock.now() - publishedAt, fresh > 0) ?? REFUSED;
    keepUntil(from === null ? clock.now() + every : clock.now(), true);
    return true;
  };
